//===- ReportPictures.cpp - Reconstructions -------------------------------===//
//
// Pictures where the model says that samples are some, else lines over the
// elements of a sample.
//
//===----------------------------------------------------------------------===//
#include "Labels.h"
#include "LatentRun.h"
#include "ReportBuilder.h"
#include "Results.h"

#include "../Error.h"
#include "../Logs/Console.h"
#include "../Plots/PictureGrid.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

using namespace aec::runtime;

ReportBuilder::Pair ReportBuilder::reconstructed(const aec_entry &entry) const {
  for (int64_t at = 0; at < entry.output_count; ++at) {
    int64_t target = entry.output_targets[at];
    auto found = run.samples.sets.find(target);
    if (target >= 0 && found != run.samples.sets.end() &&
        isFloat(entry.outputs[at].dtype) && isFloat(found->second.dtype) &&
        sampleElements(entry.outputs[at]) == found->second.rowElements)
      return {at, target};
  }
  return {};
}

static Matrix rowsOf(const Matrix &data, const std::vector<int64_t> &rows) {
  Matrix result{int64_t(rows.size()), data.columns, {}};
  for (int64_t row : rows)
    result.values.insert(result.values.end(), data.row(row),
                         data.row(row) + data.columns);
  return result;
}

Matrix ReportBuilder::restored(const aec_entry &entry, int64_t output,
                               const Matrix &rows) {
  Samples none;
  Results results{entry, run.session, none, run.weights.metadata};
  Matrix values = rows;
  if (entry.outputs[output].dtype == AEC_F64) {
    restoreUnits(results, output, values.values.data(), rows.rows, false);
    return values;
  }
  std::vector<float> narrow(rows.values.begin(), rows.values.end());
  restoreUnits(results, output, narrow.data(), rows.rows, false);
  values.values.assign(narrow.begin(), narrow.end());
  return values;
}

Image ReportBuilder::pictures(const PictureShape &shape,
                              const std::vector<Matrix> &lines,
                              int64_t columns) const {
  std::vector<PictureRow> rows;
  for (const Matrix &line : lines)
    rows.push_back({line.values.data(), AEC_F64});
  return drawPictures(shape, rows, lines[0].rows, columns);
}

static double rowError(const Matrix &x, const Matrix &y, int64_t row) {
  double sum = 0, count = 0;
  for (int64_t at = 0; at < x.columns; ++at)
    if (!std::isnan(x.row(row)[at])) {
      sum += std::pow(x.row(row)[at] - y.row(row)[at], 2);
      ++count;
    }
  return count > 0 ? sum / count : 0;
}

/// Rows by rising error.
static std::vector<int64_t> byError(const Matrix &x, const Matrix &y) {
  std::vector<double> errors;
  for (int64_t row = 0; row < x.rows; ++row)
    errors.push_back(rowError(x, y, row));
  std::vector<int64_t> order(x.rows);
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](int64_t l, int64_t r) {
    return errors[l] != errors[r] ? errors[l] < errors[r] : l < r;
  });
  return order;
}

void ReportBuilder::showRows(const aec_entry &entry, const Pair &pair,
                             const Matrix &x, const Matrix &y) {
  std::vector<int64_t> order = byError(x, y);
  std::string problem;
  PictureShape shape = pictureShape(model, entry, pair.output, problem);
  auto both = [&](const std::vector<int64_t> &rows) {
    return std::vector<Matrix>{restored(entry, pair.output, rowsOf(x, rows)),
                               restored(entry, pair.output, rowsOf(y, rows))};
  };
  if (problem.empty()) {
    int64_t count = std::min(kPictures, x.rows);
    std::vector<int64_t> first(count);
    std::iota(first.begin(), first.end(), 0);
    page.figure(pictures(shape, both(first), 10),
                "The first samples above their reconstructions.");
    std::vector<int64_t> worst(order.rbegin(),
                               order.rbegin() + std::min<int64_t>(10, count));
    page.figure(pictures(shape, both(worst), 10),
                "Those with the largest error, the worst first.");
    return;
  }
  if (x.columns < 3 || x.columns > kMostElements)
    return;
  // Columns of a table have units of their own: the largest would hide all
  // others.
  const Dataset &data = run.samples.sets.at(pair.input);
  bool table = int64_t(data.columns.size()) == x.columns;
  static const char *const names[] = {"least", "median", "largest"};
  for (int which = 0; which < 3; ++which) {
    int64_t row = order[(order.size() - 1) * which / 2];
    std::vector<Matrix> lines =
        table ? std::vector<Matrix>{rowsOf(x, {row}), rowsOf(y, {row})}
              : both({row});
    Plot plot;
    plot.title = concat("Sample ", row, ": the ", names[which], " error");
    plot.xLabel = table ? "column, in prepared units" : "element";
    plot.wholeX = true;
    plot.height = 240;
    plot.series = {elementLine(lines[0], 0, "data", Mark::Line, 0),
                   elementLine(lines[1], 0, "reconstruction", Mark::Dashed, 1)};
    page.figure(plot, concat("Mean squared error ",
                             shortNumber(rowError(x, y, row)), "."));
  }
}

/// Rows that are no anomalies, as far as labels tell.
static std::vector<int64_t> usualRows(const std::vector<std::string> &labels,
                                      int64_t count) {
  std::vector<uint8_t> kinds = binaryLabels(labels);
  std::vector<int64_t> rows;
  for (int64_t row = 0; row < count; ++row)
    if (kinds.empty() || !kinds[row])
      rows.push_back(row);
  return rows;
}

void ReportBuilder::reconstruction() {
  page.heading("Reconstruction");
  Pair pair = reconstruct ? reconstructed(*reconstruct) : Pair();
  if (reconstruct && pair.output < 0)
    if (Pair classes = reconstructedClasses(*reconstruct); classes.output >= 0)
      return showClasses(classes);
  if (pair.output < 0) {
    page.paragraph(reconstruct ? "Not shown: the result of reconstruct has not "
                                 "the shape of the data."
                               : "Not shown: this model has no reconstruct.");
    add({Verdict::Unchecked, "Whether the model beats its baselines", "",
         "Needs a reconstruct whose result has the shape of the data."});
    return;
  }
  const Dataset &data = run.samples.sets.at(pair.input);
  int64_t count = data.rows * data.rowElements;
  Matrix x{data.rows, data.rowElements,
           asDoubles(data.values.data(), data.dtype, count)};
  std::vector<Buffer> results = run.results(*reconstruct);
  Matrix y{data.rows, data.rowElements,
           asDoubles(results[pair.output].data(),
                     reconstruct->outputs[pair.output].dtype, count)};
  std::vector<int64_t> rows = usualRows(labels, data.rows);
  judgeReconstruction(rowsOf(x, rows), rowsOf(y, rows));
  if (int64_t(rows.size()) < data.rows)
    page.paragraph("Samples with label 1, anomalies, are left out of this "
                   "comparison.");
  showRows(*reconstruct, pair, x, y);
  showColumns(data, x, y);
}
