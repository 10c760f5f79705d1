//===- GruGrad.cpp - nn.gru_grad to linalg, and its cell ------------------===//
#include "Cells.h"
#include "StepLoop.h"
#include "Tensors.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(GruGradOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  GruCell cell{loc, op.getWeight(), op.getBias(), op.getResetBefore()};
  auto type = op.getInitial().getType();
  Value zeros =
      filledTensor(rewriter, loc, sizesOf(rewriter, loc, op.getInitial()),
                   type.getElementType(), 0.0);
  return lowerSteps(
      rewriter, op, !op.getReverse(),
      {op.getGrad(), op.getPrevious(), op.getGates(), op.getMask()}, zeros, 2,
      [&](OpBuilder &b, ValueRange in, ValueRange state) {
        return cell.backward(b, in, state);
      });
}

void GruGradOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

SmallVector<Value> GruGradOp::buildCell(OpBuilder &builder, Location loc,
                                        ValueRange elements) {
  Scalars s(builder, loc, elements.back());
  ElementReader next(elements);
  Value grad = next.take(1)[0], h = next.take(1)[0];
  ValueRange gates = next.take(4);
  Value mask = getMask() ? next.take(1)[0] : Value();
  Value dh = s.add(grad, next.take(1)[0]);
  Value r = gates[0], z = gates[1], n = gates[2], kept = gates[3];
  Value one = s.constant(1.0), moved = mask ? s.mul(mask, dh) : dh;
  Value rest = s.sub(one, z);
  Value dz = s.mul(s.mul(moved, s.sub(h, n)), s.mul(z, rest));
  Value dn = s.mul(s.mul(moved, rest), s.sub(one, s.mul(n, n)));
  Value before = s.mul(moved, z);
  if (mask)
    before = s.add(before, s.sub(dh, moved));
  if (getResetBefore())
    return {dn, dz, before};
  Value dr = s.mul(s.mul(dn, kept), s.mul(r, s.sub(one, r)));
  return {dr, dz, dn, dr, dz, s.mul(dn, r), before};
}

SmallVector<Value> GruGradOp::buildSecondCell(OpBuilder &builder, Location loc,
                                              ValueRange elements) {
  Scalars s(builder, loc, elements.back());
  ElementReader next(elements);
  Value product = next.take(1)[0];
  ValueRange held = next.take(3);
  Value dn = held[0], dz = held[1];
  Value h = next.take(2)[1], r = next.take(1)[0];
  Value dr = s.mul(s.mul(product, h), s.mul(r, s.sub(s.constant(1.0), r)));
  return {dr, dz, dn, dr, dz, dn, s.add(held[2], s.mul(product, r))};
}
