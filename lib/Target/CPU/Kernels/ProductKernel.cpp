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

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec::cpu;

/// Epilogues longer than this are a loop over the tile's rows, which costs a
/// store and a load of the tile, instead of code for each vector of it.
constexpr int64_t maxUnrolledEpilogue = 8;

/// What an operand may have to stay in a second-level cache while others stream
/// through it.
constexpr int64_t cachedBytes = 512 * 1024;

namespace {
class ProductKernel {
public:
  ProductKernel(Emitter &emitter)
      : e(emitter), product(emitter.payload.product),
        panels(*e.staticExtent(1), e.machine.tileVectors, e.lanes()),
        depth(e.sizeOf(product.lhs, product.lhsTransposed ? 0 : 1)),
        element(cast<RankedTensorType>(product.rhs.getType())
                    .getElementType()) {
    results = llvm::to_vector(
        llvm::seq<unsigned>(0, emitter.payload.results.size()));
  }

  void run();

private:
  void runPiece(Value lo, Value hi, Value rowTiles);
  Value walksByRows();
  void makeScratch();
  void packedPanel(Value panel, Value firstTile, Value lastTile);
  void tileOfPanel(Value rowTile, Value panel);
  void tileAt(Value rowTile, Value column, ArrayRef<int64_t> vectors);
  void lastRows(Value row, Value column, ArrayRef<int64_t> vectors);
  void tile(int64_t rows, Value row, Value column, ArrayRef<int64_t> vectors);
  SmallVector<Value> multiply(int64_t rows, Value row, Value column,
                              ArrayRef<int64_t> vectors);
  SmallVector<Value> step(int64_t rows, Value row, Value column,
                          ArrayRef<int64_t> vectors, Value k,
                          ValueRange soFar);
  void finish(Value row, Value column, int64_t width, Value sum);
  void finishInLoop(int64_t rows, Value row, Value column,
                    ArrayRef<int64_t> vectors, ValueRange sums);

  Emitter &e;
  const Contraction &product;
  Panels panels;
  Value depth;
  Type element;
  SmallVector<unsigned> results;
  /// The packed panel, and a tile on its way to a long epilogue.
  Value packed, spilled;
};
} // namespace

void ProductKernel::run() {
  Value rowTiles = e.ceilDiv(e.extent(0), e.machine.tileRows);
  Value tiles = e.mul(rowTiles, e.index(panels.count()));
  int64_t points = e.machine.tileRows * panels.width;
  Value work = e.add(e.mul(depth, e.index(2 * points)),
                     e.index(points * e.payload.cost));
  e.parallel(tiles, work,
             [&](Value lo, Value hi) { runPiece(lo, hi, rowTiles); });
}

/// Whether to walk all panels for a row of tiles, or all rows for a panel. The
/// latter reads the left operand once a panel, the former the right one once a
/// row of tiles: better where the right one stays in the cache and the left one
/// has the long rows, as in the weight gradient of a wide input. The depth, a
/// batch there, may be known at run time only.
Value ProductKernel::walksByRows() {
  OpBuilder &b = e.builder;
  if (!product.lhsTransposed || product.rhsTransposed)
    return arith::ConstantIntOp::create(b, e.loc, 0, 1);
  int64_t rowBytes = *e.staticExtent(1) * vectorBytes / e.lanes();
  return arith::CmpIOp::create(b, e.loc, arith::CmpIPredicate::sle, depth,
                               e.index(cachedBytes / rowBytes));
}

void ProductKernel::makeScratch() {
  if (product.rhsTransposed)
    packed = e.scratch(
        {cast<RankedTensorType>(product.rhs.getType()).getDimSize(1),
         panels.width},
        element);
  if (e.payload.cost > maxUnrolledEpilogue)
    spilled = e.scratch({e.machine.tileRows, panels.width}, element);
}

/// A piece is a range of tiles, numbered in the order of the walk.
void ProductKernel::runPiece(Value lo, Value hi, Value rowTiles) {
  makeScratch();
  OpBuilder &b = e.builder;
  Value byRows = walksByRows();
  auto select = [&](Value rows, Value columns) -> Value {
    return b.createOrFold<arith::SelectOp>(e.loc, byRows, rows, columns);
  };
  Value inner = select(e.index(panels.count()), rowTiles);
  Value first = arith::DivUIOp::create(b, e.loc, lo, inner);
  Value last = arith::CeilDivUIOp::create(b, e.loc, hi, inner);
  e.loop(first, last, 1, [&](Value outer) {
    Value start = e.mul(outer, inner);
    Value begin = e.max(e.sub(lo, start), e.index(0));
    Value end = e.min(e.sub(hi, start), inner);
    if (packed)
      return packedPanel(outer, begin, end);
    e.loop(begin, end, 1, [&](Value at) {
      tileOfPanel(select(outer, at), select(at, outer));
    });
  });
}

void ProductKernel::packedPanel(Value panel, Value firstTile, Value lastTile) {
  panels.dispatch(e, panel, [&](Value column, ArrayRef<int64_t> vectors) {
    packPanel(e, e.operand(product.rhs), column, vectors, packed);
    e.loop(firstTile, lastTile, 1,
           [&](Value rowTile) { tileAt(rowTile, column, vectors); });
  });
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
  std::optional<int64_t> rows = e.staticExtent(0);
  if (rows && *rows % height == 0)
    return full();
  if (rows && *rows < height)
    return rest();
  Value fullTiles = e.roundDown(e.extent(0), height);
  e.branch(row, fullTiles, full, rest);
}

/// Fewer rows than a tile: as tiles of 4, 2 and 1.
void ProductKernel::lastRows(Value row, Value column,
                             ArrayRef<int64_t> vectors) {
  OpBuilder &b = e.builder;
  std::optional<int64_t> known = e.staticExtent(0);
  Value rest = known ? e.index(*known % e.machine.tileRows)
                     : e.sub(e.extent(0), row);
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
  linalg::GenericOp op = product.op;
  Coordinates identity{getAffineDimExpr(0, e.builder.getContext()),
                       getAffineDimExpr(1, e.builder.getContext())};
  for (int64_t i = 0; i < rows; ++i) {
    int64_t offset = 0;
    for (int64_t width : vectors) {
      Point point(e, {e.add(row, e.index(i)), e.add(column, e.index(offset))},
                  width);
      sums.push_back(point.getWide(op.getDpsInits()[0], identity));
      offset += width;
    }
  }
  return e.fold(e.index(0), depth, 1, sums, [&](Value k, ValueRange soFar) {
    return step(rows, row, column, vectors, k, soFar);
  });
}

/// Adds the product of column k of the left and row k of the right operand.
SmallVector<Value> ProductKernel::step(int64_t rows, Value row, Value column,
                                       ArrayRef<int64_t> vectors, Value k,
                                       ValueRange soFar) {
  OpBuilder &b = e.builder;
  Value lhs = e.operand(product.lhs), rhs = e.operand(product.rhs);
  SmallVector<Value> right;
  int64_t offset = 0;
  for (int64_t width : vectors) {
    Value at = packed ? e.index(offset) : e.add(column, e.index(offset));
    right.push_back(vector::LoadOp::create(
        b, e.loc, VectorType::get(width, element), packed ? packed : rhs,
        ValueRange{k, at}));
    offset += width;
  }
  SmallVector<Value> sums;
  for (int64_t i = 0; i < rows; ++i) {
    Value at = e.add(row, e.index(i));
    Value left = memref::LoadOp::create(b, e.loc, lhs,
                                        product.lhsTransposed
                                            ? ValueRange{k, at}
                                            : ValueRange{at, k});
    for (Value vector : right)
      sums.push_back(e.multiplyAdd(
          vector::BroadcastOp::create(b, e.loc, vector.getType(), left),
          vector, soFar[sums.size()]));
  }
  return sums;
}

void ProductKernel::finish(Value row, Value column, int64_t width, Value sum) {
  Point point(e, {row, column}, width);
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
      Value sum = vector::LoadOp::create(b, e.loc,
                                         VectorType::get(width, element),
                                         spilled,
                                         ValueRange{i, e.index(offset)});
      finish(e.add(row, i), e.add(column, e.index(offset)), width, sum);
      offset += width;
    }
  });
}

void aec::cpu::emitProduct(Emitter &emitter) { ProductKernel(emitter).run(); }
