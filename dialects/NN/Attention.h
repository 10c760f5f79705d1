//===- Attention.h - What transformers are made of ------------------------===//
#ifndef AEC_DIALECTS_NN_ATTENTION_H
#define AEC_DIALECTS_NN_ATTENTION_H

#include "dialects/NN/NN.h"

#define GET_OP_CLASSES
#include "dialects/NN/NNAttention.h.inc"

namespace aec::nn {
/// What is added to a score that must not count: its exponential is 0 in f32
/// and f64, and a row of nothing else is uniform instead of NaN.
constexpr double hiddenScore = -1e9;
} // namespace aec::nn

#endif // AEC_DIALECTS_NN_ATTENTION_H
