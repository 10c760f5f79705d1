//===- Forms.cpp - Choosing a form, and what all are written with ---------===//
#include "Forms.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

namespace {
struct Form {
  StringRef name;
  Launch (*launch)(cpu::Emitter &);
  void (*emit)(cpu::Emitter &);
};
} // namespace

/// Results that do not vary along the columns are written once a row, behind
/// everything that may read what they replace: a block must know when.
static bool needsRows(const cpu::Payload &payload) {
  return !payload.reductions.empty() ||
         llvm::any_of(payload.results, [&](const cpu::Coordinates &at) {
           return !cpu::Payload::reaches(at, payload.split, payload.rank);
         });
}

static Form formOf(const cpu::Payload &payload) {
  switch (payload.kind) {
  case cpu::KernelKind::Map:
    if (needsRows(payload))
      return {"a block a row", launchRows, emitRows};
    return {"a thread a point", launchPoints, emitPoints};
  case cpu::KernelKind::Columns:
    return {"a block a panel of columns", launchColumns, emitColumns};
  case cpu::KernelKind::Product:
    return {"a block a tile of the product", launchProduct, emitProduct};
  case cpu::KernelKind::Transpose:
    return {"a thread a point, in another order", launchPoints, emitReordering};
  case cpu::KernelKind::Convolution:
  case cpu::KernelKind::WeightGradient:
  case cpu::KernelKind::Pool:
    break;
  }
  llvm_unreachable("groups are converted without the image forms of CPUs");
}

StringRef aec::cuda::nameOfForm(const cpu::Payload &payload) {
  return formOf(payload).name;
}
Launch aec::cuda::launchOf(cpu::Emitter &host) {
  return formOf(host.payload).launch(host);
}
void aec::cuda::emitForm(cpu::Emitter &device) {
  formOf(device.payload).emit(device);
}

//===--- What forms are written with --------------------------------------===//

Value aec::cuda::threadIndex(OpBuilder &builder, Location loc,
                             gpu::Dimension dim) {
  return gpu::ThreadIdOp::create(builder, loc, dim);
}

Value aec::cuda::blockIndex(OpBuilder &builder, Location loc) {
  return gpu::BlockIdOp::create(builder, loc, gpu::Dimension::x);
}

static Value constantIndex(OpBuilder &builder, Location loc, int64_t value) {
  return arith::ConstantIndexOp::create(builder, loc, value);
}

void aec::cuda::overAll(OpBuilder &builder, Location loc, Value count,
                        int64_t threads, Body body) {
  Value size = constantIndex(builder, loc, threads);
  Value first = arith::AddIOp::create(
      builder, loc,
      arith::MulIOp::create(builder, loc, blockIndex(builder, loc), size),
      threadIndex(builder, loc));
  Value blocks = gpu::GridDimOp::create(builder, loc, gpu::Dimension::x);
  Value step = arith::MulIOp::create(builder, loc, blocks, size);
  auto loop = scf::ForOp::create(builder, loc, first, count, step);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(loop.getBody());
  body(loop.getInductionVar());
}

void aec::cuda::when(OpBuilder &builder, Location loc, Value condition,
                     function_ref<void()> body) {
  auto then = scf::IfOp::create(builder, loc, condition, /*withElse=*/false);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(then.thenBlock());
  body();
}

Value aec::cuda::isLess(OpBuilder &builder, Location loc, Value lhs,
                        Value rhs) {
  return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::slt, lhs,
                               rhs);
}

Value aec::cuda::blocksFor(OpBuilder &builder, Location loc, Value count,
                           int64_t size) {
  return arith::CeilDivUIOp::create(builder, loc, count,
                                    constantIndex(builder, loc, size));
}

SmallVector<Value> aec::cuda::spread(OpBuilder &builder, Location loc,
                                     Value flat, ArrayRef<Value> extents) {
  // Dimensions of one in front of all others need no division.
  size_t first = 0;
  while (first + 1 < extents.size() && getConstantIntValue(extents[first]) == 1)
    ++first;
  SmallVector<Value> place(extents.size());
  for (size_t i = 0; i < first; ++i)
    place[i] = constantIndex(builder, loc, 0);
  for (size_t i = extents.size(); i-- > first + 1;) {
    place[i] = builder.createOrFold<arith::RemUIOp>(loc, flat, extents[i]);
    flat = builder.createOrFold<arith::DivUIOp>(loc, flat, extents[i]);
  }
  if (!extents.empty())
    place[first] = flat;
  return place;
}

Value aec::cuda::sharedMemory(OpBuilder &builder, Location loc,
                              ArrayRef<int64_t> shape, Type element) {
  Operation *at = builder.getInsertionBlock()->getParentOp();
  auto module = isa<gpu::GPUModuleOp>(at)
                    ? cast<gpu::GPUModuleOp>(at)
                    : at->getParentOfType<gpu::GPUModuleOp>();
  auto space = gpu::AddressSpaceAttr::get(builder.getContext(),
                                          gpu::AddressSpace::Workgroup);
  auto type =
      MemRefType::get(shape, element, MemRefLayoutAttrInterface(), space);
  SymbolTable symbols(module);
  OpBuilder outside = OpBuilder::atBlockBegin(module.getBody());
  auto global = memref::GlobalOp::create(
      outside, loc, "shared", outside.getStringAttr("private"), type,
      /*initial_value=*/outside.getUnitAttr(), /*constant=*/false,
      /*alignment=*/outside.getI64IntegerAttr(sharedAlignment));
  symbols.insert(global);
  return memref::GetGlobalOp::create(builder, loc, type, global.getSymName());
}

SmallVector<Value> aec::cuda::extentsOf(cpu::Emitter &e, unsigned from,
                                        unsigned to) {
  SmallVector<Value> extents;
  for (unsigned dim = from; dim < to; ++dim)
    extents.push_back(e.extent(dim));
  return extents;
}

Value aec::cuda::productOf(cpu::Emitter &e, ArrayRef<Value> extents) {
  Value product = e.index(1);
  for (Value extent : extents)
    product = e.mul(extent, product);
  return product;
}
