//===- Info.cpp - The verb "info" -----------------------------------------===//
//
// What the program is, what a weights file holds, what a reader makes of data:
// the three questions when something does not fit.
//
//===----------------------------------------------------------------------===//
#include "Commands.h"

#include "Inputs.h"
#include "ModelText.h"
#include "Options.h"
#include "Program.h"

#include "../Data/CsvRecords.h"
#include "../Data/Dataset.h"
#include "../Data/Schema.h"
#include "../Error.h"
#include "../Model/State.h"
#include "../Weights/Safetensors.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <memory>

using namespace aec::runtime;

namespace {
struct InfoArguments {
  std::string weights;
  std::vector<std::string> data;
  Reading reading;
};
} // namespace

static void printTensor(const aec_tensor &tensor, const std::string &more) {
  std::printf("  %-28s %s%s\n", tensor.name, tensorText(tensor).c_str(),
              more.c_str());
}

static void printInputs(const aec_model &model) {
  std::printf("inputs\n");
  for (int64_t at = 0; at < model.input_count; ++at) {
    const aec_input &input = model.inputs[at];
    std::string more;
    if (input.height)
      more += concat(", pictures ", input.height, "x", input.width,
                     input.channels > 1 ? concat("x", input.channels) : "");
    if (input.integer_scale != 0)
      more += concat(", integers divided by ", input.integer_scale);
    if (input.classes)
      more += concat(", classes 0 to ", input.classes - 1);
    if (input.missing)
      more += ", values may be missing";
    printTensor(input.tensor, more);
  }
}

static void printStates(const aec_model &model) {
  std::printf("states\n");
  for (int64_t at = 0; at < model.state_count; ++at) {
    const aec_state &state = model.states[at];
    if (!isWeight(state))
      continue;
    printTensor(state.tensor, state.role != AEC_PARAMETER ? ", statistic" : "");
  }
  std::printf("parameters %lld\n", (long long)parameterCount(model));
}

static void printObjectives(const aec_model &model) {
  std::printf("objectives\n");
  for (int64_t at = 0; at < model.objective_count; ++at) {
    const aec_objective &objective = model.objectives[at];
    std::string more;
    if (objective.every > 1)
      more += concat(", on every ", objective.every, ". batch");
    if (objective.training)
      more += concat(", trains ", objective.training);
    std::printf("  %-28s %s, learning rate %g%s\n", objective.name,
                termsText(objective).c_str(), objective.learning_rate,
                more.c_str());
  }
}

static void printEntries(const aec_model &model) {
  std::printf("entries\n");
  for (int64_t at = 0; at < model.entry_count; ++at) {
    const aec_entry &entry = model.entries[at];
    std::string text;
    for (int64_t in = 0; in < entry.input_count; ++in)
      text += concat(in ? ", " : "", entry.inputs[in].name, " ",
                     tensorText(entry.inputs[in]));
    text += " -> ";
    for (int64_t out = 0; out < entry.output_count; ++out)
      text += concat(out ? ", " : "", entry.outputs[out].name, " ",
                     tensorText(entry.outputs[out]));
    std::printf("  %-28s %s\n", entry.name, text.c_str());
  }
}

static void printWeights(const std::string &path) {
  SafetensorsFile file = listSafetensors(path);
  std::printf("weights file %s\n", path.c_str());
  for (const auto &[key, value] : file.metadata)
    std::printf("  %-28s %s\n", quote(key).c_str(), quote(value).c_str());
  for (const SafetensorsTensor &tensor : file.tensors)
    std::printf("  %-28s %s %s\n", printable(tensor.name).c_str(),
                shapeText(tensor.shape).c_str(), tensor.dtype.c_str());
}

/// What the model makes of the file, or why it cannot take it.
static void printSamples(const std::string &path, const aec_model &model,
                         const Reading &reading) {
  for (int64_t at = 0; at < model.input_count; ++at) {
    const aec_input &input = model.inputs[at];
    std::printf("  as input %s: ", input.tensor.name);
    try {
      ThreadPool pool(1);
      Dataset set = loadSet(path, input, {input.tensor.name}, reading, pool);
      const Origin &origin = set.source;
      std::string more;
      if (origin.window > 1)
        more += concat(", windows of ", origin.window, " rows every ",
                       origin.stride,
                       origin.left ? concat(", ", countText(origin.left, "row"),
                                            " left over")
                                   : "");
      if (set.scale != 1)
        more += concat(", divided by ", set.scale);
      if (set.streamed())
        more += concat(", ", set.rows * set.rowBytes(),
                       " bytes, read from a temporary file");
      std::printf("%s of %s%s\n", countText(set.rows, "sample").c_str(),
                  shapeText(sampleShape(input.tensor)).c_str(), more.c_str());
    } catch (const Error &error) {
      std::printf("no: %s\n", error.what());
    }
  }
}

/// The first few words of a list, in quotes.
static std::string firstOf(const std::vector<std::string> &words) {
  constexpr size_t most = 8;
  std::string text;
  for (size_t at = 0; at < std::min(words.size(), most); ++at)
    text += (at ? ", " : "") + quote(words[at]);
  return words.size() > most ? text + ", ..." : text;
}

/// Columns of words, keys and labels.
static void printFacts(const TableFacts &facts) {
  for (size_t at = 0; at < facts.columns.size(); ++at) {
    const Column &column = facts.columns[at];
    std::string name =
        column.name.empty() ? std::to_string(at + 1) : quote(column.name);
    if (!column.words.empty())
      std::printf("  column %s: %s, a value each: %s\n", name.c_str(),
                  countText(column.words.size(), "word").c_str(),
                  firstOf(column.words).c_str());
  }
  if (!facts.ids.empty())
    std::printf("  keys in column %s, from %s to %s\n",
                quote(facts.idName).c_str(), quote(facts.ids.front()).c_str(),
                quote(facts.ids.back()).c_str());
  if (facts.labels.empty())
    return;
  double value;
  int64_t ones = 0;
  for (const std::string &label : facts.labels)
    ones += parseNumber(label, value) && value == 1;
  std::printf("  labels in column %s, %lld of %s 1\n",
              quote(facts.labelName).c_str(), (long long)ones,
              countText(facts.labels.size(), "row").c_str());
}

/// The range of all numbers, and how many values are none.
static void printValues(const Array &array, int64_t piece) {
  double least = std::numeric_limits<double>::infinity(), most = -least;
  int64_t missing = 0, infinite = 0;
  forParts(array, piece, [&](const Array &part) {
    visitValues(part, [&](const auto *values) {
      int64_t end = int64_t(part.bytes.size()) / elementBytes(part.type);
      for (int64_t at = 0; at < end; ++at) {
        auto value = double(values[at]);
        missing += std::isnan(value);
        infinite += std::isinf(value);
        if (std::isfinite(value)) {
          least = std::min(least, value);
          most = std::max(most, value);
        }
      }
    });
  });
  std::string text = "  no numbers";
  if (least <= most)
    text = concat("  values from ", least, " to ", most);
  if (missing)
    text += concat(", ", missing, " not a number (NaN)");
  if (infinite)
    text += concat(", ", infinite, " infinite");
  std::printf("%s\n", text.c_str());
}

static void printData(const std::string &path, const aec_model &model,
                      const Reading &reading) {
  std::string name = model.input_count ? model.inputs[0].tensor.name : "";
  ReadOptions options = optionsFor(name, {name}, reading);
  for (int64_t at = 0; at < model.input_count; ++at)
    options.missing |= model.inputs[at].missing != 0;
  Array array = readArray(path, options);
  std::printf("data file %s\n  %s, %s, %s\n", path.c_str(),
              array.format.c_str(), shapeText(array.shape).c_str(),
              typeName(array.type));
  if (!array.detail.empty())
    std::printf("  %s\n", array.detail.c_str());
  int64_t count = 0;
  if (!elementCount(array.shape, count) || !count)
    return;
  printValues(array, pieceBytes(options));
  if (array.facts)
    printFacts(*array.facts);
  if (!array.columns.empty())
    std::printf("  header with %s: %s\n",
                countText(array.columns.size(), "name").c_str(),
                firstOf(array.columns).c_str());
}

static void runInfo(const InfoArguments &arguments, const aec_model &model) {
  std::printf("model %s (definition %s)\n", model.name, model.hash);
  if (model.cpu_level)
    std::printf("compiled for x86-64-v%lld\n", (long long)model.cpu_level);
  printInputs(model);
  printStates(model);
  printObjectives(model);
  printEntries(model);
  if (!arguments.weights.empty())
    printWeights(arguments.weights);
  Reading reading = arguments.reading;
  reading.streams = true;
  if (!arguments.weights.empty())
    reading.schemas = schemasOf(readSafetensors(arguments.weights).metadata,
                                arguments.weights);
  for (const std::string &path : arguments.data) {
    printData(path, model, reading);
    printSamples(path, model, reading);
  }
}

Command aec::runtime::addInfo(CLI::App &app, const aec_model &model,
                              const std::string &program) {
  auto arguments = std::make_shared<InfoArguments>();
  app.add_option("--weights", arguments->weights,
                 "Also list the tensors of this weights file")
      ->type_name("FILE");
  addFiles(app, "--data", arguments->data,
           "Also say what the reader finds in this file")
      ->type_name("FILE");
  addReading(app, arguments->reading);
  app.footer("Examples:\n  " + program + " info\n  " + program +
             " info --weights " + model.name + ".safetensors --data new.csv");
  return [arguments, &model] {
    runInfo(*arguments, model);
    return Success;
  };
}
