//===- Model.cpp - ae.model, ae.input, networks, objectives, entries ------===//
#include "dialects/AE/AE.h"

#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace aec::ae;

/// Arithmetic converts nothing, so a model has one floating-point type.
static LogicalResult verifyOneFloat(ModelOp model) {
  Type known;
  WalkResult result = model.getBody().walk([&](Operation *op) {
    for (Type type : op->getResultTypes()) {
      Type element = getElementTypeOrSelf(type);
      if (!isa<FloatType>(element) || element == known)
        continue;
      if (known) {
        op->emitOpError("expected ") // model_c3
            << known << " as in the rest of the model, found " << type;
        return WalkResult::interrupt();
      }
      known = element;
    }
    return WalkResult::advance();
  });
  return failure(result.wasInterrupted());
}

/// MLIR keeps what it does not know in braces: `{alpha = 0.2}` of an op whose
/// number is called slope would be a model with other numbers than it says.
static LogicalResult verifyKnownNumbers(ModelOp model) {
  auto result = model.walk([](Operation *op) {
    for (NamedAttribute attr : op->getDiscardableAttrs()) {
      if (attr.getName().strref().contains('.')) // of a pass
        continue;
      InFlightDiagnostic error = op->emitOpError("has no '") // model_c4
                                 << attr.getName().strref() << "'";
      ArrayRef<StringAttr> names = op->getName().getAttributeNames();
      if (!names.empty())
        error << "; what it has is ";
      llvm::interleaveComma(names, error,
                            [&](StringAttr name) { error << name.strref(); });
      return WalkResult::interrupt();
    }
    return WalkResult::advance();
  });
  return failure(result.wasInterrupted());
}

LogicalResult ModelOp::verifyRegions() {
  if (getBody().getOps<ObjectiveOp>().empty()) // model_c1
    return emitOpError("has no ae.objective and trains nothing");
  for (auto [name, value] : {std::pair("epochs", getEpochs()),
                             std::pair("batch_size", getBatchSize())})
    if (value && static_cast<int64_t>(*value) < 1) // model_c2
      return emitOpError("expected ")
             << name << " of 1 or more, found " << static_cast<int64_t>(*value);
  return failure(failed(verifyOneFloat(*this)) ||
                 failed(verifyKnownNumbers(*this)));
}

LogicalResult InputOp::verify() {
  if (getScale() && !(getScale()->convertToDouble() > 0)) // input_c1
    return emitOpError("expected scale > 0, found ")
           << getScale()->convertToDouble();
  auto type = cast<RankedTensorType>(getType());
  if (!aec::nn::hasBatch(type))
    return emitOpError("expected the batch '?' as the first dimension, found ")
           << type;
  if (llvm::any_of(type.getShape().drop_front(), ShapedType::isDynamic))
    return emitOpError("expected fixed sizes behind the batch, found ") << type;
  if (failed(aec::nn::checkSize(getLoc(), getOperationName(), type)))
    return failure();
  if (getNormalize() && !isa<FloatType>(type.getElementType())) // input_c3
    return emitOpError("expected f32 or f64 values to normalize, found ")
           << type;
  if (getClasses() && !isa<IntegerType>(type.getElementType())) // input_c5
    return emitOpError("expected integers where classes are counted, found ")
           << type;
  if (getClasses() && static_cast<int64_t>(*getClasses()) < 1) // input_c5
    return emitOpError("expected 1 class or more, found ")
           << static_cast<int64_t>(*getClasses());
  // A sample's own norm is gone when results are mapped back.
  if (getNormalize() == NormalizeMethod::Unit) // input_c4
    return emitOpError("cannot be normalized by unit, which is not mapped "
                       "back; write ae.normalize in a network");
  if (!getPicture())
    return success();
  int64_t elements = 1, pixels = 1;
  for (int64_t size : type.getShape().drop_front())
    elements *= size;
  ArrayRef<int64_t> picture = *getPicture();
  for (int64_t size : picture)
    pixels = size > 0 && pixels <= elements ? pixels * size : 0;
  bool shaped = picture.size() == 2 || picture.size() == 3;
  if (!shaped || pixels != elements) // input_c2
    return emitOpError("expected a picture [height, width] or [channels, "
                       "height, width] of ")
           << elements << " elements, found [" << picture << "]";
  return success();
}

/// Bodies end with their terminator and take tensors led by the batch.
template <typename Terminator, typename BodyOp>
static LogicalResult verifyBody(BodyOp op, StringRef terminator) {
  Block &block = op.getBody().front();
  if (block.empty() || !isa<Terminator>(block.back()))
    return op.emitOpError("expected ") << terminator << " at its end";
  for (auto [i, type] : llvm::enumerate(block.getArgumentTypes())) {
    auto tensor = dyn_cast<RankedTensorType>(type);
    if (!tensor || tensor.getRank() == 0 || !tensor.isDynamicDim(0) ||
        llvm::any_of(tensor.getShape().drop_front(), ShapedType::isDynamic))
      return op.emitOpError("expected argument %")
             << op.getArgumentName(i)
             << " to be a tensor with the batch '?' as its first and only "
                "open dimension, found "
             << type;
    if (failed(aec::nn::checkSize(op.getLoc(), op.getOperationName(), tensor)))
      return failure();
  }
  return success();
}

LogicalResult NetworkOp::verifyRegions() {
  return verifyBody<ReturnOp>(*this, "ae.return"); // network_c1
}
LogicalResult EntryOp::verifyRegions() {
  return verifyBody<ReturnOp>(*this, "ae.return"); // entry_c1
}
LogicalResult ObjectiveOp::verifyRegions() {
  return verifyBody<MinimizeOp>(*this, "ae.minimize"); // objective_c3
}

LogicalResult ObjectiveOp::verify() {
  if (getTrains().empty()) // objective_c1
    return emitOpError("trains no network; name at least one behind `trains`");
  if (getEvery() && static_cast<int64_t>(*getEvery()) < 1) // objective_c5
    return emitOpError("expected every 1 or more batches, found ")
           << static_cast<int64_t>(*getEvery());
  auto optimizer = dyn_cast<OptimizerAttrInterface>(getOptimizer());
  if (!optimizer) // objective_c4
    return emitOpError("expected an optimizer such as #ae.adam behind `with`, "
                       "found ")
           << getOptimizer();
  return optimizer.check([&] { return emitOpError(); });
}

LogicalResult ObjectiveOp::verifySymbolUses(SymbolTableCollection &symbols) {
  llvm::SmallPtrSet<Attribute, 4> seen;
  for (auto ref : getTrains().getAsRange<FlatSymbolRefAttr>()) {
    if (!symbols.lookupNearestSymbolFrom<NetworkOp>(*this, ref)) // objective_c2
      return emitOpError("trains missing network ") << ref;
    if (!seen.insert(ref).second) // objective_c2
      return emitOpError("trains ") << ref << " twice";
  }
  return success();
}

LogicalResult ReturnOp::verify() {
  if (getValues().empty()) // return_c1
    return emitOpError("expected at least one value");
  return success();
}

LogicalResult MinimizeOp::verify() {
  llvm::SmallPtrSet<Attribute, 4> seen;
  for (auto [i, term] : llvm::enumerate(getTerms())) {
    auto type = cast<RankedTensorType>(term.getType());
    if (type.getRank() > 1 || (type.getRank() == 1 && !type.isDynamicDim(0)))
      return emitOpError("expected term ") // minimize_c1
             << getNames()[i]
             << " to be a value a sample, tensor<?xf32>, or a scalar, found "
             << type;
    if (cast<StringAttr>(getNames()[i]).empty()) // minimize_c4
      return emitOpError("expected a name for term ")
             << i + 1 << ", found \"\"; it is what logs call the term, such "
             << "as \"reconstruction\"";
    if (!seen.insert(getNames()[i]).second) // minimize_c2
      return emitOpError("names two terms ") << getNames()[i];
    Attribute schedule = getSchedules() ? (*getSchedules())[i] : Attribute();
    if (!schedule || isa<UnitAttr>(schedule))
      continue;
    auto known = dyn_cast<ScheduleAttrInterface>(schedule);
    if (!known)
      return emitOpError("expected a schedule such as #ae.warmup for term ")
             << getNames()[i] << ", found " << schedule; // minimize_c3
    if (failed(known.check([&] { return emitOpError(); })))
      return failure();
  }
  return success();
}
