//===- Normalize.cpp - Fitting, applying, inverting -----------------------===//
//
// Sums are f64 and two-pass. "No spread" means that the largest equals the
// smallest value, not a variance of zero: rounding makes that 1e-34.
//
//===----------------------------------------------------------------------===//
#include "Normalize.h"

#include "../Error.h"
#include "Quartiles.h"

#include <array>
#include <cmath>
#include <limits>

using namespace aec::runtime;

namespace {
struct Fit {
  double offset = 0, scale = 0;
};

/// What one pass over the rows, in their order, tells of a column.
struct Sums {
  int64_t count = 0; // NaN is ignored everywhere
  double least = 0, most = 0, sum = 0;

  void add(double value) {
    least = count == 0 || value < least ? value : least;
    most = count == 0 || value > most ? value : most;
    sum += value;
    ++count;
  }
};
} // namespace

/// Calls fn(column, value) for all values that are there, each column's in the
/// order of the rows, columns shared out among threads.
template <typename Fn>
static void forValues(const Dataset &data, int64_t firstColumn,
                      int64_t lastColumn, ThreadPool &pool, Fn &&fn) {
  int64_t width = data.rowElements;
  auto over = [&](const auto *values, int64_t count) {
    pool.parallelRanges(
        lastColumn - firstColumn, 16, [&](int64_t lo, int64_t hi) {
          for (int64_t row = 0; row < count; ++row)
            for (int64_t at = firstColumn + lo; at < firstColumn + hi; ++at)
              if (auto value = values[row * width + at]; !std::isnan(value))
                fn(at, value);
        });
  };
  data.forPieces([&](int64_t, int64_t count, const char *values) {
    if (data.dtype == AEC_F64)
      over(reinterpret_cast<const double *>(values), count);
    else
      over(reinterpret_cast<const float *>(values), count);
  });
}

/// Offset and scale of the columns by mean and variance, or by the extremes.
static std::vector<Fit> fitMoments(int64_t method, const Dataset &data,
                                   ThreadPool &pool) {
  int64_t width = data.rowElements;
  std::vector<Sums> sums(width);
  forValues(data, 0, width, pool,
            [&](int64_t at, double value) { sums[at].add(value); });
  std::vector<double> means(width), squares(width);
  for (int64_t at = 0; at < width; ++at)
    means[at] = sums[at].sum / double(sums[at].count);
  if (method == AEC_STANDARDIZE)
    forValues(data, 0, width, pool, [&](int64_t at, double value) {
      squares[at] += (value - means[at]) * (value - means[at]);
    });
  std::vector<Fit> fits(width);
  for (int64_t at = 0; at < width; ++at) {
    const Sums &sum = sums[at];
    fits[at].offset = sum.least;
    if (sum.least == sum.most)
      continue;
    if (method == AEC_STANDARDIZE)
      fits[at] = {means[at], 1 / std::sqrt(squares[at] / double(sum.count))};
    else
      fits[at].scale = 1 / (sum.most - sum.least);
  }
  return fits;
}

/// Offset and scale of the columns by their quartiles.
static std::vector<Fit> fitQuartiles(const Dataset &data, ThreadPool &pool) {
  std::vector<Fit> fits;
  for (const std::array<double, 3> &found : quartiles(data, pool))
    fits.push_back({found[1], 1 / (found[2] - found[0])});
  return fits;
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
  std::vector<Fit> fits = normalizer.method == AEC_ROBUST
                              ? fitQuartiles(data, pool)
                              : fitMoments(normalizer.method, data, pool);
  for (Fit &fit : fits)
    // f32 states must hold it.
    if (!(std::fabs(fit.scale) <= std::numeric_limits<float>::max()))
      fit.scale = 0;
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
    data.forPieces(
        [&](int64_t, int64_t count, char *values) {
          mapValues(values, data.dtype, count, data.rowElements, pool,
                    [&](double value, int64_t column) {
                      return columns.forward(value, column);
                    });
        },
        /*change=*/true);
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
