//===- PrincipalComponents.cpp - Subspace iteration -----------------------===//
//
// The covariance is never formed: a product with it is two with the data, so
// that wide samples cost no square of their width. Every sum is made by one
// thread in one order.
//
//===----------------------------------------------------------------------===//
#include "PrincipalComponents.h"

#include "../Support/Random.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace aec::runtime;

static std::vector<double> meansOf(const Matrix &data) {
  std::vector<double> sums(data.columns), counts(data.columns);
  for (int64_t row = 0; row < data.rows; ++row)
    for (int64_t at = 0; at < data.columns; ++at)
      if (double value = data.row(row)[at]; !std::isnan(value)) {
        sums[at] += value;
        ++counts[at];
      }
  for (int64_t at = 0; at < data.columns; ++at)
    sums[at] = counts[at] > 0 ? sums[at] / counts[at] : 0;
  return sums;
}

static Matrix centred(const Matrix &data, const std::vector<double> &mean) {
  Matrix result = data;
  for (int64_t row = 0; row < data.rows; ++row)
    for (int64_t at = 0; at < data.columns; ++at) {
      double &value = result.row(row)[at];
      value = std::isnan(value) ? 0 : value - mean[at];
    }
  return result;
}

/// data [n, d] times basis [d, m].
static Matrix times(const Matrix &data, const Matrix &basis, ThreadPool &pool) {
  Matrix result{data.rows, basis.columns, {}};
  result.values.resize(data.rows * basis.columns);
  pool.parallelRanges(data.rows, 8, [&](int64_t lo, int64_t hi) {
    for (int64_t row = lo; row < hi; ++row)
      for (int64_t at = 0; at < data.columns; ++at) {
        double value = data.row(row)[at];
        const double *from = basis.row(at);
        double *to = result.row(row);
        for (int64_t m = 0; m < basis.columns; ++m)
          to[m] += value * from[m];
      }
  });
  return result;
}

/// The transpose of data [n, d] times weights [n, m].
static Matrix transposedTimes(const Matrix &data, const Matrix &weights,
                              ThreadPool &pool) {
  Matrix result{data.columns, weights.columns, {}};
  result.values.resize(data.columns * weights.columns);
  pool.parallelRanges(data.columns, 8, [&](int64_t lo, int64_t hi) {
    for (int64_t row = 0; row < data.rows; ++row)
      for (int64_t at = lo; at < hi; ++at) {
        double value = data.row(row)[at];
        const double *from = weights.row(row);
        double *to = result.row(at);
        for (int64_t m = 0; m < weights.columns; ++m)
          to[m] += value * from[m];
      }
  });
  return result;
}

static double columnDot(const Matrix &basis, int64_t lhs, int64_t rhs) {
  double sum = 0;
  for (int64_t row = 0; row < basis.rows; ++row)
    sum += basis.row(row)[lhs] * basis.row(row)[rhs];
  return sum;
}

/// Gram and Schmidt, twice; a column that depends on those before it is 0.
static void orthonormalize(Matrix &basis) {
  for (int64_t column = 0; column < basis.columns; ++column) {
    double before = std::sqrt(columnDot(basis, column, column));
    for (int pass = 0; pass < 2; ++pass)
      for (int64_t other = 0; other < column; ++other) {
        double part = columnDot(basis, column, other);
        for (int64_t row = 0; row < basis.rows; ++row)
          basis.row(row)[column] -= part * basis.row(row)[other];
      }
    double length = std::sqrt(columnDot(basis, column, column));
    double factor = length > 1e-10 * before && length > 0 ? 1 / length : 0;
    for (int64_t row = 0; row < basis.rows; ++row)
      basis.row(row)[column] *= factor;
  }
}

/// Rotates rows and columns p and q of a symmetric matrix, and columns of
/// `vectors`, so that entry (p, q) becomes 0 (Jacobi).
static void rotate(Matrix &matrix, Matrix &vectors, int64_t p, int64_t q) {
  double off = matrix.row(p)[q];
  if (off == 0)
    return;
  double theta = (matrix.row(q)[q] - matrix.row(p)[p]) / (2 * off);
  double t =
      (theta < 0 ? -1 : 1) / (std::fabs(theta) + std::sqrt(theta * theta + 1));
  double c = 1 / std::sqrt(t * t + 1), s = t * c;
  auto turn = [&](double &lhs, double &rhs) {
    double old = lhs;
    lhs = c * old - s * rhs;
    rhs = s * old + c * rhs;
  };
  for (int64_t k = 0; k < matrix.rows; ++k)
    turn(matrix.row(k)[p], matrix.row(k)[q]);
  for (int64_t k = 0; k < matrix.rows; ++k) {
    turn(matrix.row(p)[k], matrix.row(q)[k]);
    turn(vectors.row(k)[p], vectors.row(k)[q]);
  }
}

/// Eigenvectors as columns; `matrix` becomes diagonal.
static Matrix eigenvectors(Matrix &matrix) {
  int64_t size = matrix.rows;
  Matrix vectors{size, size, std::vector<double>(size * size)};
  for (int64_t at = 0; at < size; ++at)
    vectors.row(at)[at] = 1;
  constexpr int sweeps = 12;
  for (int sweep = 0; sweep < sweeps; ++sweep)
    for (int64_t p = 0; p < size; ++p)
      for (int64_t q = p + 1; q < size; ++q)
        rotate(matrix, vectors, p, q);
  return vectors;
}

static Matrix startBasis(int64_t rows, int64_t columns) {
  Matrix basis{rows, columns, {}};
  for (int64_t at = 0; at < rows * columns; ++at) {
    Words words = philox({uint32_t(at), uint32_t(at >> 32), 0, 0}, {1, 0});
    basis.values.push_back(double(words[0]) / 4294967296.0 - 0.5);
  }
  orthonormalize(basis);
  return basis;
}

/// The largest entry of an axis is positive.
static void settleSign(double *axis, int64_t width) {
  double *largest =
      std::max_element(axis, axis + width, [](double l, double r) {
        return std::fabs(l) < std::fabs(r);
      });
  if (*largest < 0)
    for (int64_t at = 0; at < width; ++at)
      axis[at] = -axis[at];
}

Components aec::runtime::principalComponents(const Matrix &data, int64_t count,
                                             ThreadPool &pool) {
  Components result;
  result.mean = meansOf(data);
  Matrix x = centred(data, result.mean);
  int64_t most = std::min(data.rows, data.columns);
  count = std::min(count, most);
  constexpr int64_t surplus = 8;
  constexpr int iterations = 16;
  Matrix basis = startBasis(data.columns, std::min(count + surplus, most));
  for (int at = 0; at < iterations; ++at) {
    basis = transposedTimes(x, times(x, basis, pool), pool);
    orthonormalize(basis);
  }
  Matrix scores = times(x, basis, pool);
  Matrix small = transposedTimes(scores, scores, pool);
  Matrix turned = times(basis, eigenvectors(small), pool);
  std::vector<int64_t> order(small.rows);
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](int64_t l, int64_t r) {
    return small.row(l)[l] != small.row(r)[r]
               ? small.row(l)[l] > small.row(r)[r]
               : l < r;
  });
  result.axes = {count, data.columns,
                 std::vector<double>(count * data.columns)};
  for (int64_t at = 0; at < count; ++at) {
    for (int64_t column = 0; column < data.columns; ++column)
      result.axes.row(at)[column] = turned.row(column)[order[at]];
    settleSign(result.axes.row(at), data.columns);
    result.variance.push_back(small.row(order[at])[order[at]] /
                              double(data.rows));
  }
  return result;
}

Matrix Components::project(const Matrix &data) const {
  Matrix result{data.rows, axes.rows, {}};
  for (int64_t row = 0; row < data.rows; ++row)
    for (int64_t axis = 0; axis < axes.rows; ++axis) {
      double sum = 0;
      for (int64_t at = 0; at < data.columns; ++at)
        if (double value = data.row(row)[at]; !std::isnan(value))
          sum += (value - mean[at]) * axes.row(axis)[at];
      result.values.push_back(sum);
    }
  return result;
}

/// The rows at every second place of `order`.
static Matrix everySecond(const Matrix &data, const std::vector<int64_t> &order,
                          int64_t first) {
  Matrix half{0, data.columns, {}};
  for (int64_t at = first; at < data.rows; at += 2, ++half.rows)
    half.values.insert(half.values.end(), data.row(order[at]),
                       data.row(order[at]) + data.columns);
  return half;
}

namespace {
struct Sums {
  double mean = 0, pca = 0, count = 0;
};
} // namespace

/// Adds the squared errors of `rows` when `fitted` is what is known.
static void addErrors(const Components &fitted, const Matrix &rows,
                      Sums &sums) {
  Matrix codes = fitted.project(rows);
  std::vector<double> back(rows.columns);
  for (int64_t row = 0; row < rows.rows; ++row) {
    back = fitted.mean;
    for (int64_t axis = 0; axis < fitted.axes.rows; ++axis)
      for (int64_t at = 0; at < rows.columns; ++at)
        back[at] += codes.row(row)[axis] * fitted.axes.row(axis)[at];
    for (int64_t at = 0; at < rows.columns; ++at)
      if (double value = rows.row(row)[at]; !std::isnan(value)) {
        sums.mean += std::pow(value - fitted.mean[at], 2);
        sums.pca += std::pow(value - back[at], 2);
        ++sums.count;
      }
  }
}

Baselines aec::runtime::baselinesOf(const Matrix &data, int64_t components,
                                    ThreadPool &pool) {
  Sums sums;
  std::vector<int64_t> order;
  permutation(data.rows, 0, 1, order);
  for (int64_t half : {0, 1})
    addErrors(
        principalComponents(everySecond(data, order, half), components, pool),
        everySecond(data, order, 1 - half), sums);
  Baselines result;
  result.mean = sums.mean / sums.count;
  result.pca = components > 0 ? sums.pca / sums.count
                              : std::numeric_limits<double>::quiet_NaN();
  return result;
}
