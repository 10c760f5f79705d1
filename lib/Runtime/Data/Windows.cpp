//===- Windows.cpp - Rows of a file, and windows over them ----------------===//
//
// A window of T rows with C columns is [T, C], or [C, T] where the model takes
// channels first: its shape decides.
//
//===----------------------------------------------------------------------===//
#include "Windows.h"

#include "Dataset.h"
#include "Error.h"

#include <algorithm>
#include <charconv>
#include <cstring>

using namespace aec::runtime;

static bool parseBound(const std::string &text, int64_t &value) {
  const char *last = text.data() + text.size();
  auto [end, error] = std::from_chars(text.data(), last, value);
  return error == std::errc() && end == last;
}

bool aec::runtime::parseRows(const std::string &text, RowRange &rows) {
  size_t colon = text.find(':');
  if (colon == std::string::npos || text.size() == 1)
    return false;
  std::string first = text.substr(0, colon), last = text.substr(colon + 1);
  rows = {};
  return (first.empty() || parseBound(first, rows.first)) &&
         (last.empty() || parseBound(last, rows.last));
}

/// Bytes of one row of `array`.
static int64_t rowBytes(const Array &array) {
  int64_t elements = 0;
  if (!elementCount({array.shape.begin() + 1, array.shape.end()}, elements))
    fail(array.origin, ": the shape ", shapeText(array.shape), " overflows");
  return elements * elementBytes(array.type);
}

int64_t aec::runtime::keepRows(Array &array, const RowRange &rows) {
  if (rows.first == 0 && rows.last == INT64_MAX)
    return 0;
  int64_t count = array.shape.empty() ? 1 : array.shape[0];
  int64_t first = rows.first < 0 ? count + rows.first : rows.first;
  int64_t last = rows.last < 0 ? count + rows.last : rows.last;
  if (rows.last == INT64_MAX)
    last = count;
  if (array.shape.empty() || first < 0 || last > count || first >= last)
    fail("--rows ", rows.first, ":",
         rows.last == INT64_MAX ? "" : std::to_string(rows.last), " of ",
         array.origin, ", which has ", countText(count, "row"),
         ": expected rows that are there");
  int64_t bytes = rowBytes(array);
  array.bytes.erase(array.bytes.begin() + last * bytes, array.bytes.end());
  array.bytes.erase(array.bytes.begin(), array.bytes.begin() + first * bytes);
  array.shape[0] = last - first;
  return first;
}

/// Whether the input takes channels in front of time.
static bool takesChannelsFirst(const aec_input &input, int64_t rows,
                               int64_t columns) {
  std::vector<int64_t> shape = sampleShape(input.tensor);
  return rows != columns && shape == std::vector<int64_t>{columns, rows};
}

/// Rows that a series has to give for one sample.
static int64_t rowsOfSample(const Array &array, int64_t columns,
                            const aec_input &input) {
  int64_t elements = sampleElements(input.tensor);
  std::vector<int64_t> shape = sampleShape(input.tensor);
  bool fits = shape.size() == 1 ? columns == 1 : elements % columns == 0;
  if (array.format == "WAV" && shape.size() == 2)
    fits = shape[0] == columns || shape[1] == columns;
  if (!fits)
    fail(array.origin, " has ", countText(columns, "channel"), "; input ",
         quote(input.tensor.name), " takes ", shapeText(shape));
  return elements / columns;
}

static void copyWindow(const uint8_t *from, uint8_t *to, int64_t rows,
                       int64_t columns, int64_t size, bool channelsFirst) {
  if (!channelsFirst) {
    std::memcpy(to, from, rows * columns * size);
    return;
  }
  for (int64_t row = 0; row < rows; ++row)
    for (int64_t column = 0; column < columns; ++column)
      std::memcpy(to + (column * rows + row) * size,
                  from + (row * columns + column) * size, size);
}

void aec::runtime::makeWindows(Array &array, int64_t window, int64_t stride,
                               const aec_input &input, Origin &origin) {
  origin.rate = array.rate;
  origin.format = array.format;
  if ((!window && !array.series) || array.shape.empty()) {
    if (stride)
      fail("--stride needs --window, or data that is a recording or a text");
    return;
  }
  int64_t size = elementBytes(array.type);
  int64_t columns = rowBytes(array) / size;
  if (!window)
    window = rowsOfSample(array, columns, input);
  stride = stride ? stride : window;
  int64_t rows = array.shape[0];
  if (rows < window)
    fail(array.origin, " has ", countText(rows, "row"),
         ", fewer than a window of ", window);
  int64_t count = (rows - window) / stride + 1;
  int64_t bytes = window * columns * size, total = 0;
  if (!multiply(count, bytes, total))
    fail(array.origin, ": ", count, " windows overflow the memory");
  bool channelsFirst = takesChannelsFirst(input, window, columns);
  std::vector<uint8_t> result(total);
  for (int64_t at = 0; at < count; ++at)
    copyWindow(&array.bytes[at * stride * columns * size], &result[at * bytes],
               window, columns, size, channelsFirst);
  array.bytes = std::move(result);
  array.shape = channelsFirst ? std::vector<int64_t>{count, columns, window}
                              : std::vector<int64_t>{count, window, columns};
  // Names are of columns, and a sample has them `window` times.
  array.columns.clear();
  origin.window = window;
  origin.stride = stride;
  origin.channelsFirst = channelsFirst;
  origin.left = rows - ((count - 1) * stride + window);
}
