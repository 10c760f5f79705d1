//===- Normalize.cpp - Fitting, applying, inverting -----------------------===//
//
// Sums are f64 and two-pass. "No spread" means that the largest equals the
// smallest value, not a variance of zero: rounding makes that 1e-34.
//
//===----------------------------------------------------------------------===//
#include "Normalize.h"

#include "Error.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace aec::runtime;

namespace {
struct Fit {
  double offset = 0, scale = 0;
};
} // namespace

/// The quantile of sorted values with linear interpolation, as NumPy has it.
static double quantile(const std::vector<double> &sorted, double share) {
  double position = share * double(sorted.size() - 1);
  auto below = size_t(position);
  size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] +
         (sorted[above] - sorted[below]) * (position - double(below));
}

static Fit standardize(const std::vector<double> &column) {
  double sum = 0, squares = 0;
  for (double value : column)
    sum += value;
  double mean = sum / double(column.size());
  for (double value : column)
    squares += (value - mean) * (value - mean);
  return {mean, 1 / std::sqrt(squares / double(column.size()))};
}

/// Fits one column; NaN is ignored.
static Fit fitColumn(int64_t method, std::vector<double> &column) {
  column.erase(std::remove_if(column.begin(), column.end(),
                              [](double value) { return std::isnan(value); }),
               column.end());
  if (column.empty())
    return {};
  auto [least, most] = std::minmax_element(column.begin(), column.end());
  Fit fit{*least, 0};
  if (*least != *most) {
    if (method == AEC_STANDARDIZE)
      fit = standardize(column);
    else if (method == AEC_MINMAX)
      fit = {*least, 1 / (*most - *least)};
  }
  if (method == AEC_ROBUST) {
    std::sort(column.begin(), column.end());
    double spread = quantile(column, 0.75) - quantile(column, 0.25);
    fit = {quantile(column, 0.5), 1 / spread};
  }
  // f32 states must hold it.
  if (!(std::fabs(fit.scale) <= std::numeric_limits<float>::max()))
    fit.scale = 0;
  return fit;
}

static double valueAt(const Dataset &data, int64_t at) {
  if (data.dtype == AEC_F64)
    return data.values.as<double>()[at];
  return data.values.as<float>()[at];
}

/// The warning about columns without spread.
static std::string constantText(const Dataset &data,
                                const std::vector<int64_t> &columns) {
  if (columns.empty())
    return "";
  std::string names;
  for (size_t at = 0; at < columns.size() && at < 5; ++at) {
    names += names.empty() ? "" : ", ";
    names += std::to_string(columns[at] + 1);
    if (columns[at] < int64_t(data.columns.size()))
      names += " (" + quote(data.columns[columns[at]]) + ")";
  }
  if (columns.size() > 5)
    names += concat(" and ", columns.size() - 5, " more");
  return concat(data.origin, ": no spread in ",
                columns.size() == 1 ? "column " : "columns ", names,
                "; mapped to 0");
}

std::string aec::runtime::fitNormalizer(const aec_normalizer &normalizer,
                                        const Dataset &data, States &states,
                                        ThreadPool &pool) {
  int64_t width = data.rowElements;
  std::vector<Fit> fits(width);
  pool.parallelRanges(width, 1, [&](int64_t lo, int64_t hi) {
    std::vector<double> column;
    for (int64_t at = lo; at < hi; ++at) {
      column.resize(data.rows);
      for (int64_t row = 0; row < data.rows; ++row)
        column[row] = valueAt(data, row * width + at);
      fits[at] = fitColumn(normalizer.method, column);
    }
  });
  std::vector<int64_t> constant;
  for (int64_t at = 0; at < width; ++at) {
    states.set(normalizer.offset_state, at, fits[at].offset);
    states.set(normalizer.scale_state, at, fits[at].scale);
    if (fits[at].scale == 0)
      constant.push_back(at);
  }
  return constantText(data, constant);
}

namespace {
/// A preparation normaliser's columns, read once.
struct Columns {
  std::vector<double> offset, scale;

  Columns(const aec_normalizer &normalizer, const States &states) {
    int64_t width = states.elements(normalizer.offset_state);
    for (int64_t at = 0; at < width; ++at) {
      offset.push_back(states.get(normalizer.offset_state, at));
      scale.push_back(states.get(normalizer.scale_state, at));
    }
  }
  double forward(double value, int64_t at) const {
    return normalizeValue(value, offset[at], scale[at]);
  }
  double backward(double value, int64_t at) const {
    return denormalizeValue(value, offset[at], scale[at]);
  }
};
} // namespace

template <typename T, typename Fn>
static void mapColumns(T *values, int64_t rows, int64_t width, ThreadPool &pool,
                       Fn &&fn) {
  pool.parallelRanges(rows, 64, [&](int64_t lo, int64_t hi) {
    for (int64_t row = lo; row < hi; ++row)
      for (int64_t at = 0; at < width; ++at)
        values[row * width + at] = T(fn(values[row * width + at], at));
  });
}

template <typename Fn>
static void mapValues(void *values, int64_t dtype, int64_t rows, int64_t width,
                      ThreadPool &pool, Fn &&fn) {
  if (dtype == AEC_F64)
    mapColumns(static_cast<double *>(values), rows, width, pool, fn);
  else if (dtype == AEC_F32)
    mapColumns(static_cast<float *>(values), rows, width, pool, fn);
}

void aec::runtime::normalize(Dataset &data, int64_t input, const States &states,
                             ThreadPool &pool) {
  const aec_model &model = states.model();
  for (int64_t at = 0; at < model.normalizer_count; ++at) {
    const aec_normalizer &normalizer = model.normalizers[at];
    if (normalizer.input != input || !normalizer.in_preparation)
      continue;
    Columns columns(normalizer, states);
    mapValues(data.values.data(), data.dtype, data.rows, data.rowElements, pool,
              [&](double value, int64_t column) {
                return columns.forward(value, column);
              });
  }
}

void aec::runtime::denormalize(void *values, int64_t dtype, int64_t rows,
                               int64_t input, const States &states,
                               ThreadPool &pool) {
  const aec_model &model = states.model();
  for (int64_t at = model.normalizer_count; at-- > 0;) {
    const aec_normalizer &normalizer = model.normalizers[at];
    if (normalizer.input != input || !normalizer.in_preparation)
      continue;
    Columns columns(normalizer, states);
    mapValues(values, dtype, rows, int64_t(columns.offset.size()), pool,
              [&](double value, int64_t column) {
                return columns.backward(value, column);
              });
  }
}
