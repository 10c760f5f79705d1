//===- MakeStateExplicit.cpp - Layers become functions of states ----------===//
//
// The step from a definition to pure functions. Every function takes the states
// it reads, in declaration order, as leading arguments. Networks are inlined
// rather than called: the step is one function, and fusion must see through
// networks.
//
//===----------------------------------------------------------------------===//
#include "ModelStates.h"
#include "aec/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringSet.h"

namespace aec {
#define GEN_PASS_DEF_MAKESTATEEXPLICITPASS
#define GEN_PASS_DEF_VERIFYEXPLICITPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {

/// Builds one function out of the body of an objective or entry.
class FunctionBuilder {
public:
  /// `number` tells the draws of this body from those of others; `trained` are
  /// the networks whose states may change.
  FunctionBuilder(ModelStates &states, ae::ModelOp model, bool training,
                  int64_t number, ArrayAttr trained = {})
      : states(states), model(model), builder(model.getContext()),
        training(training), nextStream(number << 16) {
    if (trained)
      for (auto network : trained.getAsRange<FlatSymbolRefAttr>())
        moved.insert(network.getValue());
  }

  /// Creates the function at the end of `module`, all but its results: `body`
  /// without its terminator. Null where a layer cannot be made explicit.
  func::FuncOp build(ModuleOp module, StringRef name, Block &body,
                     ArrayRef<StringRef> argNames, Location loc);
  /// Ends the function with the values of `results` and the states' updates.
  void finish(func::FuncOp function, ValueRange results);
  Value lookup(Value value) { return mapping.lookup(value); }
  /// States the function reads, in order.
  ArrayRef<StringRef> usedStates() const { return used.getArrayRef(); }

private:
  void collect(Block &body);
  void createArguments(func::FuncOp function, Block &body,
                       ArrayRef<StringRef> argNames);
  LogicalResult emit(Block &body, IRMapping &map);
  LogicalResult emitLayer(ae::LayerOpInterface layer, IRMapping &map);
  LogicalResult emitApply(ae::ApplyOp apply, IRMapping &map);
  SmallVector<Value> valuesOf(ArrayRef<StringRef> names) const;
  Value marked(Type type, StringRef attr);
  Value batchArgument();
  ae::DrawKey nextKey();
  SmallVector<StringRef> weightsFor(ae::WeightReaderOpInterface reader);

  ModelStates &states;
  ae::ModelOp model;
  OpBuilder builder;
  bool training;
  llvm::StringSet<> moved;
  int64_t nextStream;
  llvm::SetVector<StringRef> used;
  llvm::StringMap<Value> values;
  llvm::MapVector<StringRef, Value> updates;
  IRMapping mapping;
};

ae::NetworkOp networkOf(ae::ModelOp model, ae::ApplyOp apply) {
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
          !training, like};
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
  ae::PureBuilder pure(builder, operands, stateValues, training, key);
  map.map(layer->getResult(0), layer.buildPure(pure));
  for (auto [name, update] : llvm::zip_equal(names, pure.getUpdates()))
    // Running statistics of a network that is not trained stay as they are.
    if (update && moved.contains(states.ownerOf(name)))
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

/// Turns one model into declarations and functions of its module.
class ModelLowering {
public:
  ModelLowering(ae::ModelOp model, ModuleOp module)
      : model(model), module(module), builder(model.getContext()),
        states(model, module) {}

  LogicalResult run() {
    if (failed(states.declare()))
      return failure();
    int64_t number = 0;
    for (auto objective : model.getOps<ae::ObjectiveOp>()) {
      for (bool training : {true, false})
        if (failed(buildObjective(objective, training, number)))
          return failure();
      ++number;
    }
    for (auto entry : model.getOps<ae::EntryOp>())
      if (failed(buildEntry(entry, number++)))
        return failure();
    module->setAttr("ae.model", model.getSymNameAttr());
    if (IntegerAttr epochs = model.getEpochsAttr())
      module->setAttr("ae.epochs", epochs);
    if (IntegerAttr batch = model.getBatchSizeAttr())
      module->setAttr("ae.batch_size", batch);
    model.erase();
    return success();
  }

private:
  template <typename BodyOp> SmallVector<StringRef> argNames(BodyOp op) {
    return llvm::map_to_vector(
        op.getArgNames().template getAsRange<StringAttr>(),
        [](StringAttr name) { return name.getValue(); });
  }

  LogicalResult buildObjective(ae::ObjectiveOp objective, bool training,
                               int64_t number);
  /// What `info` prints of an objective: "encoder, decoder with #ae.adam".
  StringAttr trainingText(ae::ObjectiveOp objective);
  FailureOr<ArrayAttr> trainedStates(ae::ObjectiveOp objective,
                                     ArrayRef<StringRef> used);
  LogicalResult buildEntry(ae::EntryOp entry, int64_t number);

  ae::ModelOp model;
  ModuleOp module;
  Builder builder;
  ModelStates states;
};

FailureOr<ArrayAttr> ModelLowering::trainedStates(ae::ObjectiveOp objective,
                                                  ArrayRef<StringRef> used) {
  SmallVector<Attribute> trained;
  for (auto ref : objective.getTrains().getAsRange<FlatSymbolRefAttr>()) {
    SmallVector<StringRef> parameters = states.parametersOf(ref.getValue());
    if (parameters.empty())
      return objective.emitOpError("trains ")
             << ref << ", which has no parameters";
    llvm::erase_if(parameters, [&](StringRef name) {
      return !llvm::is_contained(used, name);
    });
    if (parameters.empty())
      return objective.emitOpError("trains ") << ref << " and never applies it";
    for (StringRef name : parameters)
      trained.push_back(builder.getStringAttr(name));
  }
  return builder.getArrayAttr(trained);
}

StringAttr ModelLowering::trainingText(ae::ObjectiveOp objective) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  llvm::interleaveComma(
      objective.getTrains().getAsRange<FlatSymbolRefAttr>(), stream,
      [&](FlatSymbolRefAttr network) { stream << network.getValue(); });
  stream << " with " << objective.getOptimizer();
  return builder.getStringAttr(text);
}

LogicalResult ModelLowering::buildObjective(ae::ObjectiveOp objective,
                                            bool training, int64_t number) {
  FunctionBuilder body(states, model, training, number, objective.getTrains());
  std::string name =
      ((training ? "objective." : "evaluate.") + objective.getSymName()).str();
  Block &source = objective.getBody().front();
  func::FuncOp function =
      body.build(module, name, source, argNames(objective), objective.getLoc());
  if (!function)
    return failure();
  auto minimize = cast<ae::MinimizeOp>(source.getTerminator());
  body.finish(function, llvm::map_to_vector(minimize.getTerms(), [&](Value v) {
                return body.lookup(v);
              }));
  function->setAttr(training ? "ae.objective" : "ae.evaluate_of",
                    objective.getSymNameAttr());
  function->setAttr("ae.terms", minimize.getNames());
  function->setAttr("ae.weights", minimize.getWeights());
  if (!training)
    return success();
  FailureOr<ArrayAttr> trained = trainedStates(objective, body.usedStates());
  if (failed(trained))
    return failure();
  function->setAttr("ae.trains", *trained);
  function->setAttr("ae.optimizer", objective.getOptimizer());
  function->setAttr("ae.training", trainingText(objective));
  if (IntegerAttr every = objective.getEveryAttr())
    function->setAttr("ae.every", every);
  return success();
}

LogicalResult ModelLowering::buildEntry(ae::EntryOp entry, int64_t number) {
  FunctionBuilder body(states, model, /*training=*/false, number);
  Block &source = entry.getBody().front();
  func::FuncOp function = body.build(module, entry.getSymName(), source,
                                     argNames(entry), entry.getLoc());
  if (!function)
    return failure();
  ValueRange values = source.getTerminator()->getOperands();
  body.finish(function, llvm::map_to_vector(
                            values, [&](Value v) { return body.lookup(v); }));
  function->setAttr("ae.entry", entry.getSymNameAttr());
  // Results shaped like the data are in its units, but for a latent or score.
  auto objective = *model.getOps<ae::ObjectiveOp>().begin();
  if (objective.getBody().getNumArguments() == 0 ||
      entry.getSymName() == "encode" || entry.getSymName() == "score")
    return success();
  Type data = objective.getBody().getArgument(0).getType();
  for (auto [i, value] : llvm::enumerate(values))
    if (value.getType() == data)
      function.setResultAttr(
          i, "ae.target", builder.getStringAttr(objective.getArgumentName(0)));
  return success();
}

struct MakeStateExplicit
    : aec::impl::MakeStateExplicitPassBase<MakeStateExplicit> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    SmallVector<ae::ModelOp> models(module.getOps<ae::ModelOp>());
    if (models.size() > 1) {
      auto diagnostic = models[1].emitError()
                        << "is a second model; choose one with --model";
      diagnostic.attachNote(models[0].getLoc()) << "the first is here";
      return signalPassFailure();
    }
    for (ae::ModelOp model : models)
      if (failed(ModelLowering(model, module).run()))
        return signalPassFailure();
  }
};

struct VerifyExplicit : aec::impl::VerifyExplicitPassBase<VerifyExplicit> {
  void runOnOperation() override {
    // The model itself is named before what is in it.
    auto check = [](Operation *op) {
      bool declaration = isa<ae::StateOp, ae::InputOp, ae::NormalizerOp>(op);
      if (!isa_and_present<ae::AEDialect>(op->getDialect()) || declaration)
        return WalkResult::advance();
      op->emitOpError("is left behind the explicit phase");
      return WalkResult::interrupt();
    };
    if (getOperation().walk<WalkOrder::PreOrder>(check).wasInterrupted())
      signalPassFailure();
  }
};

} // namespace
