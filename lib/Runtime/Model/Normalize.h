//===- Normalize.h - Statistics fitted on the training rows ---------------===//
//
// They are states of the model, so that they travel with the weights and
// training and use cannot disagree. Fitted once, before the first step.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_NORMALIZE_H
#define AEC_LIB_RUNTIME_NORMALIZE_H

#include "../Data/Dataset.h"
#include "State.h"

#include <string>
#include <vector>

namespace aec::runtime {

/// A value of a column as its normaliser gives it, and back; a column without
/// spread has scale 0.
inline double normalizeValue(double value, double offset, double scale) {
  return (value - offset) * scale;
}
inline double denormalizeValue(double value, double offset, double scale) {
  return scale == 0 ? offset : value / scale + offset;
}

/// Fits offset and scale of `normalizer` on all rows of `data`. Columns without
/// spread get scale 0; they are named in the returned warning, which is empty
/// without any.
std::string fitNormalizer(const aec_normalizer &normalizer, const Dataset &data,
                          States &states, ThreadPool &pool);

/// Applies the normalisers of input `input` that belong to preparation.
void normalize(Dataset &data, int64_t input, const States &states,
               ThreadPool &pool);

/// The inverse, on `rows` rows of values of a floating-point type.
void denormalize(void *values, int64_t dtype, int64_t rows, int64_t input,
                 const States &states, ThreadPool &pool);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_NORMALIZE_H
