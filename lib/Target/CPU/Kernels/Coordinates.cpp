//===- Coordinates.cpp - Reading through maps and reshapes ----------------===//
#include "Payload.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace aec::cpu;

FailureOr<Coordinates> aec::cpu::loopsAt(linalg::GenericOp op,
                                         ArrayRef<AffineExpr> at) {
  AffineMap out = op.getMatchingIndexingMap(op.getDpsInitOperand(0));
  if (!out.isPermutation())
    return failure();
  Coordinates loops(op.getNumLoops());
  for (auto [expr, place] : llvm::zip_equal(out.getResults(), at))
    loops[cast<AffineDimExpr>(expr).getPosition()] = place;
  return loops;
}

Coordinates aec::cpu::compose(AffineMap map, ArrayRef<AffineExpr> loops) {
  Coordinates result;
  for (AffineExpr expr : map.getResults())
    result.push_back(expr.replaceDims(loops));
  return result;
}

/// Coordinates of `wide`, given those of the shape in which each group of its
/// dimensions is one.
static FailureOr<Coordinates> split(RankedTensorType wide,
                                    ArrayRef<ReassociationIndices> groups,
                                    ArrayRef<AffineExpr> at) {
  Coordinates result(wide.getRank(),
                     getAffineConstantExpr(0, wide.getContext()));
  for (auto [group, place] : llvm::zip_equal(groups, at)) {
    bool placed = false;
    for (int64_t dim : group) {
      if (wide.getDimSize(dim) == 1)
        continue;
      if (placed)
        return failure();
      result[dim] = place;
      placed = true;
    }
  }
  return result;
}

/// Coordinates of the shape in which each group of `wide` is one dimension.
static FailureOr<Coordinates> join(RankedTensorType wide,
                                   ArrayRef<ReassociationIndices> groups,
                                   ArrayRef<AffineExpr> at) {
  Coordinates result;
  for (const ReassociationIndices &group : groups) {
    AffineExpr place = getAffineConstantExpr(0, wide.getContext());
    for (int64_t dim : group) {
      if (wide.getDimSize(dim) == 1)
        continue;
      if (!isa<AffineConstantExpr>(place))
        return failure();
      place = at[dim];
    }
    result.push_back(place);
  }
  return result;
}

FailureOr<Coordinates> aec::cpu::sourceOfReshape(Operation *op,
                                                 ArrayRef<AffineExpr> at) {
  if (auto expand = dyn_cast<tensor::ExpandShapeOp>(op))
    return join(expand.getResultType(), expand.getReassociationIndices(), at);
  auto collapse = cast<tensor::CollapseShapeOp>(op);
  return split(collapse.getSrcType(), collapse.getReassociationIndices(), at);
}
