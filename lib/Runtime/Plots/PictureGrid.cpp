//===- PictureGrid.cpp - Names around a grid ------------------------------===//
#include "PictureGrid.h"

#include "RasterCanvas.h"
#include "StrokeFont.h"

#include <algorithm>

using namespace aec::runtime;

Image aec::runtime::namedPictures(const PictureShape &shape,
                                  const PictureRow &pictures,
                                  const std::vector<std::string> &rows,
                                  const std::vector<std::string> &columns) {
  constexpr double size = 13;
  auto width = int64_t(columns.size());
  Image grid =
      drawPictures(shape, {pictures}, int64_t(rows.size()) * width, width);
  double names = 0;
  for (const std::string &name : rows)
    names = std::max(names, textWidth(name, size));
  double left = names + 12, top = 22;
  RasterCanvas canvas(left + double(grid.width), top + double(grid.height), 1);
  canvas.paste(grid, int64_t(left), int64_t(top));
  double cellWidth = double(grid.width) / double(columns.size());
  double cellHeight = double(grid.height) / double(rows.size());
  for (size_t at = 0; at < columns.size(); ++at)
    canvas.text({int64_t(left) + (double(at) + 0.5) * cellWidth, 15},
                columns[at], size, Anchor::Middle, kInk, false);
  for (size_t at = 0; at < rows.size(); ++at)
    canvas.text({left - 6, top + (double(at) + 0.5) * cellHeight + 4}, rows[at],
                size, Anchor::End, kInk, false);
  return canvas.image();
}
