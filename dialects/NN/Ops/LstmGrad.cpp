//===- LstmGrad.cpp - nn.lstm_grad ----------------------------------------===//
#include "dialects/NN/Recurrent.h"
#include "dialects/NN/Steps.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult LstmGradOp::inferReturnTypes(MLIRContext *,
                                           std::optional<Location> loc,
                                           Adaptor adaptor,
                                           SmallVectorImpl<Type> &types) {
  auto projected = cast<RankedTensorType>(adaptor.getProjected().getType());
  auto initial = cast<RankedTensorType>(adaptor.getInitial().getType());
  auto expected =
      RankedTensorType::get({projected.getDimSize(0), projected.getDimSize(1),
                             initial.getShape().back()},
                            projected.getElementType());
  for (Value grad : {adaptor.getGrad(), adaptor.getGradCells()})
    if (grad && grad.getType() != expected) // lstm_grad_c1
      return emitOptionalError(loc,
                               "'nn.lstm_grad' op expected gradients of type ",
                               expected, ", found ", grad.getType());
  types.append({projected, initial, initial});
  return success();
}

void LstmGradOp::buildAdjoint(AdjointBuilder &adjoint) {
  buildUnrolledAdjoint(adjoint, *this, [&](ValueRange operands) {
    LstmCell cell{getLoc(), operands[2]};
    Value grad = operands[0], initial = operands[3];
    Value gradCells = getGradCells() ? operands[6] : Value();
    StepResult kept = unroll(adjoint, getLoc(), getReverse(),
                             {operands[1], getMask()}, {initial, operands[4]},
                             [&](auto &b, ValueRange in, ValueRange state) {
                               return cell.forward(b, in, state);
                             });
    Value zeros = zerosLike(adjoint, getLoc(), initial);
    StepResult back =
        unroll(adjoint, getLoc(), !getReverse(),
               {grad, kept.outputs[3], gradCells, getMask()}, {zeros, zeros},
               [&](auto &b, ValueRange in, ValueRange state) {
                 return cell.backward(b, in, state);
               });
    return SmallVector<Value>{back.outputs[0], back.carried[0],
                              back.carried[1]};
  });
}

std::optional<Recurrence> LstmGradOp::getRecurrence(std::string &) {
  Recurrence loop;
  loop.sequences = {getGrad(), getGates()};
  for (Value optional : {getGradCells(), getMask()})
    if (optional)
      loop.sequences.push_back(optional);
  loop.weight = getWeight();
  loop.initials = {Value(), Value()};
  loop.outputs = {0};
  loop.finals = {1, 2};
  loop.multiplied = 0;
  loop.width = getInitial().getType().getDimSize(1);
  loop.reverse = !getReverse();
  return loop;
}
