//===- SvgCanvas.h - Plots as text ----------------------------------------===//
//
// Colours are classes: a page that holds several plots says once what they are,
// a file of one brings its own style.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_PLOTS_SVGCANVAS_H
#define AEC_LIB_RUNTIME_PLOTS_SVGCANVAS_H

#include "Canvas.h"

namespace aec::runtime {

/// `text` as XML and HTML have it; what neither may hold becomes '?'.
std::string escapeMarkup(const std::string &text);

/// The rules of the classes, for a <style>; dark where the reader's system is.
std::string svgStyle();

class SvgCanvas : public Canvas {
public:
  /// `title` is for those who do not see the picture.
  SvgCanvas(double width, double height, const std::string &title);

  void line(const std::vector<Point> &points, double width, Paint paint,
            bool dashed) override;
  void box(Point from, Point to, Paint paint) override;
  void dots(const std::vector<Point> &points, double radius,
            Paint paint) override;
  void text(Point at, const std::string &text, double size, Anchor anchor,
            Paint paint, bool upright) override;

  /// <svg>...</svg>, to stand in a page that has svgStyle().
  std::string element() const;
  /// A file of its own.
  std::string document() const;

private:
  std::string open(bool alone) const;

  double width, height;
  std::string title, body;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_PLOTS_SVGCANVAS_H
