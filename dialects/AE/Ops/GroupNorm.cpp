//===- GroupNorm.cpp - ae.group_norm --------------------------------------===//
//
// Wu and He (2018). Groups are neighbours in memory: a reshape makes rows of
// them.
//
//===----------------------------------------------------------------------===//
#include "Norm.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

LogicalResult GroupNormOp::verify() {
  auto input = getInput().getType();
  if (failed(verifyNorm(*this, input,
                        getEpsilon().convertToDouble()))) // group_norm_c1, c3
    return failure();
  int64_t groups = getGroups();
  if (groups < 1 || input.getDimSize(1) % groups) // group_norm_c2
    return emitOpError("expected groups that divide the ")
           << input.getDimSize(1) << " channels, found " << groups;
  return success();
}

SmallVector<StateSpec> GroupNormOp::getStates() {
  auto input = getInput().getType();
  return affineStates(input, input.getDimSize(1));
}

Value GroupNormOp::buildPure(PureBuilder &builder) {
  NormBuilder norm(builder, getLoc());
  Value x = norm.joinPixels(builder.operand(0));
  auto type = cast<RankedTensorType>(x.getType());
  int64_t groups = getGroups(), elements = 1;
  for (int64_t size : type.getShape().drop_front())
    elements *= size;
  auto grouped = RankedTensorType::get(
      {type.getDimSize(0), groups, elements / groups}, type.getElementType());
  Value standard = norm.standardize(norm.reshape(x, grouped), 2,
                                    getEpsilon().convertToDouble());
  Value back = norm.reshape(standard, type);
  Value scaled =
      norm.make<nn::MulOp>(back, norm.alongChannels(builder.state(0), x));
  Value result =
      norm.make<nn::AddOp>(scaled, norm.alongChannels(builder.state(1), x));
  return norm.reshape(result, getType());
}
