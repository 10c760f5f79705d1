//===- PackPanel.cpp - Transposes a panel of columns ----------------------===//
//
// Square blocks of one vector a side are transposed in registers: four rounds
// that interleave row i with row i + n/2 (a perfect shuffle of the row numbers,
// log2 n of which exchange row and column).
//
//===----------------------------------------------------------------------===//
#include "PackPanel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec::cpu;

/// Lanes of two vectors in turn: the first half of them, or the second.
static SmallVector<int64_t> interleaved(int64_t lanes, bool second) {
  SmallVector<int64_t> mask;
  for (int64_t i = 0; i < lanes; ++i)
    mask.push_back((i + (second ? lanes : 0)) / 2 + (i % 2 ? lanes : 0));
  return mask;
}

/// Rows become columns. The number of rows is that of the lanes.
static SmallVector<Value> transpose(Emitter &e, SmallVector<Value> rows) {
  int64_t lanes = rows.size();
  SmallVector<int64_t> low = interleaved(lanes, false);
  SmallVector<int64_t> high = interleaved(lanes, true);
  for (int64_t round = 1; round < lanes; round *= 2) {
    SmallVector<Value> next;
    for (int64_t i = 0; i < lanes / 2; ++i) {
      Value a = rows[i], b = rows[i + lanes / 2];
      next.push_back(vector::ShuffleOp::create(e.builder, e.loc, a, b, low));
      next.push_back(vector::ShuffleOp::create(e.builder, e.loc, a, b, high));
    }
    rows = std::move(next);
  }
  return rows;
}

/// Transposes `count` columns and `depth` entries of each into the panel.
static void packBlock(Emitter &e, Value matrix, RowPlace at, Value column,
                      int64_t offset, int64_t count, Value k, int64_t depth,
                      Value panel) {
  OpBuilder &b = e.builder;
  Type element = cast<MemRefType>(matrix.getType()).getElementType();
  auto full = VectorType::get(e.lanes(), element);
  Value zero = arith::ConstantOp::create(b, e.loc, b.getZeroAttr(full));
  SmallVector<Value> rows(e.lanes(), zero);
  for (int64_t i = 0; i < count; ++i) {
    rows[i] = vector::LoadOp::create(b, e.loc, VectorType::get(depth, element),
                                     matrix,
                                     at(e.add(column, e.index(offset + i)), k));
    if (depth < e.lanes())
      rows[i] = vector::InsertStridedSliceOp::create(
          b, e.loc, rows[i], zero, ArrayRef<int64_t>{0}, ArrayRef<int64_t>{1});
  }
  rows = transpose(e, rows);
  for (int64_t i = 0; i < depth; ++i)
    vector::StoreOp::create(b, e.loc, rows[i], panel,
                            ValueRange{e.add(k, e.index(i)), e.index(offset)});
}

int64_t Contraction::panelVectors(int64_t most, int64_t lanes) const {
  if (!rhsTransposed)
    return most;
  int64_t depth = cast<RankedTensorType>(rhs.getType()).getShape().back();
  return std::clamp<int64_t>(maxPackedElements / lanes / depth, 1, most);
}

void aec::cpu::packPanel(Emitter &e, Value matrix, RowPlace at, Value column,
                         ArrayRef<int64_t> vectors, Value panel) {
  int64_t depth = cast<MemRefType>(panel.getType()).getDimSize(0);
  auto packRows = [&](Value k, int64_t count) {
    int64_t offset = 0;
    for (int64_t width : vectors) {
      packBlock(e, matrix, at, column, offset, width, k, count, panel);
      offset += width;
    }
  };
  int64_t full = depth / e.lanes() * e.lanes();
  e.loop(e.index(0), e.index(full), e.lanes(),
         [&](Value k) { packRows(k, e.lanes()); });
  if (depth > full)
    packRows(e.index(full), depth - full);
}

void aec::cpu::transposeMatrix(Emitter &e, int64_t rows, int64_t columns,
                               Type element,
                               function_ref<Value(Value, Value, int64_t)> load,
                               function_ref<void(Value, Value, Value)> store) {
  OpBuilder &b = e.builder;
  auto type = VectorType::get(e.lanes(), element);
  auto block = [&](Value row, int64_t height, Value column, int64_t width) {
    Value zero = arith::ConstantOp::create(b, e.loc, b.getZeroAttr(type));
    SmallVector<Value> values(e.lanes(), zero);
    for (int64_t i = 0; i < height; ++i) {
      values[i] = load(e.add(row, e.index(i)), column, width);
      if (width < e.lanes())
        values[i] = vector::InsertStridedSliceOp::create(
            b, e.loc, values[i], zero, ArrayRef<int64_t>{0},
            ArrayRef<int64_t>{1});
    }
    values = transpose(e, values);
    for (int64_t i = 0; i < width; ++i) {
      if (height < e.lanes())
        values[i] = vector::ExtractStridedSliceOp::create(b, e.loc, values[i],
                                                          {0}, {height}, {1});
      store(e.add(column, e.index(i)), row, values[i]);
    }
  };
  auto blocksOfRows = [&](Value row, int64_t height) {
    int64_t full = columns / e.lanes() * e.lanes();
    e.loop(e.index(0), e.index(full), e.lanes(),
           [&](Value column) { block(row, height, column, e.lanes()); });
    if (columns > full)
      block(row, height, e.index(full), columns - full);
  };
  int64_t full = rows / e.lanes() * e.lanes();
  e.loop(e.index(0), e.index(full), e.lanes(),
         [&](Value row) { blocksOfRows(row, e.lanes()); });
  if (rows > full)
    blocksOfRows(e.index(full), rows - full);
}
