//===- PositionalEmbedding.cpp - ae.positional_embedding ------------------===//
#include "dialects/AE/AE.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

LogicalResult PositionalEmbeddingOp::inferReturnTypes(
    MLIRContext *, std::optional<Location> loc, Adaptor adaptor,
    SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  if (input.getRank() != 3) // positional_embedding_c1
    return emitOptionalError(loc, "'ae.positional_embedding' op expected an ",
                             "input [batch, length, width], found ", input);
  types.push_back(input);
  return nn::checkSize(loc, getOperationName(), input);
}

LogicalResult PositionalEmbeddingOp::verify() {
  Attribute init = getWeightInitAttr();
  if (init && !isa<InitializerAttrInterface>(init))
    return emitOpError("expected an initialiser such as #ae.zeros, found ")
           << init;
  return success();
}

SmallVector<StateSpec> PositionalEmbeddingOp::getStates() {
  auto type = getInput().getType();
  int64_t length = type.getDimSize(1), width = type.getDimSize(2);
  StateSpec table{
      "weight", RankedTensorType::get({length, width}, type.getElementType())};
  table.distribution = {Distribution::Normal, 0.0, 0.02};
  if (auto init =
          dyn_cast_if_present<InitializerAttrInterface>(getWeightInitAttr()))
    table.distribution = init.getDistribution(length, width);
  return {table};
}

Value PositionalEmbeddingOp::buildPure(PureBuilder &builder) {
  return nn::AddOp::create(builder, getLoc(), builder.operand(0),
                           builder.state(0));
}
