//===- MergedBodies.cpp - Kernels inside a merged one ---------------------===//
#include "Forms.h"
#include "MergedKernel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

/// What `op` asks of its place in the grid, for a block of `threads` in one
/// line of `linear` threads; null for other operations.
static Value answer(OpBuilder &b, Operation *op, Value block, Value blockCount,
                    ArrayRef<int64_t> threads, Value linear) {
  Location loc = op->getLoc();
  auto index = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(b, loc, value);
  };
  auto sizeOf = [&](gpu::Dimension dim) {
    return dim == gpu::Dimension::x   ? threads[0]
           : dim == gpu::Dimension::y ? threads[1]
                                      : 1;
  };
  if (auto id = dyn_cast<gpu::BlockIdOp>(op))
    return id.getDimension() == gpu::Dimension::x ? block : index(0);
  if (auto dim = dyn_cast<gpu::GridDimOp>(op))
    return dim.getDimension() == gpu::Dimension::x ? blockCount : index(1);
  if (auto dim = dyn_cast<gpu::BlockDimOp>(op))
    return index(sizeOf(dim.getDimension()));
  auto id = dyn_cast<gpu::ThreadIdOp>(op);
  if (!id || !linear)
    return {};
  if (sizeOf(id.getDimension()) == 1)
    return index(0);
  if (threads[1] == 1)
    return linear;
  if (id.getDimension() == gpu::Dimension::x)
    return arith::RemUIOp::create(b, loc, linear, index(threads[0]));
  return arith::DivUIOp::create(b, loc, linear, index(threads[0]));
}

/// Where a part of the block's threads run a kernel, its barriers are for them
/// alone: the others may wait at the one behind it already. A barrier is for
/// whole warps, and so are kernels that have one.
static void limitBarrier(gpu::BarrierOp barrier, int64_t threads) {
  assert(threads % 32 == 0 && "barriers are for whole warps");
  OpBuilder b(barrier);
  auto number = [&](int64_t value) -> Value {
    return arith::ConstantOp::create(b, barrier.getLoc(),
                                     b.getI32IntegerAttr(int32_t(value)));
  };
  NVVM::BarrierOp::create(b, barrier.getLoc(), /*res=*/Type(), number(1),
                          number(threads), /*reductionOp=*/{},
                          /*reductionPredicate=*/Value());
  barrier.erase();
}

void MergedKernel::inlineBody(gpu::GPUFuncOp callee, IRMapping &values,
                              Value block, Value blockCount,
                              ArrayRef<int64_t> size) {
  OpBuilder::InsertionGuard guard(builder);
  Value linear;
  bool isPart = false;
  int64_t count = size[0] * size[1];
  if (size != ArrayRef<int64_t>(threads)) {
    linear = threadIndex(builder, loc);
    isPart = count < threads[0];
    if (isPart) {
      Value takesPart = isLess(builder, loc, linear, index(count));
      auto then = scf::IfOp::create(builder, loc, takesPart,
                                    /*withElseRegion=*/false);
      builder.setInsertionPointToStart(then.thenBlock());
    }
  }
  SmallVector<Operation *> copies;
  for (Operation &op : callee.getBody().front().without_terminator())
    copies.push_back(builder.clone(op, values));
  for (Operation *copy : copies)
    copy->walk([&](Operation *op) {
      OpBuilder at(op);
      if (Value known = answer(at, op, block, blockCount, size, linear)) {
        op->getResult(0).replaceAllUsesWith(known);
        op->erase();
      } else if (auto barrier = dyn_cast<gpu::BarrierOp>(op);
                 barrier && isPart) {
        limitBarrier(barrier, count);
      }
    });
  placeMemory(copies);
}

/// Memory that the operations name becomes parts of the one of the kernel.
void MergedKernel::placeMemory(ArrayRef<Operation *> copies) {
  llvm::DenseMap<StringRef, int64_t> places;
  int64_t end = 0;
  auto place = [&](memref::GetGlobalOp get) {
    auto global = symbols.lookup<memref::GlobalOp>(get.getName());
    MemRefType type = global.getType();
    if (!gpu::GPUDialect::hasWorkgroupMemoryAddressSpace(type))
      return;
    auto [known, isNew] = places.try_emplace(get.getName(), end);
    if (isNew)
      end += llvm::alignTo(llvm::divideCeil(type.getNumElements() *
                                                type.getElementTypeBitWidth(),
                                            8),
                           sharedAlignment);
    parts.push_back({get, known->second});
  };
  for (Operation *copy : copies)
    copy->walk(place);
  memoryBytes = std::max(memoryBytes, end);
}

void MergedKernel::replaceMemory() {
  if (parts.empty())
    return;
  builder.setInsertionPointToStart(&kernel.getBody().front());
  Value memory = sharedMemory(builder, loc, {memoryBytes}, builder.getI8Type());
  for (auto [get, place] : parts) {
    builder.setInsertionPoint(get);
    Value view = memref::ViewOp::create(builder, loc, get.getType(), memory,
                                        index(place), ValueRange());
    get.replaceAllUsesWith(view);
    get.erase();
  }
}
