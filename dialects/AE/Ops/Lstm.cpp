//===- Lstm.cpp - ae.lstm -------------------------------------------------===//
#include "dialects/AE/Recurrent.h"
#include "dialects/NN/Recurrent.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

LogicalResult LstmOp::inferReturnTypes(MLIRContext *,
                                       std::optional<Location> loc,
                                       Adaptor adaptor,
                                       SmallVectorImpl<Type> &types) {
  RecurrentSizes sizes(loc, getOperationName(), adaptor);
  if (failed(sizes.check(gates, adaptor.getReverse())) || // lstm_c1, c2, c5
      failed(sizes.checkInitial("initial", adaptor.getInitial())) || // lstm_c3
      failed(sizes.checkInitial("cell", adaptor.getInitialCell())) ||
      failed(sizes.checkMask(adaptor.getMask()))) // lstm_c4
    return failure();
  types.append({sizes.states(), sizes.last(), sizes.last()});
  return success();
}

SmallVector<Value> LstmOp::buildResults(PureBuilder &builder) {
  Location loc = getLoc();
  Value x = builder.operand(0);
  unsigned next = 1;
  Value initial = getInitial() ? builder.operand(next++) : Value();
  Value cell = getInitialCell() ? builder.operand(next++) : Value();
  Value mask = getMask() ? builder.operand(next++) : Value();
  SmallVector<Value> states, last, cells;
  for (int64_t direction = 0; direction < getDirections(); ++direction) {
    auto state = [&](unsigned i) { return builder.state(4 * direction + i); };
    bool reverse = getReverse() || direction == 1;
    // Both biases meet nothing but their sum.
    Value bias = nn::AddOp::create(builder, loc, state(2), state(3));
    Value projected = nn::AddOp::create(
        builder, loc, project(builder, loc, x, state(0)), bias);
    auto first = [&](Value value) {
      return initialOf(builder, loc, value, direction, getDirections(),
                       projected, state(1));
    };
    auto lstm = nn::LstmOp::create(builder, loc, projected, state(1),
                                   first(initial), first(cell), mask, reverse);
    states.push_back(lstm.getStates());
    last.push_back(lastOf(builder, loc, lstm.getStates(), reverse));
    cells.push_back(lastOf(builder, loc, lstm.getCells(), reverse));
  }
  return {joinStates(builder, loc, states, mask), joinLast(builder, loc, last),
          joinLast(builder, loc, cells)};
}
