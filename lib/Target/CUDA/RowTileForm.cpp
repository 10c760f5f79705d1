//===- RowTileForm.cpp - Blocks that own rows of the batch ----------------===//
//
// A block of 256 threads has 8 rows. Points are walked by all threads; a warp
// reduces a row; products have a walk of their own (RowTileProduct.cpp).
//
//===----------------------------------------------------------------------===//
#include "../CPU/Kernels/Point.h"
#include "RowTileProduct.h"
#include "RowTiles.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

/// Bytes of a row of batch-led memory, or of all of other memory; nothing
/// where another size than the batch is dynamic.
static std::optional<int64_t> bytesOf(Type type, bool &isBatchLed) {
  auto memref = dyn_cast<MemRefType>(type);
  isBatchLed = memref && memref.getRank() && memref.isDynamicDim(0);
  if (!memref)
    return 0;
  int64_t bytes = llvm::divideCeil(memref.getElementTypeBitWidth(), 8);
  for (int64_t size : memref.getShape().drop_front(isBatchLed)) {
    if (ShapedType::isDynamic(size))
      return std::nullopt;
    bytes *= size;
  }
  return bytes;
}

static bool isRow(ArrayRef<AffineExpr> at) {
  if (at.empty())
    return false;
  auto dim = dyn_cast<AffineDimExpr>(at.front());
  return dim && dim.getPosition() == 0;
}

/// Whether `argument` is read at the row of the point alone.
static bool isReadByRow(const cpu::Payload &payload, BlockArgument argument) {
  bool isLhs = payload.product.op && argument == payload.product.lhs;
  auto reads = payload.reads.find(argument);
  return reads == payload.reads.end() ||
         llvm::all_of(reads->second, [&](const cpu::Coordinates &at) {
           // Everywhere, as a product has it: rows of the left operand.
           return isRow(at) || (isLhs && at.empty());
         });
}

static bool hasTileForm(const cpu::Payload &payload) {
  if (payload.kind == cpu::KernelKind::Product)
    return hasRowTileProduct(payload);
  if (payload.kind != cpu::KernelKind::Map)
    return false;
  // Rows of one dimension; a scalar a row alone has no columns.
  return payload.reductions.empty() || payload.split == 1;
}

/// Whether results have columns, which one row's threads divide.
static bool isByPoint(const cpu::Payload &payload) {
  return payload.reductions.empty() &&
         llvm::all_of(payload.results, [&](const cpu::Coordinates &at) {
           return cpu::Payload::reaches(at, payload.split, payload.rank);
         });
}

std::optional<int64_t> aec::cuda::rowTileBytes(Operation *op) {
  auto kernel = dyn_cast<cpu::KernelOp>(op);
  std::string reason;
  FailureOr<cpu::Payload> payload = failure();
  if (kernel)
    payload = cpu::analyzePayload(kernel, reason);
  if (failed(payload) || !hasTileForm(*payload) ||
      !(payload->kind == cpu::KernelKind::Product || isByPoint(*payload) ||
        payload->split == 1) ||
      !llvm::all_of(payload->results,
                    [](const cpu::Coordinates &at) { return isRow(at); }))
    return std::nullopt;
  int64_t bytes = 0;
  for (OpOperand &operand : kernel->getOpOperands()) {
    bool isBatchLed;
    std::optional<int64_t> size = bytesOf(operand.get().getType(), isBatchLed);
    bool isOutput = operand.getOperandNumber() >= kernel.getInputs().size();
    if (!size || isBatchLed < isOutput ||
        (isBatchLed && !isReadByRow(*payload, kernel.getArgument(operand))))
      return std::nullopt;
    bytes += isBatchLed ? tileRows * *size : *size;
  }
  return bytes;
}

Launch aec::cuda::launchRowTiles(cpu::Emitter &host) {
  return {host.ceilDiv(host.extent(0), tileRows), tileThreads};
}

/// All points of the tile as one line.
static void emitPointsOfTile(cpu::Emitter &e, Value first) {
  SmallVector<Value> extents = extentsOf(e, 1, e.payload.rank);
  Value count = e.mul(productOf(e, extents), e.index(tileRows));
  extents.insert(extents.begin(), e.index(tileRows));
  auto results =
      llvm::to_vector(llvm::seq<unsigned>(0, e.payload.results.size()));
  e.loop(threadIndex(e.builder, e.loc), count, tileThreads, [&](Value i) {
    SmallVector<Value> place = spread(e.builder, e.loc, i, extents);
    place[0] = e.add(first, place[0]);
    when(e.builder, e.loc, isLess(e.builder, e.loc, place[0], e.extent(0)),
         [&] { cpu::Point(e, place, 0).store(results); });
  });
}

/// A warp a row.
static void emitRowsOfTile(cpu::Emitter &e, Value first) {
  OpBuilder &b = e.builder;
  SmallVector<Value> at = spread(b, e.loc, threadIndex(b, e.loc),
                                 {e.index(tileRows), e.index(rowLanes)});
  Value row = e.add(first, at[0]);
  Value rows = e.extent(0);
  RowThreads threads{rowLanes, tileRows, at[1], at[0], {}, {}};
  threads.isInside = isLess(b, e.loc, row, rows);
  // Threads behind the last row take part in barriers, and add up the last.
  threads.place = {e.min(row, e.sub(rows, e.index(1)))};
  emitRowsBy(e, threads);
}

void aec::cuda::emitRowTiles(cpu::Emitter &e) {
  Value first = e.mul(blockIndex(e.builder, e.loc), e.index(tileRows));
  if (e.payload.kind == cpu::KernelKind::Product)
    emitRowTileProduct(e, first);
  else if (isByPoint(e.payload))
    emitPointsOfTile(e, first);
  else
    emitRowsOfTile(e, first);
}
