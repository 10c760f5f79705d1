//===- EntryRun.cpp - Calling an entry over a data set --------------------===//
//
// Outputs are opened before weights and data are read: an unwritable place is
// known at once. Results are written as they come, and named when all are.
//
//===----------------------------------------------------------------------===//
#include "EntryRun.h"

#include "Condition.h"
#include "Inputs.h"
#include "Options.h"
#include "Results.h"

#include "../Data/Schema.h"
#include "../Error.h"
#include "../Model/Inference.h"
#include "../Model/Normalize.h"
#include "../Model/Session.h"
#include "../Output/Output.h"
#include "../Weights/Weights.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <optional>

using namespace aec::runtime;

namespace {
/// A result on its way to its file, batch by batch.
class ResultWriter {
public:
  ResultWriter(const Results &results, Sink &sink)
      : results(results), sink(sink),
        tensor(results.entry.outputs[sink.output]),
        wanted(std::min(results.samples.rows, results.pictures)) {
    if (sink.format == OutputFormat::Png)
      pictures = Buffer(wanted * rowBytes(), "the pictures");
    else
      table.emplace(*sink.file, sink.format, tableOf(results, sink),
                    rateOf(results, sink.output), isText(results));
  }
  void add(const EntryBatch &batch);
  void finish();

private:
  int64_t rowBytes() const {
    return sampleElements(tensor) * dtypeBytes(tensor.dtype);
  }
  void report() const;

  const Results &results;
  Sink &sink;
  const aec_tensor &tensor;
  std::optional<TableWriter> table;
  int64_t wanted; // pictures
  Buffer pictures;
  double sum = 0;
};
} // namespace

void ResultWriter::add(const EntryBatch &batch) {
  void *values = batch.outputs[sink.output];
  if (!table) {
    int64_t count = std::min(batch.count, wanted - batch.first);
    if (count > 0)
      std::memcpy(pictures.as<char>() + batch.first * rowBytes(), values,
                  count * rowBytes());
    return;
  }
  if (!results.normalized)
    restoreUnits(results, sink.output, values, batch.count, true);
  table->add(values, batch.count);
  if (tensor.rank == 1 && tensor.dtype == AEC_F32)
    for (int64_t at = 0; at < batch.count; ++at)
      sum += static_cast<const float *>(values)[at];
}

/// A line about a written file; silent where the result is on the terminal.
void ResultWriter::report() const {
  if (sink.file->path() == "-")
    return;
  std::string text = concat(results.entry.name, ": ",
                            countText(results.samples.rows, "sample"), " to ",
                            sink.file->path());
  if (tensor.rank == 1 && tensor.dtype == AEC_F32)
    text += concat(", mean ", sum / double(results.samples.rows));
  std::printf("%s\n", text.c_str());
}

void ResultWriter::finish() {
  if (table)
    sink.file->commit();
  else
    writePng(results, sink, pictures.data());
  report();
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
  reading.streams = true;
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
  Results results{entry, session, samples, weights.metadata};
  results.normalized = arguments.normalized;
  results.pictures = arguments.pictures;
  std::vector<ResultWriter> writers;
  for (Sink &sink : sinks)
    writers.emplace_back(results, sink);
  inferEach(session, entry, samples, argumentKeys(entry), arguments.batchSize,
            arguments.seed, [&](const EntryBatch &batch) {
              for (ResultWriter &writer : writers)
                writer.add(batch);
            });
  for (ResultWriter &writer : writers)
    writer.finish();
}
