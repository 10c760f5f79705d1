//===- Compile.cpp - From a file to a program or to a rung ----------------===//
//
// The phases run up to the buffers rung once; the machine phase once a CPU
// level, on a copy. The levels' LLVM modules are linked into one, so that a
// program is one object file.
//
//===----------------------------------------------------------------------===//
#include "aec/Driver/Compile.h"
#include "DeviceCode.h"
#include "ElementType.h"
#include "Library.h"
#include "Link.h"
#include "aec/Buffers/Attributes.h"
#include "aec/Runtime/Abi.h"
#include "aec/Target/CPU.h"
#include "aec/Target/Library.h"
#include "dialects/AE/AE.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"

using namespace mlir;
using namespace aec;

namespace {
class Compilation {
public:
  Compilation(ModuleOp module, const CompileOptions &options)
      : module(module), options(options) {}
  LogicalResult run();

private:
  LogicalResult runPhases(ModuleOp target, Rung from, Rung to, StringRef prefix,
                          StringRef kernelLevel = "v3");
  LogicalResult emitRung(Rung rung);
  LogicalResult emitMachine();
  LogicalResult printPipeline();
  LogicalResult addLevel(const CpuLevel &level, ModelDescription &model);
  LogicalResult addLibrary(const ModelDescription &model);
  LogicalResult write(const ModelDescription &model);
  std::string outputPath(StringRef name) const;
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
  /// Of --emit=lib.
  std::optional<LibraryInterface> library;
};
} // namespace

LogicalResult Compilation::runPhases(ModuleOp target, Rung from, Rung to,
                                     StringRef prefix, StringRef kernelLevel) {
  TargetOptions targetOptions = options.target;
  targetOptions.kernelLevel = kernelLevel.str();
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

/// Text goes to standard output unless a file is named.
static llvm::Error
writeText(StringRef path, llvm::function_ref<void(llvm::raw_ostream &)> print) {
  return llvm::writeToOutput(path.empty() ? "-" : path,
                             [&](llvm::raw_ostream &out) {
                               print(out);
                               return llvm::Error::success();
                             });
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
  if (failed(runPhases(module, from, rung, "aec.")))
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

LogicalResult Compilation::addLevel(const CpuLevel &level,
                                    ModelDescription &model) {
  OwningOpRef<ModuleOp> copy = module.clone();
  if (failed(runPhases(*copy, rungOf(*copy), Rung::LLVM, level.prefix,
                       kernelLevelOf(level))))
    return failure();
  if (llvm::Error error = addDeviceCode(*copy, options, model))
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

std::string Compilation::outputPath(StringRef name) const {
  if (!options.output.empty())
    return options.output;
  if (options.emit == Emit::Lib)
    return ("lib" + name + ".a").str();
  StringRef suffix = options.emit == Emit::Object   ? ".o"
                     : options.emit == Emit::Shared ? ".so"
                                                    : "";
  return (name + suffix).str();
}

LogicalResult Compilation::write(const ModelDescription &model) {
  if (options.emit == Emit::LLVMIR || options.emit == Emit::PTX) {
    llvm::Error error = writeText(options.output, [&](llvm::raw_ostream &out) {
      if (options.emit == Emit::PTX)
        out << model.device->ptx;
      else
        linked->print(out, nullptr);
    });
    return error ? fail(std::move(error)) : success();
  }
  std::string output = outputPath(model.name.empty() ? "a.out" : model.name);
  auto writeObject = [&](llvm::raw_ostream &out) -> llvm::Error {
    llvm::SmallVector<char, 0> bytes;
    llvm::raw_svector_ostream stream(bytes);
    if (llvm::Error error = emitObject(*linked, *machine, stream))
      return error;
    out.write(bytes.data(), bytes.size());
    return llvm::Error::success();
  };
  if (options.emit == Emit::Object) {
    llvm::Error error = llvm::writeToOutput(output, writeObject);
    return error ? fail(std::move(error)) : success();
  }
  // Beside the output, so that renaming it into place cannot cross file
  // systems.
  LinkOptions linking{output + ".tmp.o",
                      output + ".tmp",
                      options.linker,
                      !model.matmuls.empty(),
                      options.emit == Emit::Exe && model.compressesPictures(),
                      options.emit == Emit::Shared ? Product::Shared
                                                   : Product::Program,
                      {"aec.*", "aec_models", "aec_runtime_*"},
                      options.keepSymbols,
                      /*soname=*/"",
                      model.device.has_value()};
  llvm::FileRemover object(linking.object), unfinished(linking.output);
  if (llvm::Error error = llvm::writeToOutput(linking.object, writeObject)) {
    llvm::consumeError(std::move(error));
    return fail("cannot write " + output +
                ": no file can be made in its folder");
  }
  if (library) {
    llvm::Error error = linkLibrary(linking, *library, output);
    return error ? fail(std::move(error)) : success();
  }
  if (llvm::Error error = link(linking))
    return fail(std::move(error));
  if (std::error_code error = llvm::sys::fs::rename(linking.output, output))
    return fail("cannot write " + output + ": " + error.message());
  return success();
}

/// The functions of a library, and what of it can fail before code is made.
LogicalResult Compilation::addLibrary(const ModelDescription &model) {
  llvm::Expected<LibraryInterface> described = describeLibrary(model);
  if (!described)
    return fail(described.takeError());
  library = std::move(*described);
  if (llvm::Error error = checkLibrary(model, outputPath(model.name)))
    return fail(std::move(error));
  emitLibrary(*linked, *library);
  return success();
}

LogicalResult Compilation::emitMachine() {
  std::string error;
  std::vector<CpuLevel> levels =
      cpuLevels(options.march, options.target.target != Target::CPU, error);
  if (levels.empty() || !(machine = createTargetMachine(error)))
    return fail(error);
  Rung from = rungOf(module);
  // A shared library and a file that was taken through the machine phase before
  // have one level.
  if (from == Rung::LLVM || options.emit == Emit::Shared)
    levels.resize(1);
  if (levels.size() == 1)
    levels.front().prefix = "aec.";
  if (from < Rung::Buffers &&
      failed(runPhases(module, from, Rung::Buffers, "")))
    return failure();
  FailureOr<ModelDescription> model = describeModel(module);
  if (failed(model))
    return failure();
  if (model->name.empty() && options.emit >= Emit::Lib)
    return fail("the file has no model (no 'ae.model' attribute), expected one "
                "to make a program or library of; --emit=shared or "
                "--emit=object compile functions alone");
  for (const CpuLevel &level : levels)
    if (failed(addLevel(level, *model)))
      return failure();
  if (!model->name.empty())
    emitModelTable(*linked, levels);
  if (options.emit == Emit::Lib && failed(addLibrary(*model)))
    return failure();
  optimize(*linked, *machine, options.target.target == Target::Reference);
  return write(*model);
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
