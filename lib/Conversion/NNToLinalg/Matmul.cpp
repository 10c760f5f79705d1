//===- Matmul.cpp - nn.matmul to linalg ----------------------------------===//
//
// Transposes are read through the indexing maps, never made. Every order of the
// loops sums over k from 0 up: the result does not depend on it.
//
//===----------------------------------------------------------------------===//
#include "Tensors.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(MatmulOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  bool lhsT = op.getTransposeLhs(), rhsT = op.getTransposeRhs();
  Value zeros = filledTensor(rewriter, loc,
                             {sizeOf(rewriter, loc, op.getLhs(), lhsT),
                              sizeOf(rewriter, loc, op.getRhs(), !rhsT)},
                             op.getType().getElementType(), 0.0);
  // Loops m, n, k where a row of rhs runs along k, else m, k, n.
  MLIRContext *context = op.getContext();
  AffineExpr m = rewriter.getAffineDimExpr(0);
  AffineExpr n = rewriter.getAffineDimExpr(rhsT ? 1 : 2);
  AffineExpr k = rewriter.getAffineDimExpr(rhsT ? 2 : 1);
  SmallVector<AffineMap> maps{
      AffineMap::get(3, 0, lhsT ? ArrayRef{k, m} : ArrayRef{m, k}, context),
      AffineMap::get(3, 0, rhsT ? ArrayRef{n, k} : ArrayRef{k, n}, context),
      AffineMap::get(3, 0, {m, n}, context)};
  rewriter.replaceOp(
      op, contract(rewriter, loc, op.getLhs(), op.getRhs(), zeros, maps));
  return success();
}

void MatmulOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}
