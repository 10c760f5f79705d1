//===- Dense.cpp - ae.dense -----------------------------------------------===//
#include "dialects/AE/AE.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

LogicalResult DenseOp::inferReturnTypes(MLIRContext *,
                                        std::optional<Location> loc,
                                        Adaptor adaptor,
                                        SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  if (input.getRank() != 2) // dense_c1
    return emitOptionalError(
        loc, "'ae.dense' op expected an input of rank 2, found ", input,
        "; nn.flatten makes one of it");
  int64_t units = adaptor.getUnits();
  if (units < 1) // dense_c2
    return emitOptionalError(
        loc, "'ae.dense' op expected a positive number of units, found ",
        units);
  auto weight = RankedTensorType::get({units, input.getDimSize(1)},
                                      input.getElementType());
  types.push_back(RankedTensorType::get({input.getDimSize(0), units},
                                        input.getElementType()));
  return nn::checkSize(loc, getOperationName(), weight);
}

LogicalResult DenseOp::verify() {
  for (auto attr : {getWeightInitAttr(), getBiasInitAttr()})
    if (attr && !isa<InitializerAttrInterface>(attr))
      return emitOpError(
                 "expected an initialiser such as #ae.he_normal, found ")
             << attr;
  if (getTied() && getWeightInitAttr())
    return emitOpError("takes its weight from ")
           << *getTied() << " and cannot initialise it; remove `init`";
  return success();
}

LogicalResult DenseOp::verifySymbolUses(SymbolTableCollection &symbols) {
  if (!getTied())
    return success();
  auto model = (*this)->getParentOfType<ModelOp>();
  auto network = symbols.lookupNearestSymbolFrom<NetworkOp>(
      model, getTied()->getRootReference());
  DenseOp layer;
  if (network && getTied()->getNestedReferences().size() == 1)
    network.getBody().walk([&](DenseOp op) {
      if (op.getLayerName() == getTied()->getLeafReference())
        layer = op;
    });
  if (!layer) // dense_c3
    return emitOpError("is tied to ")
           << *getTied() << ", which is no dense layer; name one with `as`";
  if (layer.getTied()) // dense_c3
    return emitOpError("is tied to ") << *getTied() << ", which is tied itself";
  auto layerInput = layer.getInput().getType();
  int64_t in = getInput().getType().getDimSize(1);
  if (static_cast<int64_t>(layer.getUnits()) != in ||
      layerInput.getDimSize(1) !=
          static_cast<int64_t>(getUnits())) { // dense_c3
    auto diagnostic = emitOpError("maps ")
                      << in << " to " << getUnits()
                      << " features and is tied to a layer that maps "
                      << layerInput.getDimSize(1) << " to " << layer.getUnits()
                      << "; expected the reverse";
    diagnostic.attachNote(layer.getLoc()) << "the tied layer is here";
    return diagnostic;
  }
  return success();
}

SmallVector<StateSpec> DenseOp::getStates() {
  auto type = getInput().getType();
  int64_t in = type.getDimSize(1), out = getUnits();
  auto distribution = [&](Attribute attr) {
    auto init = llvm::dyn_cast_if_present<InitializerAttrInterface>(attr);
    if (!init)
      init = TorchUniformAttr::get(getContext());
    return init.getDistribution(in, out);
  };
  SmallVector<StateSpec> states;
  StateSpec weight{"weight",
                   RankedTensorType::get({out, in}, type.getElementType())};
  if (getTied()) {
    weight.type = RankedTensorType::get({in, out}, type.getElementType());
    weight.shared = *getTied();
  }
  weight.distribution = distribution(getWeightInitAttr());
  states.push_back(weight);
  if (!getNoBias()) {
    StateSpec bias{"bias", RankedTensorType::get({out}, type.getElementType())};
    bias.distribution = distribution(getBiasInitAttr());
    states.push_back(bias);
  }
  return states;
}

Value DenseOp::buildPure(PureBuilder &builder) {
  // A tied weight is [in, out] already.
  Value product =
      nn::MatmulOp::create(builder, getLoc(), builder.operand(0),
                           builder.state(0), false, !getTied().has_value());
  if (getNoBias())
    return product;
  return nn::AddOp::create(builder, getLoc(), product, builder.state(1));
}
