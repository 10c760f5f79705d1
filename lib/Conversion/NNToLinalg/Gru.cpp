//===- Gru.cpp - nn.gru to linalg, and its cell ---------------------------===//
#include "Cells.h"
#include "StepLoop.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(GruOp op, PatternRewriter &rewriter) {
  GruCell cell{op.getLoc(), op.getWeight(), op.getBias(), op.getResetBefore()};
  return lowerSteps(rewriter, op, op.getReverse(),
                    {op.getProjected(), op.getMask()}, op.getInitial(), 3,
                    [&](OpBuilder &b, ValueRange in, ValueRange state) {
                      return cell.forward(b, in, state);
                    });
}

void GruOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

SmallVector<Value> GruOp::buildCell(OpBuilder &builder, Location loc,
                                    ValueRange elements) {
  Scalars s(builder, loc, elements.back());
  ElementReader next(elements);
  ValueRange p = next.take(3);
  Value mask = getMask() ? next.take(1)[0] : Value();
  ValueRange bias = next.take(3), product = next.take(getResetBefore() ? 2 : 3);
  Value h = next.take(1)[0];
  auto sum = [&](unsigned i) { return s.add(product[i], bias[i]); };
  Value r = sigmoid(s, s.add(p[0], sum(0)));
  Value z = sigmoid(s, s.add(p[1], sum(1)));
  if (getResetBefore())
    return {s.mul(r, h), r, z};
  Value kept = sum(2);
  Value n = s.make<math::TanhOp>(s.add(p[2], s.mul(r, kept)));
  Value state = s.add(n, s.mul(z, s.sub(h, n)));
  state = masked(s, mask, state, h);
  return {state, h, r, z, n, kept, state};
}

SmallVector<Value> GruOp::buildSecondCell(OpBuilder &builder, Location loc,
                                          ValueRange elements) {
  Scalars s(builder, loc, elements.back());
  ElementReader next(elements);
  Value product = next.take(1)[0];
  ValueRange held = next.take(3), p = next.take(3);
  Value kept = held[0], r = held[1], z = held[2];
  Value mask = getMask() ? next.take(1)[0] : Value();
  Value bias = next.take(3)[2], h = next.take(1)[0];
  Value n = s.make<math::TanhOp>(s.add(p[2], s.add(product, bias)));
  Value state = masked(s, mask, s.add(n, s.mul(z, s.sub(h, n))), h);
  return {state, h, r, z, n, kept, state};
}
