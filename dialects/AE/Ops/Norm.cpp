//===- Norm.cpp - What layers that normalise share ------------------------===//
#include "Norm.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

Value NormBuilder::standardize(Value x, int64_t dim, double epsilon) {
  Value centred = make<nn::SubOp>(x, mean(x, {dim}, /*keep=*/true));
  Value variance = mean(make<nn::SquareOp>(centred), {dim}, /*keep=*/true);
  return make<nn::DivOp>(centred, deviation(variance, epsilon));
}

Value NormBuilder::joinPixels(Value x) {
  auto type = cast<RankedTensorType>(x.getType());
  if (type.getRank() <= 3)
    return x;
  int64_t pixels = 1;
  for (int64_t size : type.getShape().drop_front(2))
    pixels *= size;
  return make<nn::ReshapeOp>(x,
                             ArrayRef<int64_t>{-1, type.getDimSize(1), pixels});
}

Value NormBuilder::alongChannels(Value perChannel, Value x) {
  int64_t rank = cast<RankedTensorType>(x.getType()).getRank();
  if (rank == 2)
    return perChannel;
  SmallVector<int64_t> shape(rank - 1, 1);
  shape.front() = cast<RankedTensorType>(perChannel.getType()).getDimSize(0);
  return make<nn::ReshapeOp>(perChannel, shape);
}

Value NormBuilder::reshape(Value x, Type type) {
  if (x.getType() == type)
    return x;
  SmallVector<int64_t> shape(cast<RankedTensorType>(type).getShape());
  shape.front() = -1;
  return make<nn::ReshapeOp>(x, shape);
}

SmallVector<StateSpec> aec::ae::affineStates(Type input, int64_t size) {
  auto type = RankedTensorType::get({size}, getElementTypeOrSelf(input));
  Distribution one{Distribution::Constant, 1.0, 0.0};
  return {{"weight", type, StateRole::Parameter, one, {}},
          {"bias", type, StateRole::Parameter, {}, {}}};
}

LogicalResult aec::ae::verifyNorm(Operation *op, Type input, double epsilon) {
  auto type = cast<RankedTensorType>(input);
  if (type.getRank() < 2 || !nn::hasBatch(type))
    return op->emitOpError(
               "expected an input with a batch and features, found ")
           << type;
  if (!(epsilon > 0.0))
    return op->emitOpError("expected a positive epsilon, found ") << epsilon;
  return success();
}
