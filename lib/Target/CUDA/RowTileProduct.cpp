//===- RowTileProduct.cpp - A product of a tile of rows -------------------===//
//
// Eight rows of the left operand are in shared memory, terms first, so that a
// thread reads a term of all rows at once; entries of the matrix are read once,
// by neighbouring threads where they are neighbours in memory. That decides
// which of two walks it is: with columns as neighbours a thread has a column,
// and, where columns are few, a part of the terms; with terms as neighbours
// (the data gradient) a warp has four columns and a thread every 32nd term, and
// sums are halved from thread to thread until each has one. Every sum has one
// order, whatever the batch.
//
//===----------------------------------------------------------------------===//
#include "RowTileProduct.h"
#include "../CPU/Kernels/Point.h"
#include "../CPU/Kernels/ProductPlaces.h"
#include "RowTiles.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

/// Columns of a warp, where its threads divide the terms: with eight rows as
/// many sums as threads.
constexpr int64_t warpColumns = rowLanes / tileRows;

static MemRefType typeOf(const cpu::Payload &payload, BlockArgument argument) {
  Value operand =
      cpu::KernelOp(payload.kernel)->getOperand(argument.getArgNumber());
  return dyn_cast<MemRefType>(operand.getType());
}

bool aec::cuda::hasRowTileProduct(const cpu::Payload &payload) {
  const cpu::Contraction &product = payload.product;
  if (!product.op || payload.rank != 2 || product.numSums != 1 ||
      product.lhsTransposed || !product.outer.empty() ||
      product.rows != SmallVector<unsigned>{0})
    return false;
  MemRefType lhs = typeOf(payload, product.lhs),
             rhs = typeOf(payload, product.rhs);
  return lhs && rhs && lhs.getRank() == 2 && lhs.isDynamicDim(0) &&
         !lhs.isDynamicDim(1) && lhs.getDimSize(1) <= maxTileDepth &&
         rhs.hasStaticShape() && lhs.getElementType().isF32() &&
         rhs.getElementType().isF32();
}

namespace {
class RowTileProduct {
public:
  RowTileProduct(cpu::Emitter &emitter, Value first)
      : e(emitter), b(emitter.builder), product(emitter.payload.product),
        places(emitter), first(first), thread(threadIndex(b, e.loc)),
        depth(typeOf(e.payload, product.lhs).getDimSize(1)),
        columns(typeOf(e.payload, product.rhs).getNumElements() / depth) {
    places.enter(e.index(0));
  }

  void run();

private:
  using Values = SmallVector<Value>;
  void loadRows();
  /// The rows' entries of a term, and the matrix's entry of it.
  Values rowsAt(Value term);
  Value entry(Value term, Value column) {
    return memref::LoadOp::create(b, e.loc, places.rhs(),
                                  places.rhsAt(column, places.sumsAt(term)));
  }
  Values zeros(int64_t count) {
    Value zero = arith::ConstantOp::create(b, e.loc, b.getF32FloatAttr(0.0f));
    return Values(count, zero);
  }
  Values sum(Value from, Value to, int64_t step, ArrayRef<Value> columns);
  void byColumns();
  void byTerms();
  void joinParts(ValueRange sums, Value part, Value column, int64_t parts);
  Value halve(Values sums, Value lane);
  void store(Value row, Value column, Value value);

  cpu::Emitter &e;
  OpBuilder &b;
  const cpu::Contraction &product;
  cpu::ProductPlaces places;
  Value first, thread, rows;
  int64_t depth, columns;
};
} // namespace

/// Entries behind the last row are those of the last.
void RowTileProduct::loadRows() {
  rows = sharedMemory(b, e.loc, {depth, tileRows}, b.getF32Type());
  Value last = e.sub(places.rows(), e.index(1));
  e.loop(thread, e.index(depth * tileRows), tileThreads, [&](Value i) {
    Values at = spread(b, e.loc, i, {e.index(tileRows), e.index(depth)});
    Value row = e.min(e.add(first, at[0]), last);
    Value value = memref::LoadOp::create(
        b, e.loc, places.lhs(),
        places.lhsAt(places.at(row, e.index(0)), places.sumsAt(at[1])));
    memref::StoreOp::create(b, e.loc, value, rows, ValueRange{at[1], at[0]});
  });
  gpu::BarrierOp::create(b, e.loc);
}

SmallVector<Value> RowTileProduct::rowsAt(Value term) {
  Values values;
  for (int64_t row = 0; row < tileRows; ++row)
    values.push_back(
        memref::LoadOp::create(b, e.loc, rows, ValueRange{term, e.index(row)}));
  return values;
}

/// Sums of some columns over every `step`-th term, rows fastest.
SmallVector<Value> RowTileProduct::sum(Value from, Value to, int64_t step,
                                       ArrayRef<Value> columns) {
  return e.fold(
      from, to, step, zeros(columns.size() * tileRows),
      [&](Value term, ValueRange soFar) {
        Values entries = llvm::map_to_vector(
            columns, [&](Value column) { return entry(term, column); });
        Values left = rowsAt(term), result;
        for (Value right : entries)
          for (Value row : left)
            result.push_back(e.multiplyAdd(row, right, soFar[result.size()]));
        return result;
      });
}

void RowTileProduct::store(Value row, Value column, Value value) {
  Value at = e.add(first, row);
  when(b, e.loc, isLess(b, e.loc, at, places.rows()), [&] {
    cpu::Point point(e, places.at(at, column), 0);
    linalg::GenericOp op = product.op;
    point.fix(op.getResult(0), value);
    point.store(
        llvm::to_vector(llvm::seq<unsigned>(0, e.payload.results.size())));
  });
}

void RowTileProduct::byColumns() {
  int64_t width =
      std::clamp<int64_t>(llvm::PowerOf2Ceil(columns), rowLanes, tileThreads);
  int64_t parts = tileThreads / width, terms = llvm::divideCeil(depth, parts);
  if (parts == 1) {
    e.loop(thread, e.index(columns), tileThreads, [&](Value column) {
      Values sums = sum(e.index(0), e.index(depth), 1, column);
      for (int64_t row = 0; row < tileRows; ++row)
        store(e.index(row), column, sums[row]);
    });
    return;
  }
  Values at = spread(b, e.loc, thread, {e.index(parts), e.index(width)});
  Value from = e.mul(at[0], e.index(terms));
  Value to = e.min(e.add(from, e.index(terms)), e.index(depth));
  Value column = e.min(at[1], e.index(columns - 1));
  joinParts(sum(from, to, 1, column), at[0], at[1], parts);
}

/// Adds up what parts of the terms gave.
void RowTileProduct::joinParts(ValueRange sums, Value part, Value column,
                               int64_t parts) {
  int64_t width = tileThreads / parts;
  Value shared =
      sharedMemory(b, e.loc, {parts, tileRows, width}, b.getF32Type());
  for (auto [row, sum] : llvm::enumerate(sums))
    memref::StoreOp::create(b, e.loc, sum, shared,
                            ValueRange{part, e.index(row), column});
  gpu::BarrierOp::create(b, e.loc);
  e.loop(thread, e.index(tileRows * columns), tileThreads, [&](Value i) {
    Values at = spread(b, e.loc, i, {e.index(tileRows), e.index(columns)});
    auto load = [&](int64_t from) -> Value {
      return memref::LoadOp::create(b, e.loc, shared,
                                    ValueRange{e.index(from), at[0], at[1]});
    };
    Value total = load(0);
    for (int64_t from = 1; from < parts; ++from)
      total = arith::AddFOp::create(b, e.loc, total, load(from));
    store(at[0], at[1], total);
  });
}

/// Sums of all threads of a warp, of as many as threads: each thread gets the
/// one of its number. Half of what a thread has goes to its partner in turn.
Value RowTileProduct::halve(Values sums, Value lane) {
  Value width =
      arith::ConstantOp::create(b, e.loc, b.getI32IntegerAttr(rowLanes));
  for (int64_t half = rowLanes / 2; half > 0; half /= 2) {
    Value bit = arith::AndIOp::create(b, e.loc, lane, e.index(half));
    Value isUpper = arith::CmpIOp::create(b, e.loc, arith::CmpIPredicate::ne,
                                          bit, e.index(0));
    Value distance =
        arith::ConstantOp::create(b, e.loc, b.getI32IntegerAttr(half));
    for (int64_t i = 0; i < half; ++i) {
      Value keep = e.select(isUpper, sums[i + half], sums[i]);
      Value give = e.select(isUpper, sums[i], sums[i + half]);
      Value taken = gpu::ShuffleOp::create(b, e.loc, give, distance, width,
                                           gpu::ShuffleMode::XOR)
                        .getShuffleResult();
      sums[i] = arith::AddFOp::create(b, e.loc, keep, taken);
    }
  }
  return sums.front();
}

void RowTileProduct::byTerms() {
  Values at = spread(b, e.loc, thread, {e.index(tileRows), e.index(rowLanes)});
  Value lane = at[1], last = e.index(columns - 1);
  constexpr int64_t pass = tileThreads / rowLanes * warpColumns;
  // The same number of passes for all warps: threads shuffle together.
  e.loop(e.index(0), e.index(columns), pass, [&](Value begin) {
    Value own = e.add(begin, e.mul(at[0], e.index(warpColumns)));
    Values four;
    for (int64_t i = 0; i < warpColumns; ++i)
      four.push_back(e.min(e.add(own, e.index(i)), last));
    Value total = halve(sum(lane, e.index(depth), rowLanes, four), lane);
    Values mine =
        spread(b, e.loc, lane, {e.index(warpColumns), e.index(tileRows)});
    Value column = e.add(own, mine[0]);
    when(b, e.loc, isLess(b, e.loc, column, e.index(columns)),
         [&] { store(mine[1], column, total); });
  });
}

void RowTileProduct::run() {
  loadRows();
  if (product.rhsTransposed)
    byTerms();
  else
    byColumns();
}

void aec::cuda::emitRowTileProduct(cpu::Emitter &device, Value first) {
  RowTileProduct(device, first).run();
}
