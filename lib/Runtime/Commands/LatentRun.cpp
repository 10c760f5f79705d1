//===- LatentRun.cpp - Loading and writing around codes -------------------===//
//
// Samples are keyed by the model's inputs, because encode and decode may take
// the same one.
//
//===----------------------------------------------------------------------===//
#include "LatentRun.h"

#include "Condition.h"
#include "Options.h"

#include "../Error.h"
#include "../Normalize.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <set>

using namespace aec::runtime;

std::vector<Slot> aec::runtime::latentSlots(const aec_model &model,
                                            const LatentSpace &space,
                                            bool encoder) {
  std::vector<Slot> slots;
  std::set<int64_t> known;
  auto add = [&](const aec_entry &entry) {
    for (Slot &slot : entrySlots(model, entry)) {
      bool isCode = &entry == space.decode && entry.input_sources[slot.key] < 0;
      slot.key = sampleKey(entry, slot.key);
      if (!isCode && known.insert(slot.key).second)
        slots.push_back(slot);
    }
  };
  if (encoder)
    add(*space.encode);
  add(*space.decode);
  return slots;
}

bool aec::runtime::hasConditions(const LatentSpace &space) {
  return space.decode->input_count > int64_t(space.parts.size());
}

const char *const aec::runtime::kDecodedOut =
    "Result: .npy, .csv, .png where it is pictures, .wav and .txt where it is "
    "sound and text, - for CSV on standard output (default)";

void aec::runtime::addLatentOptions(CLI::App &app, EntryArguments &arguments,
                                    const LatentSpace &space) {
  app.add_flag("--normalized", arguments.normalized,
               "Keep prepared values instead of the data's own units");
  if (space.hasPrior && hasConditions(space))
    app.add_option("--condition", arguments.conditions,
                   "Without --data, one number for all samples: a class")
        ->type_name("[NAME=]NUMBER");
}

LatentRun::LatentRun(const EntryArguments &arguments, const aec_model &model,
                     const LatentSpace &space, bool needsData)
    : arguments(arguments), space(space),
      session(model, chosenThreads(arguments.threads)),
      sinks(openSinks(arguments.out, model, *space.decode)),
      weights(loadTrained(session, arguments.weights)) {
  if (hasData() && !arguments.conditions.empty())
    throw UsageError("--condition and --data say the same thing; give one");
  std::vector<Slot> slots = latentSlots(model, space, needsData || hasData());
  if (needsData || hasData())
    samples = loadSamples("--data", arguments.data, slots,
                          readingOf(arguments, weights), session.pool());
  else if (!slots.empty())
    samples = conditionSamples(arguments.conditions, slots, 1, session.pool());
  for (auto &[input, set] : samples.sets)
    if (input >= 0)
      normalize(set, input, session.states(), session.pool());
}

const Codes &LatentRun::codes() {
  if (!encoded)
    encoded = encodeAll(session, space, samples, arguments.batchSize);
  return *encoded;
}

void LatentRun::write(const Codes &codes, const std::vector<int64_t> &rows,
                      const Layout &layout, const std::string &what) {
  Samples taken = decoderSamples(session, space, codes, samples, rows);
  std::vector<Buffer> values =
      inferAll(session, *space.decode, taken, argumentKeys(*space.decode),
               arguments.batchSize);
  Results results{*space.decode, session, taken, weights.metadata};
  results.data = &samples;
  results.normalized = arguments.normalized;
  results.pictures = codes.rows;
  results.picturesPerLine = layout.picturesPerLine;
  results.grid = layout.grid;
  results.keyNames = layout.keyNames;
  results.keys = layout.keys;
  for (Sink &sink : sinks) {
    writeResult(results, sink, values[sink.output]);
    if (sink.file->path() != "-")
      std::printf("%s to %s\n", what.c_str(), sink.file->path().c_str());
  }
}
