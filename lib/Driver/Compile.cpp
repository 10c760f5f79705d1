//===- Compile.cpp - From a file to a program or to a rung ----------------===//
//
// The phases run up to the buffers rung once a target; the machine phase once a
// CPU level, on a copy. The levels' LLVM modules are linked into one, so that a
// program is one object file.
//
//===----------------------------------------------------------------------===//
#include "aec/Driver/Compile.h"
#include "DeviceCode.h"
#include "ElementType.h"
#include "Library.h"
#include "Output.h"
#include "aec/Buffers/Attributes.h"
#include "aec/Runtime/Abi.h"
#include "aec/Target/CPU.h"
#include "aec/Target/Library.h"
#include "dialects/AE/AE.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/Linker/Linker.h"

using namespace mlir;
using namespace aec;

namespace {
class Compilation {
public:
  Compilation(ModuleOp module, const CompileOptions &options)
      : module(module), options(options) {}
  LogicalResult run();

private:
  /// The code of one target.
  struct Part {
    TargetOptions target;
    std::vector<CpuLevel> levels;
  };

  LogicalResult runPhases(ModuleOp target, Rung from, Rung to,
                          const TargetOptions &targetOptions, StringRef prefix);
  LogicalResult emitRung(Rung rung);
  LogicalResult emitMachine();
  LogicalResult printPipeline();
  LogicalResult planParts(std::vector<Part> &parts);
  LogicalResult addPart(ModuleOp source, const Part &part);
  LogicalResult addLevel(ModuleOp source, const Part &part,
                         const CpuLevel &level, ModelDescription &model);
  LogicalResult addLibrary(const ModelDescription &model);
  LogicalResult fail(const llvm::Twine &message) {
    return mlir::emitError(UnknownLoc::get(module.getContext()), message);
  }
  LogicalResult fail(llvm::Error error) {
    return fail(llvm::toString(std::move(error)));
  }

  ModuleOp module;
  const CompileOptions &options;
  llvm::LLVMContext context;
  std::unique_ptr<llvm::TargetMachine> machine;
  std::unique_ptr<llvm::Module> linked;
  /// One a target.
  std::vector<ModelDescription> models;
  /// Of --emit=lib.
  std::optional<LibraryInterface> library;
};
} // namespace

LogicalResult Compilation::runPhases(ModuleOp target, Rung from, Rung to,
                                     const TargetOptions &targetOptions,
                                     StringRef prefix) {
  auto manager = PassManager::on<ModuleOp>(module.getContext());
  // The machine phase works on a hundred times as many operations, for each CPU
  // level: verified once, at its end, unless every pass is asked for.
  bool machine = from == Rung::Buffers && to == Rung::LLVM;
  manager.enableVerifier(options.verifyEach || !machine);
  if (options.configure && failed(options.configure(manager)))
    return failure();
  if (machine)
    buildMachinePhase(manager, targetOptions, prefix);
  else
    addPhases(manager, from, to, targetOptions);
  return success(succeeded(manager.run(target)) && succeeded(verify(target)));
}

static StringRef nameOf(Rung rung) {
  static const StringRef names[] = {"definition", "explicit", "joint", "fused",
                                    "target",     "buffers",  "llvm"};
  return names[int(rung)];
}

LogicalResult Compilation::emitRung(Rung rung) {
  Rung from = rungOf(module);
  if (from > rung)
    return fail(llvm::Twine("the file is at the rung '") + nameOf(from) +
                "' already, which is below '" + nameOf(rung) +
                "' that --emit asks for");
  if (failed(runPhases(module, from, rung, options.target, "aec.")))
    return failure();
  llvm::Error error = writeText(options.output, [&](llvm::raw_ostream &out) {
    module.print(out, OpPrintingFlags().assumeVerified());
    out << "\n";
  });
  return error ? fail(std::move(error)) : success();
}

static StringRef kernelLevelOf(const CpuLevel &level) {
  if (level.abiLevel == AEC_CPU_GENERIC)
    return "generic";
  return level.wideVectors ? "v4" : "v3";
}

LogicalResult Compilation::addLevel(ModuleOp source, const Part &part,
                                    const CpuLevel &level,
                                    ModelDescription &model) {
  OwningOpRef<ModuleOp> copy = source.clone();
  TargetOptions target = part.target;
  target.kernelLevel = kernelLevelOf(level);
  if (failed(runPhases(*copy, rungOf(*copy), Rung::LLVM, target, level.prefix)))
    return failure();
  if (llvm::Error error = addDeviceCode(*copy, options, target.target, model))
    return fail(std::move(error));
  // Declarations went into the description; LLVM IR has no place for them.
  for (Operation &op : llvm::make_early_inc_range(copy->getOps()))
    if (isa<ae::AEDialect>(op.getDialect()))
      op.erase();
  std::unique_ptr<llvm::Module> translated =
      translateModuleToLLVMIR(*copy, context);
  if (!translated)
    return failure();
  translated->setTargetTriple(machine->getTargetTriple());
  translated->setDataLayout(machine->createDataLayout());
  applyLevel(*translated, level,
             options.emit == Emit::Shared ? Exports::Functions : Exports::None);
  if (!model.name.empty())
    emitDescriptor(*translated, model, level);
  if (!linked)
    linked = std::move(translated);
  else if (llvm::Linker::linkModules(*linked, std::move(translated)))
    return fail("cannot join the code of two CPU levels");
  return success();
}

/// The functions of a library, and what of it can fail before code is made.
LogicalResult Compilation::addLibrary(const ModelDescription &model) {
  llvm::Expected<LibraryInterface> described = describeLibrary(model);
  if (!described)
    return fail(described.takeError());
  library = std::move(*described);
  if (llvm::Error error = checkLibrary(model, outputPath(options, model.name)))
    return fail(std::move(error));
  emitLibrary(*linked, *library);
  return success();
}

/// Prefixes tell the levels of a program apart; a level alone needs none.
LogicalResult Compilation::planParts(std::vector<Part> &parts) {
  Rung from = rungOf(module);
  if (!options.furtherTargets.empty() && from > Rung::Joint)
    return fail(llvm::Twine("the file is at the rung '") + nameOf(from) +
                "', which is one target's, expected --target to name that one");
  std::vector<Target> targets = {options.target.target};
  llvm::append_range(targets, options.furtherTargets);
  std::string error;
  for (Target target : targets) {
    // What drives a device beside code for the CPU runs wherever that does.
    bool isBeside = target == Target::CUDA && targets.size() > 1;
    Part part{options.target, cpuLevels(isBeside ? "" : options.march,
                                        target != Target::CPU, error)};
    if (part.levels.empty())
      return fail(error);
    // A shared library and a file that was taken through the machine phase
    // before have one level.
    if (from == Rung::LLVM || options.emit == Emit::Shared)
      part.levels.resize(1);
    if (isBeside)
      part.levels.front().prefix = "aec.cuda.";
    else if (part.levels.size() == 1)
      part.levels.front().prefix = "aec.";
    part.target.target = target;
    // A library is one target's.
    auto library =
        target == Target::CUDA ? Products::CublasLt : Products::OneDNN;
    if (part.target.products != library)
      part.target.products = Products::Generated;
    parts.push_back(std::move(part));
  }
  return success();
}

LogicalResult Compilation::addPart(ModuleOp source, const Part &part) {
  Rung from = rungOf(source);
  if (from < Rung::Buffers &&
      failed(runPhases(source, from, Rung::Buffers, part.target, "")))
    return failure();
  FailureOr<ModelDescription> model = describeModel(source);
  if (failed(model))
    return failure();
  if (model->name.empty() && options.emit >= Emit::Lib)
    return fail("the file has no model (no 'ae.model' attribute), expected one "
                "to make a program or library of; --emit=shared or "
                "--emit=object compile functions alone");
  for (const CpuLevel &level : part.levels)
    if (failed(addLevel(source, part, level, *model)))
      return failure();
  models.push_back(std::move(*model));
  return success();
}

LogicalResult Compilation::emitMachine() {
  std::string error;
  std::vector<Part> parts;
  if (failed(planParts(parts)))
    return failure();
  if (!(machine = createTargetMachine(error)))
    return fail(error);
  std::vector<CpuLevel> levels;
  for (const Part &part : parts) {
    OwningOpRef<ModuleOp> copy = module.clone();
    if (failed(addPart(*copy, part)))
      return failure();
    llvm::append_range(levels, part.levels);
  }
  if (!models.front().name.empty())
    emitModelTable(*linked, levels);
  if (options.emit == Emit::Lib && failed(addLibrary(models.front())))
    return failure();
  optimize(*linked, *machine, options.target.target == Target::Reference);
  llvm::Error written = writeOutput(*linked, *machine, options, models,
                                    library ? &*library : nullptr);
  return written ? fail(std::move(written)) : success();
}

LogicalResult Compilation::printPipeline() {
  auto manager = PassManager::on<ModuleOp>(module.getContext());
  addPhases(manager, rungOf(module),
            std::min(Rung(int(options.emit)), Rung::LLVM), options.target);
  manager.printAsTextualPipeline(llvm::outs(), /*pretty=*/true);
  llvm::outs() << "\n";
  return success();
}

LogicalResult Compilation::run() {
  if (llvm::Error error = checkTarget(options))
    return fail(std::move(error));
  if (options.dtype == "f64")
    widenToF64(module);
  else if (options.dtype != "f32")
    return fail("unknown --dtype '" + llvm::Twine(options.dtype) +
                "', expected f32 or f64");
  if (options.printPipeline)
    return printPipeline();
  if (options.emit <= Emit::LLVM)
    return emitRung(Rung(int(options.emit)));
  return emitMachine();
}

LogicalResult aec::compile(ModuleOp module, const CompileOptions &options) {
  if (failed(selectModel(module, options.model)))
    return failure();
  return Compilation(module, options).run();
}
