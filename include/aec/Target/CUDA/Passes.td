//===- Passes.td - Passes of the path to NVIDIA GPUs ----------------------===//
#ifndef AEC_TARGET_CUDA_PASSES
#define AEC_TARGET_CUDA_PASSES

include "mlir/Pass/PassBase.td"

def GroupRestPass : Pass<"aec-group-rest", "mlir::func::FuncOp"> {
  let summary = "makes a group of every operation that is in none";
  let description = [{
    A lone reduction or product is then generated in the form that it has in a
    group, with the threads of a block, and not as plain loops.
  }];
  let dependentDialects = ["::aec::nn::NNDialect"];
}

def HoistNumbersPass : Pass<"aec-hoist-numbers", "mlir::func::FuncOp"> {
  let summary = "numbers that are the same for all points leave the kernels";
  let description = [{
    What a kernel's payload computes from its scalar arguments alone, Adam's
    corrections in f64 for one, becomes an argument. Kernels that need the same
    number then share it, by common-subexpression elimination, and
    aec-stage-scalars has it computed once a step instead of once a thread.
  }];
  let dependentDialects = ["::aec::cpu::CPUDialect", "mlir::arith::ArithDialect"];
}

def StageScalarsPass : Pass<"aec-stage-scalars", "mlir::func::FuncOp"> {
  let summary = "gives numbers that kernels share a place in the device's memory";
  let description = [{
    A scalar that operations on memory take from outside (a learning rate with
    Adam's corrections, the element of another tensor) is computed once, where
    it stands, into a memref of rank 0, and read from there. So no thread
    computes a power for itself, and no kernel reads memory that was given to
    another buffer since. Numbers of constants, sizes and integers of the frame
    stay as they are. Runs before aec-plan-memory.
  }];
  let dependentDialects = ["mlir::memref::MemRefDialect"];
}

def ScheduleLaunchesPass : Pass<"aec-schedule-launches", "mlir::func::FuncOp"> {
  let summary = "operations on memory are ordered into stages of one launch each";
  let description = [{
    A launch costs more than most kernels of a small model, so that what does not
    depend on each other should be one. Operations on memory get a stage and
    a strand (`ae.launch`) and are put into the order of their stages:

    - what one writes and another touches keeps its order: in another stage, or
      in one strand;
    - operations that one block does (numbers, sums over a batch) are a strand, where
      that makes none of them wait;
    - whatever updates state comes last, all of it at once where it can.

    A stage is as early as it can be. Stages of a single operation have no mark. Runs
    before aec-plan-memory, which gives a stage's buffers places of their own:
    gradients then live until the updates.
  }];
}

def SplitDepthPass : Pass<"aec-split-depth", "mlir::func::FuncOp"> {
  let summary = "gives products of few tiles memory for partial sums";
  let description = [{
    A product whose tiles are fewer than a GPU has room for is computed in slices
    of its depth, each by blocks of its own: the weight gradient of a layer, above
    all, is small and sums over the whole batch. With tiles T and depth K there are
    min(264 / T, K / 80) slices, at least one; 264 is two blocks for each
    multiprocessor of an H200. A product that gains by slices gets `scratch` for what
    it may have at any batch. Runs before aec-plan-memory.
  }];
  let dependentDialects = ["mlir::memref::MemRefDialect"];
}

def OutlineDeviceKernelsPass : Pass<"aec-outline-device-kernels", "mlir::ModuleOp"> {
  let summary = "every operation on memory becomes a kernel and its launch";
  let description = [{
    What a function computes goes to `gpu.func` ops of one `gpu.module`, which
    take pointers and the batch; the function keeps sizes, loops of known length and
    `gpu.launch_func`. Views and scalars are computed again in a kernel. Forms:

    | operation | kernel |
    |---|---|
    | `cpu.kernel`, a map | a thread a point, all of them in a line |
    | ... with reductions along rows | a block a row, a tree in shared memory |
    | ... a reduction of columns | 32 columns a block, 8 threads each |
    | ... a product or convolution | a block a tile, operands by 16 terms through shared memory |
    | ... with `scratch` | the same for slices of the depth, and a launch that adds them |
    | ... a convolution of small groups | a thread a result |
    | other linalg ops | a thread a point, reductions in order |
    | numbers | one thread for all that follow each other |

    Kernels behind the guard of a step (`scf.if`) return where `status` of
    aec_device_scalars is not AEC_OK; the kernel in front of it sets `status` where the
    loss is not finite. What has none of these forms is an error, all at once.
  }];
  let options = [
    Option<"precision", "precision", "std::string", "\"fp32\"",
           "What products and convolutions are computed in: fp32, tf32 or bf16 (tensor cores, sums in f32)">
  ];
  let dependentDialects = ["mlir::LLVM::LLVMDialect", "mlir::arith::ArithDialect",
    "mlir::gpu::GPUDialect", "mlir::math::MathDialect", "mlir::memref::MemRefDialect",
    "mlir::scf::SCFDialect", "mlir::affine::AffineDialect", "mlir::vector::VectorDialect",
    "mlir::NVVM::NVVMDialect"];
}

def MergeLaunchesPass : Pass<"aec-merge-launches", "mlir::ModuleOp"> {
  let summary = "launches of one stage become one";
  let description = [{
    Launches that follow each other in a block of the host, with nothing but pure
    operations between them, become one kernel:

    - strands of a stage (`ae.launch`, from aec-schedule-launches) divide the
      blocks: each block does one of them, whole;
    - where a launch needs all blocks of the one in front of it in its strand (the
      sum of a product's slices), it is part of the stage's next kernel, with those of
      the other strands;
    - the launches of a strand, of one block each, follow each other behind
      barriers, and so does the note of a step's status behind a launch of one block.

    Blocks have as many threads as the largest needs, and shared memory of that
    size, at one place for all. Barriers of a kernel that has fewer are for its
    threads alone (`nvvm.barrier`): the others are behind it already. Kernels of several strands that are the
    same (run aec-share-device-kernels first) are there once and choose their arguments.
    A strand whose launches are not of one block each, or whose sizes the host
    computes in other dimensions than x, stays as it is. Bits do not change.
  }];
  let dependentDialects = ["mlir::arith::ArithDialect", "mlir::gpu::GPUDialect",
    "mlir::memref::MemRefDialect", "mlir::NVVM::NVVMDialect", "mlir::scf::SCFDialect"];
}

def ShareDeviceKernelsPass : Pass<"aec-share-device-kernels", "mlir::ModuleOp"> {
  let summary = "kernels that are the same are there once";
  let description = [{
    Kernels are twins where their bodies and their blocks' sizes are the same, up
    to the names of their shared memory; the first of them stays, and all
    launches name it. Places in memory are parameters, so that a forward
    kernel of a step is the one of its evaluation and of the entries.
  }];
}

def ApproximateDeviceMathPass : Pass<"aec-approximate-device-math", "mlir::gpu::GPUModuleOp"> {
  let summary = "polynomials for functions that a GPU has no instruction for";
  let description = [{
    Those of aec-approximate-math, and sine and cosine, for f32. Powers with a
    whole exponent become multiplications, others exp(y log(x)). f64 has none
    here. A GPU links no libm, and `__nv_` functions need NVIDIA's libdevice.
  }];
  let dependentDialects = ["mlir::arith::ArithDialect", "mlir::math::MathDialect",
    "mlir::scf::SCFDialect", "mlir::vector::VectorDialect"];
}

def ConvertDeviceCodePass : Pass<"aec-convert-device-code", "mlir::gpu::GPUModuleOp"> {
  let summary = "kernels become the LLVM and NVVM dialects";
  let description = [{
    One conversion, as aec-convert-bodies is. Functions of `math` become LLVM's
    intrinsics, never calls of libdevice, which upstream's convert-gpu-to-nvvm makes.
  }];
  let dependentDialects = ["mlir::LLVM::LLVMDialect", "mlir::NVVM::NVVMDialect"];
}

def VerifyDeviceCodePass : Pass<"aec-verify-device-code", "mlir::gpu::GPUModuleOp"> {
  let summary = "closes the device code: LLVM and NVVM alone, nothing outside";
  let description = [{
    (D1) every operation is of the LLVM or the NVVM dialect.
    (D2) every function that is called is defined: no `__nv_` function is left.
    (D3) every function of math that is an intrinsic has an instruction.
  }];
}

def LowerLaunchesPass : Pass<"aec-lower-launches", "mlir::ModuleOp"> {
  let summary = "gpu.launch_func becomes a call of aec_cuda_launch";
  let description = [{
    A kernel is named by its number in the `gpu.module`, arguments by their
    addresses, as cuLaunchKernel takes them. (L1) nothing but launches is left that
    reads or writes memory: the host has no access to the device's.
  }];
  let dependentDialects = ["mlir::LLVM::LLVMDialect", "mlir::func::FuncDialect",
    "mlir::arith::ArithDialect"];
}

#endif // AEC_TARGET_CUDA_PASSES
