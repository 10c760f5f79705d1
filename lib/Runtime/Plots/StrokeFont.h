//===- StrokeFont.h - Letters as lines ------------------------------------===//
//
// A font that needs no file and no rasteriser of its own: letters are polylines
// on a small grid, as plotters draw them, at any size and upright too. ASCII;
// other characters are boxes (SVG and HTML have them all).
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_PLOTS_STROKEFONT_H
#define AEC_LIB_RUNTIME_PLOTS_STROKEFONT_H

#include "Canvas.h"

namespace aec::runtime {

/// The strokes of `text`, from (0, 0) on the baseline to the right; y grows
/// downwards. A stroke of one point is a dot.
std::vector<std::vector<Point>> textStrokes(const std::string &text,
                                            double size);

/// How far `text` reaches to the right.
double textWidth(const std::string &text, double size);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_PLOTS_STROKEFONT_H
