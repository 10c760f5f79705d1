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
#include "Sinks.h"

#include "../Data/Schema.h"
#include "../Error.h"
#include "../Inference.h"
#include "../Normalize.h"
#include "../Output.h"
#include "../Png.h"
#include "../Session.h"
#include "../Weights.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>

using namespace aec::runtime;

namespace {
/// What is needed to bring results back to the data's units.
struct Context {
  const EntryArguments &arguments;
  const aec_entry &entry;
  Session &session;
  const Samples &samples;
  LoadedWeights weights;
};
} // namespace

/// What integers of input `target` were divided by: in this command's data, or
/// in training.
static double integerScale(const Context &context, int64_t target) {
  const aec_entry &entry = context.entry;
  for (int64_t at = 0; at < entry.input_count; ++at)
    if (entry.input_sources[at] == target)
      return context.samples.sets.at(at).scale;
  const aec_input &input = context.session.model().inputs[target];
  auto found =
      context.weights.metadata.find(concat("aec.scale.", input.tensor.name));
  double scale = input.integer_scale;
  if (found != context.weights.metadata.end())
    scale = std::strtod(found->second.c_str(), nullptr);
  return std::isfinite(scale) && scale > 0 ? scale : 1;
}

template <typename T>
static void scaleBy(T *values, int64_t count, double factor) {
  for (int64_t at = 0; at < count; ++at)
    values[at] = T(values[at] * factor);
}

/// Undoes preparation: normalisers, and for numbers the integer scale.
static void restoreUnits(const Context &context, int64_t output, void *values,
                         int64_t rows, bool integers) {
  int64_t target = context.entry.output_targets[output];
  const aec_tensor &tensor = context.entry.outputs[output];
  if (target < 0)
    return;
  denormalize(values, tensor.dtype, rows, target, context.session.states(),
              context.session.pool());
  double scale = integers ? integerScale(context, target) : 1;
  int64_t count = rows * sampleElements(tensor);
  if (scale != 1 && tensor.dtype == AEC_F32)
    scaleBy(static_cast<float *>(values), count, scale);
  if (scale != 1 && tensor.dtype == AEC_F64)
    scaleBy(static_cast<double *>(values), count, scale);
}

/// Which rows of a file the samples are: the first argument's.
static Origin sourceOf(const Context &context) {
  auto found = context.samples.sets.find(0);
  return found == context.samples.sets.end() ? Origin() : found->second.source;
}

/// Frames a second of a result: the data's, else the training data's.
static double rateOf(const Context &context) {
  if (double rate = sourceOf(context).rate; rate > 0)
    return rate;
  for (const auto &[key, value] : context.weights.metadata)
    if (key.rfind("aec.rate.", 0) == 0)
      if (double rate = std::strtod(value.c_str(), nullptr);
          rate >= 1 && rate <= 1e9)
        return rate;
  constexpr double usual = 16000;
  return usual;
}

/// Names for the columns of a CSV.
static std::vector<std::string> columnNames(const Context &context,
                                            int64_t output) {
  const aec_entry &entry = context.entry;
  const aec_tensor &tensor = entry.outputs[output];
  if (tensor.rank == 1) {
    std::string name = std::string(entry.name) == "score" && output == 0
                           ? "score"
                           : tensor.name;
    if (sourceOf(context).window > 1)
      return {"first", "last", name};
    return {"index", name};
  }
  for (int64_t at = 0; at < entry.input_count; ++at) {
    const Dataset &set = context.samples.sets.at(at);
    if (entry.input_sources[at] >= 0 &&
        entry.input_sources[at] == entry.output_targets[output] &&
        int64_t(set.columns.size()) == sampleElements(tensor))
      return set.columns;
  }
  return {};
}

/// The table that all of a result's rows make.
static Table tableOf(const Context &context, int64_t output) {
  const aec_tensor &tensor = context.entry.outputs[output];
  Table table;
  table.dtype = tensor.dtype;
  table.shape = sampleShape(tensor);
  table.shape.insert(table.shape.begin(), context.samples.rows);
  table.index = tensor.rank == 1;
  Origin source = sourceOf(context);
  table.first = source.first;
  table.window = source.window;
  table.stride = source.stride;
  table.columns = columnNames(context, output);
  return table;
}

namespace {
/// A result on its way to its file, batch by batch.
class ResultWriter {
public:
  ResultWriter(const Context &context, Sink &sink)
      : context(context), sink(sink),
        tensor(context.entry.outputs[sink.output]),
        wanted(std::min(context.samples.rows, context.arguments.pictures)) {
    if (sink.format == OutputFormat::Png)
      pictures = Buffer(wanted * rowBytes(), "the pictures");
    else
      table.emplace(*sink.file, sink.format, tableOf(context, sink.output),
                    rateOf(context), sourceOf(context).format == "text");
  }
  void add(const EntryBatch &batch);
  void finish();

private:
  int64_t rowBytes() const {
    return sampleElements(tensor) * dtypeBytes(tensor.dtype);
  }
  void writePng();
  void report() const;

  const Context &context;
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
  if (!context.arguments.normalized)
    restoreUnits(context, sink.output, values, batch.count, true);
  table->add(values, batch.count);
  if (tensor.rank == 1 && tensor.dtype == AEC_F32)
    for (int64_t at = 0; at < batch.count; ++at)
      sum += static_cast<const float *>(values)[at];
}

/// Originals above results, where the command got originals.
void ResultWriter::writePng() {
  const aec_entry &entry = context.entry;
  restoreUnits(context, sink.output, pictures.data(), wanted, false);
  std::vector<PictureRow> lines = {{pictures.data(), tensor.dtype}};
  Buffer originals;
  for (int64_t at = 0; at < entry.input_count; ++at) {
    const Dataset &set = context.samples.sets.at(at);
    if (entry.input_sources[at] < 0 || set.dtype != tensor.dtype ||
        entry.input_sources[at] != entry.output_targets[sink.output])
      continue;
    originals = Buffer(wanted * set.rowBytes(), "the originals");
    set.read(0, wanted, originals.data());
    restoreUnits(context, sink.output, originals.data(), wanted, false);
    lines.insert(lines.begin(), {originals.data(), set.dtype});
    break;
  }
  writePictures(*sink.file, sink.pictures, lines, wanted, 10);
}

/// A line about a written file; silent where the result is on the terminal.
void ResultWriter::report() const {
  if (sink.file->path() == "-")
    return;
  std::string text = concat(context.entry.name, ": ",
                            countText(context.samples.rows, "sample"), " to ",
                            sink.file->path());
  if (tensor.rank == 1 && tensor.dtype == AEC_F32)
    text += concat(", mean ", sum / double(context.samples.rows));
  std::printf("%s\n", text.c_str());
}

void ResultWriter::finish() {
  if (table)
    sink.file->commit();
  else
    writePng();
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
  Context context{arguments, entry, session, samples, std::move(weights)};
  std::vector<ResultWriter> writers;
  for (Sink &sink : sinks)
    writers.emplace_back(context, sink);
  inferEach(session, entry, samples, argumentKeys(entry), arguments.batchSize,
            arguments.seed, [&](const EntryBatch &batch) {
              for (ResultWriter &writer : writers)
                writer.add(batch);
            });
  for (ResultWriter &writer : writers)
    writer.finish();
}
