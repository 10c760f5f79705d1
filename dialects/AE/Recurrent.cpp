//===- Recurrent.cpp - What recurrent layers share ------------------------===//
#include "dialects/AE/Recurrent.h"
#include "dialects/NN/Products.h"
#include "dialects/NN/Sequence.h"
#include "dialects/NN/Steps.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

RankedTensorType RecurrentSizes::states() const {
  return RankedTensorType::get(
      {input.getDimSize(0), input.getDimSize(1), directions * units},
      input.getElementType());
}

RankedTensorType RecurrentSizes::last() const {
  return RankedTensorType::get({input.getDimSize(0), directions * units},
                               input.getElementType());
}

LogicalResult RecurrentSizes::check(int64_t gates, bool reverse) const {
  if (input.getRank() != 3) // c1
    return emitOptionalError(loc, "'", op, "' op expected a sequence [batch, ",
                             "steps, features], found ", input,
                             "; nn.reshape makes one of it");
  if (units < 1) // c2
    return emitOptionalError(loc, "'", op, "' op expected a positive number ",
                             "of units, found ", units);
  if (reverse && directions == 2) // c5
    return emitOptionalError(loc, "'", op, "' op has both directions with ",
                             "`bidirectional`; remove `reverse`");
  auto weight = RankedTensorType::get(
      {gates * units, std::max(units, input.getDimSize(2))},
      input.getElementType());
  return nn::checkSize(loc, op, weight);
}

static LogicalResult expect(const RecurrentSizes &sizes, StringRef name,
                            Value value, RankedTensorType type) {
  if (!value || value.getType() == type)
    return success();
  return emitOptionalError(sizes.loc, "'", sizes.op, "' op expected ", name,
                           " of type ", type, ", found ", value.getType());
}

LogicalResult RecurrentSizes::checkInitial(StringRef name, Value value) const {
  return expect(*this, name, value, last());
}

LogicalResult RecurrentSizes::checkMask(Value mask) const {
  return expect(*this, "mask", mask,
                RankedTensorType::get(input.getShape().take_front(2),
                                      input.getElementType()));
}

SmallVector<StateSpec> aec::ae::recurrentStates(RankedTensorType input,
                                                int64_t units, int64_t gates,
                                                int64_t directions) {
  auto type = [&](ArrayRef<int64_t> shape) {
    return RankedTensorType::get(shape, input.getElementType());
  };
  double bound = 1.0 / std::sqrt(double(units));
  static constexpr StringRef names[2][4] = {
      {"weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"},
      {"weight_ih_l0_reverse", "weight_hh_l0_reverse", "bias_ih_l0_reverse",
       "bias_hh_l0_reverse"}};
  int64_t rows = gates * units;
  const SmallVector<int64_t> shapes[4] = {
      {rows, input.getDimSize(2)}, {rows, units}, {rows}, {rows}};
  SmallVector<StateSpec> states;
  for (int64_t direction = 0; direction < directions; ++direction)
    for (auto [name, shape] : llvm::zip_equal(names[direction], shapes)) {
      StateSpec spec{name, type(shape)};
      spec.distribution = {Distribution::Uniform, -bound, bound};
      states.push_back(spec);
    }
  return states;
}

Value aec::ae::project(OpBuilder &builder, Location loc, Value x,
                       Value weight) {
  return nn::EinsumOp::create(builder, loc, "btk,nk->btn", x, weight);
}

Value aec::ae::initialOf(OpBuilder &builder, Location loc, Value value,
                         int64_t direction, int64_t directions, Value sequence,
                         Value weight) {
  if (!value)
    return nn::zeroState(builder, loc, sequence, weight);
  if (directions == 1)
    return value;
  int64_t units = cast<RankedTensorType>(weight.getType()).getDimSize(1);
  return nn::SliceOp::create(builder, loc, value, 1, direction * units, units);
}

Value aec::ae::lastOf(OpBuilder &builder, Location loc, Value states,
                      bool reverse) {
  if (reverse)
    states = nn::SliceOp::create(builder, loc, states, 1, 0, 1);
  return nn::LastOp::create(builder, loc, states);
}

Value aec::ae::joinStates(OpBuilder &builder, Location loc, ValueRange states,
                          Value mask) {
  Value joined = states.size() == 1
                     ? states.front()
                     : nn::ConcatOp::create(builder, loc, states, 2);
  if (!mask)
    return joined;
  auto type = cast<RankedTensorType>(mask.getType());
  SmallVector<int64_t> shape{nn::hasBatch(type) ? -1 : type.getDimSize(0),
                             type.getDimSize(1), 1};
  Value column = nn::ReshapeOp::create(builder, loc, mask, shape);
  return nn::MulOp::create(builder, loc, joined, column);
}

Value aec::ae::joinLast(OpBuilder &builder, Location loc, ValueRange values) {
  return values.size() == 1 ? values.front()
                            : nn::ConcatOp::create(builder, loc, values, 1);
}
