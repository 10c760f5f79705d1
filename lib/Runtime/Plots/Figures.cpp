//===- Figures.cpp - Which numbers become which series --------------------===//
//
// At most 3,000 dots are drawn, evenly taken rows: more are a blot, and make a
// page slow.
//
//===----------------------------------------------------------------------===//
#include "Figures.h"

#include "../Error.h"
#include "../Scoring/Metrics.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

using namespace aec::runtime;

static Series seriesOf(const RunHistory &history, const EpochValues &values,
                       const std::string &name, Mark mark, int64_t colour) {
  Series series{name, mark, seriesPaint(colour), {}};
  for (int64_t at = 0; at < history.epochs(); ++at)
    series.points.push_back({history.epoch[at], values[at]});
  return series;
}

/// Training and validation of one number.
static void addPair(Plot &plot, const RunHistory &history,
                    const EpochValues &train, const EpochValues &validation,
                    const std::string &name, int64_t colour) {
  plot.series.push_back(seriesOf(history, train, name, Mark::Line, colour));
  if (hasValues(validation))
    plot.series.push_back(seriesOf(history, validation, name + ", validation",
                                   Mark::Dashed, colour));
}

/// Powers of ten where the values are above 0 and far apart.
static void chooseScale(Plot &plot) {
  double low = INFINITY, high = 0;
  for (const Series &series : plot.series)
    for (Point point : series.points)
      if (std::isfinite(point.y)) {
        low = std::min(low, point.y);
        high = std::max(high, point.y);
      }
  plot.logarithmic = low > 0 && high / low > 8;
}

Plot aec::runtime::lossFigure(const RunHistory &history) {
  Plot plot;
  plot.title = "Losses";
  plot.xLabel = "epoch";
  plot.wholeX = true;
  int64_t colour = 0;
  bool single = history.objectives.size() == 1;
  for (const ObjectiveHistory &objective : history.objectives) {
    addPair(plot, history, objective.loss, objective.validation,
            single ? "loss" : objective.name, colour++);
    for (const std::string &term : objective.terms)
      if (single && objective.terms.size() > 1)
        addPair(plot, history, objective.term.at(term),
                objective.validationTerm.at(term), term, colour++);
  }
  chooseScale(plot);
  return plot;
}

Plot aec::runtime::gradientFigure(const RunHistory &history) {
  Plot plot;
  plot.title = "Norm of the gradient";
  plot.xLabel = "epoch";
  plot.wholeX = true;
  int64_t colour = 0;
  for (const ObjectiveHistory &objective : history.objectives)
    if (hasValues(objective.gradientNorm))
      plot.series.push_back(seriesOf(history, objective.gradientNorm,
                                     objective.name, Mark::Line, colour++));
  chooseScale(plot);
  return plot;
}

constexpr size_t kMostDots = 3000;

/// The most frequent labels, short ones first, so that whole numbers stand by
/// size.
static std::vector<std::string>
classesOf(const std::vector<std::string> &labels) {
  std::map<std::string, int64_t> counts;
  for (const std::string &label : labels)
    ++counts[label];
  std::vector<std::string> names;
  for (const auto &[name, count] : counts)
    names.push_back(name);
  auto before = [](const std::string &l, const std::string &r) {
    return l.size() != r.size() ? l.size() < r.size() : l < r;
  };
  std::sort(names.begin(), names.end(), [&](const auto &l, const auto &r) {
    return counts[l] != counts[r] ? counts[l] > counts[r] : before(l, r);
  });
  names.resize(std::min<size_t>(names.size(), kSeriesColours));
  std::sort(names.begin(), names.end(), before);
  return names;
}

Plot aec::runtime::scatterFigure(const Matrix &coordinates,
                                 const std::vector<std::string> &labels,
                                 const std::string &xLabel,
                                 const std::string &yLabel) {
  Plot plot;
  plot.title = "Latent space";
  plot.xLabel = xLabel;
  plot.yLabel = yLabel;
  plot.height = 480;
  std::vector<std::string> classes = classesOf(labels);
  for (size_t at = 0; at < classes.size(); ++at)
    plot.series.push_back(
        {classes[at], Mark::Dots, seriesPaint(int64_t(at)), {}});
  plot.series.push_back(
      {"others", Mark::Dots, labels.empty() ? seriesPaint(0) : kMuted, {}});
  size_t every = (size_t(coordinates.rows) + kMostDots - 1) / kMostDots;
  for (size_t row = 0; row < size_t(coordinates.rows); row += every) {
    size_t of = classes.size();
    if (!labels.empty())
      of = std::find(classes.begin(), classes.end(), labels[row]) -
           classes.begin();
    const double *at = coordinates.row(int64_t(row));
    plot.series[of].points.push_back(
        {at[0], coordinates.columns > 1 ? at[1] : double(row)});
  }
  if (plot.series.back().points.empty())
    plot.series.pop_back();
  return plot;
}

Plot aec::runtime::rocFigure(const std::vector<double> &scores,
                             const std::vector<uint8_t> &labels) {
  Plot plot;
  char area[40];
  std::snprintf(area, sizeof(area), "%.4f", rocAuc(scores, labels));
  plot.title = std::string("ROC, area ") + area;
  plot.xLabel = "false positive rate";
  plot.yLabel = "true positive rate";
  plot.width = 560;
  plot.height = 440;
  plot.xRange = plot.yRange = Point{0, 1};
  Series curve{"scores", Mark::Line, seriesPaint(0), {}};
  // Corners are enough: what is between them is on the line.
  std::vector<Point> &points = curve.points;
  for (auto [x, y] : rocCurve(scores, labels)) {
    size_t count = points.size();
    if (count > 1 && ((points[count - 2].x == x && points[count - 1].x == x) ||
                      (points[count - 2].y == y && points[count - 1].y == y)))
      points.pop_back();
    points.push_back({x, y});
  }
  plot.series = {{"chance", Mark::Dashed, kMuted, {{0, 0}, {1, 1}}}, curve};
  return plot;
}

Plot aec::runtime::spreadFigure(const Spread &spread) {
  Plot plot;
  plot.title = "Standard deviation of each value of the code";
  plot.xLabel = "value of the code";
  plot.wholeX = true;
  plot.height = 260;
  plot.series.push_back({"", Mark::Bars, seriesPaint(0), {}});
  for (size_t at = 0; at < spread.deviation.size(); ++at)
    plot.series[0].points.push_back({double(at), spread.deviation[at]});
  return plot;
}

/// How many of `values` are in each of `bins` parts of the range.
static std::vector<Point> histogram(const std::vector<double> &values,
                                    double low, double width, int bins) {
  std::vector<Point> points;
  for (int at = 0; at < bins; ++at)
    points.push_back({low + (at + 0.5) * width, 0});
  for (double value : values)
    points[int(std::clamp((value - low) / width, 0.0, bins - 1.0))].y += 1;
  return points;
}

/// The outline of a histogram.
static Series steps(const std::string &name, const std::vector<Point> &bins,
                    double width, Paint paint) {
  Series series{name, Mark::Line, paint, {}};
  for (Point bin : bins) {
    series.points.push_back({bin.x - width / 2, bin.y});
    series.points.push_back({bin.x + width / 2, bin.y});
  }
  return series;
}

Plot aec::runtime::scoreFigure(const std::vector<double> &scores,
                               const std::vector<uint8_t> &labels,
                               double threshold) {
  Plot plot;
  plot.title = "Scores";
  plot.xLabel = "score";
  plot.yLabel = "samples";
  plot.height = 300;
  std::vector<double> kinds[2];
  for (size_t at = 0; at < scores.size(); ++at)
    kinds[labels.empty() ? 0 : labels[at]].push_back(scores[at]);
  // The largest percent may be far away.
  double low = quantile(scores, 0), high = quantile(scores, 0.995);
  if (std::isfinite(threshold))
    high = std::max(high, threshold * 1.05);
  constexpr int bins = 50;
  double width = high > low ? (high - low) / bins : 1;
  double most = 0;
  for (int kind : {0, 1}) {
    if (kinds[kind].empty())
      continue;
    std::vector<Point> counts = histogram(kinds[kind], low, width, bins);
    for (Point bin : counts)
      most = std::max(most, bin.y);
    plot.series.push_back(
        steps(labels.empty() ? "samples" : concat("label ", kind), counts,
              width, seriesPaint(kind * 2)));
  }
  if (std::isfinite(threshold))
    plot.series.push_back(
        {"threshold", Mark::Dashed, kInk, {{threshold, 0}, {threshold, most}}});
  return plot;
}
