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
                           "::mlir::math::MathDialect", "::mlir::scf::SCFDialect", "::mlir::tensor::TensorDialect"];
}

def ConvertGroupsToOneDNNPass : Pass<"aec-convert-groups-to-onednn", "::mlir::func::FuncOp"> {
  let summary = "makes product groups calls of oneDNN";
  let description = [{
    A product with its bias and an activation the library has becomes
    `onednn.matmul`; the rest of its group stays a group. Leaves products in f64
    and products of computed operands, with a remark.
  }];
  let dependentDialects = ["::aec::onednn::OneDNNDialect", "::mlir::tensor::TensorDialect"];
}

def LowerOneDNNPass : Pass<"aec-lower-onednn", "::mlir::ModuleOp"> {
  let summary = "makes onednn ops on memrefs calls of the runtime";
  let description = [{
    Collects one specification for all equal products in the module's attribute
    `ae.matmuls`, which becomes the descriptor's `matmuls`.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::LLVM::LLVMDialect",
                           "::mlir::memref::MemRefDialect"];
}

#endif // AEC_CONVERSION_PASSES
