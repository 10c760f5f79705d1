//===- Normalize.cpp - ae.normalize ---------------------------------------===//
#include "dialects/AE/AE.h"
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

LogicalResult NormalizeOp::inferReturnTypes(MLIRContext *,
                                            std::optional<Location> loc,
                                            Adaptor adaptor,
                                            SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  if (input.getRank() < 2 || !nn::hasBatch(input)) // normalize_c2
    return emitOptionalError(loc, "'ae.normalize' op expected an input with a ",
                             "batch and features, found ", input);
  types.push_back(input);
  return success();
}

LogicalResult NormalizeOp::verify() {
  if (getMethod() != NormalizeMethod::Unit && !isa<BlockArgument>(getInput()))
    return emitOpError("is fitted on the training data and expected an " // c1
                       "argument of the network as its input; move it to the "
                       "front");
  return success();
}

SmallVector<StateSpec> NormalizeOp::getStates() {
  if (getMethod() == NormalizeMethod::Unit)
    return {};
  auto input = getInput().getType();
  auto type = RankedTensorType::get(input.getShape().drop_front(),
                                    input.getElementType());
  Distribution zero, one{Distribution::Constant, 1.0, 0.0};
  return {{"offset", type, StateRole::Statistic, zero, {}},
          {"scale", type, StateRole::Statistic, one, {}}};
}

/// x / max(|x|, 1e-12) over all features of a sample.
static Value buildUnit(OpBuilder &builder, Location loc, Value x) {
  int64_t rank = cast<RankedTensorType>(x.getType()).getRank();
  SmallVector<int64_t> dims = llvm::to_vector(llvm::seq<int64_t>(1, rank));
  Value square = nn::SquareOp::create(builder, loc, x);
  Value sum = nn::SumOp::create(builder, loc, square, dims, /*keep=*/true);
  Value cut = nn::MaximumOp::create(builder, loc, sum,
                                    nn::constantLike(builder, loc, 1e-24, x));
  return nn::DivOp::create(builder, loc, x,
                           nn::SqrtOp::create(builder, loc, cut));
}

Value NormalizeOp::buildPure(PureBuilder &builder) {
  Value x = builder.operand(0);
  if (getMethod() == NormalizeMethod::Unit)
    return buildUnit(builder, getLoc(), x);
  Value centred = nn::SubOp::create(builder, getLoc(), x, builder.state(0));
  return nn::MulOp::create(builder, getLoc(), centred, builder.state(1));
}
