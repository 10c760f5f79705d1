//===- Results.cpp - Units, columns, formats ------------------------------===//
//
// Where a command has no data of an input, training's scale and rate apply: the
// weights file has noted them.
//
//===----------------------------------------------------------------------===//
#include "Results.h"

#include "Inputs.h"

#include "../Error.h"
#include "../Model/Normalize.h"
#include "../Plots/PictureGrid.h"

#include <algorithm>
#include <cmath>

using namespace aec::runtime;

/// This command's data of input `target`, or null.
static const Dataset *dataOf(const Results &results, int64_t target) {
  const aec_entry &entry = results.entry;
  for (int64_t at = 0; at < entry.input_count; ++at)
    if (target >= 0 && entry.input_sources[at] == target)
      return &results.samples.sets.at(at);
  if (!results.data || !results.data->sets.count(target))
    return nullptr;
  return &results.data->sets.at(target);
}

/// What integers of input `target` were divided by: in this command's data, or
/// in training.
static double integerScale(const Results &results, int64_t target) {
  if (const Dataset *data = dataOf(results, target))
    return data->scale;
  const aec_input &input = results.session.model().inputs[target];
  auto found = results.metadata.find(concat("aec.scale.", input.tensor.name));
  double scale = input.integer_scale;
  if (found != results.metadata.end())
    scale = std::strtod(found->second.c_str(), nullptr);
  return std::isfinite(scale) && scale > 0 ? scale : 1;
}

template <typename T>
static void scaleBy(T *values, int64_t count, double factor) {
  for (int64_t at = 0; at < count; ++at)
    values[at] = T(values[at] * factor);
}

void aec::runtime::restoreUnits(const Results &results, int64_t output,
                                void *values, int64_t rows, bool integers) {
  int64_t target = results.entry.output_targets[output];
  const aec_tensor &tensor = results.entry.outputs[output];
  if (target < 0)
    return;
  denormalize(values, tensor.dtype, rows, target, results.session.states(),
              results.session.pool());
  double scale = integers ? integerScale(results, target) : 1;
  int64_t count = rows * sampleElements(tensor);
  if (scale != 1 && tensor.dtype == AEC_F32)
    scaleBy(static_cast<float *>(values), count, scale);
  if (scale != 1 && tensor.dtype == AEC_F64)
    scaleBy(static_cast<double *>(values), count, scale);
}

/// Which rows of a file the samples are: the first argument's.
static Origin sourceOf(const Results &results) {
  auto found = results.samples.sets.find(0);
  return found == results.samples.sets.end() ? Origin() : found->second.source;
}

double aec::runtime::rateOf(const Results &results, int64_t output) {
  if (double rate = sourceOf(results).rate; rate > 0)
    return rate;
  if (const Dataset *data =
          dataOf(results, results.entry.output_targets[output]);
      data && data->source.rate > 0)
    return data->source.rate;
  for (const auto &[key, value] : results.metadata)
    if (key.rfind("aec.rate.", 0) == 0)
      if (double rate = std::strtod(value.c_str(), nullptr);
          rate >= 1 && rate <= 1e9)
        return rate;
  constexpr double usual = 16000;
  return usual;
}

/// Names for the columns of a CSV.
static std::vector<std::string> columnNames(const Results &results,
                                            int64_t output) {
  const aec_entry &entry = results.entry;
  const aec_tensor &tensor = entry.outputs[output];
  if (tensor.rank == 1) {
    std::string name = std::string(entry.name) == "score" && output == 0
                           ? "score"
                           : tensor.name;
    if (sourceOf(results).window > 1)
      return {"first", "last", name};
    return {"index", name};
  }
  const Dataset *data = dataOf(results, entry.output_targets[output]);
  if (data && int64_t(data->columns.size()) == sampleElements(tensor))
    return data->columns;
  return {};
}

static void writeImage(AtomicFile &file, const Image &image) {
  std::vector<uint8_t> bytes = encodePng(image);
  file.write(bytes.data(), int64_t(bytes.size()));
  file.commit();
}

void aec::runtime::writePng(const Results &results, Sink &sink, void *values) {
  const aec_entry &entry = results.entry;
  int64_t rows = std::min(results.samples.rows, results.pictures);
  const aec_tensor &tensor = entry.outputs[sink.output];
  restoreUnits(results, sink.output, values, rows, false);
  std::vector<PictureRow> lines = {{values, tensor.dtype}};
  if (!results.lineNames.empty())
    return writeImage(*sink.file,
                      namedPictures(sink.pictures, lines[0], results.lineNames,
                                    results.pictureNames));
  Buffer originals;
  for (int64_t at = 0; at < entry.input_count; ++at) {
    const Dataset &set = results.samples.sets.at(at);
    if (entry.input_sources[at] < 0 || set.dtype != tensor.dtype ||
        entry.input_sources[at] != entry.output_targets[sink.output])
      continue;
    originals = Buffer(rows * set.rowBytes(), "the originals");
    set.read(0, rows, originals.data());
    restoreUnits(results, sink.output, originals.data(), rows, false);
    lines.insert(lines.begin(), {originals.data(), set.dtype});
    break;
  }
  writePictures(*sink.file, sink.pictures, lines, rows,
                results.picturesPerLine);
}

/// Values without names are numbered behind keys, which have names.
static void addKeyNames(const Results &results, const aec_tensor &tensor,
                        Table &table) {
  if (table.columns.empty())
    for (int64_t at = 0; at < sampleElements(tensor); ++at)
      table.columns.push_back(std::to_string(at));
  table.columns.insert(table.columns.begin(), results.keyNames.begin(),
                       results.keyNames.end());
}

Table aec::runtime::tableOf(const Results &results, const Sink &sink) {
  const aec_tensor &tensor = results.entry.outputs[sink.output];
  Table table;
  table.dtype = tensor.dtype;
  table.shape = sampleShape(tensor);
  table.shape.insert(table.shape.begin(), results.samples.rows);
  table.index = tensor.rank == 1;
  Origin source = sourceOf(results);
  table.first = source.first;
  table.window = source.window;
  table.stride = source.stride;
  table.columns = columnNames(results, sink.output);
  table.keys = results.keys;
  if (!table.columns.empty() || !table.keys.empty())
    addKeyNames(results, tensor, table);
  if (sink.format == OutputFormat::Npy && !results.grid.empty()) {
    table.shape.erase(table.shape.begin());
    table.shape.insert(table.shape.begin(), results.grid.begin(),
                       results.grid.end());
  }
  return table;
}

bool aec::runtime::isText(const Results &results) {
  return sourceOf(results).format == "text";
}

void aec::runtime::writeResult(const Results &results, Sink &sink,
                               Buffer &values) {
  if (sink.format == OutputFormat::Png)
    return writePng(results, sink, values.data());
  if (!results.normalized)
    restoreUnits(results, sink.output, values.data(), results.samples.rows,
                 true);
  Table table = tableOf(results, sink);
  TableWriter writer(*sink.file, sink.format, table,
                     rateOf(results, sink.output), isText(results));
  writer.add(values.data(), table.shape[0]);
  sink.file->commit();
}
