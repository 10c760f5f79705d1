//===- ProductKernel.cpp - A matrix product with its epilogue -------------===//
//
// Tiles of the result stay in registers over the whole depth k, operands are
// read where they lie (BLIS without its packing: the layers of a dense model
// fit the second-level cache), and the epilogue is computed at the store. A
// transposed right operand alone is packed, a panel of columns at a time.
// Every element is summed from k = 0 up, so that neither tiles nor threads show
// in a result.
//
//===----------------------------------------------------------------------===//
#include "PackPanel.h"
#include "Point.h"
#include "ProductPlaces.h"
#include "TileOrder.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec::cpu;

/// Epilogues longer than this are a loop over the tile's rows, which costs a
/// store and a load of the tile, instead of code for each vector of it.
constexpr int64_t maxUnrolledEpilogue = 8;

namespace {
class ProductKernel {
public:
  ProductKernel(Emitter &emitter)
      : e(emitter), product(emitter.payload.product),
        columns(*e.staticExtent(e.payload.vectorDim())),
        panels(columns, product.panelVectors(e.machine.tileVectors, e.lanes()),
               e.lanes()),
        places(e), element(getElementTypeOrSelf(product.rhs.getType())) {
    results =
        llvm::to_vector(llvm::seq<unsigned>(0, emitter.payload.results.size()));
  }

  void run();

private:
  void runPiece(Value lo, Value hi, Value rowTiles);
  void runMatrix(Value lo, Value hi, Value rowTiles);
  void runRows(const TileOrder &order, Value lo, Value hi);
  void makeScratch();
  void packedPanel(Value panel, Value firstTile, Value lastTile);
  void tileOfPanel(Value rowTile, Value panel);
  void tileAt(Value rowTile, Value column, ArrayRef<int64_t> vectors);
  void lastRows(Value row, Value column, ArrayRef<int64_t> vectors);
  void tile(int64_t rows, Value row, Value column, ArrayRef<int64_t> vectors);
  SmallVector<Value> multiply(int64_t rows, Value row, Value column,
                              ArrayRef<int64_t> vectors);
  SmallVector<Value> step(ArrayRef<ProductPlaces::Indices> rows, Value column,
                          ArrayRef<int64_t> vectors, ArrayRef<Value> sums,
                          ValueRange soFar);
  void finish(Value row, Value column, int64_t width, Value sum);
  void finishInLoop(int64_t rows, Value row, Value column,
                    ArrayRef<int64_t> vectors, ValueRange sums);

  Emitter &e;
  const Contraction &product;
  int64_t columns;
  Panels panels;
  ProductPlaces places;
  Type element;
  SmallVector<unsigned> results;
  /// The packed panel, and a tile on its way to a long epilogue.
  Value packed, spilled;
};
} // namespace

void ProductKernel::run() {
  Value rowTiles = e.ceilDiv(places.rows(), e.machine.tileRows);
  Value length = TileOrder(e, panels, rowTiles).length();
  int64_t points = e.machine.tileRows * e.lanes();
  Value work = e.add(e.mul(places.depth(), e.index(2 * points)),
                     e.index(points * e.payload.cost));
  e.parallel(e.mul(places.matrices(), length), work,
             [&](Value lo, Value hi) { runPiece(lo, hi, rowTiles); });
}

void ProductKernel::makeScratch() {
  if (product.rhsTransposed)
    packed = e.scratch(
        {cast<RankedTensorType>(product.rhs.getType()).getShape().back(),
         panels.width},
        element);
  if (e.payload.cost > maxUnrolledEpilogue)
    spilled = e.scratch({e.machine.tileRows, panels.width}, element);
}

/// A piece is a range of the order, which goes matrix by matrix.
void ProductKernel::runPiece(Value lo, Value hi, Value rowTiles) {
  makeScratch();
  if (getConstantIntValue(places.matrices()) == 1) {
    places.enter(e.index(0));
    return runMatrix(lo, hi, rowTiles);
  }
  OpBuilder &b = e.builder;
  Value length = TileOrder(e, panels, rowTiles).length();
  Value first = arith::DivUIOp::create(b, e.loc, lo, length);
  Value last = arith::CeilDivUIOp::create(b, e.loc, hi, length);
  e.loop(first, last, 1, [&](Value matrix) {
    places.enter(matrix);
    Value start = e.mul(matrix, length);
    runMatrix(e.max(e.sub(lo, start), e.index(0)),
              e.min(e.sub(hi, start), length), rowTiles);
  });
}

/// Places `lo` to `hi` of the matrix entered.
void ProductKernel::runMatrix(Value lo, Value hi, Value rowTiles) {
  TileOrder order(e, panels, rowTiles);
  if (order.isByRows())
    return runRows(order, lo, hi);
  e.loop(e.index(0), e.index(panels.count()), 1, [&](Value panel) {
    auto [first, last] = order.rowsOfPanel(panel, lo, hi);
    if (packed)
      return packedPanel(panel, first, last);
    e.loop(first, last, 1, [&](Value row) { tileOfPanel(row, panel); });
  });
}

/// The same of an order by rows, walked as walksByRows says.
void ProductKernel::runRows(const TileOrder &order, Value lo, Value hi) {
  Value byRows = places.walksByRows();
  auto [firstRow, lastRow] = order.rows(lo, hi);
  Value begin = e.select(byRows, firstRow, e.index(0));
  Value end = e.select(byRows, lastRow, e.index(panels.count()));
  e.loop(begin, end, 1, [&](Value outer) {
    auto [row, rowsEnd] = order.rowsOfPanel(outer, lo, hi);
    auto [panel, panelsEnd] = order.panelsOfRow(outer, lo, hi);
    Value first = e.select(byRows, panel, row);
    Value last = e.select(byRows, panelsEnd, rowsEnd);
    e.loop(first, last, 1, [&](Value inner) {
      tileOfPanel(e.select(byRows, outer, inner),
                  e.select(byRows, inner, outer));
    });
  });
}

void ProductKernel::packedPanel(Value panel, Value firstTile, Value lastTile) {
  auto some = [&] {
    panels.dispatch(e, panel, [&](Value column, ArrayRef<int64_t> vectors) {
      auto at = [&](Value row, Value k) { return places.rhsAt(row, {k}); };
      packPanel(e, places.rhs(), at, column, vectors, packed);
      e.loop(firstTile, lastTile, 1,
             [&](Value rowTile) { tileAt(rowTile, column, vectors); });
    });
  };
  e.branch(firstTile, lastTile, some, [] {});
}

void ProductKernel::tileOfPanel(Value rowTile, Value panel) {
  panels.dispatch(e, panel, [&](Value column, ArrayRef<int64_t> vectors) {
    tileAt(rowTile, column, vectors);
  });
}

void ProductKernel::tileAt(Value rowTile, Value column,
                           ArrayRef<int64_t> vectors) {
  int64_t height = e.machine.tileRows;
  Value row = e.mul(rowTile, e.index(height));
  auto full = [&] { tile(height, row, column, vectors); };
  auto rest = [&] { lastRows(row, column, vectors); };
  std::optional<int64_t> rows = getConstantIntValue(places.rows());
  if (rows && *rows % height == 0)
    return full();
  if (rows && *rows < height)
    return rest();
  Value fullTiles = e.roundDown(places.rows(), height);
  e.branch(row, fullTiles, full, rest);
}

/// Fewer rows than a tile: as tiles of 4, 2 and 1.
void ProductKernel::lastRows(Value row, Value column,
                             ArrayRef<int64_t> vectors) {
  OpBuilder &b = e.builder;
  std::optional<int64_t> known = getConstantIntValue(places.rows());
  Value rest =
      known ? e.index(*known % e.machine.tileRows) : e.sub(places.rows(), row);
  for (int64_t rows = llvm::bit_floor(uint64_t(e.machine.tileRows - 1));
       rows > 0; rows /= 2) {
    if (known) {
      if (*getConstantIntValue(rest) & rows) {
        tile(rows, row, column, vectors);
        row = e.add(row, e.index(rows));
      }
      continue;
    }
    Value part = arith::AndIOp::create(b, e.loc, rest, e.index(rows));
    e.loop(e.index(0), part, rows,
           [&](Value) { tile(rows, row, column, vectors); });
    row = e.add(row, part);
  }
}

void ProductKernel::tile(int64_t rows, Value row, Value column,
                         ArrayRef<int64_t> vectors) {
  SmallVector<Value> sums = multiply(rows, row, column, vectors);
  if (spilled)
    return finishInLoop(rows, row, column, vectors, sums);
  for (int64_t i = 0, next = 0; i < rows; ++i) {
    Value at = e.add(row, e.index(i));
    int64_t offset = 0;
    for (int64_t width : vectors) {
      finish(at, e.add(column, e.index(offset)), width, sums[next++]);
      offset += width;
    }
  }
}

SmallVector<Value> ProductKernel::multiply(int64_t rows, Value row,
                                           Value column,
                                           ArrayRef<int64_t> vectors) {
  SmallVector<Value> sums;
  SmallVector<ProductPlaces::Indices> rowPlaces;
  linalg::GenericOp op = product.op;
  Coordinates identity;
  for (unsigned dim = 0; dim < e.payload.rank; ++dim)
    identity.push_back(getAffineDimExpr(dim, e.builder.getContext()));
  for (int64_t i = 0; i < rows; ++i) {
    rowPlaces.push_back(places.at(e.add(row, e.index(i)), column));
    int64_t offset = 0;
    for (int64_t width : vectors) {
      ProductPlaces::Indices place = rowPlaces.back();
      place.back() = e.add(column, e.index(offset));
      Point point(e, place, width);
      sums.push_back(point.getWide(op.getDpsInits()[0], identity));
      offset += width;
    }
  }
  return places.sum(sums, [&](ArrayRef<Value> at, ValueRange soFar) {
    return step(rowPlaces, column, vectors, at, soFar);
  });
}

/// Adds one term: a column of the left and a row of the right operand.
SmallVector<Value> ProductKernel::step(ArrayRef<ProductPlaces::Indices> rows,
                                       Value column, ArrayRef<int64_t> vectors,
                                       ArrayRef<Value> at, ValueRange soFar) {
  OpBuilder &b = e.builder;
  SmallVector<Value> right;
  int64_t offset = 0;
  for (int64_t width : vectors) {
    auto type = VectorType::get(width, element);
    if (packed)
      right.push_back(vector::LoadOp::create(
          b, e.loc, type, packed, ValueRange{at.front(), e.index(offset)}));
    else
      right.push_back(vector::LoadOp::create(
          b, e.loc, type, places.rhs(),
          places.rhsAt(e.add(column, e.index(offset)), at)));
    offset += width;
  }
  SmallVector<Value> sums;
  for (const ProductPlaces::Indices &row : rows) {
    Value left =
        memref::LoadOp::create(b, e.loc, places.lhs(), places.lhsAt(row, at));
    for (Value vector : right)
      sums.push_back(e.multiplyAdd(
          vector::BroadcastOp::create(b, e.loc, vector.getType(), left), vector,
          soFar[sums.size()]));
  }
  return sums;
}

void ProductKernel::finish(Value row, Value column, int64_t width, Value sum) {
  Point point(e, places.at(row, column), width);
  linalg::GenericOp op = product.op;
  point.fix(op.getResult(0), sum);
  point.store(results);
}

void ProductKernel::finishInLoop(int64_t rows, Value row, Value column,
                                 ArrayRef<int64_t> vectors, ValueRange sums) {
  OpBuilder &b = e.builder;
  for (int64_t i = 0, next = 0; i < rows; ++i) {
    int64_t offset = 0;
    for (int64_t width : vectors) {
      vector::StoreOp::create(b, e.loc, sums[next++], spilled,
                              ValueRange{e.index(i), e.index(offset)});
      offset += width;
    }
  }
  e.loop(e.index(0), e.index(rows), 1, [&](Value i) {
    int64_t offset = 0;
    for (int64_t width : vectors) {
      Value sum =
          vector::LoadOp::create(b, e.loc, VectorType::get(width, element),
                                 spilled, ValueRange{i, e.index(offset)});
      finish(e.add(row, i), e.add(column, e.index(offset)), width, sum);
      offset += width;
    }
  });
}

void aec::cpu::emitProduct(Emitter &emitter) { ProductKernel(emitter).run(); }
