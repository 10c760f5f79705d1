//===- TensorCores.cpp - Tiles by mma.sync --------------------------------===//
//
// A warp has warpRows x warpColumns of the tile as fragments of m16n8k8 (tf32)
// or m16n8k16 (bf16), as PTX ISA 9.7.15.5 lays them out: lane 4 g + t has rows
// g and g + 8 of the left operand, column g of the right one, and terms, or
// pairs of them, t and t + 4. So both types read shared memory alike, and a
// pitch of 8 more than a multiple of 32 spreads a fragment over all banks.
//
//===----------------------------------------------------------------------===//
#include "Forms.h"
#include "TileUnits.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

constexpr int64_t coreRows = 16, coreColumns = 8, warpThreads = 32;

namespace {
class TensorCores : public TileUnits {
public:
  TensorCores(cpu::Emitter &emitter, const TileShape &shape,
              Precision precision);

  int64_t pitchOf(int64_t extent) const override { return extent + 8; }
  SmallVector<Value> zeros() override;
  SmallVector<Value> multiply(const SharedTile &lhs, Value lhsAt,
                              const SharedTile &rhs, Value rhsAt,
                              ValueRange sums) override;
  int64_t pieces() const override { return coresDown; }
  void storePiece(int64_t piece, ValueRange sums, Value memory,
                  int64_t pitch) override;
  Value rowOf(int64_t piece, Value row) override;

private:
  using Values = SmallVector<Value>;
  Values fragment(const SharedTile &tile, Value at, Value first,
                  ArrayRef<std::pair<int64_t, int64_t>> places);
  Values multiplyAdd(ValueRange left, ValueRange right, ValueRange sums);

  cpu::Emitter &e;
  TileShape shape;
  bool isTf32;
  int64_t coresDown, coresAcross;
  /// Of this thread: its warp in the tile, group and place in the group.
  Value warpRow, warpColumn, group, place;
};
} // namespace

TensorCores::TensorCores(cpu::Emitter &emitter, const TileShape &shape,
                         Precision precision)
    : e(emitter), shape(shape), isTf32(precision == Precision::TF32),
      coresDown(shape.warpRows / coreRows),
      coresAcross(shape.warpColumns / coreColumns) {
  OpBuilder &b = e.builder;
  int64_t across = shape.columns / shape.warpColumns;
  SmallVector<Value> at =
      spread(b, e.loc, threadIndex(b, e.loc),
             {e.index(shape.rows / shape.warpRows), e.index(across),
              e.index(warpThreads / 4), e.index(4)});
  warpRow = at[0], warpColumn = at[1], group = at[2], place = at[3];
}

SmallVector<Value> TensorCores::zeros() {
  OpBuilder &b = e.builder;
  Value zero =
      arith::ConstantOp::create(b, e.loc, b.getZeroAttr(b.getF32Type()));
  return Values(coresDown * coresAcross * 4, zero);
}

/// Registers of a fragment: `places` are (term, row or column) distances from
/// this thread's first one.
SmallVector<Value>
TensorCores::fragment(const SharedTile &tile, Value at, Value first,
                      ArrayRef<std::pair<int64_t, int64_t>> places) {
  OpBuilder &b = e.builder;
  return llvm::map_to_vector(places, [&](auto distance) -> Value {
    auto [term, index] = distance;
    Value line = e.mul(e.add(place, e.index(term)), e.index(tile.pitch));
    Value from = e.add(e.add(line, e.add(first, e.index(index))), at);
    Value bits = memref::LoadOp::create(b, e.loc, tile.memory, from);
    return arith::BitcastOp::create(b, e.loc, b.getI32Type(), bits);
  });
}

SmallVector<Value> TensorCores::multiplyAdd(ValueRange left, ValueRange right,
                                            ValueRange sums) {
  OpBuilder &b = e.builder;
  Type f32 = b.getF32Type();
  auto result =
      LLVM::LLVMStructType::getLiteral(b.getContext(), {f32, f32, f32, f32});
  NVVM::MMATypes type = isTf32 ? NVVM::MMATypes::tf32 : NVVM::MMATypes::bf16;
  Value all = NVVM::MmaOp::create(
      b, e.loc, result, left, right, sums,
      ArrayRef<int64_t>{coreRows, coreColumns, isTf32 ? 8 : 16}, std::nullopt,
      std::nullopt, std::array<NVVM::MMATypes, 2>{type, type},
      std::array<NVVM::MMALayout, 2>{NVVM::MMALayout::row,
                                     NVVM::MMALayout::col});
  Values parts;
  for (int64_t i = 0; i < 4; ++i)
    parts.push_back(LLVM::ExtractValueOp::create(b, e.loc, all, i));
  return parts;
}

SmallVector<Value> TensorCores::multiply(const SharedTile &lhs, Value lhsAt,
                                         const SharedTile &rhs, Value rhsAt,
                                         ValueRange sums) {
  Values result(sums);
  Value row = e.add(e.mul(warpRow, e.index(shape.warpRows)), group);
  Value column = e.add(e.mul(warpColumn, e.index(shape.warpColumns)), group);
  // Terms, or pairs, of a step; a fragment has eight.
  for (int64_t k = 0; k < (isTf32 ? stepTerms : stepTerms / 2); k += 8) {
    SmallVector<Values> right;
    for (int64_t j = 0; j < coresAcross; ++j)
      right.push_back(fragment(rhs, rhsAt,
                               e.add(column, e.index(j * coreColumns)),
                               {{k, 0}, {k + 4, 0}}));
    for (int64_t i = 0; i < coresDown; ++i) {
      Values left = fragment(lhs, lhsAt, e.add(row, e.index(i * coreRows)),
                             {{k, 0}, {k, 8}, {k + 4, 0}, {k + 4, 8}});
      for (int64_t j = 0; j < coresAcross; ++j) {
        int64_t first = (i * coresAcross + j) * 4;
        Values four =
            multiplyAdd(left, right[j], ArrayRef(result).slice(first, 4));
        llvm::copy(four, result.begin() + first);
      }
    }
  }
  return result;
}

/// A piece has 16 rows of each warp.
void TensorCores::storePiece(int64_t piece, ValueRange sums, Value memory,
                             int64_t pitch) {
  OpBuilder &b = e.builder;
  auto pair = VectorType::get(2, b.getF32Type());
  Value row = e.add(e.mul(warpRow, e.index(coreRows)), group);
  Value column = e.add(e.mul(warpColumn, e.index(shape.warpColumns)),
                       e.mul(place, e.index(2)));
  for (int64_t j = 0; j < coresAcross; ++j)
    for (int64_t half = 0; half < 2; ++half) {
      int64_t first = (piece * coresAcross + j) * 4 + half * 2;
      Value line = e.mul(e.add(row, e.index(half * 8)), e.index(pitch));
      Value at = e.add(line, e.add(column, e.index(j * coreColumns)));
      storeShared(
          e,
          vector::FromElementsOp::create(b, e.loc, pair, sums.slice(first, 2)),
          memory, at);
    }
}

Value TensorCores::rowOf(int64_t piece, Value row) {
  SmallVector<Value> at =
      spread(e.builder, e.loc, row,
             {e.index(shape.rows / shape.warpRows), e.index(coreRows)});
  return e.add(e.mul(at[0], e.index(shape.warpRows)),
               e.add(at[1], e.index(piece * coreRows)));
}

std::unique_ptr<TileUnits> aec::cuda::createTensorCores(cpu::Emitter &emitter,
                                                        const TileShape &shape,
                                                        Precision precision) {
  return std::make_unique<TensorCores>(emitter, shape, precision);
}
