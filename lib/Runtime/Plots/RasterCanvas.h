//===- RasterCanvas.h - Plots as pixels -----------------------------------===//
//
// Every stroke is a set of capsules; a pixel is covered by how near its middle
// is to the nearest one. Covered once, however many capsules overlap there.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_PLOTS_RASTERCANVAS_H
#define AEC_LIB_RUNTIME_PLOTS_RASTERCANVAS_H

#include "Canvas.h"

#include "../Output/Png.h"

namespace aec::runtime {

class RasterCanvas : public Canvas {
public:
  /// `scale` pixels of the image for one of the plot's.
  RasterCanvas(double width, double height, double scale);

  void line(const std::vector<Point> &points, double width, Paint paint,
            bool dashed) override;
  void box(Point from, Point to, Paint paint) override;
  void dots(const std::vector<Point> &points, double radius,
            Paint paint) override;
  void text(Point at, const std::string &text, double size, Anchor anchor,
            Paint paint, bool upright) override;

  /// Puts another image's pixels at (left, top) of this one's.
  void paste(const Image &image, int64_t left, int64_t top);

  const Image &image() const { return picture; }

private:
  /// From one point to another, `radius` around; in pixels of the image.
  struct Capsule {
    Point from, to;
    double radius;
  };
  void cover(const std::vector<Capsule> &capsules, Paint paint, double opacity);

  double scale;
  Image picture;
  /// Coverage of the stroke being drawn, 0 to 255; zero between strokes.
  std::vector<uint8_t> mask;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_PLOTS_RASTERCANVAS_H
