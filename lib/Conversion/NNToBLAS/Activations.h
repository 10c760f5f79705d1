//===- Activations.h - Which activations libraries compute ----------------===//
#ifndef AEC_LIB_CONVERSION_NNTOBLAS_ACTIVATIONS_H
#define AEC_LIB_CONVERSION_NNTOBLAS_ACTIVATIONS_H

#include "dialects/BLAS/BLAS.h"
#include "dialects/NN/NN.h"

namespace aec::blas {

/// What is done to a product before it is stored, with its parameters.
struct Epilogue {
  Activation activation = Activation::None;
  double alpha = 0.0, beta = 0.0;
};

/// How a library computes an op behind a product, or none.
using Activations = std::optional<Epilogue>(mlir::Operation *op);

struct Library {
  /// As it calls itself.
  llvm::StringRef name;
  Activations *activations;
};

/// "onednn" or "cublaslt"; null for other names.
const Library *findLibrary(llvm::StringRef name);

} // namespace aec::blas

#endif // AEC_LIB_CONVERSION_NNTOBLAS_ACTIVATIONS_H
