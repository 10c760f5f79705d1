//===- FlattenedDimension.cpp - Who shares the order of a flattened image -===//
#include "FlattenedDimension.h"
#include "TensorTypes.h"
#include "dialects/NN/Image.h"
#include "dialects/NN/Random.h"

using namespace mlir;
using namespace aec;

//===--- borders ----------------------------------------------------------===//

std::optional<FlatBorder> FlatBorder::get(Operation *op) {
  if (!isa<nn::ReshapeOp, nn::FlattenOp>(op))
    return std::nullopt;
  RankedTensorType from = typeOf(op->getOperand(0)),
                   to = typeOf(op->getResult(0));
  if (!nn::hasBatch(from) || !nn::hasBatch(to))
    return std::nullopt;
  if (from.getRank() > 2 && to.getRank() == 2)
    return FlatBorder{op, true};
  if (from.getRank() == 2 && to.getRank() > 2)
    return FlatBorder{op, false};
  return std::nullopt;
}

/// Sizes above 1, which a reshape between images and signals keeps.
static SmallVector<int64_t> sizesAboveOne(Value value) {
  SmallVector<int64_t> sizes(typeOf(value).getShape());
  llvm::erase(sizes, 1);
  return sizes;
}

bool FlatBorder::isOfImage() const {
  llvm::SetVector<Value> values;
  values.insert(image());
  for (size_t at = 0; at < values.size(); ++at) {
    SmallVector<Operation *> ops(values[at].getUsers());
    if (Operation *source = values[at].getDefiningOp())
      ops.push_back(source);
    for (Operation *next : ops) {
      if (isa<nn::ImageOpInterface>(next))
        return true;
      if (!isa<nn::ElementwiseOpInterface, nn::ReshapeOp>(next))
        continue;
      SmallVector<int64_t> sizes = sizesAboveOne(values[at]);
      auto isSame = [&](Value value) {
        return typeOf(value) && typeOf(value).getRank() > 2 &&
               nn::hasBatch(value.getType()) && sizesAboveOne(value) == sizes;
      };
      for (auto list :
           {ValueRange(next->getOperands()), ValueRange(next->getResults())})
        for (Value value : list)
          if (isSame(value))
            values.insert(value);
    }
  }
  return false;
}

//===--- states -----------------------------------------------------------===//

StateArguments::StateArguments(ModuleOp module) {
  for (auto function : module.getOps<func::FuncOp>()) {
    if (function.isDeclaration())
      continue;
    for (BlockArgument argument : function.getArguments())
      if (auto state = function.getArgAttrOfType<StringAttr>(
              argument.getArgNumber(), "ae.state"))
        values[state].push_back(argument);
    Operation *end = function.getBody().front().getTerminator();
    for (OpOperand &operand : end->getOpOperands())
      if (auto state = function.getResultAttrOfType<StringAttr>(
              operand.getOperandNumber(), "ae.state"))
        values[state].push_back(operand.get());
  }
}

void FlattenedDimension::addState(StringAttr state, int64_t dim) {
  if (!states.insert({state, dim}))
    return;
  auto all = arguments.values.find(state);
  if (all != arguments.values.end())
    for (Value value : all->second)
      add(value, dim);
}

//===--- growing ----------------------------------------------------------===//

bool FlattenedDimension::decline(const Twine &why) {
  if (reason.empty())
    reason = why.str();
  return false;
}

bool FlattenedDimension::hasOrder() const {
  int64_t pixels = 1;
  for (int64_t size : ArrayRef(image).drop_front())
    pixels *= size;
  return image.front() > 1 && pixels > 1;
}

bool FlattenedDimension::addBorder(const FlatBorder &border) {
  if (llvm::any_of(borders, [&](const FlatBorder &known) {
        return known.op == border.op;
      }))
    return true;
  ArrayRef<int64_t> sizes = typeOf(border.image()).getShape().drop_front();
  if (image.empty())
    image.assign(sizes.begin(), sizes.end());
  borders.push_back(border);
  add(border.flat(), 1);
  if (sizes != ArrayRef(image))
    return decline("it is read as images of two shapes");
  return border.isOfImage() || decline("it is no image elsewhere");
}

bool FlattenedDimension::grow(const FlatBorder &seed) {
  bool agrees = addBorder(seed);
  // On after the first disagreement, so that all borders are known.
  for (size_t at = 0; at < places.size(); ++at) {
    auto [value, dim] = places[at];
    agrees &= follow(value, dim);
  }
  return agrees;
}

bool FlattenedDimension::follow(Value value, int64_t dim) {
  bool agrees = true;
  if (auto argument = dyn_cast<BlockArgument>(value))
    agrees &= followArgument(argument, dim);
  else
    agrees &= link(value.getDefiningOp(), value, dim);
  for (OpOperand &use : value.getUses())
    agrees &= isa<func::ReturnOp>(use.getOwner())
                  ? followReturn(use, dim)
                  : link(use.getOwner(), value, dim);
  return agrees;
}

bool FlattenedDimension::followArgument(BlockArgument argument, int64_t dim) {
  auto function = dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp());
  auto state = function ? function.getArgAttrOfType<StringAttr>(
                              argument.getArgNumber(), "ae.state")
                        : StringAttr();
  if (!state)
    return decline("it meets an input, which lies as its file does");
  addState(state, dim);
  return true;
}

bool FlattenedDimension::followReturn(OpOperand &use, int64_t dim) {
  auto function = use.getOwner()->getParentOfType<func::FuncOp>();
  auto state = function.getResultAttrOfType<StringAttr>(use.getOperandNumber(),
                                                        "ae.state");
  if (!state)
    return decline("@" + function.getName() + " gives it to the user");
  addState(state, dim);
  return true;
}

//===--- what ops link ----------------------------------------------------===//

bool FlattenedDimension::link(Operation *op, Value value, int64_t dim) {
  if (std::optional<FlatBorder> border = FlatBorder::get(op);
      border && border->flat() == value)
    return addBorder(*border);
  // Draws are by the place of an element.
  if (isa<nn::UniformOp, nn::NormalOp>(op))
    return decline(op->getName().getStringRef() + " knows its order");
  if (isa<nn::ElementwiseOpInterface>(op))
    return linkElementwise(op, value, dim);
  if (isa<nn::ReductionOpInterface>(op))
    return linkReduction(op, value, dim);
  if (isa<nn::ContractionOpInterface>(op))
    return linkProduct(op, value, dim);
  // Reads sizes alone.
  if (isa<nn::CountOp>(op))
    return true;
  return decline(op->getName().getStringRef() + " knows its order");
}

/// Dimensions correspond from the last one on.
bool FlattenedDimension::linkElementwise(Operation *op, Value value,
                                         int64_t dim) {
  int64_t behind = typeOf(value).getRank() - dim;
  int64_t size = typeOf(value).getDimSize(dim);
  for (auto list :
       {ValueRange(op->getOperands()), ValueRange(op->getResults())})
    for (Value other : list) {
      RankedTensorType type = typeOf(other);
      if (type && type.getRank() >= behind &&
          type.getDimSize(type.getRank() - behind) == size)
        add(other, type.getRank() - behind);
    }
  return true;
}

bool FlattenedDimension::linkReduction(Operation *op, Value value,
                                       int64_t dim) {
  SmallVector<int64_t> reduced =
      cast<nn::ReductionOpInterface>(op).getReducedDims();
  if (!op->hasAttr("dims"))
    return decline(op->getName().getStringRef() + " knows its order");
  bool keeps = op->hasAttr("keep");
  int64_t at = 0;
  for (int64_t from : llvm::seq(typeOf(op->getOperand(0)).getRank())) {
    bool gone = llvm::is_contained(reduced, from);
    int64_t to = gone && !keeps ? -1 : at++;
    if (from == dim && value == op->getOperand(0) && !gone)
      add(op->getResult(0), to);
    if (to == dim && value == op->getResult(0) && !gone)
      add(op->getOperand(0), from);
  }
  return true;
}

/// [B, k] times a matrix that is [k, n] or [n, k] is [B, n].
bool FlattenedDimension::linkProduct(Operation *op, Value value, int64_t dim) {
  Value lhs = op->getOperand(0), rhs = op->getOperand(1),
        result = op->getResult(0);
  for (Value operand : {lhs, rhs, result})
    if (typeOf(operand).getRank() != 2 ||
        nn::hasBatch(operand.getType()) != (operand != rhs))
      return decline("it meets another product than a layer's");
  bool swapped = cast<nn::ContractionOpInterface>(op).readsTransposed(1);
  int64_t inner = swapped ? 1 : 0;
  if (value == lhs)
    add(rhs, inner);
  if (value == result)
    add(rhs, 1 - inner);
  if (value == rhs)
    add(dim == inner ? lhs : result, 1);
  return true;
}
