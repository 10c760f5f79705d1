//===- EmitDeviceCode.cpp - From the NVVM dialect to PTX and cubin --------===//
//
// LLVM's NVPTX backend, in process: nothing of CUDA is needed. Products and
// sums are contracted where the generator asks and nowhere else, as on the CPU.
//
//===----------------------------------------------------------------------===//
#include "aec/Target/CUDA.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Target/TargetOptions.h"

using namespace mlir;
using namespace aec;

llvm::ArrayRef<llvm::StringRef> aec::cudaChips() {
  static const llvm::StringRef chips[] = {"sm_80", "sm_86", "sm_89", "sm_90"};
  return chips;
}

llvm::ArrayRef<llvm::StringRef> aec::cudaPrecisions() {
  static const llvm::StringRef precisions[] = {"fp32", "tf32", "bf16"};
  return precisions;
}

/// PTX 7.8 is the first that knows all of the chips: drivers from 520 on.
static std::unique_ptr<llvm::TargetMachine>
createDeviceMachine(StringRef chip, std::string &error) {
  LLVMInitializeNVPTXTargetInfo();
  LLVMInitializeNVPTXTarget();
  LLVMInitializeNVPTXTargetMC();
  LLVMInitializeNVPTXAsmPrinter();
  llvm::Triple triple("nvptx64-nvidia-cuda");
  const llvm::Target *target =
      llvm::TargetRegistry::lookupTarget(triple, error);
  if (!target)
    return nullptr;
  llvm::TargetOptions options;
  options.AllowFPOpFusion = llvm::FPOpFusion::Strict;
  return std::unique_ptr<llvm::TargetMachine>(target->createTargetMachine(
      triple, chip, "+ptx78", options, std::nullopt, std::nullopt,
      llvm::CodeGenOptLevel::Aggressive));
}

static void optimize(llvm::Module &module, llvm::TargetMachine &machine) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O3)
      .run(module, modules);
}

llvm::Expected<DeviceDescription> aec::emitDeviceCode(gpu::GPUModuleOp module,
                                                      StringRef chip) {
  DeviceDescription code;
  code.chip = chip.str();
  for (auto function : module.getOps<LLVM::LLVMFuncOp>())
    if (function->hasAttr(gpu::GPUDialect::getKernelFuncAttrName()))
      code.kernels.push_back(function.getName().str());
  std::string error;
  auto machine = createDeviceMachine(chip, error);
  if (!machine)
    return llvm::createStringError("this LLVM has no code generator for "
                                   "NVIDIA's devices: " +
                                   error);
  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> translated =
      translateModuleToLLVMIR(module, context, module.getName());
  if (!translated)
    return llvm::createStringError("the device's code has no form in LLVM IR");
  translated->setTargetTriple(machine->getTargetTriple());
  translated->setDataLayout(machine->createDataLayout());
  optimize(*translated, *machine);
  llvm::SmallVector<char, 0> text;
  llvm::raw_svector_ostream out(text);
  llvm::legacy::PassManager passes;
  if (machine->addPassesToEmitFile(passes, out, nullptr,
                                   llvm::CodeGenFileType::AssemblyFile))
    return llvm::createStringError("LLVM cannot write PTX");
  passes.run(*translated);
  code.ptx.assign(text.begin(), text.end());
  return code;
}

llvm::Expected<bool> aec::assemble(DeviceDescription &code) {
  auto program = llvm::sys::findProgramByName("ptxas");
  if (!program)
    return false;
  llvm::SmallString<128> input, output, log;
  if (llvm::sys::fs::createTemporaryFile("aec", "ptx", input) ||
      llvm::sys::fs::createTemporaryFile("aec", "cubin", output) ||
      llvm::sys::fs::createTemporaryFile("aec", "log", log))
    return llvm::createStringError("cannot create a temporary file");
  llvm::FileRemover removers[] = {llvm::FileRemover(input),
                                  llvm::FileRemover(output),
                                  llvm::FileRemover(log)};
  if (llvm::Error error = llvm::writeToOutput(
          input, [&](llvm::raw_ostream &out) -> llvm::Error {
            out << code.ptx;
            return llvm::Error::success();
          }))
    return std::move(error);
  std::string architecture = "-arch=" + code.chip, message;
  llvm::StringRef arguments[] = {*program, architecture, input, "-o", output};
  std::optional<llvm::StringRef> redirects[] = {
      std::nullopt, llvm::StringRef(log), llvm::StringRef(log)};
  if (llvm::sys::ExecuteAndWait(*program, arguments, std::nullopt, redirects, 0,
                                0, &message)) {
    auto said = llvm::MemoryBuffer::getFile(log);
    return llvm::createStringError(
        "ptxas failed:\n" +
        (said ? (*said)->getBuffer().trim().str() : message));
  }
  auto cubin = llvm::MemoryBuffer::getFile(output);
  if (!cubin)
    return llvm::createStringError("ptxas wrote no cubin");
  code.cubin = (*cubin)->getBuffer().str();
  return true;
}
