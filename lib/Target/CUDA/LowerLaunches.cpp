//===- LowerLaunches.cpp - Launches become calls of the runtime -----------===//
#include "aec/Target/CUDA/Passes.h"
#include "dialects/CPU/CPU.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace aec {
#define GEN_PASS_DEF_LOWERLAUNCHESPASS
#include "aec/Target/CUDA/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {
struct LowerLaunches : aec::impl::LowerLaunchesPassBase<LowerLaunches> {
  void runOnOperation() override {
    numbers.clear();
    for (auto module : getOperation().getOps<gpu::GPUModuleOp>())
      for (auto kernel : module.getOps<FunctionOpInterface>())
        if (kernel->hasAttr(gpu::GPUDialect::getKernelFuncAttrName()))
          numbers.try_emplace(kernel.getName(), numbers.size());
    SmallVector<gpu::LaunchFuncOp> launches;
    WalkResult result =
        getOperation().walk<WalkOrder::PreOrder>([&](Operation *op) {
          if (isa<gpu::GPUModuleOp>(op))
            return WalkResult::skip();
          if (auto launch = dyn_cast<gpu::LaunchFuncOp>(op))
            launches.push_back(launch);
          // launches_l1
          if (isa<memref::LoadOp, memref::StoreOp, memref::CopyOp>(op) &&
              !op->getParentOfType<LLVM::LLVMFuncOp>()) {
            op->emitOpError(
                "is left on the host, expected a kernel: the host has "
                "no access to the device's memory");
            return WalkResult::interrupt();
          }
          return WalkResult::advance();
        });
    if (result.wasInterrupted())
      return signalPassFailure();
    for (gpu::LaunchFuncOp launch : launches)
      lower(launch);
  }

private:
  void lower(gpu::LaunchFuncOp launch);
  Value storeArguments(OpBuilder &builder, gpu::LaunchFuncOp launch);

  llvm::StringMap<int64_t> numbers;
};
} // namespace

/// The addresses of the arguments, on the stack of the whole function.
Value LowerLaunches::storeArguments(OpBuilder &builder,
                                    gpu::LaunchFuncOp launch) {
  Location loc = launch.getLoc();
  auto pointer = LLVM::LLVMPointerType::get(&getContext());
  auto func = launch->getParentOfType<func::FuncOp>();
  OpBuilder first = OpBuilder::atBlockBegin(&func.getBody().front());
  OperandRange arguments = launch.getKernelOperands();
  auto allocate = [&](Type type, int64_t count) -> Value {
    Value size =
        LLVM::ConstantOp::create(first, loc, first.getI64Type(), count);
    return LLVM::AllocaOp::create(first, loc, pointer, type, size);
  };
  Value addresses = allocate(pointer, std::max<int64_t>(arguments.size(), 1));
  for (auto [i, argument] : llvm::enumerate(arguments)) {
    Value place = allocate(argument.getType(), 1);
    LLVM::StoreOp::create(builder, loc, argument, place);
    Value entry = LLVM::GEPOp::create(builder, loc, pointer, pointer, addresses,
                                      ArrayRef<LLVM::GEPArg>{int32_t(i)});
    LLVM::StoreOp::create(builder, loc, place, entry);
  }
  return addresses;
}

void LowerLaunches::lower(gpu::LaunchFuncOp launch) {
  OpBuilder builder(launch);
  Location loc = launch.getLoc();
  Type number = builder.getI64Type();
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantOp::create(builder, loc,
                                     builder.getI64IntegerAttr(value));
  };
  SmallVector<Value> operands{
      cpu::runtimeOf(launch->getParentOfType<func::FuncOp>()),
      constant(numbers.lookup(launch.getKernelName()))};
  for (gpu::KernelDim3 size :
       {launch.getGridSizeOperandValues(), launch.getBlockSizeOperandValues()})
    for (Value dim : {size.x, size.y, size.z})
      operands.push_back(arith::IndexCastOp::create(builder, loc, number, dim));
  operands.push_back(constant(0));
  operands.push_back(storeArguments(builder, launch));
  cpu::callRuntime(builder, loc, "aec_cuda_launch", operands);
  launch.erase();
}
