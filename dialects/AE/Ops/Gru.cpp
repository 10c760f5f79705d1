//===- Gru.cpp - ae.gru ---------------------------------------------------===//
#include "dialects/AE/Recurrent.h"
#include "dialects/NN/Recurrent.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

LogicalResult GruOp::inferReturnTypes(MLIRContext *,
                                      std::optional<Location> loc,
                                      Adaptor adaptor,
                                      SmallVectorImpl<Type> &types) {
  RecurrentSizes sizes(loc, getOperationName(), adaptor);
  if (failed(sizes.check(gates, adaptor.getReverse())) || // gru_c1, c2, c5
      failed(sizes.checkInitial("initial", adaptor.getInitial())) || // gru_c3
      failed(sizes.checkMask(adaptor.getMask())))                    // gru_c4
    return failure();
  types.append({sizes.states(), sizes.last()});
  return success();
}

SmallVector<Value> GruOp::buildResults(PureBuilder &builder) {
  Location loc = getLoc();
  Value x = builder.operand(0);
  unsigned next = 1;
  Value initial = getInitial() ? builder.operand(next++) : Value();
  Value mask = getMask() ? builder.operand(next++) : Value();
  SmallVector<Value> states, last;
  for (int64_t direction = 0; direction < getDirections(); ++direction) {
    auto state = [&](unsigned i) { return builder.state(4 * direction + i); };
    bool reverse = getReverse() || direction == 1;
    Value projected = nn::AddOp::create(
        builder, loc, project(builder, loc, x, state(0)), state(2));
    Value first = initialOf(builder, loc, initial, direction, getDirections(),
                            projected, state(1));
    auto gru = nn::GruOp::create(builder, loc, projected, state(1), state(3),
                                 first, mask, reverse, getResetBefore());
    states.push_back(gru.getStates());
    last.push_back(lastOf(builder, loc, gru.getStates(), reverse));
  }
  return {joinStates(builder, loc, states, mask), joinLast(builder, loc, last)};
}
