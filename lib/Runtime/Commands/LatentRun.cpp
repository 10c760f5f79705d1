//===- LatentRun.cpp - Loading and writing around codes -------------------===//
//
// Samples are keyed by the model's inputs, because encode and decode may take
// the same one.
//
//===----------------------------------------------------------------------===//
#include "LatentRun.h"

#include "../Error.h"

#include <CLI/CLI.hpp>
#include <cstdio>

using namespace aec::runtime;

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

/// The entries that a command with or without data calls.
static std::vector<const aec_entry *> entriesFor(const LatentSpace &space,
                                                 bool data) {
  if (data)
    return {space.encode, space.decode};
  return {space.decode};
}

static const EntryArguments &checked(const EntryArguments &arguments) {
  if (!arguments.data.empty() && !arguments.conditions.empty())
    throw UsageError("--condition and --data say the same thing; give one");
  return arguments;
}

LatentRun::LatentRun(const EntryArguments &arguments, const aec_model &model,
                     const LatentSpace &space, bool needsData)
    : Evaluation(checked(arguments), model,
                 entriesFor(space, needsData || !arguments.data.empty()),
                 !needsData),
      space(space), sinks(openSinks(arguments.out, model, *space.decode)) {}

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
  results.lineNames = layout.lineNames;
  results.pictureNames = layout.pictureNames;
  results.grid = layout.grid;
  results.keyNames = layout.keyNames;
  results.keys = layout.keys;
  for (Sink &sink : sinks) {
    writeResult(results, sink, values[sink.output]);
    if (sink.file->path() != "-")
      std::printf("%s to %s\n", what.c_str(), sink.file->path().c_str());
  }
}
