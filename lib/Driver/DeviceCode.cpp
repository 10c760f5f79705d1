//===- DeviceCode.cpp - What `aec compile` does for a GPU -----------------===//
#include "DeviceCode.h"
#include "aec/Target/CUDA.h"
#include "mlir/IR/Remarks.h"

using namespace mlir;
using namespace aec;

/// Targets of one program: code for a GPU, code for the CPU, or one of each.
static llvm::Error checkTargets(const CompileOptions &options) {
  auto isDevice = [](Target target) { return target == Target::CUDA; };
  bool onDevice = isDevice(options.target.target) ||
                  llvm::any_of(options.furtherTargets, isDevice);
  auto products = options.target.products;
  if (products == Products::CublasLt && !onDevice)
    return llvm::createStringError("--products=cublaslt needs --target=cuda");
  bool onCpu = options.target.target == Target::CPU ||
               llvm::is_contained(options.furtherTargets, Target::CPU);
  if (products == Products::OneDNN && !onCpu)
    return llvm::createStringError("--products=onednn needs --target=cpu");
  const std::string &precision = options.target.precision;
  bool isRounded = precision != cudaPrecisions().front();
  if (!onDevice && isRounded)
    return llvm::createStringError("--precision=" + precision +
                                   " needs --target=cuda");
  if (products == Products::CublasLt && isRounded)
    return llvm::createStringError("--precision=" + precision +
                                   " needs --products=generated");
  if (!onDevice && options.emit == Emit::PTX)
    return llvm::createStringError("--emit=ptx needs --target=cuda");
  if (onDevice && !options.inProcess &&
      (options.emit == Emit::Lib || options.emit == Emit::Shared))
    return llvm::createStringError(
        "--target=cuda makes programs, not libraries: expected --target=cpu "
        "with --emit=lib and --emit=shared");
  if (options.furtherTargets.empty())
    return llvm::Error::success();
  bool isPair =
      options.furtherTargets.size() == 1 &&
      isDevice(options.target.target) != isDevice(options.furtherTargets[0]);
  if (!isPair)
    return llvm::createStringError(
        "--target takes one target, or cpu,cuda for a program with both");
  if (options.printPipeline || options.emit <= Emit::LLVM)
    return llvm::createStringError(
        "rungs and their passes are one target's: expected --target=cpu or "
        "--target=cuda");
  return llvm::Error::success();
}

llvm::Error aec::checkTarget(const CompileOptions &options) {
  if (options.dtype == "f64" && options.target.target != Target::Reference)
    return llvm::createStringError(
        "--dtype=f64 needs --target=reference: the fast paths compute in f32");
  if (!llvm::is_contained(cudaChips(), options.chip))
    return llvm::createStringError("unknown --chip '" + options.chip +
                                   "', expected one of " +
                                   llvm::join(cudaChips(), ", "));
  const std::string &precision = options.target.precision;
  if (!llvm::is_contained(cudaPrecisions(), precision))
    return llvm::createStringError("unknown --precision '" + precision +
                                   "', expected one of " +
                                   llvm::join(cudaPrecisions(), ", "));
  return checkTargets(options);
}

/// Machine code beside the PTX, where there is an assembler.
static llvm::Error addMachineCode(Location loc, DeviceDescription &code) {
  llvm::Expected<bool> assembled = assemble(code);
  if (!assembled)
    return assembled.takeError();
  auto named = remark::RemarkOpts::name("device-code").category("cuda");
  if (*assembled)
    remark::passed(loc, named) << ("ptxas made machine code for " + code.chip);
  else
    remark::missed(loc, named)
        << "no ptxas on PATH: the program has PTX alone, which the driver "
           "compiles when it starts";
  return llvm::Error::success();
}

llvm::Error aec::addDeviceCode(ModuleOp lowered, const CompileOptions &options,
                               Target target, ModelDescription &model) {
  auto kernels = lowered.getOps<gpu::GPUModuleOp>();
  if (kernels.empty()) {
    if (target == Target::CUDA)
      return llvm::createStringError("the file has no code for a GPU, expected "
                                     "one made with --target=cuda");
    return llvm::Error::success();
  }
  gpu::GPUModuleOp device = *kernels.begin();
  llvm::Expected<DeviceDescription> code = emitDeviceCode(device, options.chip);
  if (!code)
    return code.takeError();
  if (options.emit >= Emit::Object)
    if (llvm::Error error = addMachineCode(device.getLoc(), *code))
      return error;
  code->usesCublasLt = lowered.lookupSymbol("aec_cuda_matmul") != nullptr;
  model.device = std::move(*code);
  device.erase();
  lowered->removeAttr(gpu::GPUDialect::getContainerModuleAttrName());
  return llvm::Error::success();
}
