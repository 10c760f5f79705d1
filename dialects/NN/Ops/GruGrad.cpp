//===- GruGrad.cpp - nn.gru_grad ------------------------------------------===//
#include "dialects/NN/Recurrent.h"
#include "dialects/NN/Steps.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult GruGradOp::inferReturnTypes(MLIRContext *,
                                          std::optional<Location> loc,
                                          Adaptor adaptor,
                                          SmallVectorImpl<Type> &types) {
  Type previous = adaptor.getPrevious().getType();
  if (adaptor.getGrad().getType() != previous) // gru_grad_c1
    return emitOptionalError(loc, "'nn.gru_grad' op expected grad of type ",
                             previous, ", found ", adaptor.getGrad().getType());
  Type projected = adaptor.getProjected().getType();
  types.append({projected, projected, adaptor.getInitial().getType()});
  return success();
}

void GruGradOp::buildAdjoint(AdjointBuilder &adjoint) {
  buildUnrolledAdjoint(adjoint, *this, [&](ValueRange operands) {
    GruCell cell{getLoc(), operands[2], operands[3], getResetBefore()};
    Value grad = operands[0], initial = operands[4];
    StepResult kept =
        unroll(adjoint, getLoc(), getReverse(), {operands[1], getMask()},
               initial, [&](auto &b, ValueRange in, ValueRange state) {
                 return cell.forward(b, in, state);
               });
    StepResult back =
        unroll(adjoint, getLoc(), !getReverse(),
               {grad, kept.outputs[1], kept.outputs[2], getMask()},
               zerosLike(adjoint, getLoc(), initial),
               [&](auto &b, ValueRange in, ValueRange state) {
                 return cell.backward(b, in, state);
               });
    return SmallVector<Value>{back.outputs[0], back.outputs[1],
                              back.carried[0]};
  });
}

std::optional<Recurrence> GruGradOp::getRecurrence(std::string &) {
  Recurrence loop;
  if (getResetBefore())
    loop.held = 3; // dn, which is multiplied, and dz, dh
  loop.sequences = {getGrad(), getPrevious(), getGates()};
  if (getMask())
    loop.sequences.push_back(getMask());
  loop.weight = getWeight();
  loop.initials = {Value()};
  loop.outputs = {0, 1};
  loop.finals = {2};
  loop.multiplied = 1;
  loop.width = getInitial().getType().getDimSize(1);
  loop.reverse = !getReverse();
  return loop;
}
