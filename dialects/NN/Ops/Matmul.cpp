//===- Matmul.cpp - nn.matmul ---------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

/// [rows, columns] of an operand as the product reads it.
static std::pair<int64_t, int64_t> sizesOf(RankedTensorType type,
                                           bool transposed) {
  int64_t rows = type.getDimSize(0), columns = type.getDimSize(1);
  return transposed ? std::pair(columns, rows) : std::pair(rows, columns);
}

LogicalResult MatmulOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> loc,
                                         Adaptor adaptor,
                                         SmallVectorImpl<Type> &types) {
  auto lhs = cast<RankedTensorType>(adaptor.getLhs().getType());
  auto rhs = cast<RankedTensorType>(adaptor.getRhs().getType());
  for (RankedTensorType type : {lhs, rhs})
    if (type.getRank() != 2) // matmul_c1
      return emitOptionalError(
          loc, "'nn.matmul' op expected operands of rank 2, found ", type);
  auto [m, k] = sizesOf(lhs, adaptor.getTransposeLhs());
  auto [otherK, n] = sizesOf(rhs, adaptor.getTransposeRhs());
  if (k != otherK || lhs.getElementType() != rhs.getElementType()) // matmul_c2
    return emitOptionalError(loc, "'nn.matmul' op cannot multiply ", lhs,
                             " with ", rhs, ": it would sum over ",
                             printSize(k), " and ", printSize(otherK),
                             " elements");
  auto type = RankedTensorType::get({m, n}, lhs.getElementType());
  types.push_back(type);
  return checkSize(loc, getOperationName(), type);
}

void MatmulOp::buildAdjoint(AdjointBuilder &adjoint) {
  Value grad = adjoint.grad();
  bool lhsT = getTransposeLhs(), rhsT = getTransposeRhs();
  if (adjoint.needs(0))
    adjoint.add(0, lhsT ? adjoint.make<MatmulOp>(getRhs(), grad, rhsT, true)
                        : adjoint.make<MatmulOp>(grad, getRhs(), false, !rhsT));
  if (adjoint.needs(1))
    adjoint.add(1, rhsT ? adjoint.make<MatmulOp>(grad, getLhs(), true, lhsT)
                        : adjoint.make<MatmulOp>(getLhs(), grad, !lhsT, false));
}

bool MatmulOp::readsTransposed(unsigned operand) {
  return operand == 0 ? getTransposeLhs() : getTransposeRhs();
}

Value MatmulOp::withTransposedOperand(OpBuilder &builder, unsigned operand,
                                      Value transposed) {
  bool lhs = operand == 0;
  return MatmulOp::create(builder, getLoc(), lhs ? transposed : getLhs(),
                          lhs ? getRhs() : transposed, getTransposeLhs() != lhs,
                          getTransposeRhs() == lhs);
}

/// (A B)^T = B^T A^T.
Value MatmulOp::withTransposedResult(OpBuilder &builder) {
  return MatmulOp::create(builder, getLoc(), getRhs(), getLhs(),
                          !getTransposeRhs(), !getTransposeLhs());
}
