//===- Plot.h - Axes and series -------------------------------------------===//
//
// One description of a plot, drawn on any canvas. Ranges and ticks come from
// the values; what is not finite is left out.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_PLOTS_PLOT_H
#define AEC_LIB_RUNTIME_PLOTS_PLOT_H

#include "Canvas.h"

#include "../Output/Png.h"

#include <optional>

namespace aec::runtime {

enum class Mark { Line, Dashed, Dots, Bars };

struct Series {
  std::string name;
  Mark mark = Mark::Line;
  Paint paint = kSeries;
  std::vector<Point> points = {};
};

struct Plot {
  std::string title, xLabel, yLabel;
  std::vector<Series> series;
  /// Powers of ten upwards; values that are not above 0 are left out.
  bool logarithmic = false;
  /// Ticks of x are whole numbers.
  bool wholeX = false;
  /// Unless given, what the values take.
  std::optional<Point> xRange = {}, yRange = {};
  double width = 640, height = 380;
};

/// Positions of ticks from `low` to `high`, about `wanted` of them, at whole
/// multiples of 1, 2 or 5 times a power of ten.
std::vector<double> ticksOf(double low, double high, int wanted, bool whole);

/// Powers of ten from `low` to `high` (above 0), with 2 and 5 times them where
/// there are few.
std::vector<double> logTicksOf(double low, double high);

/// "0.25", "1e+06": as few digits as tell it from its neighbours.
std::string tickText(double value);

void drawPlot(const Plot &plot, Canvas &canvas);

std::string plotElement(const Plot &plot);
std::string plotDocument(const Plot &plot);
Image plotImage(const Plot &plot);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_PLOTS_PLOT_H
