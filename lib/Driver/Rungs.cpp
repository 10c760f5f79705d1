//===- Rungs.cpp - Which rung a module is at, and the way from there ------===//
//
// A file at any rung is accepted and continued from there. What rung it is is
// told by its content alone: a marker attribute would be one more thing to keep
// true by hand in tests.
//
//===----------------------------------------------------------------------===//
#include "aec/Buffers/Attributes.h"
#include "aec/Driver/Compile.h"
#include "dialects/AE/AE.h"
#include "dialects/NN/Derivatives.h"
#include "dialects/NN/NN.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/Parser/Parser.h"
#include "llvm/Support/SHA256.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;
using namespace aec;

static bool hasOpOf(ModuleOp module, StringRef dialect) {
  return module
      .walk([&](Operation *op) {
        return op->getName().getDialectNamespace() == dialect
                   ? WalkResult::interrupt()
                   : WalkResult::advance();
      })
      .wasInterrupted();
}

template <typename OpTy> static bool hasOp(ModuleOp module) {
  return module.walk([](OpTy) { return WalkResult::interrupt(); })
      .wasInterrupted();
}

static bool hasTensorSignature(ModuleOp module) {
  auto isTensor = [](Type type) { return isa<TensorType>(type); };
  return llvm::any_of(module.getOps<func::FuncOp>(), [&](func::FuncOp func) {
    return llvm::any_of(func.getArgumentTypes(), isTensor) ||
           llvm::any_of(func.getResultTypes(), isTensor);
  });
}

OwningOpRef<ModuleOp> aec::parseModule(llvm::SourceMgr &sources,
                                       MLIRContext *context) {
  OwningOpRef<ModuleOp> module = parseSourceFile<ModuleOp>(sources, context);
  if (!module || (*module)->hasAttr(kHashAttr))
    return module;
  // Checkpoints carry it; the text is what the user calls the definition.
  StringRef text =
      sources.getMemoryBuffer(sources.getMainFileID())->getBuffer();
  auto digest = llvm::SHA256::hash(llvm::arrayRefFromStringRef(text));
  std::string hash = llvm::toHex(llvm::ArrayRef<uint8_t>(digest).take_front(16),
                                 /*LowerCase=*/true);
  (*module)->setAttr(kHashAttr, StringAttr::get(context, hash));
  return module;
}

Rung aec::rungOf(ModuleOp module) {
  if (!module.getOps<ae::ModelOp>().empty())
    return Rung::Definition;
  if (!module.getOps<LLVM::LLVMFuncOp>().empty())
    return Rung::LLVM;
  bool objectives =
      llvm::any_of(module.getOps<func::FuncOp>(), [](func::FuncOp func) {
        return func.getName().starts_with("objective.");
      });
  // Functions that ask for a gradient are what the joint phase works on.
  if (objectives || hasOp<nn::GradientOp>(module) ||
      hasOp<nn::JacobianNormOp>(module))
    return Rung::Explicit;
  if (hasOp<nn::GroupOp>(module))
    return Rung::Fused;
  if (hasOpOf(module, "nn"))
    return Rung::Joint;
  return hasTensorSignature(module) ? Rung::Target : Rung::Buffers;
}

LogicalResult aec::selectModel(ModuleOp module, StringRef name) {
  SmallVector<ae::ModelOp> models(module.getOps<ae::ModelOp>());
  if (models.empty())
    return success();
  std::string names = llvm::join(
      llvm::map_range(
          models, [](ae::ModelOp model) { return model.getSymName().str(); }),
      ", ");
  if (name.empty() && models.size() > 1)
    return mlir::emitError(models[1].getLoc(), "the file has several models (")
           << names << "), expected --model to name one";
  ae::ModelOp chosen = name.empty() ? models.front() : ae::ModelOp();
  for (ae::ModelOp model : models)
    if (model.getSymName() == name)
      chosen = model;
  if (!chosen)
    return mlir::emitError(UnknownLoc::get(module.getContext()), "no model '")
           << name << "', expected one of those in the file: " << names;
  for (ae::ModelOp model : models)
    if (model != chosen)
      model.erase();
  return success();
}

void aec::addPhases(OpPassManager &manager, Rung from, Rung to,
                    const TargetOptions &options) {
  auto needs = [&](Rung rung) { return from < rung && rung <= to; };
  if (needs(Rung::Explicit))
    buildExplicitPhase(manager);
  if (needs(Rung::Joint))
    buildJointPhase(manager, options);
  if (needs(Rung::Fused))
    buildFusedPhase(manager, options);
  if (needs(Rung::Target))
    buildTargetPhase(manager, options);
  if (needs(Rung::Buffers))
    buildBuffersPhase(manager, options);
  if (needs(Rung::LLVM))
    buildMachinePhase(manager, options, "aec.");
}
