//===- Dataset.cpp - Reshaping, scaling and checking samples --------------===//
//
// Integers are divided by the declared scale or their type's maximum, text
// numbers by a declared scale only, floating-point files by nothing: they are
// taken as prepared already.
//
//===----------------------------------------------------------------------===//
#include "Dataset.h"

#include "../Error.h"
#include "Spool.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <limits>

using namespace aec::runtime;

/// Of a table with words, how many values each column makes.
static std::string widthsText(const Array &array) {
  std::string text;
  bool words = false;
  for (size_t at = 0; array.facts && at < array.facts->columns.size(); ++at) {
    const Column &column = array.facts->columns[at];
    words |= !column.words.empty();
    std::string name =
        column.name.empty() ? std::to_string(at + 1) : column.name;
    text += concat(at ? ", " : "", name, " ", column.width());
  }
  return words ? "; a column of words makes a value a word: " + text : "";
}

/// What may be done about samples of `elements` where the input takes another
/// number.
static std::string remedyText(const Array &array, int64_t elements,
                              const aec_input &input) {
  int64_t total = 0, wanted = sampleElements(input.tensor);
  if (elementCount(array.shape, total) && total == wanted)
    return "; a single sample needs a leading dimension of 1";
  if (array.format == "CSV" && elements > wanted)
    return "; --columns, --without, --label-column and --id-column say which "
           "columns are no part of the samples";
  if (array.format == "PNG" && input.height > 0)
    return concat("; --resize ", std::max(input.height, input.width),
                  " --crop ", input.height, "x", input.width, " --",
                  input.channels == 3 ? "colour" : "grey", " makes such");
  return "";
}

void aec::runtime::checkShape(const Array &array, const aec_input &input) {
  std::vector<int64_t> expected = sampleShape(input.tensor);
  int64_t wanted = sampleElements(input.tensor);
  if (array.shape.empty())
    fail(array.origin, " holds a single number; expected samples of shape ",
         shapeText(expected));
  if (array.shape[0] == 0)
    fail(array.origin, " has no samples");
  std::vector<int64_t> found(array.shape.begin() + 1, array.shape.end());
  int64_t elements = 0;
  if (!elementCount(found, elements) || elements != wanted)
    fail(array.origin, ": samples of shape ", shapeText(found), " (",
         countText(elements, "element"), "); input ", quote(input.tensor.name),
         " takes ", shapeText(expected), " (", countText(wanted, "element"),
         ")", remedyText(array, elements, input), widthsText(array));
}

/// What the file's numbers are divided by.
static double scaleOf(const Array &array, const aec_input &input) {
  bool integers = isInteger(array.type) || array.format == "CSV";
  bool toFloat = input.tensor.dtype == AEC_F32 || input.tensor.dtype == AEC_F64;
  if (!integers || !toFloat)
    return 1;
  if (input.integer_scale != 0)
    return input.integer_scale;
  return isInteger(array.type) ? typeMaximum(array.type) : 1;
}

/// Bytes have 256 values, so they are looked up instead of divided.
template <typename To, typename From>
static void convertBytes(const From *from, To *to, double scale, int64_t lo,
                         int64_t hi) {
  To table[256];
  for (int value = 0; value < 256; ++value)
    table[value] = To(double(From(value)) / scale);
  for (int64_t at = lo; at < hi; ++at)
    to[at] = table[uint8_t(from[at])];
}

/// Converts values [lo, hi); returns the first that does not fit, or -1. NaN
/// fits where `missing` says so.
template <typename To, typename From>
static int64_t convert(const From *from, To *to, double scale, bool missing,
                       int64_t lo, int64_t hi) {
  if constexpr (std::is_floating_point_v<To> && sizeof(From) == 1) {
    convertBytes(from, to, scale, lo, hi);
    return -1;
  }
  for (int64_t at = lo; at < hi; ++at) {
    if constexpr (std::is_floating_point_v<To>) {
      auto value = To(scale == 1 ? double(from[at]) : from[at] / scale);
      if (!std::isfinite(value) && !(missing && std::isnan(value)))
        return at;
      to[at] = value;
    } else {
      double value = double(from[at]);
      // 2^63 as a double is one too large.
      if (!(value >= double(std::numeric_limits<To>::min()) &&
            value < double(std::numeric_limits<To>::max()) + 1.0) ||
          value != std::floor(value))
        return at;
      to[at] = To(from[at]);
    }
  }
  return -1;
}

[[noreturn]] static void failValue(const Array &array, const Dataset &result,
                                   int64_t at, int64_t earlier) {
  double value = 0;
  visitValues(array, [&](const auto *values) { value = double(values[at]); });
  std::string place =
      concat(array.origin, ": row ", earlier + at / result.rowElements + 1,
             ", column ", at % result.rowElements + 1, " (counted from 1) is ");
  if (std::isnan(value))
    fail(place, "not a number (NaN)");
  if (std::isinf(value))
    fail(place, "infinite");
  fail(place, value, ", which type ", dtypeName(result.dtype), " cannot hold");
}

template <typename To>
static void convertAll(const Array &array, Dataset &result, bool missing,
                       int64_t earlier, ThreadPool &pool) {
  std::atomic<int64_t> bad{std::numeric_limits<int64_t>::max()};
  visitValues(array, [&](const auto *from) {
    pool.parallelRanges(result.rows * result.rowElements, 1 << 14,
                        [&](int64_t lo, int64_t hi) {
                          int64_t at = convert(from, result.values.as<To>(),
                                               result.scale, missing, lo, hi);
                          for (int64_t old = bad; at >= 0 && at < old;)
                            if (bad.compare_exchange_weak(old, at))
                              break;
                        });
  });
  if (bad != std::numeric_limits<int64_t>::max())
    failValue(array, result, bad, earlier);
}

/// Fails at the first index that is no class.
template <typename T>
static void checkClasses(const Dataset &data, const aec_input &input,
                         int64_t earlier) {
  const T *values = data.values.as<T>();
  for (int64_t at = 0; at < data.rows * data.rowElements; ++at)
    if (values[at] < 0 || values[at] >= input.classes)
      fail(data.origin, ": row ", earlier + at / data.rowElements + 1,
           ", column ", at % data.rowElements + 1,
           " (counted from 1) is class ", values[at], "; input ",
           quote(input.tensor.name), " takes 0 to ", input.classes - 1);
}

Dataset aec::runtime::prepare(const Array &array, const aec_input &input,
                              ThreadPool &pool, int64_t earlier) {
  checkShape(array, input);
  Dataset result;
  result.origin = array.origin;
  result.columns = array.columns;
  result.facts = array.facts;
  result.rows = array.shape[0];
  result.rowElements = sampleElements(input.tensor);
  result.dtype = input.tensor.dtype;
  result.scale = scaleOf(array, input);
  int64_t bytes = 0;
  if (!multiply(result.rows, result.rowBytes(), bytes))
    fail(array.origin, ": ", result.rows, " samples overflow the memory");
  result.values = Buffer(bytes, "the samples of " + array.origin);
  switch (result.dtype) {
  case AEC_F32:
    convertAll<float>(array, result, input.missing, earlier, pool);
    break;
  case AEC_F64:
    convertAll<double>(array, result, input.missing, earlier, pool);
    break;
  case AEC_I32:
    convertAll<int32_t>(array, result, input.missing, earlier, pool);
    break;
  case AEC_I64:
    convertAll<int64_t>(array, result, input.missing, earlier, pool);
    break;
  case AEC_U8:
    convertAll<uint8_t>(array, result, input.missing, earlier, pool);
    break;
  }
  if (input.classes && result.dtype == AEC_I32)
    checkClasses<int32_t>(result, input, earlier);
  if (input.classes && result.dtype == AEC_I64)
    checkClasses<int64_t>(result, input, earlier);
  return result;
}

/// Samples [first, last) of an array whose samples are cut as planned.
static Dataset preparePiece(const Array &array, const aec_input &input,
                            ThreadPool &pool, const Origin &origin,
                            int64_t first, int64_t last) {
  Array part = copyRows(array, first * origin.stride,
                        (last - 1) * origin.stride + origin.window);
  cutWindows(part, origin);
  return prepare(part, input, pool, first);
}

Dataset aec::runtime::prepareLarge(Array &array, const aec_input &input,
                                   ThreadPool &pool, const Origin &origin,
                                   int64_t samples, int64_t memory,
                                   int64_t piece, const std::string &folder) {
  int64_t row = sampleElements(input.tensor) * dtypeBytes(input.tensor.dtype);
  int64_t bytes = 0;
  if (!multiply(samples, row, bytes))
    fail(array.origin, ": ", samples, " samples overflow the memory");
  bool held = bytes <= memory - int64_t(array.bytes.size());
  if (!array.file && (held || array.shape.empty() || samples == 0)) {
    cutWindows(array, origin);
    return prepare(array, input, pool);
  }
  int64_t step =
      std::clamp<int64_t>(piece / std::max<int64_t>(row, 1), 1, samples);
  Dataset result = preparePiece(array, input, pool, origin, 0, step);
  std::string purpose = "the samples of " + array.origin;
  Buffer values;
  std::shared_ptr<SpoolFile> file;
  if (held)
    values = Buffer(bytes, purpose);
  else
    file = std::make_shared<SpoolFile>(folder, purpose, bytes);
  for (int64_t first = 0; first < samples; first += step) {
    int64_t last = std::min(first + step, samples);
    if (first)
      result = preparePiece(array, input, pool, origin, first, last);
    int64_t count = (last - first) * row;
    if (held)
      std::memcpy(values.as<char>() + first * row, result.values.data(), count);
    else
      file->append(result.values.data(), count);
  }
  result.values = std::move(values);
  result.file = std::move(file);
  // Half of what may be held: nothing else is. More than this brings nothing.
  result.aheadBytes = std::min<int64_t>(memory / 2, 1 << 22);
  result.rows = samples;
  return result;
}
