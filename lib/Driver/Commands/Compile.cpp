//===- Compile.cpp - aec compile ------------------------------------------===//
#include "aec/Driver/Compile.h"
#include "../Remarks.h"
#include "../SourceFile.h"
#include "Choice.h"
#include "Commands.h"
#include "Source.h"
#include "aec/Driver/Registration.h"
#include "mlir/IR/AsmState.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Support/FileUtilities.h"
#include "mlir/Support/Timing.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;
using namespace aec;
namespace cl = llvm::cl;

namespace {
/// The options of this command; made when it runs, so that others do not have
/// them.
struct CompileCommandLine {
  cl::OptionCategory category{"aec compile"};
  SourceOptions source{category};
  cl::opt<std::string> output{
      "o",
      cl::desc(
          "Output; default: the model's name, or standard output for text"),
      cl::value_desc("file"), cl::cat(category)};
  Choice<Emit> emit{
      "emit", cl::desc("What to make"), cl::init(Emit::Exe), cl::cat(category),
      cl::values(
          clEnumValN(Emit::Definition, "definition", "the definition, checked"),
          clEnumValN(Emit::Explicit, "explicit",
                     "pure functions of explicit state"),
          clEnumValN(Emit::Joint, "joint", "a step: forward, backward, update"),
          clEnumValN(Emit::Fused, "fused",
                     "groups: one call or loop nest each"),
          clEnumValN(Emit::Target, "target", "what the target has, on tensors"),
          clEnumValN(Emit::Buffers, "buffers",
                     "one planned arena, state in place"),
          clEnumValN(Emit::LLVM, "llvm", "the LLVM dialect"),
          clEnumValN(Emit::LLVMIR, "llvm-ir", "optimised LLVM IR"),
          clEnumValN(Emit::PTX, "ptx", "the device's code, with --target=cuda"),
          clEnumValN(Emit::Object, "object", "an object file"),
          clEnumValN(Emit::Shared, "shared",
                     "a shared library of the functions"),
          clEnumValN(Emit::Lib, "lib",
                     "a library with a C header: -o libNAME.a or libNAME.so"),
          clEnumValN(Emit::Exe, "exe", "a program (default)"))};
  Choices<Target> targets{
      "target",
      cl::desc("What it runs on; cpu,cuda: a program with the code of both"),
      cl::CommaSeparated, cl::cat(category),
      cl::values(clEnumValN(Target::CPU, "cpu",
                            "x86-64 with AVX2 or AVX-512 (default)"),
                 clEnumValN(Target::CUDA, "cuda", "an NVIDIA GPU, see --chip"),
                 clEnumValN(Target::Reference, "reference",
                            "plain loops, to compare with"))};
  Choice<Products> products{
      "products", cl::desc("What computes matrix products"),
      cl::init(Products::Generated), cl::cat(category),
      cl::values(clEnumValN(Products::Generated, "generated",
                            "generated code (default)"),
                 clEnumValN(Products::OneDNN, "onednn",
                            "oneDNN, with generated code around it"),
                 clEnumValN(Products::CublasLt, "cublaslt",
                            "cuBLASLt, the same with --target=cuda"))};
  cl::opt<std::string> dtype{
      "dtype", cl::desc("Element type: f32 (default) or f64"), cl::init("f32"),
      cl::value_desc("type"), cl::cat(category)};
  cl::opt<std::string> march{"march",
                             cl::desc("native, x86-64-v3 or x86-64-v4; "
                                      "default: the last two in one program"),
                             cl::value_desc("level"), cl::cat(category)};
  cl::opt<std::string> chip{
      "chip",
      cl::desc("GPU that --target=cuda makes code for, and later ones run: "
               "sm_80 (default), sm_86, sm_89 or sm_90"),
      cl::init("sm_80"), cl::value_desc("name"), cl::cat(category)};
  cl::opt<std::string> precision{
      "precision",
      cl::desc("What --target=cuda computes products and convolutions in: "
               "fp32 (default), or on tensor cores tf32 or bf16"),
      cl::init("fp32"), cl::value_desc("type"), cl::cat(category)};
  LinkerOption linker{category};
  cl::opt<bool> remarks{
      "remarks", cl::desc("Say what was optimised, what was not, and why"),
      cl::cat(category)};
  cl::opt<bool> printPipeline{
      "print-pipeline",
      cl::desc("Print the passes as aec-opt takes them, and stop"),
      cl::cat(category)};
  cl::opt<bool> verifyEach{"verify-each",
                           cl::desc("Verify the IR behind every pass of "
                                    "the machine phase too"),
                           cl::cat(category)};
  cl::opt<bool> accumulation{
      "accumulation",
      cl::desc("Compile what train --accumulate and the gradient norm of logs "
               "need (default); =false makes programs smaller"),
      cl::init(true), cl::cat(category)};
  cl::opt<bool> keepSymbols{
      "keep-symbols",
      cl::desc("Leave symbols in the program, for debuggers and profilers"),
      cl::cat(category)};

  CompileOptions options(TimingScope &timing) const;
};
} // namespace

CompileOptions CompileCommandLine::options(TimingScope &timing) const {
  CompileOptions result;
  result.input = source.input;
  result.output = output;
  result.emit = emit;
  if (!targets.empty()) {
    result.target.target = targets.front();
    result.furtherTargets.assign(targets.begin() + 1, targets.end());
  }
  result.target.products = products;
  // A library's host has steps and no halves of them.
  result.target.accumulation =
      accumulation && emit != Emit::Lib && emit != Emit::Shared;
  result.dtype = dtype;
  result.march = march;
  result.chip = chip;
  result.target.precision = precision;
  result.model = source.model;
  result.linker = linker;
  result.printPipeline = printPipeline;
  result.verifyEach = verifyEach;
  result.keepSymbols = keepSymbols;
  result.configure = [&timing](PassManager &manager) {
    manager.enableTiming(timing);
    return applyPassManagerCLOptions(manager);
  };
  return result;
}

static const char overview[] =
    R"(compiles a definition, or a file at a lower rung

examples:
  aec compile model.mlir -o mnist          a program for AVX2 and AVX-512 machines
  aec compile model.mlir --march=native    ... for this machine alone
  aec compile model.mlir --target=cpu,cuda -o mnist        ... with code for a GPU too
  aec compile model.mlir --target=reference --dtype=f64
  aec compile model.mlir --emit=lib -o libmnist.a          ... and mnist.h
  aec compile model.mlir --emit=buffers --remarks
  aec compile model.mlir -D latent=16      with another size where it says #latent = 32
)";

int aec::runCompile(int argc, char **argv) {
  CompileCommandLine line;
  // By name, for --mlir-print-ir-after= and its like.
  registerAllPasses();
  registerMLIRContextCLOptions();
  registerPassManagerCLOptions();
  registerAsmPrinterCLOptions();
  registerDefaultTimingManagerCLOptions();
  cl::HideUnrelatedOptions(line.category);
  cl::ParseCommandLineOptions(argc, argv, overview);

  std::unique_ptr<SourceFile> file =
      SourceFile::open(line.source.input, line.source.sizes.settings());
  if (!file)
    return 1;
  if (line.remarks)
    enableRemarks(file->getContext());
  DefaultTimingManager manager;
  applyDefaultTimingManagerCLOptions(manager);
  TimingScope timing = manager.getRootScope();
  OwningOpRef<ModuleOp> module = file->parse();
  return module && succeeded(compile(*module, line.options(timing))) ? 0 : 1;
}
