//===- CUDA.h - Device code as PTX and cubin ------------------------------===//
#ifndef AEC_TARGET_CUDA_H
#define AEC_TARGET_CUDA_H

#include "aec/Target/ModelDescription.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace aec {

/// The chips code is generated for, by the names of NVIDIA's assembler.
llvm::ArrayRef<llvm::StringRef> cudaChips();

/// What products can be computed in: the values of --precision.
llvm::ArrayRef<llvm::StringRef> cudaPrecisions();

/// PTX of a module of kernels in the LLVM and NVVM dialects, optimised.
llvm::Expected<DeviceDescription> emitDeviceCode(mlir::gpu::GPUModuleOp module,
                                                 llvm::StringRef chip);

/// Assembles `code.ptx` with the ptxas on PATH. False where there is none; an
/// error where it rejects the code.
llvm::Expected<bool> assemble(DeviceDescription &code);

} // namespace aec

#endif // AEC_TARGET_CUDA_H
