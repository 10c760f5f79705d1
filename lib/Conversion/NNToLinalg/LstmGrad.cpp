//===- LstmGrad.cpp - nn.lstm_grad to linalg, and its cell ----------------===//
#include "Cells.h"
#include "StepLoop.h"
#include "Tensors.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(LstmGradOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  LstmCell cell{loc, op.getWeight()};
  auto zeros = [&] {
    return filledTensor(rewriter, loc, sizesOf(rewriter, loc, op.getInitial()),
                        op.getInitial().getType().getElementType(), 0.0);
  };
  return lowerSteps(
      rewriter, op, !op.getReverse(),
      {op.getGrad(), op.getGates(), op.getGradCells(), op.getMask()},
      {zeros(), zeros()}, 1,
      [&](OpBuilder &b, ValueRange in, ValueRange state) {
        return cell.backward(b, in, state);
      });
}

void LstmGradOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}

SmallVector<Value> LstmGradOp::buildCell(OpBuilder &builder, Location loc,
                                         ValueRange elements) {
  Scalars s(builder, loc, elements.back());
  ElementReader next(elements);
  Value grad = next.take(1)[0];
  ValueRange gates = next.take(5);
  Value gradCells = getGradCells() ? next.take(1)[0] : Value();
  Value mask = getMask() ? next.take(1)[0] : Value();
  Value dh = s.add(grad, next.take(1)[0]), dc = next.take(1)[0];
  if (gradCells)
    dc = s.add(dc, gradCells);
  Value i = gates[0], f = gates[1], g = gates[2], o = gates[3], c = gates[4];
  Value one = s.constant(1.0);
  auto sigmoidSlope = [&](Value y) { return s.mul(y, s.sub(one, y)); };
  auto tanhSlope = [&](Value y) { return s.sub(one, s.mul(y, y)); };
  Value movedH = mask ? s.mul(mask, dh) : dh;
  Value movedC = mask ? s.mul(mask, dc) : dc;
  Value t = s.make<math::TanhOp>(s.add(s.mul(f, c), s.mul(i, g)));
  Value dcell = s.add(movedC, s.mul(s.mul(movedH, o), tanhSlope(t)));
  Value beforeH = mask ? s.sub(dh, movedH) : s.constant(0.0);
  Value beforeC = s.mul(dcell, f);
  if (mask)
    beforeC = s.add(beforeC, s.sub(dc, movedC));
  return {s.mul(s.mul(dcell, g), sigmoidSlope(i)),
          s.mul(s.mul(dcell, c), sigmoidSlope(f)),
          s.mul(s.mul(dcell, i), tanhSlope(g)),
          s.mul(s.mul(movedH, t), sigmoidSlope(o)),
          beforeH,
          beforeC};
}
