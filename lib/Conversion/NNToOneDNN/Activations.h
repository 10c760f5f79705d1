//===- Activations.h - Which activations oneDNN has -----------------------===//
#ifndef AEC_LIB_CONVERSION_NNTOONEDNN_ACTIVATIONS_H
#define AEC_LIB_CONVERSION_NNTOONEDNN_ACTIVATIONS_H

#include "dialects/NN/NN.h"
#include "dialects/OneDNN/OneDNN.h"

namespace aec::onednn {

/// An eltwise post-op with its parameters.
struct Eltwise {
  Activation activation = Activation::None;
  double alpha = 0.0, beta = 0.0;
};

/// The post-op that computes `op`, or none.
std::optional<Eltwise> eltwiseOf(mlir::Operation *op);

} // namespace aec::onednn

#endif // AEC_LIB_CONVERSION_NNTOONEDNN_ACTIVATIONS_H
