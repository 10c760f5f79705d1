//===- Passes.td - From planned memory to the LLVM dialect ----------------===//
#ifndef AEC_TARGET_PASSES
#define AEC_TARGET_PASSES

include "mlir/Pass/PassBase.td"

def LowerFramesPass : Pass<"aec-lower-frames", "mlir::ModuleOp"> {
  let summary = "public functions get the signature of the ABI";
  let description = [{
    `func @f(memrefs, scalars)` becomes `func @"<prefix>f"(!llvm.ptr) -> i64`,
    which reads its arguments from an `aec_frame` (include/aec/Runtime/Abi.h) and
    returns AEC_OK, or AEC_NONFINITE_LOSS where the function computes losses and
    their total is not finite. An argument's place follows from its attribute:

    | attribute          | from                                              |
    |--------------------|---------------------------------------------------|
    | `ae.state`         | states, by the order of the module's `ae.state` ops |
    | `ae.output = i`    | outputs[i]                                        |
    | `ae.losses`        | outputs[0]                                        |
    | `ae.arena`         | arena                                             |
    | `ae.learning_rate` | learning_rate (f64)                               |
    | `ae.step`, `ae.seed` | step, seed (i64)                                |
    | `ae.epoch`, `ae.epochs` | epoch, epochs (f64)                          |
    | `ae.rows`          | none: its size is the batch, it is never read     |
    | `ae.runtime`       | runtime (!llvm.ptr)                               |
    | `ae.scalars`       | scalars (!llvm.ptr); the status is AEC_OK then    |
    | any other memref   | inputs, in their order                            |

    Schedules keep their signature and get the prefix.
  }];
  let options = [
    Option<"prefix", "prefix", "std::string", "\"\"", "in front of every function's name">
  ];
  let dependentDialects = ["mlir::LLVM::LLVMDialect", "mlir::arith::ArithDialect",
                           "mlir::math::MathDialect", "mlir::memref::MemRefDialect"];
}

def ApproximateMathPass : Pass<"aec-approximate-math", "mlir::func::FuncOp"> {
  let summary = "polynomials for transcendental functions of f32";
  let description = [{
    Upstream's polynomial approximations (exp 1 ulp; tanh and erf 4.6), which the
    vectoriser keeps in registers; libm's functions would be called an element at
    a time. f64 is left alone: it is for checking.
  }];
  let dependentDialects = ["mlir::arith::ArithDialect", "mlir::math::MathDialect",
                           "mlir::vector::VectorDialect"];
}

def ConvertBodiesPass : Pass<"aec-convert-bodies", "mlir::ModuleOp"> {
  let summary = "arithmetic, branches and memory become the LLVM dialect";
  let description = [{
    Converts `arith`, `cf`, `index`, `math`, `memref` and `ub` in one go. Functions of
    `math` that LLVM has as intrinsics, exact to libm, become those, the others calls of
    libm. Vectors have been rewritten by upstream's pass; signatures are left to it.
  }];
  let dependentDialects = ["mlir::LLVM::LLVMDialect", "mlir::func::FuncDialect",
                           "mlir::vector::VectorDialect"];
}

def VerifyMachinePass : Pass<"aec-verify-machine", "mlir::ModuleOp"> {
  let summary = "closes the machine rung: the LLVM dialect alone";
  let description = [{
    (M1) every operation but the declarations of the model is of the LLVM
    dialect; conversions leave what they cannot convert without a word.
  }];
}

#endif // AEC_TARGET_PASSES
