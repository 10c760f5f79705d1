//===- Samples.h - Data sets bound to a model's inputs, and batches -------===//
//
// One data set an input, rows in step. A batch is gathered into buffers that
// are reserved once: they are what aec_frame.inputs points to.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_SAMPLES_H
#define AEC_LIB_RUNTIME_SAMPLES_H

#include "Dataset.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace aec::runtime {

/// Data sets by the index of the model's input; all have `rows` rows.
struct Samples {
  std::map<int64_t, Dataset> sets;
  int64_t rows = 0;

  /// Whether a set is in a file.
  bool streamed() const;
  /// Bytes of the sets in memory.
  int64_t heldBytes() const;
  /// Adds a data set; throws Error where its rows disagree with the others.
  void add(int64_t input, Dataset set);
};

/// Cuts the last `rows` rows off every data set.
Samples takeLast(Samples &samples, int64_t rows);

/// A buffer of `capacity` samples for each input.
std::map<int64_t, Buffer> batchBuffers(const Samples &samples,
                                       int64_t capacity);

class Prefetch;

/// Buffers for the batches of some samples. Where one of their sets is
/// streamed, a thread reads on behind the batch loaded last.
class Batch {
public:
  Batch(const Samples &samples, int64_t capacity);
  ~Batch();

  /// Gathers `count` rows starting at position `begin` of `order` (null: file
  /// order).
  void load(const Samples &samples, const int64_t *order, int64_t begin,
            int64_t count, ThreadPool &pool);

  /// The buffer of an input, null where it is not bound; another one after each
  /// load() where sets are streamed.
  void *input(int64_t input) const;

private:
  void reserve(const Samples &samples);

  int64_t capacity;
  std::map<int64_t, Buffer> buffers;
  std::unique_ptr<Prefetch> ahead;
  const std::map<int64_t, Buffer> *loaded = nullptr;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_SAMPLES_H
