//===- Canvas.h - What plots are drawn on ---------------------------------===//
//
// Five strokes that SVG and pixels both have; a plot does not know which it is
// drawn with. Colours are roles, so that a page can show them in dark and in
// light. Units are pixels of a screen at 100%, from the top left corner.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_PLOTS_CANVAS_H
#define AEC_LIB_RUNTIME_PLOTS_CANVAS_H

#include <string>
#include <vector>

namespace aec::runtime {

struct Point {
  double x = 0, y = 0;
};

/// Roles of colours; kSeries + i is that of series i, of which there are
/// kSeriesColours.
enum Paint : int { kPaper, kInk, kMuted, kGrid, kSeries };
constexpr int kSeriesColours = 10;

/// The paint of series `index`.
inline Paint seriesPaint(int64_t index) {
  return Paint(kSeries + index % kSeriesColours);
}

/// "#rrggbb" on white paper.
const char *colourOf(Paint paint);

/// Where of a text its point is.
enum class Anchor { Start, Middle, End };

class Canvas {
public:
  virtual ~Canvas() = default;
  /// A line through all points, with round ends.
  virtual void line(const std::vector<Point> &points, double width, Paint paint,
                    bool dashed = false) = 0;
  /// A filled rectangle between two corners.
  virtual void box(Point from, Point to, Paint paint) = 0;
  virtual void dots(const std::vector<Point> &points, double radius,
                    Paint paint) = 0;
  /// One line of text whose baseline is at `at`; `upright` reads from bottom to
  /// top.
  virtual void text(Point at, const std::string &text, double size,
                    Anchor anchor, Paint paint, bool upright = false) = 0;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_PLOTS_CANVAS_H
