//===- Compress.cpp - The verb "compress" ---------------------------------===//
//
// A whole file goes in: windows of a series lie behind each other, and what a
// last one lacks is padded, so that nothing of the file is lost. Text comes
// back byte for byte unless --lossy; numbers within --max-error where it is
// given.
//
//===----------------------------------------------------------------------===//
#include "Commands.h"
#include "CompressReport.h"
#include "EntryRun.h"
#include "Inputs.h"
#include "Options.h"
#include "Program.h"

#include "../Compression/Values.h"
#include "../Data/Schema.h"
#include "../Error.h"
#include "../Model/Normalize.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <memory>

using namespace aec::runtime;

namespace {
struct CompressArguments {
  std::vector<std::string> data;
  std::string out, weights;
  std::string maxError;
  bool lossy = false;
  int64_t threads = 0;
  Reading reading;
};
} // namespace

/// The whole file, of which rows may be chosen.
static Array readWhole(const CompressArguments &arguments,
                       const LoadedWeights &weights, const aec_input &input) {
  std::string name = input.tensor.name;
  Reading reading = arguments.reading;
  if (reading.stride)
    throw UsageError("--stride: compress takes windows one behind another, so "
                     "that they join again");
  reading.schemas = schemasOf(weights.metadata, arguments.weights);
  ReadOptions options = optionsFor(name, {name}, reading);
  std::string path = bindFiles("--data", arguments.data, {name}, true).at(name);
  Array array = readArray(path, options);
  if (array.series && (reading.rows.first || reading.rows.last != INT64_MAX))
    throw UsageError("--rows: a text or a recording is compressed whole");
  keepRows(array, reading.rows);
  if (array.facts)
    warnOfWords(array.origin, *array.facts);
  return array;
}

/// What --max-error and --lossy ask for.
static void chooseError(const CompressArguments &arguments,
                        CompressedFile &file) {
  file.corrected = file.text && !arguments.lossy;
  if (arguments.maxError.empty())
    return;
  if (file.text)
    throw UsageError("--max-error is for numbers; text is restored byte for "
                     "byte unless --lossy is given");
  file.corrected = true;
  std::from_chars(arguments.maxError.data(),
                  arguments.maxError.data() + arguments.maxError.size(),
                  file.maxError);
  if (file.maxError == 0 && file.decimals < 0)
    throw UsageError("--max-error 0 is for numbers of few decimals, "
                     "which these are not; give an error above 0");
}

static void runCompress(const CompressArguments &arguments,
                        const aec_model &model) {
  std::string reason;
  CodecEntries entries = *codecEntries(model, reason);
  AtomicFile out(arguments.out);
  Session session(model, chosenThreads(arguments.threads));
  LoadedWeights weights = loadTrained(session, arguments.weights);
  EntropyModel entropy =
      storedEntropy(weights.metadata, entries, arguments.weights);
  const aec_input &input = *entries.input;
  Array array = readWhole(arguments, weights, input);
  CompressedFile file;
  file.path = arguments.out;
  file.model = modelFingerprint(session.states(), entropy);
  file.type = array.type;
  file.level = model.cpu_level;
  file.arrangement = arrange(array, input, arguments.reading.window);
  file.text = entries.classes && array.type == ElementType::U8;
  file.decimals = commonDecimals(array);
  file.rate = array.rate;
  chooseError(arguments, file);
  // What is not corrected is as decode has it.
  if (!file.corrected && !isInteger(file.type))
    file.decimals = -1;
  Samples samples;
  {
    Dataset set = prepare(gatherSamples(array, file.arrangement, input), input,
                          session.pool());
    file.scale = set.scale;
    normalize(set, entries.inputIndex, session.states(), session.pool());
    samples.add(entries.inputIndex, std::move(set));
  }
  BlockRunner runner(session, entries);
  CodecReport codec =
      encodeValues(runner, entries, entropy, array, samples, file);
  std::string bytes = compressedBytes(file);
  out.write(bytes);
  out.commit();
  if (arguments.out != "-")
    std::printf("%s", reportText({file, codec, array, input,
                                  int64_t(bytes.size()), arguments.out})
                          .c_str());
}

Command aec::runtime::addCompress(CLI::App &app, const aec_model &model,
                                  const std::string &program) {
  auto arguments = std::make_shared<CompressArguments>();
  CompressArguments &a = *arguments;
  a.weights = defaultWeights(model);
  addFiles(app, "--data", a.data,
           "What to compress: IDX, .npy, .npz, CSV, WAV, .txt, also .gz, a "
           ".png or a folder of them; pictures of any size");
  app.add_option("--out", a.out, "File to write, - for standard output")
      ->type_name("FILE")
      ->required();
  app.add_option("--weights", a.weights, "Weights to use")
      ->type_name("FILE")
      ->capture_default_str();
  auto check = [](std::string &text) -> std::string {
    double value = 0;
    const char *last = text.data() + text.size();
    auto [end, error] = std::from_chars(text.data(), last, value);
    if (error == std::errc() && end == last && value >= 0 &&
        std::isfinite(value))
      return "";
    return "expected a number of at least 0, found " + quote(text);
  };
  app.add_option("--max-error", a.maxError,
                 "Correct numbers so that none is further off, in the data's "
                 "units; 0: exact")
      ->check(CLI::Validator(check, ""))
      ->type_name("X");
  app.add_flag("--lossy", a.lossy, "Leave text as the model has it");
  addThreads(app, a.threads);
  addReading(app, a.reading);
  std::string call = "\n  " + program + " compress --data ";
  app.footer("Examples:" + call + "pictures --out pictures.aec" + call +
             "table.csv --out table.aec --max-error 0.5" + call +
             "photo.png --out photo.aec --max-error 0");
  return [arguments, &model] {
    runCompress(*arguments, model);
    return Success;
  };
}
