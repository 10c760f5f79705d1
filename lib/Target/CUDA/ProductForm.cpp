//===- ProductForm.cpp - A block a tile of the product --------------------===//
//
// 64 x 64 results a block of 256 threads, 4 x 4 in the registers of each, 16
// terms of both operands at a time in shared memory (Volkov and Demmel,
// "Benchmarking GPUs to tune dense linear algebra", SC 2008). A thread's
// results are 16 apart in both directions, so that warps store whole lines and
// read shared memory without conflicts. A sum runs from the first term to the
// last: no split of the depth, and the same bits for any batch.
//
//===----------------------------------------------------------------------===//
#include "../CPU/Kernels/Point.h"
#include "../CPU/Kernels/ProductPlaces.h"
#include "Forms.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

/// Rows and columns of a tile, terms of a step, threads along each side.
constexpr int64_t tile = 64, depth = 16, side = 16, perThread = tile / side;
constexpr int64_t productThreads = side * side;

Launch aec::cuda::launchProduct(cpu::Emitter &host) {
  cpu::ProductPlaces places(host);
  Value rowTiles = host.ceilDiv(places.rows(), tile);
  Value columnTiles = host.ceilDiv(host.extent(host.payload.vectorDim()), tile);
  Value blocks = host.mul(places.matrices(), host.mul(rowTiles, columnTiles));
  return {blocks, productThreads};
}

namespace {
class ProductForm {
public:
  explicit ProductForm(cpu::Emitter &emitter)
      : e(emitter), b(emitter.builder), product(emitter.payload.product),
        places(emitter), columns(e.extent(e.payload.vectorDim())),
        element(getElementTypeOrSelf(product.rhs.getType())),
        thread(threadIndex(b, e.loc)) {}

  void run();

private:
  void enterTile();
  void load(Value memory, bool depthLast, Value firstTerm, Value first,
            Value end,
            function_ref<SmallVector<Value>(Value, ArrayRef<Value>)> placeOf,
            Value from);
  SmallVector<Value> step(Value firstTerm, ValueRange sums);
  SmallVector<Value> multiply(ValueRange sums);
  void store(ValueRange sums);
  Value clamp(Value index, Value end) {
    return e.min(index, e.sub(end, e.index(1)));
  }

  cpu::Emitter &e;
  OpBuilder &b;
  const cpu::Contraction &product;
  cpu::ProductPlaces places;
  Value columns;
  Type element;
  Value thread, firstRow, firstColumn, lhsTile, rhsTile;
};
} // namespace

/// Blocks count columns of tiles fastest: neighbours share rows of the left
/// operand, which is the larger one where a batch is.
void ProductForm::enterTile() {
  Value columnTiles = e.ceilDiv(columns, tile);
  Value rowTiles = e.ceilDiv(places.rows(), tile);
  SmallVector<Value> extents{rowTiles, columnTiles};
  bool single = getConstantIntValue(places.matrices()) == 1;
  if (!single)
    extents.insert(extents.begin(), places.matrices());
  SmallVector<Value> at = spread(b, e.loc, blockIndex(b, e.loc), extents);
  places.enter(single ? e.index(0) : at[0]);
  firstRow = e.mul(at.end()[-2], e.index(tile));
  firstColumn = e.mul(at.back(), e.index(tile));
}

/// Brings `depth` terms of `tile` rows or columns from `first` on to shared
/// memory, 0 behind the last. `depthLast`: terms are neighbours in memory, and
/// so neighbouring threads take terms, else rows or columns.
void ProductForm::load(
    Value memory, bool depthLast, Value firstTerm, Value first, Value end,
    function_ref<SmallVector<Value>(Value, ArrayRef<Value>)> placeOf,
    Value from) {
  Value zero =
      arith::ConstantOp::create(b, e.loc, b.getFloatAttr(element, 0.0));
  Value fast = e.index(depthLast ? depth : tile);
  for (int64_t i = 0; i < tile * depth / productThreads; ++i) {
    Value flat = e.add(thread, e.index(i * productThreads));
    Value inner = arith::RemUIOp::create(b, e.loc, flat, fast);
    Value outer = arith::DivUIOp::create(b, e.loc, flat, fast);
    Value k = depthLast ? inner : outer, at = depthLast ? outer : inner;
    Value term = e.add(firstTerm, k), index = e.add(first, at);
    Value inside =
        arith::AndIOp::create(b, e.loc, isLess(b, e.loc, term, places.depth()),
                              isLess(b, e.loc, index, end));
    SmallVector<Value> sums = places.sumsAt(clamp(term, places.depth()));
    Value value = memref::LoadOp::create(b, e.loc, from,
                                         placeOf(clamp(index, end), sums));
    value = arith::SelectOp::create(b, e.loc, inside, value, zero);
    memref::StoreOp::create(b, e.loc, value, memory, ValueRange{k, at});
  }
}

/// Adds the products of the terms in shared memory.
SmallVector<Value> ProductForm::multiply(ValueRange sums) {
  SmallVector<Value> at =
      spread(b, e.loc, thread, {e.index(side), e.index(side)});
  return e.fold(
      e.index(0), e.index(depth), 1, sums, [&](Value k, ValueRange soFar) {
        auto read = [&](Value memory, Value first, int64_t i) -> Value {
          return memref::LoadOp::create(
              b, e.loc, memory, ValueRange{k, e.add(first, e.index(i * side))});
        };
        SmallVector<Value> rows, cols, result;
        for (int64_t i = 0; i < perThread; ++i) {
          rows.push_back(read(lhsTile, at[0], i));
          cols.push_back(read(rhsTile, at[1], i));
        }
        for (Value row : rows)
          for (Value column : cols)
            result.push_back(e.multiplyAdd(row, column, soFar[result.size()]));
        return result;
      });
}

SmallVector<Value> ProductForm::step(Value firstTerm, ValueRange sums) {
  bool lhsDepthLast = !product.lhsTransposed;
  load(
      lhsTile, lhsDepthLast, firstTerm, firstRow, places.rows(),
      [&](Value row, ArrayRef<Value> terms) {
        return places.lhsAt(places.at(row, e.index(0)), terms);
      },
      places.lhs());
  load(
      rhsTile, product.rhsTransposed, firstTerm, firstColumn, columns,
      [&](Value column, ArrayRef<Value> terms) {
        return places.rhsAt(column, terms);
      },
      places.rhs());
  gpu::BarrierOp::create(b, e.loc);
  SmallVector<Value> result = multiply(sums);
  gpu::BarrierOp::create(b, e.loc);
  return result;
}

void ProductForm::store(ValueRange sums) {
  SmallVector<Value> at =
      spread(b, e.loc, thread, {e.index(side), e.index(side)});
  auto results =
      llvm::to_vector(llvm::seq<unsigned>(0, e.payload.results.size()));
  for (int64_t i = 0; i < perThread * perThread; ++i) {
    Value row = e.add(firstRow, e.add(at[0], e.index(i / perThread * side)));
    Value column =
        e.add(firstColumn, e.add(at[1], e.index(i % perThread * side)));
    Value inside =
        arith::AndIOp::create(b, e.loc, isLess(b, e.loc, row, places.rows()),
                              isLess(b, e.loc, column, columns));
    when(b, e.loc, inside, [&] {
      cpu::Point point(e, places.at(row, column), 0);
      linalg::GenericOp op = product.op;
      point.fix(op.getResult(0), sums[i]);
      point.store(results);
    });
  }
}

void ProductForm::run() {
  enterTile();
  // A column more: threads that take neighbouring terms write to other banks.
  lhsTile = sharedMemory(b, e.loc, {depth, tile + 1}, element);
  rhsTile = sharedMemory(b, e.loc, {depth, tile + 1}, element);
  Value zero =
      arith::ConstantOp::create(b, e.loc, b.getFloatAttr(element, 0.0));
  SmallVector<Value> sums(perThread * perThread, zero);
  sums =
      e.fold(e.index(0), places.depth(), depth, sums,
             [&](Value term, ValueRange soFar) { return step(term, soFar); });
  store(sums);
}

void aec::cuda::emitProduct(cpu::Emitter &device) { ProductForm(device).run(); }
