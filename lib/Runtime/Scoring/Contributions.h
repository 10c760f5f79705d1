//===- Contributions.h - Which features made a sample's error -------------===//
//
// Of a sample x that the model reconstructs as y, feature j contributes
//   sum over its elements e of (y[e] - x[e])^2 / the same sum over all
//   elements,
// in prepared units (after normalisers): shares of 0 to 1 whose sum is 1, or
// all 0 where there is no error. Elements that are not observed (NaN) count
// nothing. A feature is a column: its words together, over all rows of a
// window; of other data it is an element. They are shares of the squared error,
// whatever the loss.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CONTRIBUTIONS_H
#define AEC_LIB_RUNTIME_CONTRIBUTIONS_H

#include "../Data/Samples.h"
#include "../Model/Session.h"

#include <string>
#include <vector>

namespace aec::runtime {

/// How a model can tell contributions.
struct Contributor {
  const aec_entry *entry = nullptr; // reconstruct
  int64_t output = 0;
  /// For each of its arguments the position among the arguments of `score`.
  std::vector<int64_t> keys;
  /// Position of what `output` is a reconstruction of.
  int64_t original = 0;
};

/// Throws Error, saying why, where `score`'s model cannot tell contributions.
Contributor findContributor(const aec_model &model, const aec_entry &score);

/// Features of the elements of a data set's samples.
struct Features {
  std::vector<std::string> names;
  /// For each element the index of its feature.
  std::vector<int64_t> of;
};
Features featuresOf(const Dataset &data);

/// samples.rows x features shares, row-major; `samples` are prepared.
std::vector<double> contributionsOf(Session &session,
                                    const Contributor &contributor,
                                    const Features &features,
                                    const Samples &samples, int64_t batchSize);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CONTRIBUTIONS_H
