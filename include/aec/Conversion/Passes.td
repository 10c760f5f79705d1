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

def ConvertGroupsToBLASPass : Pass<"aec-convert-groups-to-blas", "::mlir::func::FuncOp"> {
  let summary = "makes product groups calls of a library";
  let description = [{
    A product with its bias and an activation the library has becomes
    `blas.matmul`; the rest of its group stays a group. Leaves products in f64
    and products of computed operands, with a remark.

    | library | activations |
    |---|---|
    | `onednn` | relu, leaky_relu, relu6, hard_tanh, elu, sigmoid, tanh, silu, softplus, hard_sigmoid, hard_swish, gelu |
    | `cublaslt` | relu, and gelu by tanh |
  }];
  let dependentDialects = ["::aec::blas::BLASDialect", "::mlir::tensor::TensorDialect"];
  let options = [Option<"library", "library", "std::string", [{"onednn"}],
    "Whose activations products take: onednn or cublaslt">];
}

def LowerBLASToOneDNNPass : Pass<"aec-lower-blas-to-onednn", "::mlir::ModuleOp"> {
  let summary = "makes blas ops on memrefs calls of oneDNN";
  let description = [{
    Collects one specification for all equal products in the module's attribute
    `ae.matmuls`, which becomes the descriptor's `matmuls`.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::LLVM::LLVMDialect",
                           "::mlir::memref::MemRefDialect"];
}

def LowerBLASToCublasLtPass : Pass<"aec-lower-blas-to-cublaslt", "::mlir::ModuleOp"> {
  let summary = "makes blas ops on memrefs calls of cuBLASLt";
  let description = [{
    Operands are the device's addresses, sizes are given with each call: the
    runtime keeps what the library chose for a size. Runs among launches.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::LLVM::LLVMDialect",
                           "::mlir::memref::MemRefDialect"];
}

#endif // AEC_CONVERSION_PASSES
