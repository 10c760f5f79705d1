//===- ReportCodes.cpp - Traversals, effects, draws of the prior ----------===//
//
// What decode makes of codes that no sample has. What else it takes (a label)
// is the first sample's.
//
//===----------------------------------------------------------------------===//
#include "LatentRun.h"
#include "ReportBuilder.h"
#include "Results.h"

#include "../Error.h"
#include "../Plots/PictureGrid.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

using namespace aec::runtime;

bool aec::runtime::isFloat(int64_t dtype) {
  return dtype == AEC_F32 || dtype == AEC_F64;
}

Series aec::runtime::elementLine(const Matrix &data, int64_t row,
                                 const std::string &name, Mark mark,
                                 int64_t colour) {
  Series series{name, mark, seriesPaint(colour), {}};
  for (int64_t at = 0; at < data.columns; ++at)
    series.points.push_back({double(at), data.row(row)[at]});
  return series;
}

std::vector<Buffer> ReportBuilder::decode(const Codes &codes) {
  Samples taken = decoderSamples(run.session, space, codes, run.samples,
                                 std::vector<int64_t>(codes.rows, 0));
  return inferAll(run.session, *space.decode, taken,
                  argumentKeys(*space.decode), run.arguments.batchSize);
}

/// The first floating-point result of an entry; -1.
static int64_t numberResult(const aec_entry &entry) {
  for (int64_t at = 0; at < entry.output_count; ++at)
    if (isFloat(entry.outputs[at].dtype))
      return at;
  return -1;
}

static Matrix matrixOf(const aec_entry &entry, int64_t output,
                       const Buffer &values, int64_t rows) {
  int64_t width = sampleElements(entry.outputs[output]);
  return {rows, width,
          asDoubles(values.data(), entry.outputs[output].dtype, rows * width)};
}

std::vector<double> ReportBuilder::effectsOf(const Spread &spread) {
  constexpr int64_t most = 1024;
  int64_t output = numberResult(*space.decode);
  if (output < 0 || space.width > most)
    return {};
  std::vector<int64_t> all(space.width);
  std::iota(all.begin(), all.end(), 0);
  Codes codes = traversal(spread.mean, spread.deviation, all, {-1, 1});
  Matrix results =
      matrixOf(*space.decode, output, decode(codes)[output], codes.rows);
  std::vector<double> effects;
  for (int64_t at = 0; at < space.width; ++at) {
    double sum = 0;
    for (int64_t i = 0; i < results.columns; ++i)
      sum += std::pow(results.row(2 * at + 1)[i] - results.row(2 * at)[i], 2);
    effects.push_back(std::sqrt(sum));
  }
  return effects;
}

void ReportBuilder::traverse(const Codes &codes, const Spread &spread) {
  int64_t output = numberResult(*space.decode);
  if (output < 0)
    return;
  std::string problem;
  PictureShape shape = pictureShape(model, *space.decode, output, problem);
  std::vector<int64_t> dimensions =
      widestDimensions(spread.deviation, problem.empty() ? 10 : 3);
  std::vector<double> offsets = offsetsOf(3, problem.empty() ? 9 : 3);
  Codes moved = traversal(spread.mean, spread.deviation, dimensions, offsets);
  Matrix rows = restored(
      *space.decode, output,
      matrixOf(*space.decode, output, decode(moved)[output], moved.rows));
  std::string what =
      concat("What decode makes of the mean code when one value moves by "
             "standard deviations of the codes of ",
             countText(codes.rows, "sample"), ".");
  std::vector<std::string> names, steps;
  for (int64_t dimension : dimensions)
    names.push_back(std::to_string(dimension));
  for (double offset : offsets)
    steps.push_back(tickText(offset));
  if (problem.empty()) {
    page.figure(
        namedPictures(shape, {rows.values.data(), AEC_F64}, names, steps),
        what);
    return;
  }
  if (rows.columns < 3 || rows.columns > kMostElements)
    return;
  for (size_t at = 0; at < dimensions.size(); ++at) {
    Plot plot;
    plot.title = "Value " + names[at] + " of the code";
    plot.xLabel = "element";
    plot.wholeX = true;
    plot.height = 240;
    for (size_t step = 0; step < steps.size(); ++step)
      plot.series.push_back(elementLine(rows, int64_t(at * steps.size() + step),
                                        steps[step] + " deviations", Mark::Line,
                                        int64_t(step)));
    page.figure(plot, what);
  }
}

void ReportBuilder::draws() {
  std::string problem;
  if (!sample || !sample->output_count)
    return;
  PictureShape shape = pictureShape(model, *sample, 0, problem);
  if (!problem.empty())
    return;
  Samples given;
  given.rows = std::min(kPictures, run.samples.rows);
  std::vector<int64_t> keys;
  for (int64_t at = 0; at < sample->input_count; ++at) {
    keys.push_back(sampleKey(*sample, at));
    auto found = run.samples.sets.find(keys.back());
    if (found == run.samples.sets.end())
      return;
    const Dataset &data = found->second;
    Dataset first;
    first.rows = given.rows;
    first.rowElements = data.rowElements;
    first.dtype = data.dtype;
    first.values = Buffer(given.rows * data.rowBytes(), "the first samples");
    std::memcpy(first.values.data(), data.row(0), first.values.bytes());
    given.add(keys.back(), std::move(first));
  }
  page.heading("Samples");
  std::vector<Buffer> results =
      inferAll(run.session, *sample, given, keys, run.arguments.batchSize);
  page.figure(pictures(shape,
                       {restored(*sample, 0,
                                 matrixOf(*sample, 0, results[0], given.rows))},
                       10),
              sample->input_count
                  ? "Draws of the prior, with what the first samples of "
                    "the data have besides (seed 0)."
                  : "Draws of the prior (seed 0).");
}
