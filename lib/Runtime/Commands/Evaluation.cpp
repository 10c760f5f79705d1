//===- Evaluation.cpp - Loading for several entries -----------------------===//
#include "Evaluation.h"

#include "Condition.h"
#include "Options.h"

#include "../Error.h"
#include "../Model/Normalize.h"
#include "../Scoring/Calibration.h"

#include <CLI/CLI.hpp>
#include <set>

using namespace aec::runtime;

std::vector<Slot>
aec::runtime::inputSlots(const aec_model &model,
                         const std::vector<const aec_entry *> &entries) {
  std::vector<Slot> slots;
  std::set<int64_t> known;
  for (const aec_entry *entry : entries)
    for (Slot &slot : entrySlots(model, *entry)) {
      bool isCode = std::string(entry->name) == "decode" &&
                    entry->input_sources[slot.key] < 0;
      slot.key = sampleKey(*entry, slot.key);
      if (!isCode && known.insert(slot.key).second)
        slots.push_back(slot);
    }
  return slots;
}

/// Components, errors and pictures look at all samples at once; files may be
/// larger than what is chosen of them.
static void checkHeld(const Dataset &set, int64_t limit) {
  if (set.streamed())
    fail(set.origin, ": ", countText(set.rows, "sample"), " take ",
         set.rows * set.rowBytes(), " bytes; this command holds at most ",
         limit, ": take fewer with --rows, or raise --memory-limit");
}

Evaluation::Evaluation(const EntryArguments &arguments, const aec_model &model,
                       const std::vector<const aec_entry *> &entries,
                       bool conditions)
    : arguments(arguments), model(model),
      session(model, chosenThreads(arguments.threads)),
      weights(loadTrained(session, arguments.weights)) {
  std::vector<Slot> slots = inputSlots(model, entries);
  Reading reading = readingOf(arguments, weights);
  reading.streams = true;
  if (!conditions || !arguments.data.empty())
    samples =
        loadSamples("--data", arguments.data, slots, reading, session.pool());
  else if (!slots.empty())
    samples = conditionSamples(arguments.conditions, slots, 1, session.pool());
  for (auto &[input, set] : samples.sets) {
    checkHeld(set, reading.memoryLimit);
    if (input >= 0)
      normalize(set, input, session.states(), session.pool());
  }
}

static std::vector<int64_t> keysOf(const aec_entry &entry) {
  std::vector<int64_t> keys;
  for (int64_t at = 0; at < entry.input_count; ++at)
    keys.push_back(sampleKey(entry, at));
  return keys;
}

std::vector<Buffer> Evaluation::results(const aec_entry &entry) {
  return inferAll(session, entry, samples, keysOf(entry), arguments.batchSize);
}

std::vector<double> Evaluation::scores(const aec_entry &entry) {
  return scoresOf(session, entry, samples, keysOf(entry), arguments.batchSize);
}

Matrix aec::runtime::matrixOf(const Codes &codes) {
  return {codes.rows, codes.width, codes.values};
}

void aec::runtime::addEvaluationOptions(CLI::App &app,
                                        EvaluationArguments &arguments) {
  addDataOptions(app, arguments);
  app.add_option("--labels", arguments.labels,
                 "File with a label a sample: a class, or 1 for an anomaly")
      ->type_name("FILE");
  app.add_option("--log", arguments.log, "What train --log wrote")
      ->type_name("FILE");
}
