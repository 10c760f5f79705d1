//===- Plot.cpp - Ranges, ticks, legend -----------------------------------===//
//
// Ticks follow Heckbert ("Nice numbers for graph labels", Graphics Gems, 1990).
//
//===----------------------------------------------------------------------===//
#include "Plot.h"

#include "RasterCanvas.h"
#include "StrokeFont.h"
#include "SvgCanvas.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace aec::runtime;

std::vector<double> aec::runtime::ticksOf(double low, double high, int wanted,
                                          bool whole) {
  double rough = (high - low) / wanted;
  double power = std::pow(10, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (double factor : {5.0, 2.0, 1.0})
    if (factor * power >= rough * 0.999)
      step = factor * power;
  if (whole)
    step = std::max(1.0, step);
  std::vector<double> ticks;
  for (double at = std::ceil(low / step - 1e-9);
       at * step <= high + 1e-9 * step; ++at)
    ticks.push_back(at * step);
  return ticks;
}

std::vector<double> aec::runtime::logTicksOf(double low, double high) {
  double first = std::floor(std::log10(low)),
         last = std::ceil(std::log10(high));
  double every = std::max(1.0, std::ceil((last - first) / 8));
  std::vector<double> ticks;
  for (double at = first; at <= last; at += every)
    for (double factor : {1.0, 2.0, 5.0}) {
      double tick = factor * std::pow(10, at);
      if ((factor == 1 || high / low < 1000) && tick >= low * 0.999 &&
          tick <= high * 1.001)
        ticks.push_back(tick);
    }
  return ticks;
}

std::string aec::runtime::tickText(double value) {
  char text[40];
  std::snprintf(text, sizeof(text), "%.6g",
                std::fabs(value) < 1e-300 ? 0 : value);
  return text;
}

namespace {
/// Values to places of one axis.
struct Axis {
  double low, high, from, to;
  bool logarithmic;

  double place(double value) const {
    double t = logarithmic ? std::log(value / low) / std::log(high / low)
                           : (value - low) / (high - low);
    return from + t * (to - from);
  }
};

/// A plot laid out on a canvas.
class Layout {
public:
  Layout(const Plot &plot, Canvas &canvas);
  void draw();

private:
  bool shows(Point point) const {
    return std::isfinite(point.x) && std::isfinite(point.y) &&
           (!plot.logarithmic || point.y > 0);
  }
  Point range(bool ofX) const;
  void drawGrid();
  void drawSeries(const Series &series);
  void drawBars(const Series &series);
  void drawLegend();
  Point place(Point value) const {
    return {x.place(value.x), y.place(value.y)};
  }

  const Plot &plot;
  Canvas &canvas;
  Axis x, y;
  std::vector<double> xTicks, yTicks;
  double legend = 0;
};
} // namespace

constexpr double kText = 12, kTop = 34, kBottom = 46;

/// `text` cut to 28 characters.
static std::string shortName(const std::string &text) {
  size_t at = 0, characters = 0;
  for (; at < text.size(); ++at)
    if ((text[at] & 0xC0) != 0x80 && ++characters > 28)
      return text.substr(0, at) + "...";
  return text;
}

/// Least and largest value with a margin; 0 to 1 without values.
Point Layout::range(bool ofX) const {
  if (const std::optional<Point> &given = ofX ? plot.xRange : plot.yRange)
    return *given;
  double low = INFINITY, high = -INFINITY;
  bool bars = false;
  for (const Series &series : plot.series)
    for (Point point : series.points)
      if (shows(point)) {
        bars |= series.mark == Mark::Bars;
        low = std::min(low, ofX ? point.x : point.y);
        high = std::max(high, ofX ? point.x : point.y);
      }
  if (!(low <= high))
    return plot.logarithmic && !ofX ? Point{0.1, 1} : Point{0, 1};
  if (plot.logarithmic && !ofX)
    return {low / 1.1, high * 1.1};
  if (bars && ofX)
    return {low - 0.7, high + 0.7};
  if (bars)
    return {std::min(low, 0.0), high > 0 ? high * 1.05 : 1};
  double margin = (high - low) * (plot.wholeX && ofX ? 0.02 : 0.05);
  if (high - low < 1e-12 * std::max(1.0, std::fabs(high)))
    margin = std::max(0.5 * std::fabs(high), 0.5);
  return {low - margin, high + margin};
}

Layout::Layout(const Plot &plot, Canvas &canvas) : plot(plot), canvas(canvas) {
  Point xs = range(true), ys = range(false);
  xTicks = ticksOf(xs.x, xs.y, 7, plot.wholeX);
  yTicks =
      plot.logarithmic ? logTicksOf(ys.x, ys.y) : ticksOf(ys.x, ys.y, 5, false);
  double labels = 0;
  for (double tick : yTicks)
    labels = std::max(labels, textWidth(tickText(tick), kText));
  if (plot.series.size() > 1)
    for (const Series &series : plot.series)
      legend = std::max(legend, textWidth(shortName(series.name), kText) + 34);
  x = {xs.x, xs.y, labels + (plot.yLabel.empty() ? 14 : 34),
       plot.width - legend - 14, false};
  y = {ys.x, ys.y, plot.height - (plot.xLabel.empty() ? 26 : kBottom), kTop,
       plot.logarithmic};
}

void Layout::drawGrid() {
  canvas.text({x.from, 20}, plot.title, 14, Anchor::Start, kInk);
  for (double tick : yTicks) {
    double at = y.place(tick);
    canvas.line({{x.from, at}, {x.to, at}}, 1, kGrid);
    canvas.text({x.from - 6, at + 4}, tickText(tick), kText, Anchor::End,
                kMuted);
  }
  for (double tick : xTicks) {
    double at = x.place(tick);
    canvas.line({{at, y.to}, {at, y.from}}, 1, kGrid);
    canvas.text({at, y.from + 17}, tickText(tick), kText, Anchor::Middle,
                kMuted);
  }
  canvas.line({{x.from, y.to}, {x.from, y.from}, {x.to, y.from}}, 1, kMuted);
  if (!plot.xLabel.empty())
    canvas.text({(x.from + x.to) / 2, plot.height - 10}, plot.xLabel, kText,
                Anchor::Middle, kInk);
  if (!plot.yLabel.empty())
    canvas.text({16, (y.from + y.to) / 2}, plot.yLabel, kText, Anchor::Middle,
                kInk, true);
}

void Layout::drawBars(const Series &series) {
  double half = std::max(0.5, 0.4 * (x.to - x.from) / (x.high - x.low));
  for (Point point : series.points)
    if (shows(point)) {
      Point top = place(point);
      canvas.box({top.x - half, top.y},
                 {top.x + half,
                  y.place(plot.logarithmic ? y.low : std::max(y.low, 0.0))},
                 series.paint);
    }
}

void Layout::drawSeries(const Series &series) {
  if (series.mark == Mark::Bars)
    return drawBars(series);
  std::vector<Point> run;
  auto flush = [&] {
    if (!run.empty() && series.mark == Mark::Dots)
      canvas.dots(run, 2.2, series.paint);
    else if (run.size() == 1)
      canvas.dots(run, 2.5, series.paint);
    else if (!run.empty())
      canvas.line(run, 1.8, series.paint, series.mark == Mark::Dashed);
    run.clear();
  };
  for (Point point : series.points)
    if (shows(point))
      run.push_back(place(point));
    else if (series.mark != Mark::Dots)
      flush(); // a gap
  flush();
}

void Layout::drawLegend() {
  for (size_t at = 0; legend && at < plot.series.size(); ++at) {
    const Series &series = plot.series[at];
    double left = x.to + 12, row = y.to + 8 + double(at) * 18;
    if (row > y.from)
      break;
    if (series.mark == Mark::Dots)
      canvas.dots({{left + 8, row}}, 4, series.paint);
    else if (series.mark == Mark::Bars)
      canvas.box({left, row - 4}, {left + 16, row + 4}, series.paint);
    else
      canvas.line({{left, row}, {left + 16, row}}, 2, series.paint,
                  series.mark == Mark::Dashed);
    canvas.text({left + 21, row + 4}, shortName(series.name), kText,
                Anchor::Start, kInk);
  }
}

void Layout::draw() {
  drawGrid();
  for (const Series &series : plot.series)
    drawSeries(series);
  drawLegend();
}

void aec::runtime::drawPlot(const Plot &plot, Canvas &canvas) {
  Layout(plot, canvas).draw();
}

static SvgCanvas drawn(const Plot &plot) {
  SvgCanvas canvas(plot.width, plot.height, plot.title);
  drawPlot(plot, canvas);
  return canvas;
}

std::string aec::runtime::plotElement(const Plot &plot) {
  return drawn(plot).element();
}

std::string aec::runtime::plotDocument(const Plot &plot) {
  return drawn(plot).document();
}

Image aec::runtime::plotImage(const Plot &plot) {
  RasterCanvas canvas(plot.width, plot.height, 2);
  drawPlot(plot, canvas);
  return canvas.image();
}
