//===- LatentSpace.h - From samples to codes and back ---------------------===//
//
// Which results of `encode` are which arguments of `decode`, found by shape and
// order: a model may give more than the code (a spread), and its decoder may
// take more (a label). A code is all those results of a sample, behind each
// other, as doubles.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_LATENTSPACE_H
#define AEC_LIB_RUNTIME_LATENTSPACE_H

#include "../Data/Samples.h"
#include "Session.h"

#include <string>
#include <vector>

namespace aec::runtime {

/// The entry of that name, or null.
const aec_entry *findEntry(const aec_model &model, const std::string &name);

/// A result of encode that is an argument of decode: values first to first +
/// width of a code.
struct LatentPart {
  int64_t result, argument, first, width;
};

struct LatentSpace {
  const aec_entry *encode = nullptr, *decode = nullptr;
  std::vector<LatentPart> parts;
  /// Values of a code.
  int64_t width = 0;
  /// Why the model has none; empty where it has.
  std::string problem;

  /// Whether the model declares a prior: codes are drawn there by `sample`.
  bool hasPrior = false;
};

LatentSpace findLatentSpace(const aec_model &model);

/// `rows` codes, row-major.
struct Codes {
  int64_t rows = 0, width = 0;
  std::vector<double> values;

  double *row(int64_t at) { return &values[at * width]; }
  const double *row(int64_t at) const { return &values[at * width]; }
};

/// Mean and standard deviation (population) of every value of a code.
struct Spread {
  std::vector<double> mean, deviation;
};
Spread spreadOf(const Codes &codes);

/// The key of argument `at` of `entry` among samples keyed by the model's
/// inputs; an argument that is none of them has a negative one.
int64_t sampleKey(const aec_entry &entry, int64_t at);

/// The codes of prepared samples.
Codes encodeAll(Session &session, const LatentSpace &space,
                const Samples &samples, int64_t batchSize);

/// What decode takes, keyed by its arguments: the codes, and what else it
/// needs of row rows[i] of `samples` for code i.
Samples decoderSamples(Session &session, const LatentSpace &space,
                       const Codes &codes, const Samples &samples,
                       const std::vector<int64_t> &rows);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_LATENTSPACE_H
