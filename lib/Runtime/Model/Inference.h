//===- Inference.h - An entry over a whole data set -----------------------===//
//
// Batch by batch into memory; what `score` and the threshold of `train` share,
// so that they cannot differ.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_INFERENCE_H
#define AEC_LIB_RUNTIME_INFERENCE_H

#include "../Data/Samples.h"
#include "Session.h"

#include <functional>

namespace aec::runtime {

/// Samples a call where nobody says otherwise.
constexpr int64_t kEntryBatch = 256;

/// The results of a call: of samples first, first + 1, ...
struct EntryBatch {
  int64_t first, count;
  /// One buffer a result, which the receiver may change.
  const std::vector<void *> &outputs;
  /// One buffer an argument.
  const std::vector<const void *> &inputs;
};

/// Calls `entry` on samples first, ..., first + count - 1, for which the
/// session is prepared; draws are those of the samples' places. Throws Error.
void callEntry(Session &session, const aec_entry &entry, int64_t first,
               int64_t count, const void *const *inputs, void *const *outputs,
               int64_t seed = 0);

/// Calls `entry` batch by batch in the order of the samples; `take` gets each
/// batch's results. Argument i is the set keys[i] of `samples`. Throws Error.
void inferEach(Session &session, const aec_entry &entry, const Samples &samples,
               const std::vector<int64_t> &keys, int64_t batchSize,
               int64_t seed,
               const std::function<void(const EntryBatch &)> &take);

/// All results of `entry`, a buffer each. Argument i is the set keys[i] of
/// `samples`. Throws Error.
std::vector<Buffer> inferAll(Session &session, const aec_entry &entry,
                             const Samples &samples,
                             const std::vector<int64_t> &keys,
                             int64_t batchSize, int64_t seed = 0);

/// 0, 1, ...: samples keyed by the position of arguments.
std::vector<int64_t> argumentKeys(const aec_entry &entry);

/// Floating-point values as f64.
std::vector<double> asDoubles(const void *values, int64_t dtype, int64_t count);

/// The entry "score" where it gives one floating-point number a sample; null
/// where the model has none.
const aec_entry *scoreEntry(const aec_model &model);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_INFERENCE_H
