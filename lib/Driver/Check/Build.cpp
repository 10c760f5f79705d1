//===- Build.cpp - A definition, compiled to be checked -------------------===//
#include "Build.h"
#include "../ElementType.h"
#include "InProcess.h"
#include "aec/Buffers/Attributes.h"
#include "aec/Transforms/Passes.h"
#include "dialects/AE/AE.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"

using namespace mlir;
using namespace aec;

static LogicalResult
run(ModuleOp module, const CheckBuildOptions &options,
    llvm::function_ref<LogicalResult(PassManager &)> fill) {
  auto manager = PassManager::on<ModuleOp>(module.getContext());
  if (options.configure && failed(options.configure(manager)))
    return failure();
  return success(succeeded(fill(manager)) && succeeded(manager.run(module)));
}

LogicalResult aec::prepareCheck(ModuleOp module,
                                const CheckBuildOptions &options) {
  Rung rung = rungOf(module);
  if (rung > Rung::Explicit)
    return mlir::emitError(
        module.getLoc(),
        "the file is below the explicit rung, expected a definition or its "
        "explicit rung: gradients are taken there");
  bool objectives = rung == Rung::Definition;
  for (auto function : module.getOps<func::FuncOp>())
    objectives |= function->hasAttr("ae.objective");
  if (!objectives)
    return mlir::emitError(module.getLoc(),
                           "the file has no objective, expected one to check");
  return run(module, options, [&](PassManager &manager) {
    addPhases(manager, rung, Rung::Explicit, {});
    manager.addPass(createBuildGradientCheckPass());
    return success();
  });
}

static LogicalResult lower(ModuleOp module, const CheckBuildOptions &options) {
  TargetOptions target;
  target.target = options.target;
  target.accumulation = false;
  return run(module, options, [&](PassManager &manager) {
    addPhases(manager, Rung::Explicit, Rung::Joint, target);
    if (!options.seedFault.empty() &&
        failed(parsePassPipeline("aec-seed-fault{" + options.seedFault + "}",
                                 manager)))
      return failure();
    addPhases(manager, Rung::Joint, Rung::Buffers, target);
    return success();
  });
}

static std::vector<int64_t> gradientsOf(const SignatureReader &signatures,
                                        func::FuncOp function) {
  std::vector<int64_t> result;
  for (unsigned at = 0; at < function.getNumArguments(); ++at)
    if (auto name = function.getArgAttrOfType<StringAttr>(at, "ae.gradient"))
      result.push_back(signatures.state(name.getValue()));
  return result;
}

static std::vector<CheckedObjective> objectivesOf(ModuleOp module) {
  SignatureReader signatures(module);
  std::vector<CheckedObjective> result;
  for (auto step : module.getOps<func::FuncOp>()) {
    auto name = step->getAttrOfType<StringAttr>(kStepOfAttr);
    if (!name)
      continue;
    auto loss =
        module.lookupSymbol<func::FuncOp>(("loss." + name.getValue()).str());
    auto gradient = module.lookupSymbol<func::FuncOp>(
        ("gradient." + name.getValue()).str());
    if (!loss || !gradient)
      continue;
    result.push_back({name.str(), signatures.read(loss),
                      signatures.read(gradient), signatures.read(step),
                      gradientsOf(signatures, gradient)});
  }
  return result;
}

/// Drops what a check does not call, which is half of a model's code: entries,
/// evaluations, and the losses alone where they have no f64. The descriptor
/// wants an evaluation an objective: it is given the step.
static void keepChecked(ModuleOp module, bool losses) {
  for (auto function :
       llvm::make_early_inc_range(module.getOps<func::FuncOp>())) {
    if (auto name = function->getAttrOfType<StringAttr>(kStepOfAttr))
      function->setAttr(kEvaluateOfAttr, name);
    else if (function->hasAttr(kEntryAttr) ||
             function->hasAttr(kEvaluateOfAttr) ||
             (!losses && function.getName().starts_with("loss.")))
      function.erase();
  }
}

FailureOr<CheckedModel>
aec::buildCheckedModel(ModuleOp prepared, const CheckBuildOptions &options) {
  OwningOpRef<ModuleOp> module = prepared.clone();
  if (options.f64)
    widenToF64(*module);
  if (failed(lower(*module, options)))
    return failure();
  CheckedModel result;
  result.objectives = objectivesOf(*module);
  keepChecked(*module, /*losses=*/options.f64);
  result.code = compileAndLoad(
      *module,
      {options.target, options.folder + (options.f64 ? "/f64.so" : "/f32.so"),
       options.linker, options.configure});
  if (!result.code)
    return failure();
  return std::move(result);
}
