//===- Point.h - Values of a payload at one place -------------------------===//
//
// Computes tensors of the payload at a point of the domain, from the results
// back: arguments are loaded, elementwise bodies are cloned. Along the last
// dimension a point is `width` wide and values that vary there are vectors.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TARGET_CPU_POINT_H
#define AEC_LIB_TARGET_CPU_POINT_H

#include "Emitter.h"

namespace aec::cpu {

class Point {
public:
  /// `place`: one index for each dimension of the domain; `width`: elements
  /// along the last one, 0 for a single one as a scalar.
  Point(Emitter &emitter, mlir::ValueRange place, int64_t width)
      : emitter(emitter), place(place), width(width) {}

  /// Gives the value of a reduction or product, computed outside.
  void fix(mlir::Value tensor, mlir::Value value) { fixed[tensor] = value; }
  void fix(const llvm::DenseMap<mlir::Value, mlir::Value> &values) {
    fixed.insert(values.begin(), values.end());
  }

  /// A tensor's value: a vector, or a scalar where it is the same in all lanes.
  mlir::Value get(mlir::Value tensor, llvm::ArrayRef<mlir::AffineExpr> at);
  /// The same, always as wide as the point.
  mlir::Value getWide(mlir::Value tensor, llvm::ArrayRef<mlir::AffineExpr> at) {
    return widen(get(tensor, at));
  }
  /// What a reduction combines at this point.
  mlir::Value element(const Reduction &reduction);
  /// `combiner` of two values of the same width.
  mlir::Value combine(const Reduction &reduction, mlir::Value soFar,
                      mlir::Value element);
  /// Computes all of the yielded values whose numbers are given, then stores
  /// them: an output may be read where it is written.
  void store(llvm::ArrayRef<unsigned> results);

  mlir::Value widen(mlir::Value value);

private:
  mlir::Value load(mlir::Value argument, llvm::ArrayRef<mlir::AffineExpr> at);
  llvm::SmallVector<mlir::Value> indices(llvm::ArrayRef<mlir::AffineExpr> at);
  mlir::Value loopIndex(mlir::AffineExpr loop);
  bool isAlongVector(llvm::ArrayRef<mlir::AffineExpr> at) const;
  mlir::IRMapping inputs(mlir::linalg::GenericOp op,
                         llvm::ArrayRef<mlir::AffineExpr> loops);
  void cloneBody(mlir::linalg::GenericOp op, mlir::Operation *end,
                 llvm::ArrayRef<mlir::AffineExpr> loops,
                 mlir::IRMapping &values);
  mlir::Value cloneOp(mlir::Operation &op, mlir::IRMapping &values);

  Emitter &emitter;
  llvm::SmallVector<mlir::Value> place;
  int64_t width;
  llvm::DenseMap<mlir::Value, mlir::Value> fixed;
  llvm::DenseMap<std::pair<mlir::Value, mlir::AffineMap>, mlir::Value> memo;
};

} // namespace aec::cpu

#endif // AEC_LIB_TARGET_CPU_POINT_H
