//===- MakeStateExplicit.cpp - Layers become functions of states ----------===//
//
// The step from a definition to pure functions: declarations first, then each
// objective twice (training and inference mode) and each entry once. Every
// function takes the states it reads, in declaration order, as leading arguments.
//
//===----------------------------------------------------------------------===//
#include "FunctionBuilder.h"
#include "aec/Transforms/Passes.h"

namespace aec {
#define GEN_PASS_DEF_MAKESTATEEXPLICITPASS
#define GEN_PASS_DEF_VERIFYEXPLICITPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {

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
  FunctionBuilder body(states, model,
                       training ? objective.getTrains() : ArrayAttr(), number);
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
  if (ArrayAttr schedules = minimize.getSchedulesAttr())
    function->setAttr("ae.term_schedules", schedules);
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
  FunctionBuilder body(states, model, /*trained=*/{}, number);
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
