//===- OutlineKernels.cpp - The pass aec-outline-device-kernels -----------===//
//
// A function is walked once, in order. Each operation on memory becomes a
// kernel in a form of its own; numbers that follow each other share one. What
// the host keeps is a straight line of launches, which the runtime can record
// as a graph.
//
//===----------------------------------------------------------------------===//
#include "Forms.h"
#include "MemoryAccesses.h"
#include "RowTiles.h"
#include "Shapes.h"
#include "aec/Buffers/Attributes.h"
#include "aec/Buffers/Losses.h"
#include "aec/Runtime/Abi.h"
#include "aec/Target/CUDA/Passes.h"
#include "dialects/BLAS/BLAS.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Remarks.h"
#include <cstddef>

namespace aec {
#define GEN_PASS_DEF_OUTLINEDEVICEKERNELSPASS
#include "aec/Target/CUDA/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

namespace {
class FunctionOutliner {
public:
  FunctionOutliner(gpu::GPUModuleOp module, func::FuncOp func)
      : module(module), func(func) {
    for (BlockArgument argument : func.getArguments())
      if (func.getArgAttr(argument.getArgNumber(), kLossesAttr))
        losses = argument;
  }

  LogicalResult run();

private:
  void walk(Block &block);
  void convert(Operation *op);
  void convertGuard(scf::IfOp guard);
  void convertKernel(cpu::KernelOp kernel);
  void convertLinalg(linalg::LinalgOp op);
  bool isInArena(Value memory);
  void flushNumbers();
  void keepStatus(OpBuilder &at, Location loc);
  LogicalResult decline(Operation *op, const Twine &why) {
    result = failure();
    return op->emitOpError("has no CUDA lowering: ") << why;
  }

  gpu::GPUModuleOp module;
  func::FuncOp func;
  Value losses;
  /// Operations of one thread that wait for the end of their line.
  SmallVector<Operation *> numbers;
  bool guarded = false;
  LogicalResult result = success();
};

struct OutlineDeviceKernels
    : aec::impl::OutlineDeviceKernelsPassBase<OutlineDeviceKernels> {
  using Base::Base;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    auto functions = llvm::to_vector(module.getOps<func::FuncOp>());
    OpBuilder builder = OpBuilder::atBlockEnd(module.getBody());
    auto device = gpu::GPUModuleOp::create(builder, module.getLoc(), "device");
    module->setAttr(gpu::GPUDialect::getContainerModuleAttrName(),
                    builder.getUnitAttr());
    if (failed(setPrecision(device, precision)))
      return signalPassFailure();
    bool failing = false;
    for (func::FuncOp func : functions)
      if (!func.isDeclaration() && func.isPublic() &&
          !func->hasAttr(kScheduleOfAttr))
        failing |= failed(FunctionOutliner(device, func).run());
    if (failing)
      signalPassFailure();
  }
};
} // namespace

/// Where the values of one step are.
bool FunctionOutliner::isInArena(Value memory) {
  auto argument = dyn_cast_or_null<BlockArgument>(rootOf(memory));
  return argument && func.getArgAttr(argument.getArgNumber(), kArenaAttr);
}

LogicalResult FunctionOutliner::run() {
  (void)scalarsOf(func);
  // Half of a step: it has no losses, and the other half's may be broken.
  guarded = func->hasAttr(kUpdateOfAttr);
  Block &body = func.getBody().front();
  walk(body);
  flushNumbers();
  if (losses && !guarded) {
    OpBuilder end(body.getTerminator());
    keepStatus(end, func.getLoc());
  }
  return result;
}

void FunctionOutliner::walk(Block &block) {
  for (Operation &op : llvm::make_early_inc_range(block))
    if (!op.hasTrait<OpTrait::IsTerminator>())
      convert(&op);
}

/// The stage and strand of an operation are those of what it becomes.
static void keepPlace(Operation *from, Operation *to) {
  for (StringRef name : {StringRef(kLaunchAttr), StringRef(kRowTilesAttr)})
    if (Attribute place = from->getAttr(name))
      to->setAttr(name, place);
}

/// Whether two operations that follow each other are of one stage. One thread
/// does the numbers of all its strands.
static bool areBeside(Operation *lhs, Operation *rhs) {
  auto stageOf = [](Operation *op) {
    auto launch = op->getAttrOfType<DenseI64ArrayAttr>(kLaunchAttr);
    return launch ? launch[0] : -1;
  };
  return stageOf(lhs) == stageOf(rhs);
}

/// A copy as the linalg op that it is.
static Operation *asLinalg(memref::CopyOp copy) {
  OpBuilder builder(copy);
  Operation *op = linalg::makeMemRefCopyOp(builder, copy.getLoc(),
                                           copy.getSource(), copy.getTarget());
  keepPlace(copy, op);
  copy.erase();
  return op;
}

void FunctionOutliner::convert(Operation *op) {
  if (auto copy = dyn_cast<memref::CopyOp>(op))
    op = asLinalg(copy);
  if (isNumber(op)) {
    if (!numbers.empty() && !areBeside(numbers.back(), op))
      flushNumbers();
    numbers.push_back(op);
    return;
  }
  // Loads are computed again by those who use them, and go with the last use.
  if (isRecomputed(op) || isa<memref::LoadOp>(op))
    return;
  flushNumbers();
  if (auto guard = dyn_cast<scf::IfOp>(op))
    return convertGuard(guard);
  if (auto loop = dyn_cast<scf::ForOp>(op)) {
    if (loop.getNumResults())
      return (void)decline(op, "the loop hands values from step to step");
    walk(*loop.getBody());
    return flushNumbers();
  }
  // A library's, which the host enqueues. It knows no guard: behind a loss that
  // is not finite it may write what nobody keeps.
  if (auto product = dyn_cast<blas::MatmulOp>(op)) {
    if (guarded && !isInArena(product.getOutput()))
      (void)decline(op, "a library would change a state that is guarded");
    return;
  }
  if (auto kernel = dyn_cast<cpu::KernelOp>(op))
    return convertKernel(kernel);
  if (auto linalgOp = dyn_cast<linalg::LinalgOp>(op))
    return convertLinalg(linalgOp);
  (void)decline(op, "no kernel is generated for this operation");
}

/// The guard of a step's updates: its condition is read by kernels.
void FunctionOutliner::convertGuard(scf::IfOp guard) {
  if (!guard->hasAttr(kGuardAttr) || guarded || !losses ||
      guard.getNumResults() || guard.elseBlock())
    return (void)decline(guard, "the device does not branch but for the guard "
                                "of a step's updates");
  OpBuilder at(guard);
  keepStatus(at, guard.getLoc());
  guarded = true;
  walk(*guard.thenBlock());
  flushNumbers();
  Block *then = guard.thenBlock();
  then->getTerminator()->erase();
  guard->getBlock()->getOperations().splice(guard->getIterator(),
                                            then->getOperations());
  guard.erase();
}

/// One thread notes in the device's scalars that the loss is not finite.
void FunctionOutliner::keepStatus(OpBuilder &at, Location loc) {
  DeviceFunction kernel(module, func, loc, /*guarded=*/false);
  OpBuilder &b = kernel.builder;
  Value memory = kernel.get(losses);
  Value broken = compareWithInfinity(b, loc, memory, arith::CmpFPredicate::UGE);
  Value address = kernel.scalarAddress(offsetof(aec_device_scalars, status));
  when(b, loc, broken, [&] {
    Value status = arith::ConstantOp::create(
        b, loc, b.getI64IntegerAttr(AEC_NONFINITE_LOSS));
    LLVM::StoreOp::create(b, loc, status, address);
  });
  kernel.finish(at, {arith::ConstantIndexOp::create(at, loc, 1), 1})
      ->setAttr(kStatusAttr, at.getUnitAttr());
}

void FunctionOutliner::convertKernel(cpu::KernelOp op) {
  std::string reason;
  FailureOr<cpu::Payload> payload = cpu::analyzePayload(op, reason);
  if (failed(payload))
    return (void)decline(op, reason);
  Form form = formOf(*payload);
  for (const FormPart &part : form.parts) {
    DeviceFunction kernel(module, func, op.getLoc(), guarded);
    FailureOr<gpu::LaunchFuncOp> launch = emitPart(kernel, *payload, part);
    if (failed(launch)) {
      result = failure();
      return kernel.drop();
    }
    keepPlace(op, *launch);
  }
  remark::passed(op.getLoc(),
                 remark::RemarkOpts::name("kernel").category("cuda"))
      << ("kernel: " + form.name);
  op.erase();
}

void FunctionOutliner::convertLinalg(linalg::LinalgOp op) {
  if (!op.hasPureBufferSemantics())
    return (void)decline(op, "it is not on memory");
  DeviceFunction kernel(module, func, op.getLoc(), guarded);
  auto clone = cast_or_null<linalg::LinalgOp>(kernel.clone(op));
  if (!clone) {
    result = failure();
    return kernel.drop();
  }
  kernel.builder.setInsertionPoint(clone);
  emitLoops(kernel.builder, clone);
  OpBuilder at(op);
  keepPlace(op, kernel.finish(at, launchLoops(at, op)));
  remark::missed(op.getLoc(),
                 remark::RemarkOpts::name("kernel").category("cuda"))
      << ("kernel: a thread a point, sums in order ('" +
          op->getName().getStringRef() + "')")
             .str();
  op.erase();
}

/// One kernel of one thread for numbers that follow each other.
void FunctionOutliner::flushNumbers() {
  if (numbers.empty())
    return;
  Operation *last = numbers.back();
  DeviceFunction kernel(module, func, last->getLoc(), guarded);
  bool complete = true;
  for (Operation *op : numbers) {
    OpBuilder::InsertPoint end = kernel.builder.saveInsertionPoint();
    Operation *clone = kernel.clone(op);
    if (!clone) {
      complete = false;
      continue;
    }
    if (auto linalgOp = dyn_cast<linalg::LinalgOp>(clone)) {
      kernel.builder.setInsertionPoint(clone);
      emitAlone(kernel.builder, linalgOp);
    }
    kernel.builder.restoreInsertionPoint(end);
  }
  OpBuilder at(last);
  if (complete) {
    Value one = arith::ConstantIndexOp::create(at, last->getLoc(), 1);
    keepPlace(last, kernel.finish(at, {one, 1}));
  } else {
    result = failure();
    kernel.drop();
  }
  for (Operation *op : llvm::reverse(numbers))
    op->erase();
  numbers.clear();
}
