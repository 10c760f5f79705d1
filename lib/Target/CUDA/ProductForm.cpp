//===- ProductForm.cpp - A block a tile of the product --------------------===//
//
// Terms of both operands go by steps of 16 through shared memory, which has two
// buffers: while a step is multiplied the next one is under way from global
// memory (Volkov and Demmel, "Benchmarking GPUs to tune dense linear algebra",
// SC 2008). Sums leave through shared memory, so that a warp stores, and reads
// what the epilogue needs, in whole lines.
//
// Where tiles are few, blocks share the depth: each adds up a slice, and a
// second launch adds the slices in order. Slices are a function of the shapes
// and the batch, so that a step gives the same bits each time.
//
//===----------------------------------------------------------------------===//
#include "ProductGrid.h"
#include "TileUnits.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

namespace {
class ProductForm {
public:
  explicit ProductForm(cpu::Emitter &emitter)
      : e(emitter), b(emitter.builder),
        operands(ProductOperands::create(emitter)), grid(emitter, *operands),
        shape(grid.shape), element(elementOf(emitter)),
        precision(element.isF32() ? precisionAt(b) : Precision::F32),
        units(precision == Precision::F32
                  ? createMultiplyAdds(emitter, shape, element)
                  : createTensorCores(emitter, shape, precision)) {}

  void run();

private:
  static Type elementOf(cpu::Emitter &e) {
    return getElementTypeOrSelf(resultOfProduct(e.payload).getType());
  }
  void enterTile();
  void makeShared();
  SmallVector<Value> multiply();
  void store(ValueRange sums);
  void storeAt(Value row, Value column, Value sum);

  cpu::Emitter &e;
  OpBuilder &b;
  std::unique_ptr<ProductOperands> operands;
  ProductGrid grid;
  TileShape shape;
  Type element;
  Precision precision;
  std::unique_ptr<TileUnits> units;
  Value slice, firstRow, firstColumn, firstTerm, endTerm;
  Value memory;
  SharedTile lhs, rhs;
};
} // namespace

Launch aec::cuda::launchProduct(cpu::Emitter &host) {
  auto operands = ProductOperands::create(host);
  ProductGrid grid(host, *operands);
  return {host.mul(grid.tiles, grid.slices), grid.shape.threads()};
}

/// Blocks count columns of tiles fastest: neighbours share rows of the left
/// operand, which is the larger one where a batch is.
void ProductForm::enterTile() {
  // Before all branches, which share them.
  (void)extentsOf(e, 0, e.payload.rank);
  SmallVector<Value> extents{grid.slices, operands->matrices, grid.rowTiles,
                             grid.columnTiles};
  SmallVector<Value> at = spreadNarrow(e, blockIndex(b, e.loc), extents);
  slice = at[0];
  operands->enter(at[1]);
  firstRow = e.mul(at[2], e.index(shape.rows));
  firstColumn = e.mul(at[3], e.index(shape.columns));
  // Whole steps but for the last slice.
  Value steps = e.ceilDiv(e.ceilDiv(operands->depth, grid.slices), stepTerms);
  Value length = e.mul(steps, e.index(stepTerms));
  firstTerm = e.mul(slice, length);
  endTerm = e.min(e.add(firstTerm, length), operands->depthHere());
}

/// One memory for two buffers of both operands and, later, for sums.
void ProductForm::makeShared() {
  lhs = {{}, shape.rows, units->pitchOf(shape.rows), precision};
  rhs = {{}, shape.columns, units->pitchOf(shape.columns), precision};
  int64_t steps = 2 * (lhs.elementsOfStep() + rhs.elementsOfStep());
  int64_t piece = shape.rows / units->pieces() * (shape.columns + 4);
  memory = sharedMemory(b, e.loc, {std::max(steps, piece)}, element);
  lhs.memory = rhs.memory = memory;
}

SmallVector<Value> ProductForm::multiply() {
  TileLoader left(e, operands->lhs, lhs, shape.threads());
  TileLoader right(e, operands->rhs, rhs, shape.threads());
  int64_t leftSize = lhs.elementsOfStep();
  int64_t size = leftSize + rhs.elementsOfStep();
  auto load = [&](Value term) {
    SmallVector<Value> values =
        left.load(term, endTerm, firstRow, operands->rowsHere(),
                  [&](Value row, Value k) { return operands->lhsAt(row, k); });
    size_t count = values.size();
    values.append(right.load(
        term, endTerm, firstColumn, e.index(operands->columns),
        [&](Value column, Value k) { return operands->rhsAt(k, column); }));
    return std::pair(values, count);
  };
  auto put = [&](const std::pair<SmallVector<Value>, size_t> &values,
                 Value at) {
    ValueRange all = values.first;
    left.store(all.take_front(values.second), at);
    right.store(all.drop_front(values.second), e.add(at, e.index(leftSize)));
    gpu::BarrierOp::create(b, e.loc);
  };
  put(load(firstTerm), e.index(0));
  SmallVector<Value> state = units->zeros();
  state.push_back(e.index(0));
  state = e.fold(
      firstTerm, endTerm, stepTerms, state, [&](Value term, ValueRange soFar) {
        Value at = soFar.back(), other = e.sub(e.index(size), at);
        auto next = load(e.add(term, e.index(stepTerms)));
        SmallVector<Value> sums = units->multiply(
            lhs, at, rhs, e.add(at, e.index(leftSize)), soFar.drop_back());
        put(next, other);
        sums.push_back(other);
        return sums;
      });
  state.pop_back();
  return state;
}

/// The place that a point has when the domain is walked as one line.
static Value lineOf(cpu::Emitter &e, ArrayRef<Value> place) {
  Value line = e.index(0);
  for (auto [dim, index] : llvm::enumerate(place))
    line = e.add(e.mul(line, e.extent(dim)), index);
  return line;
}

/// The result, or this slice's part of it.
void ProductForm::storeAt(Value row, Value column, Value sum) {
  SmallVector<Value> place = operands->place(row, column);
  Value scratch = cpu::KernelOp(e.payload.kernel).getScratch();
  if (!scratch)
    return storePoint(e, place, sum);
  auto split = scf::IfOp::create(
      b, e.loc, isLess(b, e.loc, e.index(1), grid.slices), /*withElse=*/true);
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(split.thenBlock());
  Value at = e.add(e.mul(slice, pointCount(e)), lineOf(e, place));
  memref::StoreOp::create(b, e.loc, sum, scratch, at);
  b.setInsertionPointToStart(split.elseBlock());
  storePoint(e, place, sum);
}

void ProductForm::store(ValueRange sums) {
  int64_t pieces = units->pieces(), pieceRows = shape.rows / pieces;
  int64_t pitch = shape.columns + 4;
  for (int64_t piece = 0; piece < pieces; ++piece) {
    if (piece)
      gpu::BarrierOp::create(b, e.loc);
    units->storePiece(piece, sums, memory, pitch);
    gpu::BarrierOp::create(b, e.loc);
    e.loop(threadIndex(b, e.loc), e.index(pieceRows * shape.columns),
           shape.threads(), [&](Value flat) {
             SmallVector<Value> at = spread(
                 b, e.loc, flat, {e.index(pieceRows), e.index(shape.columns)});
             Value row = e.add(firstRow, units->rowOf(piece, at[0]));
             Value column = e.add(firstColumn, at[1]);
             Value inside = arith::AndIOp::create(
                 b, e.loc, isLess(b, e.loc, row, operands->rowsHere()),
                 isLess(b, e.loc, column, e.index(operands->columns)));
             when(b, e.loc, inside, [&] {
               Value from = e.add(e.mul(at[0], e.index(pitch)), at[1]);
               storeAt(row, column,
                       memref::LoadOp::create(b, e.loc, memory, from));
             });
           });
  }
}

void ProductForm::run() {
  enterTile();
  makeShared();
  store(multiply());
}

void aec::cuda::emitProduct(cpu::Emitter &device) { ProductForm(device).run(); }
