//===- MultiplyAdds.cpp - Tiles by fused multiply-adds --------------------===//
//
// A thread has groups of four rows and four columns, half a tile apart, so that
// warps read shared memory in whole lines and without conflicts of banks
// (CUTLASS, "Efficient GEMM in CUDA", thread-level tiles).
//
//===----------------------------------------------------------------------===//
#include "Forms.h"
#include "TileUnits.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

namespace {
class MultiplyAdds : public TileUnits {
public:
  MultiplyAdds(cpu::Emitter &emitter, const TileShape &shape, Type element)
      : e(emitter), shape(shape), element(element) {
    SmallVector<Value> at =
        spread(e.builder, e.loc, threadIndex(e.builder, e.loc),
               {e.index(shape.rows / shape.threadRows),
                e.index(shape.columns / shape.threadColumns)});
    row = at[0], column = at[1];
  }

  int64_t pitchOf(int64_t extent) const override { return extent + 4; }
  SmallVector<Value> zeros() override {
    Value zero = arith::ConstantOp::create(e.builder, e.loc,
                                           e.builder.getZeroAttr(element));
    return SmallVector<Value>(shape.threadRows * shape.threadColumns, zero);
  }
  SmallVector<Value> multiply(const SharedTile &lhs, Value lhsAt,
                              const SharedTile &rhs, Value rhsAt,
                              ValueRange sums) override;
  int64_t pieces() const override { return shape.threadRows / rowGroup(); }
  void storePiece(int64_t piece, ValueRange sums, Value memory,
                  int64_t pitch) override;
  Value rowOf(int64_t piece, Value row) override {
    return e.add(row, e.index(piece * (shape.rows / pieces())));
  }

private:
  int64_t rowGroup() const { return std::min<int64_t>(4, shape.threadRows); }
  int64_t columnGroup() const {
    return std::min<int64_t>(4, shape.threadColumns);
  }
  SmallVector<Value> read(const SharedTile &tile, Value term, Value thread,
                          int64_t count, int64_t group);

  cpu::Emitter &e;
  TileShape shape;
  Type element;
  Value row, column;
};
} // namespace

/// This thread's `count` rows (or columns) of a term, by groups.
SmallVector<Value> MultiplyAdds::read(const SharedTile &tile, Value term,
                                      Value thread, int64_t count,
                                      int64_t group) {
  SmallVector<Value> values;
  int64_t distance = tile.extent / (count / group);
  for (int64_t i = 0; i < count / group; ++i) {
    Value at = e.add(e.mul(thread, e.index(group)), e.index(i * distance));
    Value vector = loadShared(e, tile.memory, e.add(term, at), group);
    for (int64_t j = 0; j < group; ++j)
      values.push_back(vector::ExtractOp::create(e.builder, e.loc, vector, j));
  }
  return values;
}

SmallVector<Value> MultiplyAdds::multiply(const SharedTile &lhs, Value lhsAt,
                                          const SharedTile &rhs, Value rhsAt,
                                          ValueRange sums) {
  return e.fold(
      e.index(0), e.index(stepTerms), 1, sums, [&](Value k, ValueRange soFar) {
        auto term = [&](const SharedTile &tile, Value from) {
          return e.add(from, e.mul(k, e.index(tile.pitch)));
        };
        SmallVector<Value> left =
            read(lhs, term(lhs, lhsAt), row, shape.threadRows, rowGroup());
        SmallVector<Value> right = read(rhs, term(rhs, rhsAt), column,
                                        shape.threadColumns, columnGroup());
        SmallVector<Value> result;
        for (Value a : left)
          for (Value b : right)
            result.push_back(e.multiplyAdd(a, b, soFar[result.size()]));
        return result;
      });
}

void MultiplyAdds::storePiece(int64_t piece, ValueRange sums, Value memory,
                              int64_t pitch) {
  OpBuilder &b = e.builder;
  int64_t width = columnGroup(), groups = shape.threadColumns / width;
  auto vector = VectorType::get(width, element);
  for (int64_t i = 0; i < rowGroup(); ++i) {
    Value line = e.mul(e.add(e.mul(row, e.index(rowGroup())), e.index(i)),
                       e.index(pitch));
    int64_t first = (piece * rowGroup() + i) * shape.threadColumns;
    for (int64_t j = 0; j < groups; ++j) {
      Value at = e.add(e.mul(column, e.index(width)),
                       e.index(j * shape.columns / groups));
      Value four = vector::FromElementsOp::create(
          b, e.loc, vector, sums.slice(first + j * width, width));
      storeShared(e, four, memory, e.add(line, at));
    }
  }
}

std::unique_ptr<TileUnits> aec::cuda::createMultiplyAdds(cpu::Emitter &emitter,
                                                         const TileShape &shape,
                                                         Type element) {
  return std::make_unique<MultiplyAdds>(emitter, shape, element);
}
