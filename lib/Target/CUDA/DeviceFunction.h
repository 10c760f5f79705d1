//===- DeviceFunction.h - One kernel while it is written ------------------===//
//
// A kernel has pointers, the batch and indices of host loops for arguments, and
// nothing else that was computed from them: views and numbers are computed
// again by every thread, which costs a few integer instructions and spares a
// convention for descriptors.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TARGET_CUDA_DEVICEFUNCTION_H
#define AEC_LIB_TARGET_CUDA_DEVICEFUNCTION_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/IR/IRMapping.h"

namespace aec::cuda {

/// Blocks, counted by the host, and threads of a launch; one dimension of
/// blocks, so that none meets CUDA's limit of 65,535.
struct Launch {
  mlir::Value blocks;
  int64_t threadsX, threadsY = 1;
};

class DeviceFunction {
public:
  /// Starts a kernel of `host` in `module`. `guarded`: it does nothing while
  /// the status is not AEC_OK.
  DeviceFunction(mlir::gpu::GPUModuleOp module, mlir::func::FuncOp host,
                 mlir::Location loc, bool guarded);

  /// Stands where the body continues.
  mlir::OpBuilder builder;
  mlir::Location loc;

  /// What a value of the host function is in the kernel; null with an error
  /// where a kernel cannot compute it. The builder must not be in a loop.
  mlir::Value get(mlir::Value host);
  /// Clones `op` with all it takes from outside, inner operations' captures
  /// included; null with an error.
  mlir::Operation *clone(mlir::Operation *op);
  /// Address of the field of aec_device_scalars at a byte offset.
  mlir::Value scalarAddress(int64_t offset);

  /// Ends the kernel and launches it at `at`.
  mlir::gpu::LaunchFuncOp finish(mlir::OpBuilder &at, const Launch &launch);
  /// Drops a kernel that could not be written.
  void drop() { function.erase(); }

private:
  mlir::BlockArgument addParameter(mlir::Type type, mlir::Value host);
  mlir::Value getArgument(mlir::BlockArgument host);
  mlir::Value memory(mlir::BlockArgument host, mlir::MemRefType type);
  mlir::Value place(mlir::Value host);
  mlir::Value leadingSize(mlir::Value host);
  mlir::Value frameScalar(mlir::BlockArgument host);
  mlir::Value batch();
  mlir::Value scalars();
  void guard();
  bool check(mlir::Operation *op);

  mlir::func::FuncOp host;
  mlir::gpu::GPUModuleOp module;
  mlir::gpu::GPUFuncOp function;
  mlir::IRMapping values;
  /// What is passed, by parameter.
  llvm::SmallVector<mlir::Value> arguments;
  mlir::Value batchValue, scalarsValue;
};

/// The argument of `host` that points to aec_device_scalars; added if missing.
mlir::Value scalarsOf(mlir::func::FuncOp host);

/// What kernels may compute again from their arguments: pure operations, and
/// views and loads of memory that is written before all of them.
bool isRecomputed(mlir::Operation *op);

} // namespace aec::cuda

#endif // AEC_LIB_TARGET_CUDA_DEVICEFUNCTION_H
