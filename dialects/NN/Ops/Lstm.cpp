//===- Lstm.cpp - nn.lstm -------------------------------------------------===//
#include "dialects/NN/Products.h"
#include "dialects/NN/Recurrent.h"
#include "dialects/NN/RecurrentShapes.h"
#include "dialects/NN/Steps.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult LstmOp::inferReturnTypes(MLIRContext *,
                                       std::optional<Location> loc,
                                       Adaptor adaptor,
                                       SmallVectorImpl<Type> &types) {
  FailureOr<SequenceSizes> sizes = inferSizes( // lstm_c1, lstm_c2
      loc, getOperationName(), adaptor.getProjected(), adaptor.getWeight(), 4);
  if (failed(sizes))
    return failure();
  SequenceSizes &s = *sizes;
  if (failed(s.expect("initial", adaptor.getInitial(),
                      {s.batch, s.width})) || // lstm_c3
      failed(s.expect("initial_cell", adaptor.getInitialCell(),
                      {s.batch, s.width})) || // lstm_c3
      failed(
          s.expect("mask", adaptor.getMask(), {s.batch, s.steps}))) // lstm_c4
    return failure();
  for (int64_t groups : {1, 1, 1, 5})
    types.push_back(s.sequence(groups));
  return success();
}

void LstmOp::buildAdjoint(AdjointBuilder &adjoint) {
  // What the gradient keeps is differentiated by a gradient of it alone.
  if (adjoint.hasGrad(2) || adjoint.hasGrad(3))
    return buildUnrolledAdjoint(adjoint, *this, [&](ValueRange operands) {
      LstmCell cell{getLoc(), operands[1]};
      return unroll(adjoint, getLoc(), getReverse(), {operands[0], getMask()},
                    {operands[2], operands[3]},
                    [&](auto &b, ValueRange in, ValueRange state) {
                      return cell.forward(b, in, state);
                    })
          .outputs;
    });
  auto back = LstmGradOp::create(
      adjoint, getLoc(), adjoint.grad(), getProjected(), getWeight(),
      getInitial(), getInitialCell(), getGates(),
      adjoint.hasGrad(1) ? adjoint.grad(1) : Value(), getMask(), getReverse());
  adjoint.add(0, back.getDProjected());
  if (adjoint.needs(1))
    adjoint.add(1, adjoint.make<EinsumOp>("btn,btk->nk", back.getDProjected(),
                                          getPrevious()));
  if (adjoint.needs(2))
    adjoint.add(2, back.getDInitial());
  if (adjoint.needs(3))
    adjoint.add(3, back.getDInitialCell());
}

std::optional<Recurrence> LstmOp::getRecurrence(std::string &) {
  Recurrence loop;
  loop.sequences = {getProjected()};
  if (getMask())
    loop.sequences.push_back(getMask());
  loop.weight = getWeight();
  loop.weightTransposed = true;
  loop.initials = {getInitial(), getInitialCell()};
  loop.outputs = {0, 1, 2, 3};
  loop.finals = {-1, -1};
  loop.width = getInitial().getType().getDimSize(1);
  loop.reverse = getReverse();
  return loop;
}
