//===- Windows.cpp - Rows of a file, and windows over them ----------------===//
//
// A window of T rows with C columns is [T, C], or [C, T] where the model takes
// channels first: its shape decides.
//
//===----------------------------------------------------------------------===//
#include "Windows.h"

#include "Dataset.h"
#include "Error.h"
#include "Spool.h"

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

/// The bounds of `rows` among the `count` rows of `array`.
static RowRange boundsOf(const RowRange &rows, const Array &array,
                         int64_t count) {
  int64_t first = rows.first < 0 ? count + rows.first : rows.first;
  int64_t last = rows.last < 0 ? count + rows.last : rows.last;
  if (rows.last == INT64_MAX)
    last = count;
  if (array.shape.empty() || first < 0 || last > count || first >= last)
    fail("--rows ", rows.first, ":",
         rows.last == INT64_MAX ? "" : std::to_string(rows.last), " of ",
         array.origin, ", which has ", countText(count, "row"),
         ": expected rows that are there");
  return {first, last};
}

int64_t aec::runtime::keepRows(Array &array, const RowRange &rows) {
  if (rows.first == 0 && rows.last == INT64_MAX)
    return 0;
  auto [first, last] =
      boundsOf(rows, array, array.shape.empty() ? 1 : array.shape[0]);
  int64_t bytes = rowBytes(array);
  if (array.file) {
    array.fileAt += first * bytes;
  } else {
    array.bytes.erase(array.bytes.begin() + last * bytes, array.bytes.end());
    array.bytes.erase(array.bytes.begin(), array.bytes.begin() + first * bytes);
  }
  array.shape[0] = last - first;
  return first;
}

Array aec::runtime::copyRows(const Array &array, int64_t first, int64_t last) {
  Array part;
  part.origin = array.origin;
  part.format = array.format;
  part.type = array.type;
  part.shape = array.shape;
  part.shape[0] = last - first;
  part.columns = array.columns;
  part.facts = array.facts;
  part.series = array.series;
  int64_t bytes = rowBytes(array), count = (last - first) * bytes;
  part.bytes.resize(size_t(count));
  if (array.file)
    array.file->read(array.fileAt + first * bytes, part.bytes.data(), count);
  else
    std::memcpy(part.bytes.data(), array.bytes.data() + first * bytes, count);
  return part;
}

void aec::runtime::forParts(const Array &array, int64_t piece,
                            const std::function<void(const Array &)> &fn) {
  if (!array.file)
    return fn(array);
  int64_t step =
      std::max<int64_t>(1, piece / std::max<int64_t>(rowBytes(array), 1));
  for (int64_t first = 0; first < array.shape[0]; first += step)
    fn(copyRows(array, first, std::min(first + step, array.shape[0])));
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

int64_t aec::runtime::planWindows(const Array &array, int64_t window,
                                  int64_t stride, const aec_input &input,
                                  Origin &origin) {
  origin.rate = array.rate;
  origin.format = array.format;
  int64_t rows = array.shape.empty() ? 1 : array.shape[0];
  if ((!window && !array.series) || array.shape.empty()) {
    if (stride)
      fail("--stride needs --window, or data that is a recording or a text");
    return rows;
  }
  int64_t size = elementBytes(array.type);
  int64_t columns = rowBytes(array) / size;
  if (!columns)
    fail(array.origin, " has ", countText(rows, "row"),
         " without values; expected at least one value in a row");
  if (!window)
    window = rowsOfSample(array, columns, input);
  stride = stride ? stride : window;
  if (rows < window)
    fail(array.origin, " has ", countText(rows, "row"),
         ", fewer than a window of ", window);
  int64_t count = (rows - window) / stride + 1;
  int64_t bytes = window * columns * size, total = 0;
  if (!multiply(count, bytes, total))
    fail(array.origin, ": ", count, " windows overflow the memory");
  origin.windows = true;
  origin.window = window;
  origin.stride = stride;
  origin.channelsFirst = takesChannelsFirst(input, window, columns);
  origin.left = rows - ((count - 1) * stride + window);
  return count;
}

int64_t aec::runtime::keepSamples(Array &array, const RowRange &rows,
                                  int64_t samples, Origin &origin) {
  if (rows.first == 0 && rows.last == INT64_MAX)
    return samples;
  auto [first, last] = boundsOf(rows, array, samples);
  int64_t begin = first * origin.stride;
  int64_t end = (last - 1) * origin.stride + origin.window;
  keepRows(array, {begin, end});
  origin.first = begin;
  return last - first;
}

void aec::runtime::cutWindows(Array &array, const Origin &origin) {
  if (!origin.windows)
    return;
  int64_t size = elementBytes(array.type), window = origin.window;
  int64_t columns = rowBytes(array) / size;
  int64_t count = (array.shape[0] - window) / origin.stride + 1;
  int64_t bytes = window * columns * size;
  std::vector<uint8_t> result(size_t(count * bytes));
  for (int64_t at = 0; at < count; ++at)
    copyWindow(&array.bytes[at * origin.stride * columns * size],
               &result[at * bytes], window, columns, size,
               origin.channelsFirst);
  array.bytes = std::move(result);
  array.shape = origin.channelsFirst
                    ? std::vector<int64_t>{count, columns, window}
                    : std::vector<int64_t>{count, window, columns};
  // Names are of columns, and a sample has them `window` times.
  array.columns.clear();
}

void aec::runtime::makeWindows(Array &array, int64_t window, int64_t stride,
                               const aec_input &input, Origin &origin) {
  planWindows(array, window, stride, input, origin);
  cutWindows(array, origin);
}
