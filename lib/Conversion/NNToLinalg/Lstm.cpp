//===- Lstm.cpp - nn.lstm to linalg, and its cell -------------------------===//
#include "Cells.h"
#include "StepLoop.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(LstmOp op, PatternRewriter &rewriter) {
  LstmCell cell{op.getLoc(), op.getWeight()};
  return lowerSteps(rewriter, op, op.getReverse(),
                    {op.getProjected(), op.getMask()},
                    {op.getInitial(), op.getInitialCell()}, 4,
                    [&](OpBuilder &b, ValueRange in, ValueRange state) {
                      return cell.forward(b, in, state);
                    });
}

void LstmOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

SmallVector<Value> LstmOp::buildCell(OpBuilder &builder, Location loc,
                                     ValueRange elements) {
  Scalars s(builder, loc, elements.back());
  ElementReader next(elements);
  ValueRange p = next.take(4);
  Value mask = getMask() ? next.take(1)[0] : Value();
  ValueRange product = next.take(4);
  Value h = next.take(1)[0], c = next.take(1)[0];
  auto sum = [&](unsigned i) { return s.add(p[i], product[i]); };
  Value i = sigmoid(s, sum(0)), f = sigmoid(s, sum(1));
  Value g = s.make<math::TanhOp>(sum(2)), o = sigmoid(s, sum(3));
  Value cell = s.add(s.mul(f, c), s.mul(i, g));
  Value state = s.mul(o, s.make<math::TanhOp>(cell));
  state = masked(s, mask, state, h);
  cell = masked(s, mask, cell, c);
  return {state, cell, h, i, f, g, o, c, state, cell};
}
