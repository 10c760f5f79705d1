//===- Passes.td - From pure functions to memory planned ahead ------------===//
#ifndef AEC_BUFFERS_PASSES
#define AEC_BUFFERS_PASSES

include "mlir/Pass/PassBase.td"

def BufferizeStatePass : Pass<"aec-bufferize-state", "mlir::func::FuncOp"> {
  let summary = "state, inputs and results of a function become memref arguments";
  let description = [{
    A state argument becomes a memref that the function reads and, where it
    returns a new value of that state, updates in place; every other result
    becomes an output argument. The body stays on tensors: one-shot
    bufferization follows and decides the rest.

    For an update to be in place, its operation must write into the old value
    and come behind every other reader of it. So the pass gives the operations
    that compute the new value the old one as destination and sorts the body,
    keeping its order otherwise. A step's updates also come behind the losses,
    so that a step whose loss is not finite can leave all state as it was.
    Where the new value is needed to compute something that reads the old one,
    a copy is unavoidable: the function says so in `ae.state_copies`.
  }];
  let dependentDialects = ["mlir::bufferization::BufferizationDialect",
                           "mlir::tensor::TensorDialect", "mlir::memref::MemRefDialect"];
}

def BufferizePass : Pass<"aec-bufferize", "mlir::ModuleOp"> {
  let summary = "one-shot bufferization that leaves payloads of kernels alone";
  let description = [{
    Upstream's `one-shot-bufferize` with its defaults, but for the bodies of
    `cpu.kernel`: these describe a computation on tensors and stay on tensors.
  }];
  let dependentDialects = ["mlir::bufferization::BufferizationDialect",
                           "mlir::linalg::LinalgDialect", "mlir::memref::MemRefDialect"];
}

def PlanMemoryPass : Pass<"aec-plan-memory", "mlir::func::FuncOp"> {
  let summary = "every allocation gets a place in one arena";
  let description = [{
    Replaces each memref.alloc by a view of the arena, an argument the pass
    adds, and drops memref.dealloc. Sizes and offsets are linear in the batch
    (include/aec/Analysis/MemoryPlan.h), the batch being the leading `?` of the
    arguments. A buffer lives from the first to the last operation of the body
    that uses it or a view of it.

    `ae.arena_fixed` and `ae.arena_per_sample` say how many bytes the caller
    provides: the most that any pair of their entries gives; `ae.arena_peak` and `ae.arena_bound` what the plan needs and what
    no plan can go below, at the batch sizes of `ae.arena_batches`.
  }];
  let options = [
    Option<"reuseOperands", "reuse-operands", "bool", "true",
           "elementwise operations may write their result over an operand that dies there">
  ];
  let dependentDialects = ["mlir::memref::MemRefDialect", "mlir::arith::ArithDialect"];
}

def GuardUpdatesPass : Pass<"aec-guard-updates", "mlir::func::FuncOp"> {
  let summary = "a step whose loss is not finite updates nothing";
  let description = [{
    Puts everything of a step function from the first write to a state on under
    a condition: the total loss is finite. Runs behind the memory plan, which
    wants to see a straight line.
  }];
  let dependentDialects = ["mlir::scf::SCFDialect", "mlir::arith::ArithDialect",
                           "mlir::math::MathDialect", "mlir::memref::MemRefDialect"];
}

def LowerStridedCopiesPass : Pass<"aec-lower-strided-copies", "mlir::func::FuncOp"> {
  let summary = "copies from or to slices become loop nests";
  let description = [{
    Upstream lowers a memref.copy of strided memory to a call of a runtime
    library that a program does not have. Copies of whole buffers stay: they are
    a memcpy, and what verification looks for.
  }];
  let dependentDialects = ["mlir::linalg::LinalgDialect"];
}

def VerifyBuffersPass : Pass<"aec-verify-buffers", "mlir::func::FuncOp"> {
  let summary = "closes the buffers rung: one arena, state in place, no tensors";
  let description = [{
    (B1) no tensor is left but in payloads of kernels. (B2) nothing allocates. (B3) no state is copied, but
    for those in `ae.state_copies`. (B4) public functions return nothing, except
    schedules, and say how large their arena is.
  }];
}

#endif // AEC_BUFFERS_PASSES
