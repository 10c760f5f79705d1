//===- Compression.h - Latents on a grid, and what they cost --------------===//
#ifndef AEC_DIALECTS_NN_COMPRESSION_H
#define AEC_DIALECTS_NN_COMPRESSION_H

#include "dialects/NN/NN.h"

#include "dialects/NN/NNQuantizer.h.inc"

#define GET_OP_CLASSES
#include "dialects/NN/NNCompression.h.inc"

namespace aec::nn {
/// Whether `step` may be the distance of neighbours on a grid.
bool isGridStep(double step);
} // namespace aec::nn

#endif // AEC_DIALECTS_NN_COMPRESSION_H
