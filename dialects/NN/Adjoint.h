//===- Adjoint.h - What an op's adjoint is written with -------------------===//
//
// Keeps adjoints to a line or two: results' gradients come in, operands'
// gradients go out, broadcasting is undone here and nowhere else.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_DIALECTS_NN_ADJOINT_H
#define AEC_DIALECTS_NN_ADJOINT_H

#include "dialects/NN/NN.h"

namespace aec::nn {

/// Builds the adjoint of one op at the builder's insertion point.
class AdjointBuilder : public mlir::OpBuilder {
public:
  /// `resultGrads`: one gradient a result, null where none reaches it.
  /// `wanted`: one flag an operand.
  AdjointBuilder(mlir::OpBuilder &builder, mlir::Operation *op,
                 llvm::ArrayRef<mlir::Value> resultGrads,
                 llvm::ArrayRef<bool> wanted);

  /// Gradient of a result; zeros where none reached it.
  mlir::Value grad(unsigned result = 0);
  /// Whether a gradient reached a result.
  bool hasGrad(unsigned result) const { return bool(resultGrads[result]); }
  /// Whether some trained value depends on this operand.
  bool needs(unsigned operand) const { return wanted[operand]; }
  /// Gives an operand's gradient, in the operand's shape or in the shape it was
  /// broadcast to; adds to what was given before.
  void add(unsigned operand, mlir::Value gradient);
  /// What was given, null where nothing was.
  llvm::ArrayRef<mlir::Value> operandGrads() const { return grads; }

  mlir::Location loc() const { return op->getLoc(); }
  /// Creates an op and returns its only result.
  template <typename OpTy, typename... Args> mlir::Value make(Args &&...args) {
    return OpTy::create(*this, loc(), std::forward<Args>(args)...)
        ->getResult(0);
  }
  /// A scalar tensor of the element type of `like`.
  mlir::Value constant(double value, mlir::Value like);

private:
  mlir::Operation *op;
  llvm::SmallVector<mlir::Value> resultGrads;
  llvm::SmallVector<bool> wanted;
  llvm::SmallVector<mlir::Value> grads;
};

/// Sums `gradient` over what broadcasting `like` to its shape repeated.
mlir::Value sumTo(mlir::OpBuilder &builder, mlir::Location loc,
                  mlir::Value gradient, mlir::Value like);
/// A scalar tensor of `like`'s element type.
mlir::Value constantLike(mlir::OpBuilder &builder, mlir::Location loc,
                         double value, mlir::Value like);
/// Zeros of `like`'s shape.
mlir::Value zerosLike(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Value like);
/// What a loss compares with. Of a masked loss, `value` is the target with 0
/// where it is NaN, and `observed` 1 where it is not and 0 where it is; of
/// another loss, `observed` is null.
struct LossTarget {
  mlir::Value value, observed;
};
LossTarget lossTarget(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Value target, bool masked);
/// Sums up a per-element loss as `reduction` says; `elements`: [B, ...]. Where
/// `observed` is given, only its elements count.
mlir::Value reduceLoss(mlir::OpBuilder &builder, mlir::Location loc,
                       mlir::Value elements, Reduction reduction,
                       mlir::Value observed = {});
/// The gradient of each element of a loss of `elements`' shape, from the
/// gradient of the loss: `grad` repeated, divided as `reduction` says, 0 where
/// nothing was observed.
mlir::Value spreadLossGrad(mlir::OpBuilder &builder, mlir::Location loc,
                           mlir::Value grad, mlir::Value elements,
                           Reduction reduction, mlir::Value observed = {});

} // namespace aec::nn

#endif // AEC_DIALECTS_NN_ADJOINT_H
