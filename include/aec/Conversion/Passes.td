//===- Passes.td - Conversions between dialects ---------------------------===//
#ifndef AEC_CONVERSION_PASSES
#define AEC_CONVERSION_PASSES

include "mlir/Pass/PassBase.td"

def ConvertNNToLinalgPass : Pass<"aec-convert-nn-to-linalg"> {
  let summary = "Lowers nn ops to linalg on tensors";
  let description = [{
    Every op brings its own pattern (`addLinalgLowering`). Elementwise ops become
    one `linalg.generic` each, losses and softmax their formulas, groups what is
    in them. Sums run in the order of the loops, which is fixed: the result is
    the reference that faster paths are compared with.

    Fails at every nn op that is left: a `nn.gradient`, which the gradient pass
    must have replaced.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
                           "::mlir::math::MathDialect", "::mlir::tensor::TensorDialect"];
}

#endif // AEC_CONVERSION_PASSES
