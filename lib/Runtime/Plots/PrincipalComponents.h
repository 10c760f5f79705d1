//===- PrincipalComponents.h - The linear autoencoder ---------------------===//
//
// What the latent space is drawn by, and the baseline that a model of the same
// latent size has to beat: principal components minimise the squared error of
// any linear encoder and decoder (Baldi and Hornik, 1989).
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_PRINCIPALCOMPONENTS_H
#define AEC_LIB_RUNTIME_PRINCIPALCOMPONENTS_H

#include "../Threads/ThreadPool.h"

#include <cstdint>
#include <vector>

namespace aec::runtime {

/// rows x columns numbers, row-major; NaN is "not observed".
struct Matrix {
  int64_t rows = 0, columns = 0;
  std::vector<double> values;

  double *row(int64_t at) { return &values[at * columns]; }
  const double *row(int64_t at) const { return &values[at * columns]; }
};

struct Components {
  std::vector<double> mean;
  /// An orthonormal row each, by falling variance; the largest entry of a row
  /// is positive, so that pictures do not flip.
  Matrix axes;
  std::vector<double> variance;

  /// The coordinates of each row of `data`; what is not observed counts as the
  /// mean.
  Matrix project(const Matrix &data) const;
};

/// The first `count` components of `data`, or fewer where there are not so
/// many: subspace iteration (Halko, Martinsson, Tropp, SIAM Review 2011) from a
/// fixed start. The same on any number of threads.
Components principalComponents(const Matrix &data, int64_t count,
                               ThreadPool &pool);

/// Mean squared differences from `data` over what is observed.
struct Baselines {
  /// Of each column's mean.
  double mean = 0;
  /// Of `components` values a row; NaN where there was none to compute.
  double pca = 0;
};

/// Both fitted on one half of the rows and judged on the other, in turn, so
/// that neither knows the rows it is judged on. Halves are drawn: periodic data
/// would have all of one phase in every second row.
Baselines baselinesOf(const Matrix &data, int64_t components, ThreadPool &pool);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_PRINCIPALCOMPONENTS_H
