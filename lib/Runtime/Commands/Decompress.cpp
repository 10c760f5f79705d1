//===- Decompress.cpp - The verb "decompress" -----------------------------===//
//
// The integers of a file are the same on every machine; what a decoder makes of
// them is the same on one instruction set. Corrections are of what compress
// had, so where they promise a value, another one is an error.
//
//===----------------------------------------------------------------------===//
#include "Commands.h"
#include "EntryRun.h"
#include "Options.h"
#include "Program.h"
#include "Restore.h"

#include "../Compression/Codec.h"
#include "../Data/ByteSource.h"
#include "../Data/Schema.h"
#include "../Error.h"
#include "../Logs/Console.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

using namespace aec::runtime;

namespace {
struct DecompressArguments {
  std::string data, out = "-", weights;
  int64_t threads = 0, memoryLimit = usableMemory() / 2;
};
} // namespace

/// Reads a file and holds what it promises against the model and the memory.
static CompressedFile readFile(const DecompressArguments &arguments,
                               const CodecEntries &entries) {
  ByteSource source(arguments.data);
  source.setLimit(arguments.memoryLimit);
  CompressedFile file = parseCompressed(arguments.data, source.readAll());
  file.arrangement.check(*entries.input, file.path);
  if (file.text && !entries.classes)
    fail(file.path, " holds text, which this model does not take");
  int64_t bytes = 0;
  if (!multiply(file.arrangement.elements(), elementBytes(file.type), bytes) ||
      bytes > arguments.memoryLimit)
    fail(file.path, ": its ", countText(file.arrangement.elements(), "value"),
         " take more than the ", arguments.memoryLimit,
         " bytes that are held in memory, --memory-limit changes that");
  return file;
}

/// The values of another instruction set: an error where they were promised.
static void sayDifferent(const CompressedFile &file, const aec_model &model) {
  std::string why =
      file.level == model.cpu_level
          ? "; the program or the file is not what it was"
          : concat(": it was written by code for x86-64 level ", file.level,
                   ", this is code for level ", model.cpu_level,
                   file.level < model.cpu_level
                       ? concat("; set AEC_CPU_LEVEL=", file.level)
                       : "");
  bool promised = file.corrected && (file.text || file.decimals >= 0);
  if (promised)
    fail(file.path, " does not decode to what was compressed", why);
  printWarning(concat(file.path,
                      " decodes to values that differ in their "
                      "last digits from what compress saw",
                      why));
}

static void runDecompress(const DecompressArguments &arguments,
                          const aec_model &model) {
  std::string reason;
  CodecEntries entries = *codecEntries(model, reason);
  Session session(model, chosenThreads(arguments.threads));
  LoadedWeights weights = loadTrained(session, arguments.weights);
  EntropyModel entropy =
      storedEntropy(weights.metadata, entries, arguments.weights);
  CompressedFile file = readFile(arguments, entries);
  if (file.model != modelFingerprint(session.states(), entropy))
    fail(file.path, " was compressed by another model or other weights than ",
         arguments.weights);
  RestoreTarget target(arguments.out, file, *entries.input);
  BlockRunner runner(session, entries);
  Restored restored = decodeValues(runner, entries, entropy, file);
  if (!restored.same)
    sayDifferent(file, model);
  auto schemas = schemasOf(weights.metadata, arguments.weights);
  target.write(restored.bytes, schemas[entries.input->tensor.name]);
  if (arguments.out != "-")
    std::printf("decompress: %s of %s to %s\n",
                countText(file.arrangement.elements(), "value").c_str(),
                file.path.c_str(), arguments.out.c_str());
}

Command aec::runtime::addDecompress(CLI::App &app, const aec_model &model,
                                    const std::string &program) {
  auto arguments = std::make_shared<DecompressArguments>();
  DecompressArguments &a = *arguments;
  a.weights = defaultWeights(model);
  app.add_option("--data", a.data, "File that compress wrote")
      ->type_name("FILE")
      ->required();
  app.add_option("--out", a.out,
                 "Result: .npy, .csv, .txt for text, .wav for sound, .png for "
                 "a picture, a folder such as pictures/ for several, - for "
                 "CSV or text on standard output (default)")
      ->type_name("FILE");
  app.add_option("--weights", a.weights, "Weights that compressed it")
      ->type_name("FILE")
      ->capture_default_str();
  addThreads(app, a.threads);
  addMemoryLimit(app, a.memoryLimit,
                 "Most bytes that a result may take (default: half of what is "
                 "free)");
  std::string call = "\n  " + program + " decompress --data ";
  app.footer("Examples:" + call + "table.aec --out table.csv" + call +
             "photo.aec --out photo.png" + call +
             "pictures.aec --out pictures/");
  return [arguments, &model] {
    runDecompress(*arguments, model);
    return Success;
  };
}
