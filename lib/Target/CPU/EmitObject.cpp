//===- EmitObject.cpp - From LLVM IR to an object file --------------------===//
//
// No contraction and no fast-math: what vectorises well is written that way by
// the kernel generator, with its fused multiply-adds, so that results do not
// depend on what LLVM's vectoriser finds worthwhile.
//
//===----------------------------------------------------------------------===//
#include "aec/Target/CPU.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Transforms/IPO/MergeFunctions.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetOptions.h"
#include "llvm/TargetParser/Host.h"

using namespace llvm;
using namespace aec;

std::unique_ptr<TargetMachine> aec::createTargetMachine(std::string &error) {
  InitializeNativeTarget();
  InitializeNativeTargetAsmPrinter();
  Triple triple(sys::getDefaultTargetTriple());
  const llvm::Target *target = TargetRegistry::lookupTarget(triple, error);
  if (!target)
    return nullptr;
  TargetOptions options;
  options.AllowFPOpFusion = FPOpFusion::Strict;
  // So that the linker drops what a program does not use.
  options.FunctionSections = true;
  options.DataSections = true;
  return std::unique_ptr<TargetMachine>(
      target->createTargetMachine(triple, "x86-64", "", options, Reloc::PIC_, std::nullopt,
                                  CodeGenOptLevel::Aggressive));
}

/// Entries repeat the kernels of a step: one of each is enough to optimise.
static void shareKernels(Module &module, ModuleAnalysisManager &analyses) {
  for (Function &function : module)
    if (function.hasLocalLinkage())
      function.setUnnamedAddr(GlobalValue::UnnamedAddr::Global);
  MergeFunctionsPass().run(module, analyses);
}

/// For the reference path's functions, whose loops come by the thousand: what
/// keeps them from being slow, without vectors, and without passes that take time
/// in the square of a function's loops (rotation that keeps MemorySSA up to date).
static const char *const kPlainPasses =
    "function(sroa,early-cse,simplifycfg,instcombine,loop(loop-rotate),"
    "loop-mssa(licm),early-cse,instcombine,simplifycfg)";

void aec::optimize(Module &module, TargetMachine &machine, bool plain) {
  LoopAnalysisManager loops;
  FunctionAnalysisManager functions;
  CGSCCAnalysisManager components;
  ModuleAnalysisManager modules;
  PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  shareKernels(module, modules);
  ModulePassManager passes;
  if (plain)
    cantFail(builder.parsePassPipeline(passes, kPlainPasses));
  else
    passes = builder.buildPerModuleDefaultPipeline(OptimizationLevel::O2);
  passes.run(module, modules);
}

Error aec::emitObject(Module &module, TargetMachine &machine, raw_pwrite_stream &out) {
  legacy::PassManager manager;
  if (machine.addPassesToEmitFile(manager, out, nullptr, CodeGenFileType::ObjectFile))
    return createStringError("LLVM cannot write object files for %s",
                             machine.getTargetTriple().str().c_str());
  manager.run(module);
  return Error::success();
}
