//===- Dense.cpp - ae.dense -----------------------------------------------===//
#include "dialects/AE/AE.h"
#include "dialects/NN/Products.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

/// The size of the last dimension, which the layer maps.
static int64_t featuresOf(RankedTensorType type) {
  return type.getShape().back();
}

LogicalResult DenseOp::inferReturnTypes(MLIRContext *,
                                        std::optional<Location> loc,
                                        Adaptor adaptor,
                                        SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  if (input.getRank() < 2) // dense_c1
    return emitOptionalError(loc, "'ae.dense' op expected an input of rank 2 ",
                             "or more, [batch, ..., features], found ", input);
  int64_t units = adaptor.getUnits();
  if (units < 1) // dense_c2
    return emitOptionalError(
        loc, "'ae.dense' op expected a positive number of units, found ",
        units);
  auto weight =
      RankedTensorType::get({units, featuresOf(input)}, input.getElementType());
  SmallVector<int64_t> shape(input.getShape());
  shape.back() = units;
  types.push_back(RankedTensorType::get(shape, input.getElementType()));
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
  int64_t in = featuresOf(getInput().getType());
  if (static_cast<int64_t>(layer.getUnits()) != in ||
      featuresOf(layerInput) != static_cast<int64_t>(getUnits())) { // dense_c3
    auto diagnostic = emitOpError("maps ")
                      << in << " to " << getUnits()
                      << " features and is tied to a layer that maps "
                      << featuresOf(layerInput) << " to " << layer.getUnits()
                      << "; expected the reverse";
    diagnostic.attachNote(layer.getLoc()) << "the tied layer is here";
    return diagnostic;
  }
  return success();
}

SmallVector<StateSpec> DenseOp::getStates() {
  auto type = getInput().getType();
  int64_t in = featuresOf(type), out = getUnits();
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

/// x: [B, ..., in] times the weight, [out, in], or [in, out] where it is tied.
static Value buildProduct(OpBuilder &builder, Location loc, Value x,
                          Value weight, bool tied) {
  int64_t rank = cast<RankedTensorType>(x.getType()).getRank();
  if (rank == 2)
    return nn::MatmulOp::create(builder, loc, x, weight, false, !tied);
  std::string rows;
  for (int64_t i = 0; i + 1 < rank; ++i)
    rows += static_cast<char>('a' + i);
  nn::Equation equation{rows + "K", tied ? "KN" : "NK", rows + "N"};
  return nn::EinsumOp::create(builder, loc, equation.str(), x, weight);
}

Value DenseOp::buildPure(PureBuilder &builder) {
  Value product = buildProduct(builder, getLoc(), builder.operand(0),
                               builder.state(0), getTied().has_value());
  if (getNoBias())
    return product;
  return nn::AddOp::create(builder, getLoc(), product, builder.state(1));
}
