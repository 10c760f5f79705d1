//===- NNToCPU.h - Ops of nn that payloads of kernels keep ----------------===//
#ifndef AEC_CONVERSION_NNTOCPU_H
#define AEC_CONVERSION_NNTOCPU_H

namespace mlir {
class RewritePatternSet;
}

namespace aec {
/// Patterns for ops in a cpu.kernel whose loops the generator writes itself;
/// they go before the lowerings to linalg.
void populateNNToCPU(mlir::RewritePatternSet &patterns);
} // namespace aec

#endif // AEC_CONVERSION_NNTOCPU_H
