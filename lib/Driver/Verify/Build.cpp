//===- Build.cpp - A model, compiled for two targets
//-------------------------===//
//
// Both targets go on from one module, in which values are exposed, so that the
// n-th value of one is the n-th of the other.
//
//===----------------------------------------------------------------------===//
#include "Build.h"
#include "../Check/InProcess.h"
#include "aec/Buffers/Attributes.h"
#include "aec/Transforms/Passes.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"

using namespace mlir;
using namespace aec;

Rung aec::commonRung(Target one, Target other) {
  // The reference path fuses nothing.
  bool plain = one == Target::Reference || other == Target::Reference;
  return plain ? Rung::Joint : Rung::Fused;
}

static TargetOptions optionsOf(Target target) {
  TargetOptions options;
  options.target = target;
  options.accumulation = false;
  return options;
}

static LogicalResult
run(ModuleOp module, const VerifyBuildOptions &options,
    llvm::function_ref<LogicalResult(PassManager &)> fill) {
  auto manager = PassManager::on<ModuleOp>(module.getContext());
  if (options.configure && failed(options.configure(manager)))
    return failure();
  return success(succeeded(fill(manager)) && succeeded(manager.run(module)));
}

/// To the common rung, with values exposed.
static LogicalResult prepare(ModuleOp module, Rung to,
                             const VerifyBuildOptions &options) {
  Rung from = rungOf(module);
  if (from > to)
    return mlir::emitError(module.getLoc(),
                           "the file is below the rung that both targets have "
                           "in common, expected a definition");
  if (failed(run(module, options, [&](PassManager &manager) {
        addPhases(manager, from, to, optionsOf(options.targets[0]));
        manager.addPass(createExposeValuesPass());
        return success();
      })))
    return failure();
  for (auto function : module.getOps<func::FuncOp>())
    if (function->hasAttr(kStepOfAttr))
      return success();
  return mlir::emitError(module.getLoc(),
                         "the file has no objective, expected one to verify");
}

/// Drops what is not called; the descriptor wants an evaluation an objective:
/// it is given the step.
static void keepSteps(ModuleOp module) {
  for (auto function :
       llvm::make_early_inc_range(module.getOps<func::FuncOp>())) {
    if (auto name = function->getAttrOfType<StringAttr>(kStepOfAttr))
      function->setAttr(kEvaluateOfAttr, name);
    else if (function->hasAttr(kEntryAttr) ||
             function->hasAttr(kEvaluateOfAttr))
      function.erase();
  }
}

static func::FuncOp valuesOf(ModuleOp module, StringRef objective) {
  return module.lookupSymbol<func::FuncOp>(("values." + objective).str());
}

static LogicalResult lower(ModuleOp module, Rung from, size_t side,
                           const VerifyBuildOptions &options) {
  return run(module, options, [&](PassManager &manager) {
    if (side && !options.seedFault.empty() &&
        failed(parsePassPipeline("aec-seed-fault{" + options.seedFault + "}",
                                 manager)))
      return failure();
    addPhases(manager, from, Rung::Buffers, optionsOf(options.targets[side]));
    return success();
  });
}

FailureOr<VerifiedModel>
aec::buildVerifiedModel(ModuleOp module, const VerifyBuildOptions &options) {
  VerifiedModel result;
  result.rung = commonRung(options.targets[0], options.targets[1]);
  if (failed(prepare(module, result.rung, options)))
    return failure();
  for (auto step : module.getOps<func::FuncOp>())
    if (auto name = step->getAttrOfType<StringAttr>(kStepOfAttr))
      result.objectives.push_back(
          {name.str(),
           describeValues(valuesOf(module, name.getValue()), options.batch),
           {},
           {}});
  for (size_t side : {0, 1}) {
    OwningOpRef<ModuleOp> copy = module.clone();
    if (failed(lower(*copy, result.rung, side, options)))
      return failure();
    // When layouts of states are chosen, which entries have a say in.
    keepSteps(*copy);
    SignatureReader signatures(*copy);
    for (VerifiedObjective &objective : result.objectives) {
      objective.exposed[side] =
          signatures.read(valuesOf(*copy, objective.name));
      objective.step[side] = signatures.read(
          copy->lookupSymbol<func::FuncOp>("step." + objective.name));
    }
    result.code[side] =
        compileAndLoad(*copy, {options.targets[side],
                               options.folder + (side ? "/b.so" : "/a.so"),
                               options.linker, options.configure});
    if (!result.code[side])
      return failure();
  }
  return std::move(result);
}
