//===- EntryRun.cpp - Calling an entry over a data set --------------------===//
//
// Outputs are opened before weights and data are read: an unwritable place is
// known at once. Results are written when all are computed.
//
//===----------------------------------------------------------------------===//
#include "EntryRun.h"

#include "Condition.h"
#include "Inputs.h"
#include "Options.h"
#include "Results.h"

#include "../Data/Schema.h"
#include "../Error.h"
#include "../Inference.h"
#include "../Normalize.h"
#include "../Session.h"
#include "../Weights.h"

#include <cstdio>
#include <cstring>

using namespace aec::runtime;

/// A line about a written file; silent where the result is on the terminal.
static void report(const Results &results, const Sink &sink,
                   const Buffer &values) {
  if (sink.file->path() == "-")
    return;
  const aec_tensor &tensor = results.entry.outputs[sink.output];
  std::string text = concat(results.entry.name, ": ",
                            countText(results.samples.rows, "sample"), " to ",
                            sink.file->path());
  if (tensor.rank == 1 && tensor.dtype == AEC_F32) {
    double sum = 0;
    for (int64_t at = 0; at < results.samples.rows; ++at)
      sum += values.as<float>()[at];
    text += concat(", mean ", sum / double(results.samples.rows));
  }
  std::printf("%s\n", text.c_str());
}

LoadedWeights aec::runtime::loadTrained(Session &session,
                                        const std::string &path) {
  if (FILE *file = std::fopen(path.c_str(), "re"))
    std::fclose(file);
  else
    fail("cannot read ", path, ": ", std::strerror(errno),
         "; train first, or name the file with --weights");
  return loadWeights(session.states(), path);
}

Reading aec::runtime::readingOf(const EntryArguments &arguments,
                                const LoadedWeights &weights) {
  Reading reading = arguments.reading;
  reading.schemas = schemasOf(weights.metadata, arguments.weights);
  return reading;
}

void aec::runtime::runEntry(const EntryArguments &arguments,
                            const aec_model &model, const aec_entry &entry) {
  std::vector<Sink> sinks = openSinks(arguments.out, model, entry);
  Session session(model, chosenThreads(arguments.threads));
  LoadedWeights weights = loadTrained(session, arguments.weights);
  Samples samples;
  if (!arguments.conditions.empty() && !arguments.data.empty())
    throw UsageError("--condition and --data say the same thing; give one");
  if (!arguments.conditions.empty())
    samples = conditionSamples(arguments.conditions, entrySlots(model, entry),
                               arguments.count, session.pool());
  else if (entry.input_count)
    samples = loadSamples("--data", arguments.data, entrySlots(model, entry),
                          readingOf(arguments, weights), session.pool());
  else
    samples.rows = arguments.count;
  for (auto &[at, set] : samples.sets)
    if (entry.input_sources[at] >= 0)
      normalize(set, entry.input_sources[at], session.states(), session.pool());
  Results kept{entry, session, samples, weights.metadata};
  kept.normalized = arguments.normalized;
  kept.pictures = arguments.pictures;
  std::vector<Buffer> results =
      inferAll(session, entry, samples, argumentKeys(entry),
               arguments.batchSize, arguments.seed);
  for (Sink &sink : sinks) {
    writeResult(kept, sink, results[sink.output]);
    report(kept, sink, results[sink.output]);
  }
}
