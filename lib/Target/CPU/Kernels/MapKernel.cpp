//===- MapKernel.cpp - Points, and reductions along rows ------------------===//
//
// Rows are independent and run in parallel; a row first makes its reductions,
// in order, then walks its columns once for all results. Without reductions and
// broadcasts all dimensions are walked as one.
//
//===----------------------------------------------------------------------===//
#include "Point.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec::cpu;

/// Vectors that make the smallest piece of a flat kernel.
constexpr int64_t blockVectors = 4;

namespace {
class MapKernel {
public:
  MapKernel(Emitter &emitter)
      : e(emitter), payload(emitter.payload), vec(payload.vectorDim()) {
    AffineExpr column = getAffineDimExpr(vec, e.builder.getContext());
    for (auto [i, at] : llvm::enumerate(payload.results))
      (llvm::is_contained(at, column) ? wide : narrow).push_back(i);
  }

  void run() {
    if (canFlatten())
      flatten();
    if (hasRows())
      return runRows();
    SmallVector<Value> place(vec, e.index(0));
    if (payload.reductions.empty() && narrow.empty())
      return runBlocks(place);
    row(place);
  }

private:
  bool hasRows() {
    for (unsigned dim = 0; dim < vec; ++dim)
      if (e.staticExtent(dim) != 1)
        return true;
    return false;
  }

  bool canFlatten();
  void flatten();
  void runRows();
  void runBlocks(ArrayRef<Value> place);
  void innerRows(SmallVector<Value> &place);
  void row(ArrayRef<Value> place);
  void storeWide(ArrayRef<Value> place, Value column, int64_t width);
  Value reduce(const Reduction &reduction, ArrayRef<Value> place);
  Value horizontal(Point &point, const Reduction &reduction, Value vector);

  /// First column that does not belong to a full vector.
  Value fullEnd() {
    return isMultiple ? e.extent(vec)
                      : e.roundDown(e.extent(vec), e.lanes());
  }
  SmallVector<Value> at(ArrayRef<Value> place, Value column) {
    SmallVector<Value> result(place);
    result.push_back(column);
    return result;
  }

  Emitter &e;
  const Payload &payload;
  unsigned vec;
  /// Results that vary along the columns, and those that do not.
  SmallVector<unsigned> wide, narrow;
  /// The columns are known to fill whole vectors.
  bool isMultiple = false;
  llvm::DenseMap<Value, Value> fixed;
};
} // namespace

bool MapKernel::canFlatten() {
  if (!payload.contiguous || payload.rank < 2)
    return false;
  KernelOp kernel = payload.kernel;
  for (Type type : kernel.getOperandTypes())
    if (auto memref = dyn_cast<MemRefType>(type))
      if (!memref.getLayout().isIdentity())
        return false;
  int64_t known = 1;
  bool isStatic = true;
  for (unsigned dim = 0; dim < payload.rank; ++dim) {
    std::optional<int64_t> extent = e.staticExtent(dim);
    isStatic &= extent.has_value();
    known *= extent.value_or(1);
  }
  isMultiple = known % e.lanes() == 0;
  return isStatic || isMultiple;
}

void MapKernel::flatten() {
  Value count = e.index(1);
  for (unsigned dim = 0; dim < payload.rank; ++dim)
    count = e.mul(count, e.extent(dim));
  for (unsigned dim = 0; dim < vec; ++dim)
    e.setExtent(dim, e.index(1));
  e.setExtent(vec, count);

  OpBuilder &builder = e.builder;
  SmallVector<OpFoldResult> sizes(payload.rank, builder.getIndexAttr(1));
  SmallVector<OpFoldResult> strides(payload.rank, getAsOpFoldResult(count));
  sizes.back() = getAsOpFoldResult(count);
  strides.back() = builder.getIndexAttr(1);
  for (Value argument : KernelOp(payload.kernel).getBody().getArguments()) {
    Value memory = e.operand(argument);
    auto type = dyn_cast<MemRefType>(memory.getType());
    if (!type)
      continue;
    e.setOperand(argument, memref::ReinterpretCastOp::create(
                               builder, e.loc, memory,
                               OpFoldResult(builder.getIndexAttr(0)), sizes,
                               strides));
  }
}

void MapKernel::runBlocks(ArrayRef<Value> place) {
  int64_t block = blockVectors * e.lanes();
  Value end = e.extent(vec), full = fullEnd();
  Value work = e.index(block * payload.cost);
  e.parallel(e.ceilDiv(end, block), work, [&](Value lo, Value hi) {
    Value first = e.mul(lo, e.index(block));
    Value last = e.min(e.mul(hi, e.index(block)), end);
    e.loop(first, e.min(last, full), e.lanes(),
           [&](Value column) { storeWide(place, column, e.lanes()); });
    std::optional<int64_t> count = getConstantIntValue(end);
    if (isMultiple || (count && *count % e.lanes() == 0))
      return;
    if (!count)
      return e.loop(e.max(first, full), last, 1,
                    [&](Value column) { storeWide(place, column, 0); });
    auto tail = [&] { storeWide(place, full, *count % e.lanes()); };
    if (getConstantIntValue(last) == *count)
      return tail();
    e.branch(full, last, tail, [] {});
  });
}

void MapKernel::runRows() {
  Value work = e.index(payload.cost);
  for (unsigned dim = 1; dim < payload.rank; ++dim)
    work = e.mul(work, e.extent(dim));
  // Before the region, so that pieces do not compute them again.
  for (unsigned dim = 0; dim < payload.rank; ++dim)
    (void)e.extent(dim);
  e.parallel(e.extent(0), work, [&](Value lo, Value hi) {
    e.loop(lo, hi, 1, [&](Value first) {
      SmallVector<Value> place{first};
      innerRows(place);
    });
  });
}

void MapKernel::innerRows(SmallVector<Value> &place) {
  if (place.size() == vec)
    return row(place);
  e.loop(e.index(0), e.extent(place.size()), 1, [&](Value i) {
    place.push_back(i);
    innerRows(place);
    place.pop_back();
  });
}

void MapKernel::storeWide(ArrayRef<Value> place, Value column, int64_t width) {
  Point point(e, at(place, column), width);
  point.fix(fixed);
  point.store(wide);
}

void MapKernel::row(ArrayRef<Value> place) {
  fixed.clear();
  for (const Reduction &reduction : payload.reductions)
    fixed[reduction.op->getResult(0)] = reduce(reduction, place);
  if (!wide.empty()) {
    Value end = e.extent(vec), full = fullEnd();
    e.loop(e.index(0), full, e.lanes(),
           [&](Value column) { storeWide(place, column, e.lanes()); });
    std::optional<int64_t> count = getConstantIntValue(end);
    if (!count && !isMultiple)
      e.loop(full, end, 1,
             [&](Value column) { storeWide(place, column, 0); });
    else if (count && *count % e.lanes())
      storeWide(place, full, *count % e.lanes());
  }
  // Last: wide results may read what these outputs held.
  Point point(e, at(place, e.index(0)), 0);
  point.fix(fixed);
  point.store(narrow);
}

/// Combines the lanes as a tree of halves.
Value MapKernel::horizontal(Point &point, const Reduction &reduction,
                            Value vector) {
  OpBuilder &b = e.builder;
  for (int64_t width = e.lanes() / 2; width > 0; width /= 2) {
    Value low = vector::ExtractStridedSliceOp::create(b, e.loc, vector, {0},
                                                      {width}, {1});
    Value high = vector::ExtractStridedSliceOp::create(b, e.loc, vector,
                                                       {width}, {width}, {1});
    vector = point.combine(reduction, low, high);
  }
  return vector::ExtractOp::create(b, e.loc, vector, ArrayRef<int64_t>{0});
}

Value MapKernel::reduce(const Reduction &reduction, ArrayRef<Value> place) {
  OpBuilder &b = e.builder;
  Value end = e.extent(vec), full = fullEnd();
  auto element = [&](Value column, int64_t width, Value soFar) {
    Point point(e, at(place, column), width);
    point.fix(fixed);
    return point.combine(reduction, soFar, point.element(reduction));
  };
  auto type = VectorType::get(e.lanes(), reduction.neutral.getType());
  Value neutral = arith::ConstantOp::create(b, e.loc, reduction.neutral);
  Value lanes = arith::ConstantOp::create(
      b, e.loc, DenseElementsAttr::get(type, Attribute(reduction.neutral)));
  lanes = e.fold(e.index(0), full, e.lanes(), lanes,
                 [&](Value column, ValueRange soFar) -> SmallVector<Value> {
                   return {element(column, e.lanes(), soFar[0])};
                 })[0];
  std::optional<int64_t> count = getConstantIntValue(end);
  if (count && *count % e.lanes()) {
    int64_t rest = *count % e.lanes();
    Value part = vector::ExtractStridedSliceOp::create(b, e.loc, lanes, {0},
                                                       {rest}, {1});
    lanes = vector::InsertStridedSliceOp::create(
        b, e.loc, element(full, rest, part), lanes, ArrayRef<int64_t>{0},
        ArrayRef<int64_t>{1});
  }
  Point point(e, at(place, e.index(0)), 0);
  point.fix(fixed);
  Value result = horizontal(point, reduction, lanes);
  if (!count && !isMultiple) {
    Value rest = e.fold(full, end, 1, neutral,
                        [&](Value column, ValueRange soFar) {
                          return SmallVector<Value>{
                              element(column, 0, soFar[0])};
                        })[0];
    result = point.combine(reduction, result, rest);
  }
  linalg::GenericOp op = reduction.op;
  AffineMap out = op.getMatchingIndexingMap(op.getDpsInitOperand(0));
  Value init = point.get(op.getDpsInits()[0], out.getResults());
  return point.combine(reduction, init, result);
}

void aec::cpu::emitMap(Emitter &emitter) { MapKernel(emitter).run(); }
