//===- Passes.td - Passes of the generated CPU path -----------------------===//
#ifndef AEC_TARGET_CPU_PASSES
#define AEC_TARGET_CPU_PASSES

include "mlir/Pass/PassBase.td"

def ConvertGroupsToCPUPass : Pass<"aec-convert-groups-to-cpu"> {
  let summary = "makes a cpu.kernel of every group that loops can be generated for";
  let description = [{
    The payload is the group's lowering to linalg. A group that the generator
    does not take is inlined as linalg ops on tensors; a remark tells why.
  }];
  let options = [
    Option<"walks", "walks", "bool", "true",
           "also pools and recurrences, whose loops are a CPU's">
  ];
  let dependentDialects = ["::aec::cpu::CPUDialect", "::mlir::arith::ArithDialect",
    "::mlir::linalg::LinalgDialect", "::mlir::math::MathDialect", "::mlir::tensor::TensorDialect"];
}

def ShareKernelsPass : Pass<"aec-share-kernels", "mlir::ModuleOp"> {
  let summary = "kernels that are there several times become one function each";
  let description = [{
    Kernels and scans on memrefs with equal payloads, and operands that are the same ones at the
    same places, become calls of a private function, so that loops are generated and lowered once.
  }];
  let dependentDialects = ["::aec::cpu::CPUDialect", "mlir::func::FuncDialect", "mlir::LLVM::LLVMDialect"];
}

def GenerateCPUKernelsPass : Pass<"aec-generate-cpu-kernels"> {
  let summary = "writes the loops of cpu.kernel ops";
  let description = [{
    Products become register tiles with their epilogue at the store, maps and
    row reductions loops over rows, column reductions loops over panels of
    columns. Pieces that are worth a thread are in cpu.parallel_for.
  }];
  let options = [
    Option<"level", "level", "std::string", "\"v3\"",
           "CPU level: v4 (AVX-512), v3 (AVX2 and FMA) or generic">,
    Option<"grainWork", "grain-work", "int64_t", "32768",
           "Additions below which waking a thread costs more than it saves">
  ];
  let dependentDialects = ["::aec::cpu::CPUDialect", "::mlir::arith::ArithDialect",
    "::mlir::math::MathDialect", "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect",
    "::mlir::vector::VectorDialect"];
}

def OutlineParallelPass : Pass<"aec-outline-parallel", "mlir::ModuleOp"> {
  let summary = "pieces of parallel loops become functions the runtime calls";
  let description = [{
    `cpu.parallel_for` becomes a call of `aec_parallel_for` with a function
    `void(ptr closure, i64 lo, i64 hi)` and a closure on the stack. Bodies are in
    the LLVM dialect, casts from and to index aside.
  }];
  let dependentDialects = ["mlir::LLVM::LLVMDialect"];
}

#endif // AEC_TARGET_CPU_PASSES
