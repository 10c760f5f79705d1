//===- Arrangement.cpp - A file's values as samples, and back -------------===//
#include "Arrangement.h"

#include "../Data/Dataset.h"
#include "../Error.h"

#include <algorithm>
#include <cstring>

using namespace aec::runtime;

static int64_t ceilDivide(int64_t value, int64_t by) {
  return value / by + (value % by != 0);
}

static void require(bool holds, const std::string &place, const char *what) {
  if (!holds)
    fail(place, ": ", what);
}

void Arrangement::checkWindows(const aec_input &input,
                               const std::string &place) {
  int64_t columns = fileElements / shape[0];
  window = sampleElements / columns;
  require(sampleElements % columns == 0, place,
          "its windows are not of the model's size");
  columnsFirst = window != columns && sampleShape(input.tensor) ==
                                          std::vector<int64_t>{columns, window};
  sampleCount = ceilDivide(shape[0], window);
}

void Arrangement::checkTiles(const aec_input &input, const std::string &place) {
  require(shape.size() == 3 || shape.size() == 4, place, "it has no pictures");
  tileChannels = std::max<int64_t>(input.channels, 1);
  tileHeight = input.height;
  tileWidth = input.width;
  int64_t size = 0;
  bool tiles = tileHeight > 0 && tileWidth > 0 &&
               elementCount({tileChannels, tileHeight, tileWidth}, size) &&
               size == sampleElements;
  require(tiles && (tileChannels == channels() || tileChannels == 1), place,
          "its tiles are not of the model's size");
  int64_t planes = channels() / tileChannels;
  int64_t grid = ceilDivide(height(), tileHeight) *
                 ceilDivide(width(), tileWidth) * planes;
  require(multiply(shape[0], grid, sampleCount), place,
          "it has too many tiles");
}

void Arrangement::check(const aec_input &input, const std::string &place) {
  sampleElements = aec::runtime::sampleElements(input.tensor);
  require(shape.size() <= kMostRank, place, "it has more than 8 dimensions");
  bool sizes = elementCount(shape, fileElements) && !shape.empty() &&
               *std::min_element(shape.begin(), shape.end()) > 0;
  require(sizes, place, "a size is not above 0, or their product overflows");
  if (kind == Rows) {
    require(fileElements / shape[0] == sampleElements, place,
            "its rows are not of the model's size");
    sampleCount = shape[0];
    return;
  }
  if (kind == Windows)
    checkWindows(input, place);
  else
    checkTiles(input, place);
  int64_t size = 0;
  require(multiply(sampleCount, sampleElements, size), place,
          "it has too many samples");
}

int64_t Arrangement::tile(int64_t sample, int64_t at, bool &padding) const {
  int64_t across = ceilDivide(width(), tileWidth);
  int64_t down = ceilDivide(height(), tileHeight);
  int64_t planes = channels() / tileChannels;
  int64_t left = sample % across * tileWidth;
  int64_t top = sample / across % down * tileHeight;
  int64_t plane = sample / across / down % planes;
  int64_t picture = sample / across / down / planes;
  int64_t x = left + at % tileWidth;
  int64_t y = top + at / tileWidth % tileHeight;
  int64_t channel = plane * tileChannels + at / tileWidth / tileHeight;
  padding = x >= width() || y >= height();
  x = std::min(x, width() - 1);
  y = std::min(y, height() - 1);
  return ((picture * channels() + channel) * height() + y) * width() + x;
}

int64_t Arrangement::place(int64_t sample, int64_t at, bool &padding) const {
  padding = false;
  if (kind == Rows)
    return sample * sampleElements + at;
  if (kind == Tiles)
    return tile(sample, at, padding);
  int64_t columns = sampleElements / window;
  int64_t row = sample * window + (columnsFirst ? at % window : at / columns);
  int64_t column = columnsFirst ? at / window : at % columns;
  padding = row >= shape[0];
  return std::min(row, shape[0] - 1) * columns + column;
}

/// Whether `array` is pictures that are not of the size that `input` takes.
static bool isOtherPicture(const Array &array, const aec_input &input) {
  size_t rank = array.shape.size();
  if (input.height <= 0 || input.width <= 0 || rank < 3 || rank > 4)
    return false;
  int64_t wanted = std::max<int64_t>(input.channels, 1);
  int64_t channels = rank == 4 ? array.shape[1] : 1;
  return wanted == channels || wanted == 1;
}

/// Rows a sample where nobody says: of a series as many as the input takes.
static int64_t windowOf(const Array &array, const aec_input &input,
                        int64_t columns) {
  int64_t elements = sampleElements(input.tensor);
  if (elements % columns)
    fail(array.origin, " has ", countText(columns, "column"), " a row; input ",
         quote(input.tensor.name), " takes ",
         shapeText(sampleShape(input.tensor)));
  return elements / columns;
}

Arrangement aec::runtime::arrange(const Array &array, const aec_input &input,
                                  int64_t window) {
  Arrangement result;
  result.shape = array.shape;
  int64_t all = 0, elements = sampleElements(input.tensor);
  if (array.shape.empty() || !elementCount(array.shape, all) || all == 0)
    fail(array.origin, " has no samples");
  int64_t columns = all / array.shape[0];
  if (array.series || window) {
    result.kind = Arrangement::Windows;
    if (!window)
      window = windowOf(array, input, columns);
    int64_t size = 0;
    if (!multiply(window, columns, size) || size != elements)
      fail(array.origin, ": windows of ", window, " rows of ",
           countText(columns, "column"), " are no samples of ",
           shapeText(sampleShape(input.tensor)));
  } else if (columns != elements && isOtherPicture(array, input)) {
    result.kind = Arrangement::Tiles;
  } else {
    checkShape(array, input);
  }
  result.check(input, array.origin);
  return result;
}

Array aec::runtime::gatherSamples(const Array &array,
                                  const Arrangement &arrangement,
                                  const aec_input &input) {
  Array samples;
  samples.origin = array.origin;
  samples.format = array.format;
  samples.type = array.type;
  samples.facts = array.facts;
  samples.shape = sampleShape(input.tensor);
  samples.shape.insert(samples.shape.begin(), arrangement.samples());
  if (arrangement.kind == Arrangement::Rows) {
    samples.bytes = array.bytes;
    return samples;
  }
  int64_t size = elementBytes(array.type);
  int64_t elements = sampleElements(input.tensor);
  samples.bytes.resize(size_t(arrangement.samples() * elements * size));
  uint8_t *to = samples.bytes.data();
  for (int64_t sample = 0; sample < arrangement.samples(); ++sample)
    for (int64_t at = 0; at < elements; ++at, to += size) {
      bool padding = false;
      int64_t from = arrangement.place(sample, at, padding);
      std::memcpy(to, &array.bytes[size_t(from * size)], size_t(size));
    }
  return samples;
}
