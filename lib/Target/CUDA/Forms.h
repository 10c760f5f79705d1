//===- Forms.h - The forms that kernels have ------------------------------===//
//
// Payloads are analysed and computed at a point by the code that CPU kernels
// use (lib/Target/CPU/Kernels: Payload, Point); what differs is who walks the
// domain. A form is two halves: how many blocks the host launches, and what a
// thread does. Nothing depends on the order in which threads run, so results
// are the same each time.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TARGET_CUDA_FORMS_H
#define AEC_LIB_TARGET_CUDA_FORMS_H

#include "../CPU/Kernels/Emitter.h"
#include "DeviceFunction.h"

namespace aec::cuda {

/// A launch of a form.
struct FormPart {
  /// What the host launches; `host` emits sizes.
  Launch (*launch)(cpu::Emitter &host);
  /// Writes what a thread does, at the emitter's place in a kernel.
  void (*emit)(cpu::Emitter &device);
};

/// The form that a payload gets: its name, for remarks, and its launches in
/// their order.
struct Form {
  std::string name;
  llvm::SmallVector<FormPart, 2> parts;
};
Form formOf(const cpu::Payload &payload);
/// Writes a launch of it and its kernel; fails with an error emitted where the
/// kernel cannot compute what it takes from outside.
mlir::FailureOr<mlir::gpu::LaunchFuncOp> emitPart(DeviceFunction &kernel,
                                                  const cpu::Payload &payload,
                                                  const FormPart &part);

/// What the products of a device's module are computed in; fails with an error
/// for names that are not of cudaPrecisions().
mlir::LogicalResult setPrecision(mlir::gpu::GPUModuleOp module,
                                 llvm::StringRef name);
enum class Precision;
/// The same at the builder's place.
Precision precisionAt(mlir::OpBuilder &builder);

/// A thread a point, dimensions walked as one line.
Launch launchPoints(cpu::Emitter &host);
void emitPoints(cpu::Emitter &device);
/// The same of a copy into another order.
void emitReordering(cpu::Emitter &device);
/// A block a row, which it reduces.
Launch launchRows(cpu::Emitter &host);
void emitRows(cpu::Emitter &device);
/// 32 columns a block, 8 threads a column.
Launch launchColumns(cpu::Emitter &host);
void emitColumns(cpu::Emitter &device);
/// A block a tile of the product, or a slice of its depth.
Launch launchProduct(cpu::Emitter &host);
void emitProduct(cpu::Emitter &device);
/// Slices are added, and what follows the product is computed.
Launch launchSums(cpu::Emitter &host);
void emitSums(cpu::Emitter &device);
/// A thread a result of a convolution, terms in order.
Launch launchDots(cpu::Emitter &host);
void emitDots(cpu::Emitter &device);

/// Writes a linalg op on memrefs in a kernel: a thread a point of its parallel
/// loops, reductions in order. Erases the op.
void emitLoops(mlir::OpBuilder &builder, mlir::linalg::LinalgOp op);
/// What the host launches for it; `at` stands in front of the host's op.
Launch launchLoops(mlir::OpBuilder &at, mlir::linalg::LinalgOp op);
/// The same at one point, for a thread that does it alone.
void emitAlone(mlir::OpBuilder &builder, mlir::linalg::LinalgOp op);

//===--- What forms are written with --------------------------------------===//

constexpr int64_t pointThreads = 256;
/// Columns of a block that reduces them.
constexpr int64_t panelColumns = 32;

mlir::Value threadIndex(mlir::OpBuilder &builder, mlir::Location loc,
                        mlir::gpu::Dimension dim = mlir::gpu::Dimension::x);
mlir::Value blockIndex(mlir::OpBuilder &builder, mlir::Location loc);

using Body = llvm::function_ref<void(mlir::Value)>;
/// Walks [0, count) with all threads of all blocks of `threads`.
void overAll(mlir::OpBuilder &builder, mlir::Location loc, mlir::Value count,
             int64_t threads, Body body);
/// `body` where `condition` holds.
void when(mlir::OpBuilder &builder, mlir::Location loc, mlir::Value condition,
          llvm::function_ref<void()> body);
mlir::Value isLess(mlir::OpBuilder &builder, mlir::Location loc,
                   mlir::Value lhs, mlir::Value rhs);
/// Blocks of `size` that cover `count`.
mlir::Value blocksFor(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Value count, int64_t size);
/// Indices of a place that `flat` counts, the last dimension fastest.
llvm::SmallVector<mlir::Value> spread(mlir::OpBuilder &builder,
                                      mlir::Location loc, mlir::Value flat,
                                      llvm::ArrayRef<mlir::Value> extents);
/// Bytes that memory of a block is aligned to.
constexpr int64_t sharedAlignment = 16;
/// Memory of the block that runs at the builder's place.
mlir::Value sharedMemory(mlir::OpBuilder &builder, mlir::Location loc,
                         llvm::ArrayRef<int64_t> shape, mlir::Type element);

/// Extents of the domain's dimensions in [from, to), and their product.
llvm::SmallVector<mlir::Value> extentsOf(cpu::Emitter &e, unsigned from,
                                         unsigned to);
mlir::Value productOf(cpu::Emitter &e, llvm::ArrayRef<mlir::Value> extents);

} // namespace aec::cuda

#endif // AEC_LIB_TARGET_CUDA_FORMS_H
