//===- Gru.cpp - nn.gru ---------------------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Products.h"
#include "dialects/NN/Recurrent.h"
#include "dialects/NN/RecurrentShapes.h"
#include "dialects/NN/Steps.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult GruOp::inferReturnTypes(MLIRContext *,
                                      std::optional<Location> loc,
                                      Adaptor adaptor,
                                      SmallVectorImpl<Type> &types) {
  FailureOr<SequenceSizes> sizes = inferSizes( // gru_c1, gru_c2
      loc, getOperationName(), adaptor.getProjected(), adaptor.getWeight(), 3);
  if (failed(sizes))
    return failure();
  SequenceSizes &s = *sizes;
  if (failed(s.expect("bias", adaptor.getBias(), {3 * s.width})) || // gru_c3
      failed(s.expect("initial", adaptor.getInitial(),
                      {s.batch, s.width})) ||                          // gru_c4
      failed(s.expect("mask", adaptor.getMask(), {s.batch, s.steps}))) // gru_c5
    return failure();
  for (int64_t groups : {1, 1, 4})
    types.push_back(s.sequence(groups));
  return success();
}

void GruOp::buildAdjoint(AdjointBuilder &adjoint) {
  // What the gradient keeps is differentiated by a gradient of it alone.
  if (adjoint.hasGrad(1) || adjoint.hasGrad(2))
    return buildUnrolledAdjoint(adjoint, *this, [&](ValueRange operands) {
      GruCell cell{getLoc(), operands[1], operands[2], getResetBefore()};
      return unroll(adjoint, getLoc(), getReverse(), {operands[0], getMask()},
                    operands[3],
                    [&](auto &b, ValueRange in, ValueRange state) {
                      return cell.forward(b, in, state);
                    })
          .outputs;
    });
  auto back =
      GruGradOp::create(adjoint, getLoc(), adjoint.grad(), getProjected(),
                        getWeight(), getBias(), getInitial(), getPrevious(),
                        getGates(), getMask(), getReverse(), getResetBefore());
  adjoint.add(0, back.getDProjected());
  if (adjoint.needs(1))
    adjoint.add(1, weightGrad(adjoint, back.getDHidden()));
  if (adjoint.needs(2))
    adjoint.add(
        2, adjoint.make<SumOp>(back.getDHidden(), ArrayRef<int64_t>{0, 1}));
  if (adjoint.needs(3))
    adjoint.add(3, back.getDInitial());
}

/// One product over all steps and samples: d_hidden^T previous; with
/// `reset_before` the candidate's rows meet r * h instead.
Value GruOp::weightGrad(OpBuilder &builder, Value hidden) {
  StringRef equation = "btn,btk->nk";
  if (!getResetBefore())
    return EinsumOp::create(builder, getLoc(), equation, hidden, getPrevious());
  uint64_t width = getInitial().getType().getDimSize(1);
  auto part = [&](Value from, uint64_t group, uint64_t count) {
    return SliceOp::create(builder, getLoc(), from, 2, group * width,
                           count * width);
  };
  Value gates = EinsumOp::create(builder, getLoc(), equation,
                                 part(hidden, 0, 2), getPrevious());
  Value candidate = EinsumOp::create(
      builder, getLoc(), equation, part(hidden, 2, 1), part(getGates(), 3, 1));
  return ConcatOp::create(builder, getLoc(), ValueRange{gates, candidate}, 0);
}

std::optional<Recurrence> GruOp::getRecurrence(std::string &) {
  Recurrence loop;
  if (getResetBefore())
    loop.held = 3; // r * h, which is multiplied, and r, z
  loop.sequences = {getProjected()};
  if (getMask())
    loop.sequences.push_back(getMask());
  loop.vectors = {getBias()};
  loop.weight = getWeight();
  loop.weightTransposed = true;
  loop.initials = {getInitial()};
  loop.outputs = {0, 1, 2};
  loop.finals = {-1};
  loop.width = getInitial().getType().getDimSize(1);
  loop.reverse = getReverse();
  return loop;
}
