//===- MergedKernel.h - Several launches written as one -------------------===//
#ifndef AEC_LIB_TARGET_CUDA_MERGEDKERNEL_H
#define AEC_LIB_TARGET_CUDA_MERGEDKERNEL_H

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/MapVector.h"

namespace aec::cuda {

/// Launches that follow each other; more than one are of one block each.
using Strand = llvm::SmallVector<mlir::gpu::LaunchFuncOp>;

/// Whether `launch` can be a part of another: one dimension of blocks, threads
/// of known number, a straight body.
bool canMerge(mlir::gpu::LaunchFuncOp launch);
/// Whether it is of one block, for any batch.
bool hasOneBlock(mlir::gpu::LaunchFuncOp launch);
/// Threads of a block along x and y; 0 where the host computes them.
llvm::SmallVector<int64_t, 2> threadsOf(mlir::gpu::LaunchFuncOp launch);

class MergedKernel {
public:
  /// Strands that have nothing to do with each other; all can be merged.
  MergedKernel(mlir::gpu::GPUModuleOp module,
               llvm::SmallVector<Strand> strands);

  /// Writes the kernel and its launch in place of the last one.
  void write();

private:
  /// Strands of the same kernels.
  struct Case {
    llvm::SmallVector<Strand *> strands;
    /// The first block behind each strand, and all strands' numbers of blocks.
    llvm::SmallVector<mlir::Value> ends, counts;
    mlir::Value start;
  };

  void collectCases();
  void writeBounds();
  void writeCases(llvm::ArrayRef<Case> rest);
  void writeCase(const Case &at);
  void writePhase(const Case &at, size_t phase);
  void inlineBody(mlir::gpu::GPUFuncOp callee, mlir::IRMapping &values,
                  mlir::Value block, mlir::Value blockCount,
                  llvm::ArrayRef<int64_t> threads);
  void placeMemory(llvm::ArrayRef<mlir::Operation *> copies);
  mlir::Value choose(const Case &at,
                     llvm::function_ref<mlir::Value(size_t)> valueOf);
  mlir::Value parameter(mlir::Value host);
  mlir::Value index(int64_t value);
  void replaceMemory();
  void launch();
  mlir::gpu::GPUFuncOp calleeOf(mlir::gpu::LaunchFuncOp launch);

  mlir::gpu::GPUModuleOp module;
  mlir::SymbolTable symbols;
  llvm::SmallVector<Strand> strands;
  llvm::SmallVector<Case> cases;
  mlir::gpu::GPUFuncOp kernel;
  mlir::OpBuilder builder;
  mlir::Location loc;
  llvm::MapVector<mlir::Value, mlir::Value> parameters;
  llvm::SmallVector<int64_t, 2> threads;
  mlir::Value block;
  /// What blocks share: where each phase has it, and the bytes that do for all.
  llvm::SmallVector<std::pair<mlir::memref::GetGlobalOp, int64_t>> parts;
  int64_t memoryBytes = 0;
};

} // namespace aec::cuda

#endif // AEC_LIB_TARGET_CUDA_MERGEDKERNEL_H
