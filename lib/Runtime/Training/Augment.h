//===- Augment.h - Training samples varied at random
//-----------------------===//
//
// A variation is a function of seed, epoch and the sample's place in the data:
// it does not depend on batches, threads or where a run was resumed. Pictures
// of one sample are moved alike, so that a noisy picture stays above its clean
// one.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_AUGMENT_H
#define AEC_LIB_RUNTIME_AUGMENT_H

#include "../Data/Samples.h"

#include <string>

namespace aec::runtime {

/// What --augment asks for.
struct Augmentation {
  /// Pictures move by up to so many pixels, each way and axis alike likely.
  int64_t shift = 0;
  /// What moves in: the picture's border again, else 0.
  bool edge = false;
  /// Left and right, top and bottom change places in half of the samples.
  bool flip = false, flipVertical = false;
  /// Standard deviation of what is added to the values of input `noiseInput`.
  double noise = 0;
  int64_t noiseInput = 0;

  bool pictures() const { return shift || flip || flipVertical; }
  bool any() const { return pictures() || noise > 0; }
};

/// Reads "shift=2,edge,flip,flip-vertical,noise=0.1" or "noise:NAME=0.1".
/// Throws UsageError for what is no such list, Error where no input of the
/// model is varied by it.
Augmentation parseAugmentation(const std::string &text, const aec_model &model);

/// The same choice in one way of writing, "not given" for none.
std::string augmentationText(const Augmentation &choice,
                             const aec_model &model);

/// Varies the `count` samples of `batch` that were loaded from `begin` of
/// `order` (null: the data's order) in `epoch`, from 1.
void augment(const Augmentation &choice, const aec_model &model, int64_t seed,
             int64_t epoch, const int64_t *order, int64_t begin, int64_t count,
             const Batch &batch, ThreadPool &pool);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_AUGMENT_H
