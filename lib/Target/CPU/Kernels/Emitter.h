//===- Emitter.h - What all forms of kernels are written with -------------===//
//
// Loops are made by walking the domain; what stands at a point is computed on
// demand from the results back (Point), so that fused ops never meet memory and
// a value nobody needs is never computed.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TARGET_CPU_EMITTER_H
#define AEC_LIB_TARGET_CPU_EMITTER_H

#include "Payload.h"

#include "mlir/IR/IRMapping.h"

namespace aec::cpu {

/// What a CPU level changes in generated loops. Vectors are 64 bytes on every
/// level (LLVM splits them), so that reductions have one order everywhere.
struct Machine {
  /// Rows and vectors of the tile of a product that registers hold.
  int64_t tileRows, tileVectors;
  /// Vectors that registers hold beside a convolution's operands.
  int64_t accumulators;
  bool hasFma;
  /// Work in additions below which another thread costs more than it saves.
  int64_t grainWork;

  /// Vectors of a panel of a convolution's channels: more of them spare loads
  /// of pixels, fewer make taller tiles, which spare loads of weights.
  int64_t panelVectors(int64_t columns, int64_t lanes) const {
    int64_t all = llvm::divideCeil(columns, lanes);
    return std::min(all, tileVectors == 1 ? 1 : all == 3 ? 3 : int64_t(2));
  }
};

/// Bytes of a vector of generated code.
constexpr int64_t vectorBytes = 64;

/// Writes one kernel's loops at the builder's place.
class Emitter {
public:
  Emitter(mlir::OpBuilder &builder, const Payload &payload,
          const Machine &machine);

  mlir::OpBuilder &builder;
  mlir::Location loc;
  const Payload &payload;
  const Machine &machine;

  /// The operand that an argument of the payload stands for.
  mlir::Value operand(mlir::Value argument) const {
    return operands.lookup(argument);
  }
  void setOperand(mlir::Value argument, mlir::Value value) {
    operands.map(argument, value);
  }
  /// A scalar of the payload, computed before the loops.
  mlir::Value scalar(mlir::Value value) const { return operands.lookup(value); }

  /// Length of a dimension of the domain, and its value where it is static.
  mlir::Value extent(unsigned dim);
  std::optional<int64_t> staticExtent(unsigned dim);
  void setExtent(unsigned dim, mlir::Value value) { extents[dim] = value; }

  mlir::Value index(int64_t value);
  mlir::Value add(mlir::Value lhs, mlir::Value rhs);
  mlir::Value sub(mlir::Value lhs, mlir::Value rhs);
  mlir::Value mul(mlir::Value lhs, mlir::Value rhs);
  mlir::Value min(mlir::Value lhs, mlir::Value rhs);
  mlir::Value max(mlir::Value lhs, mlir::Value rhs);
  mlir::Value ceilDiv(mlir::Value lhs, int64_t rhs);
  mlir::Value ceilDiv(mlir::Value lhs, mlir::Value rhs);
  /// `first` where `condition` (i1) holds, `second` elsewhere.
  mlir::Value select(mlir::Value condition, mlir::Value first,
                     mlir::Value second);
  /// `value / divisor * divisor`.
  mlir::Value roundDown(mlir::Value value, int64_t divisor);

  /// Elements of a vector: all values of the domain have the width of the
  /// kernel's widest element type.
  int64_t lanes() const { return laneCount; }

  using Body = llvm::function_ref<void(mlir::Value)>;
  /// `for (i = lo; i < hi; i += step) body(i)`; `value` is passed on where
  /// the body returns it.
  void loop(mlir::Value lo, mlir::Value hi, int64_t step, Body body);
  using FoldBody = llvm::function_ref<llvm::SmallVector<mlir::Value>(
      mlir::Value, mlir::ValueRange)>;
  llvm::SmallVector<mlir::Value> fold(mlir::Value lo, mlir::Value hi,
                                      int64_t step, mlir::ValueRange inits,
                                      FoldBody body);
  /// A loop over [0, count) whose pieces may run on several threads. `work` is
  /// an iteration's in additions.
  void parallel(mlir::Value count, mlir::Value work,
                llvm::function_ref<void(mlir::Value, mlir::Value)> body);
  /// `if (i < n) first() else second()`; no branch where one of them is empty.
  void branch(mlir::Value i, mlir::Value n, llvm::function_ref<void()> first,
              llvm::function_ref<void()> second);

  /// `a * b + c`, in one rounding where the machine has it.
  mlir::Value multiplyAdd(mlir::Value a, mlir::Value b, mlir::Value c);
  /// Length of a dimension of a payload's tensor.
  mlir::Value sizeOf(mlir::Value tensor, int64_t dim);
  /// Memory of this call of the enclosing function or parallel piece.
  mlir::Value scratch(llvm::ArrayRef<int64_t> shape, mlir::Type element);

private:
  void cloneScalars();

  mlir::IRMapping operands;
  llvm::SmallVector<mlir::Value> extents;
  int64_t laneCount;
};

/// Columns in panels of at most `vectors` vectors. Two widths at most: as equal
/// as they can be, or, where the last vector is a part of one, full panels and
/// what is left.
struct Panels {
  Panels(int64_t columns, int64_t vectors, int64_t lanes);

  /// Columns of the widest panel.
  int64_t width;
  /// Number of wide panels and of narrow ones, which lie behind.
  int64_t wide, narrow;
  /// Widths of the vectors of a wide and of a narrow panel.
  llvm::SmallVector<int64_t> wideVectors, narrowVectors;

  int64_t count() const { return wide + narrow; }
  /// Vectors of all panels.
  int64_t vectors() const { return wide * step(true) + narrow * step(false); }
  /// Where a panel starts and how many vectors it has, in vectors.
  std::pair<mlir::Value, mlir::Value> place(Emitter &emitter,
                                            mlir::Value panel) const;
  /// Number of panels that start before `position`, in vectors.
  mlir::Value startingBefore(Emitter &emitter, mlir::Value position) const;
  /// Calls `body` with a panel's first column and its vectors.
  void dispatch(Emitter &emitter, mlir::Value panel,
                llvm::function_ref<void(mlir::Value, llvm::ArrayRef<int64_t>)>
                    body) const;

private:
  int64_t step(bool isWide) const {
    return (isWide ? wideVectors : narrowVectors).size();
  }
  int64_t lanes;
};

/// Writes a kernel in its form. `builder` stands at the kernel.
void emitMap(Emitter &emitter);
void emitColumns(Emitter &emitter);
void emitProduct(Emitter &emitter);
void emitConvolution(Emitter &emitter);
void emitWeightGradient(Emitter &emitter);
void emitPool(Emitter &emitter);
void emitInterpolation(Emitter &emitter);
void emitPixelShuffle(Emitter &emitter);
void emitTranspose(Emitter &emitter);

} // namespace aec::cpu

#endif // AEC_LIB_TARGET_CPU_EMITTER_H
