//===- SliceSums.cpp - The launch that adds slices of a product -----------===//
//
// Eight threads a result, each every eighth slice in order, and then the eight
// in order: always the same pairs. What follows the product is computed here.
//
//===----------------------------------------------------------------------===//
#include "../CPU/Kernels/Point.h"
#include "ProductGrid.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

/// Results of a block of the second launch, and threads that add one up.
constexpr int64_t sumResults = 32, sumThreads = 8;

ProductGrid::ProductGrid(cpu::Emitter &e, ProductOperands &operands)
    : shape(chooseTile(sizeOfProduct(e.payload))),
      rowTiles(e.ceilDiv(operands.rows, shape.rows)),
      columnTiles(e.ceilDiv(e.index(operands.columns), shape.columns)),
      tiles(e.mul(operands.matrices, e.mul(rowTiles, columnTiles))),
      slices(e.index(1)) {
  if (!cpu::KernelOp(e.payload.kernel).getScratch())
    return;
  // slicesOf, in generated code.
  auto divide = [&](Value a, Value b) {
    return e.builder.createOrFold<arith::DivUIOp>(e.loc, a, b);
  };
  Value most = divide(operands.depth, e.index(sliceTerms));
  slices = e.max(e.index(1), e.min(divide(e.index(wantedBlocks), tiles), most));
}

void aec::cuda::storePoint(cpu::Emitter &e, ArrayRef<Value> place, Value sum) {
  cpu::Point point(e, place, 0);
  point.fix(resultOfProduct(e.payload), sum);
  point.store(
      llvm::to_vector(llvm::seq<unsigned>(0, e.payload.results.size())));
}

Value aec::cuda::pointCount(cpu::Emitter &e) {
  return productOf(e, extentsOf(e, 0, e.payload.rank));
}

Launch aec::cuda::launchSums(cpu::Emitter &host) {
  auto operands = ProductOperands::create(host);
  ProductGrid grid(host, *operands);
  Value blocks =
      blocksFor(host.builder, host.loc, pointCount(host), sumResults);
  Value cut = isLess(host.builder, host.loc, host.index(1), grid.slices);
  // A launch of no blocks is an error.
  return {host.select(cut, blocks, host.index(1)), sumResults, sumThreads};
}

/// What this thread's slices add up to at point `flat`: every eighth, in order.
static Value addSlices(cpu::Emitter &e, const ProductGrid &grid, Value scratch,
                       Value flat, Value count, Value first) {
  OpBuilder &b = e.builder;
  Type element = cast<MemRefType>(scratch.getType()).getElementType();
  Value zero = arith::ConstantOp::create(b, e.loc, b.getZeroAttr(element));
  return e.fold(first, grid.slices, sumThreads, zero,
                [&](Value slice, ValueRange soFar) {
                  Value at = e.add(e.mul(slice, count), flat);
                  Value part = memref::LoadOp::create(b, e.loc, scratch, at);
                  return SmallVector<Value>{
                      arith::AddFOp::create(b, e.loc, soFar[0], part)};
                })[0];
}

void aec::cuda::emitSums(cpu::Emitter &e) {
  OpBuilder &b = e.builder;
  auto operands = ProductOperands::create(e);
  ProductGrid grid(e, *operands);
  Value scratch = cpu::KernelOp(e.payload.kernel).getScratch();
  auto cut = scf::IfOp::create(
      b, e.loc, isLess(b, e.loc, e.index(1), grid.slices), /*withElse=*/false);
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(cut.thenBlock());
  Value lane = threadIndex(b, e.loc);
  Value first = threadIndex(b, e.loc, gpu::Dimension::y);
  Value count = pointCount(e);
  Value flat = e.add(e.mul(blockIndex(b, e.loc), e.index(sumResults)), lane);
  Value inside = isLess(b, e.loc, flat, count);
  flat = e.select(inside, flat, e.index(0));
  Type element = cast<MemRefType>(scratch.getType()).getElementType();
  Value memory = sharedMemory(b, e.loc, {sumThreads, sumResults}, element);
  memref::StoreOp::create(b, e.loc,
                          addSlices(e, grid, scratch, flat, count, first),
                          memory, ValueRange{first, lane});
  gpu::BarrierOp::create(b, e.loc);
  Value leads = isLess(b, e.loc, first, e.index(1));
  when(b, e.loc, arith::AndIOp::create(b, e.loc, leads, inside), [&] {
    Value sum =
        memref::LoadOp::create(b, e.loc, memory, ValueRange{e.index(0), lane});
    for (int64_t i = 1; i < sumThreads; ++i)
      sum = arith::AddFOp::create(
          b, e.loc, sum,
          memref::LoadOp::create(b, e.loc, memory,
                                 ValueRange{e.index(i), lane}));
    storePoint(e, spread(b, e.loc, flat, extentsOf(e, 0, e.payload.rank)), sum);
  });
}
