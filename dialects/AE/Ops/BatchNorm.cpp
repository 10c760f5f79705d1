//===- BatchNorm.cpp - ae.batch_norm --------------------------------------===//
//
// Ioffe and Szegedy (2015), with PyTorch's statistics. In inference mode the
// layer is one factor and one offset a channel, elementwise, so that it runs in
// the epilogue of the product in front of it. Scaled copies of the weights
// would have to be made whenever a file is loaded.
//
//===----------------------------------------------------------------------===//
#include "Norm.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

LogicalResult BatchNormOp::verify() {
  if (failed(verifyNorm(*this, getInput().getType(),
                        getEpsilon().convertToDouble()))) // batch_norm_c1
    return failure();
  double momentum = getMomentum().convertToDouble();
  if (!(momentum >= 0.0 && momentum <= 1.0)) // batch_norm_c2
    return emitOpError("expected a momentum from 0 to 1, found ") << momentum;
  return success();
}

SmallVector<StateSpec> BatchNormOp::getStates() {
  auto input = getInput().getType();
  SmallVector<StateSpec> states = affineStates(input, input.getDimSize(1));
  RankedTensorType type = states.front().type;
  Distribution one{Distribution::Constant, 1.0, 0.0};
  auto scalar = RankedTensorType::get({}, type.getElementType());
  states.push_back({"running_mean", type, StateRole::Statistic, {}, {}});
  states.push_back({"running_var", type, StateRole::Statistic, one, {}});
  states.push_back({"num_batches_tracked", scalar, StateRole::Counter, {}, {}});
  return states;
}

/// Mean over the batch and pixels of [B, C, ...] or [B, F]: [C]. A sample's
/// pixels first: samples run in parallel.
static Value batchMean(NormBuilder &norm, Value x) {
  int64_t rank = cast<RankedTensorType>(x.getType()).getRank();
  auto pixels = llvm::to_vector(llvm::seq<int64_t>(2, rank));
  if (!pixels.empty())
    x = norm.mean(x, pixels, /*keep=*/false);
  return norm.mean(x, {0}, /*keep=*/false);
}

/// `running` moved towards `value` by `momentum`.
static Value moved(NormBuilder &norm, Value running, Value value,
                   double momentum) {
  Value difference = norm.make<nn::SubOp>(value, running);
  Value change =
      norm.make<nn::MulOp>(difference, norm.constant(momentum, running));
  return norm.make<nn::AddOp>(running, change);
}

/// n / (n - 1) for the n values behind a statistic; 1 where n is 1.
static Value besselFactor(NormBuilder &norm, Value x) {
  int64_t pixels = 1;
  for (int64_t size :
       cast<RankedTensorType>(x.getType()).getShape().drop_front(2))
    pixels *= size;
  Value one = norm.constant(1.0, x);
  Value rows = norm.make<nn::CountOp>(x, ArrayRef<int64_t>{0});
  Value count = norm.make<nn::MulOp>(rows, norm.constant(double(pixels), x));
  Value rest = norm.make<nn::MaximumOp>(norm.make<nn::SubOp>(count, one), one);
  return norm.make<nn::DivOp>(count, rest);
}

static Value buildInference(NormBuilder &norm, PureBuilder &builder, Value x,
                            double epsilon) {
  Value deviation = norm.deviation(builder.state(3), epsilon);
  Value factor = norm.make<nn::DivOp>(builder.state(0), deviation);
  Value shift = norm.make<nn::MulOp>(builder.state(2), factor);
  Value offset = norm.make<nn::SubOp>(builder.state(1), shift);
  Value scaled = norm.make<nn::MulOp>(x, norm.alongChannels(factor, x));
  return norm.make<nn::AddOp>(scaled, norm.alongChannels(offset, x));
}

Value BatchNormOp::buildPure(PureBuilder &builder) {
  NormBuilder norm(builder, getLoc());
  double epsilon = getEpsilon().convertToDouble();
  if (!builder.isTraining())
    return buildInference(norm, builder, builder.operand(0), epsilon);
  Value x = builder.operand(0);
  Value mean = batchMean(norm, x);
  Value centred = norm.make<nn::SubOp>(x, norm.alongChannels(mean, x));
  Value variance = batchMean(norm, norm.make<nn::SquareOp>(centred));
  Value factor =
      norm.make<nn::DivOp>(builder.state(0), norm.deviation(variance, epsilon));
  Value scaled = norm.make<nn::MulOp>(centred, norm.alongChannels(factor, x));
  Value result =
      norm.make<nn::AddOp>(scaled, norm.alongChannels(builder.state(1), x));

  double momentum = getMomentum().convertToDouble();
  Value unbiased = norm.make<nn::MulOp>(variance, besselFactor(norm, x));
  builder.setState(2, moved(norm, builder.state(2), mean, momentum));
  builder.setState(3, moved(norm, builder.state(3), unbiased, momentum));
  Value count = builder.state(4);
  builder.setState(4, norm.make<nn::AddOp>(count, norm.constant(1.0, count)));
  return result;
}
