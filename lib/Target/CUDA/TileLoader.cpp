//===- TileLoader.cpp - From global to shared memory ----------------------===//
#include "TileLoader.h"
#include "Forms.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

/// Bytes of `width` elements, which is where they begin too.
static llvm::MaybeAlign alignmentOf(Type element, int64_t width) {
  return llvm::MaybeAlign(width * element.getIntOrFloatBitWidth() / 8);
}

Value aec::cuda::loadShared(cpu::Emitter &e, Value memory, Value at,
                            int64_t width) {
  Type element = cast<MemRefType>(memory.getType()).getElementType();
  return vector::LoadOp::create(
      e.builder, e.loc, VectorType::get(width, element), memory, ValueRange{at},
      /*nontemporal=*/false, alignmentOf(element, width));
}

void aec::cuda::storeShared(cpu::Emitter &e, Value value, Value memory,
                            Value at) {
  auto type = dyn_cast<VectorType>(value.getType());
  if (!type) {
    memref::StoreOp::create(e.builder, e.loc, value, memory, at);
    return;
  }
  vector::StoreOp::create(
      e.builder, e.loc, value, memory, ValueRange{at}, /*nontemporal=*/false,
      alignmentOf(type.getElementType(), type.getNumElements()));
}

TileLoader::TileLoader(cpu::Emitter &emitter, const OperandLayout &layout,
                       const SharedTile &tile, int64_t threads)
    : e(emitter), layout(layout), tile(tile), threads(threads),
      indices(layout.depthLast ? 1 : layout.vector),
      termsOfLoad(layout.depthLast ? layout.vector : 1),
      element(cast<MemRefType>(tile.memory.getType()).getElementType()) {
  terms = tile.precision == Precision::BF16 ? std::max<int64_t>(2, termsOfLoad)
                                            : termsOfLoad;
  units = tile.extent * stepTerms / (terms * indices);
}

TileLoader::Unit TileLoader::unit(int64_t i) {
  Value flat = e.add(threadIndex(e.builder, e.loc), e.index(i * threads));
  // Of the last round some threads may have none; they read the first again.
  if ((i + 1) * threads > units)
    flat = e.select(isLess(e.builder, e.loc, flat, e.index(units)), flat,
                    e.index(0));
  int64_t fast = layout.depthLast ? stepTerms / terms : tile.extent / indices;
  Value inner = arith::RemUIOp::create(e.builder, e.loc, flat, e.index(fast));
  Value outer = arith::DivUIOp::create(e.builder, e.loc, flat, e.index(fast));
  if (!layout.depthLast)
    std::swap(inner, outer);
  return {e.mul(inner, e.index(terms)), e.mul(outer, e.index(indices))};
}

/// The entry and, of a vector, its neighbours; 0 where `inside` does not hold.
Value TileLoader::loadOne(const Entry &entry, Value inside) {
  OpBuilder &b = e.builder;
  if (entry.inside)
    inside = arith::AndIOp::create(b, e.loc, inside, entry.inside);
  Type type = element;
  Value value;
  if (layout.vector > 1) {
    type = VectorType::get(layout.vector, element);
    value = vector::LoadOp::create(
        b, e.loc, cast<VectorType>(type), entry.memory, entry.indices,
        /*nontemporal=*/false, alignmentOf(element, layout.vector));
  } else {
    value = memref::LoadOp::create(b, e.loc, entry.memory, entry.indices);
  }
  Value zero = arith::ConstantOp::create(b, e.loc, b.getZeroAttr(type));
  return arith::SelectOp::create(b, e.loc, inside, value, zero);
}

SmallVector<Value> TileLoader::load(Value firstTerm, Value end, Value first,
                                    Value bound, EntryAt entryAt) {
  OpBuilder &b = e.builder;
  SmallVector<Value> values;
  for (int64_t i = 0; i * threads < units; ++i) {
    auto [k, at] = unit(i);
    Value index = e.add(first, at), zero = e.index(0);
    // A vector is inside as a whole: extents are multiples of it.
    Value indexInside = isLess(b, e.loc, index, bound);
    for (int64_t j = 0; j < terms; j += termsOfLoad) {
      Value term = e.add(firstTerm, e.add(k, e.index(j)));
      Value termInside = isLess(b, e.loc, term, end);
      Entry entry = entryAt(e.select(indexInside, index, zero),
                            e.select(termInside, term, zero));
      values.push_back(loadOne(
          entry, arith::AndIOp::create(b, e.loc, termInside, indexInside)));
    }
  }
  return values;
}

/// The nearest tf32, ties away from zero: what is cut off is 2^-11 at most.
Value TileLoader::rounded(Value value) {
  OpBuilder &b = e.builder;
  if (tile.precision != Precision::TF32)
    return value;
  if (auto type = dyn_cast<VectorType>(value.getType())) {
    SmallVector<Value> parts;
    for (int64_t i = 0; i < type.getNumElements(); ++i)
      parts.push_back(rounded(vector::ExtractOp::create(b, e.loc, value, i)));
    return vector::FromElementsOp::create(b, e.loc, type, parts);
  }
  Value bits = NVVM::ConvertFloatToTF32Op::create(
      b, e.loc, b.getI32Type(), value, NVVM::FPRoundingMode::RNA);
  return arith::BitcastOp::create(b, e.loc, b.getF32Type(), bits);
}

/// Two terms as bf16 in one element, or in one for each of a vector.
Value TileLoader::paired(Value first, Value second) {
  OpBuilder &b = e.builder;
  if (auto type = dyn_cast<VectorType>(first.getType())) {
    SmallVector<Value> parts;
    for (int64_t i = 0; i < type.getNumElements(); ++i)
      parts.push_back(paired(vector::ExtractOp::create(b, e.loc, first, i),
                             vector::ExtractOp::create(b, e.loc, second, i)));
    return vector::FromElementsOp::create(b, e.loc, type, parts);
  }
  auto wide = VectorType::get(2, b.getF32Type());
  Value both =
      vector::FromElementsOp::create(b, e.loc, wide, ValueRange{first, second});
  auto narrow = VectorType::get(2, b.getBF16Type());
  Value cut = arith::TruncFOp::create(b, e.loc, narrow, both);
  return LLVM::BitcastOp::create(b, e.loc, b.getF32Type(), cut);
}

/// A unit's terms, each a value; `at`: the place of its first index.
void TileLoader::storeTerms(ValueRange values, Value term, Value at) {
  auto put = [&](Value row, Value value) {
    storeShared(e, value, tile.memory,
                e.add(e.mul(row, e.index(tile.pitch)), at));
  };
  if (tile.precision == Precision::BF16) {
    Value pair = arith::DivUIOp::create(e.builder, e.loc, term, e.index(2));
    for (size_t j = 0; j < values.size(); j += 2)
      put(e.add(pair, e.index(j / 2)), paired(values[j], values[j + 1]));
    return;
  }
  for (auto [j, value] : llvm::enumerate(values))
    put(e.add(term, e.index(j)), rounded(value));
}

void TileLoader::store(ValueRange values, Value from) {
  OpBuilder &b = e.builder;
  for (int64_t i = 0; i * threads < units; ++i) {
    int64_t loads = terms / termsOfLoad;
    auto put = [&] {
      auto [k, at] = unit(i);
      SmallVector<Value> parts(values.slice(i * loads, loads));
      if (termsOfLoad > 1) {
        Value all = parts.pop_back_val();
        for (int64_t j = 0; j < terms; ++j)
          parts.push_back(vector::ExtractOp::create(b, e.loc, all, j));
      }
      storeTerms(parts, k, e.add(at, from));
    };
    if ((i + 1) * threads <= units) {
      put();
      continue;
    }
    Value flat = e.add(threadIndex(b, e.loc), e.index(i * threads));
    when(b, e.loc, isLess(b, e.loc, flat, e.index(units)), put);
  }
}
