//===- FunctionBuilder.cpp - One pure function of a model -----------------===//
#include "FunctionBuilder.h"

using namespace mlir;
using namespace aec;

static ae::NetworkOp networkOf(ae::ModelOp model, ae::ApplyOp apply) {
  return model.lookupSymbol<ae::NetworkOp>(apply.getCallee());
}

SmallVector<StringRef>
FunctionBuilder::weightsFor(ae::WeightReaderOpInterface reader) {
  SmallVector<StringRef> names;
  for (auto ref : reader.getNetworks().getAsRange<FlatSymbolRefAttr>())
    names.append(states.weightsOf(ref.getValue()));
  return names;
}

void FunctionBuilder::collect(Block &body) {
  for (Operation &op : body) {
    if (auto layer = dyn_cast<ae::LayerOpInterface>(op))
      used.insert_range(states.statesOf(layer));
    else if (auto reader = dyn_cast<ae::WeightReaderOpInterface>(op))
      used.insert_range(weightsFor(reader));
    else if (auto apply = dyn_cast<ae::ApplyOp>(op))
      collect(networkOf(model, apply).getBody().front());
  }
}

SmallVector<Value> FunctionBuilder::valuesOf(ArrayRef<StringRef> names) const {
  return llvm::map_to_vector(names,
                             [&](StringRef name) { return values.at(name); });
}

void FunctionBuilder::createArguments(func::FuncOp function, Block &body,
                                      ArrayRef<StringRef> argNames) {
  for (StringRef name : used) {
    unsigned i = function.getNumArguments();
    DictionaryAttr attrs = builder.getDictionaryAttr(
        builder.getNamedAttr("ae.state", builder.getStringAttr(name)));
    (void)function.insertArgument(i, states.typeOf(name), attrs,
                                  function.getLoc());
    values[name] = function.getArgument(i);
  }
  for (auto [arg, name] : llvm::zip_equal(body.getArguments(), argNames)) {
    unsigned i = function.getNumArguments();
    bool isInput = static_cast<bool>(states.inputFor(name, arg.getType()));
    DictionaryAttr attrs = builder.getDictionaryAttr(builder.getNamedAttr(
        isInput ? "ae.input" : "ae.argument", builder.getStringAttr(name)));
    (void)function.insertArgument(i, arg.getType(), attrs, arg.getLoc());
    mapping.map(arg, function.getArgument(i));
  }
}

func::FuncOp FunctionBuilder::build(ModuleOp module, StringRef name,
                                    Block &body, ArrayRef<StringRef> argNames,
                                    Location loc) {
  collect(body);
  llvm::SmallVector<StringRef> order = used.takeVector();
  llvm::sort(order, [&](StringRef a, StringRef b) {
    return states.positionOf(a) < states.positionOf(b);
  });
  used.insert_range(order);
  builder.setInsertionPointToEnd(module.getBody());
  auto function =
      func::FuncOp::create(builder, loc, name, builder.getFunctionType({}, {}));
  function.addEntryBlock();
  createArguments(function, body, argNames);
  builder.setInsertionPointToEnd(&function.getBody().front());
  if (failed(emit(body, mapping)))
    return {};
  return function;
}

LogicalResult FunctionBuilder::emit(Block &body, IRMapping &map) {
  for (Operation &op : body.without_terminator()) {
    if (auto layer = dyn_cast<ae::LayerOpInterface>(op)) {
      if (failed(emitLayer(layer, map)))
        return failure();
    } else if (auto apply = dyn_cast<ae::ApplyOp>(op)) {
      if (failed(emitApply(apply, map)))
        return failure();
    } else if (auto reader = dyn_cast<ae::WeightReaderOpInterface>(op)) {
      SmallVector<Value> weights = valuesOf(weightsFor(reader));
      if (weights.empty())
        return op.emitOpError("reads networks that have no weights");
      map.map(op.getResult(0), reader.buildFromWeights(builder, weights));
    } else {
      builder.clone(op, map);
    }
  }
  return success();
}

/// The function's argument with the unit attribute `attr`, added where it is
/// missing.
Value FunctionBuilder::marked(Type type, StringRef attr) {
  auto function = cast<func::FuncOp>(builder.getBlock()->getParentOp());
  unsigned count = function.getNumArguments();
  for (unsigned i = 0; i < count; ++i)
    if (function.getArgAttr(i, attr))
      return function.getArgument(i);
  DictionaryAttr attrs = builder.getDictionaryAttr(
      builder.getNamedAttr(attr, builder.getUnitAttr()));
  (void)function.insertArgument(count, type, attrs, function.getLoc());
  return function.getArgument(count);
}

/// A tensor with the batch; without another, one that is nothing else.
Value FunctionBuilder::batchArgument() {
  auto function = cast<func::FuncOp>(builder.getBlock()->getParentOp());
  for (BlockArgument argument : function.getArguments())
    if (isa<RankedTensorType>(argument.getType()) &&
        nn::hasBatch(argument.getType()))
      return argument;
  return marked(
      RankedTensorType::get({ShapedType::kDynamic}, builder.getI32Type()),
      "ae.rows");
}

/// Training draws by the step. What is computed without training does not
/// depend on how rows are split into calls.
ae::DrawKey FunctionBuilder::nextKey() {
  Type type = builder.getI64Type();
  Value like = batchArgument();
  return {marked(type, "ae.seed"), marked(type, "ae.step"), nextStream++,
          !trained, like};
}

LogicalResult FunctionBuilder::emitLayer(ae::LayerOpInterface layer,
                                         IRMapping &map) {
  SmallVector<Value> operands = llvm::map_to_vector(
      layer->getOperands(), [&](Value operand) { return map.lookup(operand); });
  SmallVector<StringRef> names = states.statesOf(layer);
  if (layer.getFit()) {
    auto argument = dyn_cast<BlockArgument>(operands.front());
    auto function = cast<func::FuncOp>(builder.getBlock()->getParentOp());
    StringAttr input;
    if (argument && argument.getOwner() == &function.getBody().front())
      input = function.getArgAttrOfType<StringAttr>(argument.getArgNumber(),
                                                    "ae.input");
    if (!input)
      return layer->emitOpError("is fitted on the training data and is "
                                "applied to something that is not an input "
                                "of the model");
    if (failed(states.declareFit(layer, input.getValue())))
      return failure();
  }
  SmallVector<Value> stateValues = valuesOf(names);
  auto key = [&] { return nextKey(); };
  bool training = trained != nullptr;
  ae::PureBuilder pure(builder, operands, stateValues, training, key);
  map.map(layer->getResults(), layer.buildResults(pure));
  auto network = layer->getParentOfType<ae::NetworkOp>();
  bool moves = training && network &&
               llvm::is_contained(
                   trained, FlatSymbolRefAttr::get(network.getSymNameAttr()));
  for (auto [name, update] : llvm::zip_equal(names, pure.getUpdates()))
    if (update && moves)
      values[name] = updates[name] = update;
  builder.setInsertionPointToEnd(builder.getBlock());
  return success();
}

LogicalResult FunctionBuilder::emitApply(ae::ApplyOp apply, IRMapping &map) {
  Block &body = networkOf(model, apply).getBody().front();
  // A network may be applied several times: each has a mapping of its own.
  IRMapping inner;
  for (auto [arg, operand] :
       llvm::zip_equal(body.getArguments(), apply.getOperands()))
    inner.map(arg, map.lookup(operand));
  if (failed(emit(body, inner)))
    return failure();
  for (auto [result, value] :
       llvm::zip_equal(apply.getResults(), body.getTerminator()->getOperands()))
    map.map(result, inner.lookup(value));
  return success();
}

void FunctionBuilder::finish(func::FuncOp function, ValueRange results) {
  SmallVector<Value> operands(results);
  SmallVector<DictionaryAttr> attrs(results.size(),
                                    builder.getDictionaryAttr({}));
  for (auto &[name, value] : updates) {
    operands.push_back(value);
    attrs.push_back(builder.getDictionaryAttr(
        builder.getNamedAttr("ae.state", builder.getStringAttr(name))));
  }
  func::ReturnOp::create(builder, function.getLoc(), operands);
  function.setFunctionType(builder.getFunctionType(
      function.getArgumentTypes(), ValueRange(operands).getTypes()));
  function.setAllResultAttrs(attrs);
}
