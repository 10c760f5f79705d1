//===- MapKernel.cpp - Points, and reductions along rows ------------------===//
//
// Rows are independent and run in parallel; a row first makes its reductions,
// in order, then walks its columns once for all results. Columns may be several
// dimensions (a sample's): without broadcasts among them they are walked as
// one, and all dimensions are where there is no reduction either.
//
//===----------------------------------------------------------------------===//
#include "Flatten.h"
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
      : e(emitter), payload(emitter.payload), vec(payload.vectorDim()),
        split(payload.split) {
    for (auto [i, at] : llvm::enumerate(payload.results))
      (isWide(at) ? wide : narrow).push_back(i);
  }

  void run() {
    isMultiple = flattenDomain(e);
    if (hasRows())
      return runRows();
    SmallVector<Value> place(split, e.index(0));
    if (payload.reductions.empty() && narrow.empty())
      return runBlocks(place);
    row(place);
  }

private:
  bool hasRows() {
    for (unsigned dim = 0; dim < split; ++dim)
      if (e.staticExtent(dim) != 1)
        return true;
    return false;
  }
  bool isWide(ArrayRef<AffineExpr> at) const {
    return Payload::reaches(at, split, payload.rank);
  }

  void runRows();
  void runBlocks(ArrayRef<Value> place);
  void innerRows(SmallVector<Value> &place);
  void row(ArrayRef<Value> place);
  void storeWide(ArrayRef<Value> place, Value column, int64_t width);
  void storeColumns(SmallVector<Value> place);
  Value reduce(const Reduction &reduction, ArrayRef<Value> place);
  Value reduceLanes(const Reduction &reduction, SmallVector<Value> place,
                    Value lanes);
  Value add(const Reduction &reduction, ArrayRef<Value> place, Value column,
            int64_t width, Value soFar);
  Value horizontal(Point &point, const Reduction &reduction, Value vector);

  /// First column that does not belong to a full vector.
  Value fullEnd() {
    return isMultiple ? e.extent(vec) : e.roundDown(e.extent(vec), e.lanes());
  }
  SmallVector<Value> at(ArrayRef<Value> place, Value column) {
    SmallVector<Value> result(place);
    result.push_back(column);
    return result;
  }

  Emitter &e;
  const Payload &payload;
  /// Columns are the dimensions from `split` on; vectors run along `vec`.
  unsigned vec, split;
  /// Results that vary along the columns, and those that do not.
  SmallVector<unsigned> wide, narrow;
  /// The columns are known to fill whole vectors.
  bool isMultiple = false;
  llvm::DenseMap<Value, Value> fixed;
};
} // namespace

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
  if (place.size() == split)
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
  if (!wide.empty())
    storeColumns(SmallVector<Value>(place));
  // Last: wide results may read what these outputs held.
  SmallVector<Value> first(place);
  first.resize(payload.rank, e.index(0));
  Point point(e, first, 0);
  point.fix(fixed);
  point.store(narrow);
}

void MapKernel::storeColumns(SmallVector<Value> place) {
  if (place.size() < vec)
    return e.loop(e.index(0), e.extent(place.size()), 1, [&](Value i) {
      SmallVector<Value> inner(place);
      inner.push_back(i);
      storeColumns(inner);
    });
  Value end = e.extent(vec), full = fullEnd();
  e.loop(e.index(0), full, e.lanes(),
         [&](Value column) { storeWide(place, column, e.lanes()); });
  std::optional<int64_t> count = getConstantIntValue(end);
  if (!count && !isMultiple)
    e.loop(full, end, 1, [&](Value column) { storeWide(place, column, 0); });
  else if (count && *count % e.lanes())
    storeWide(place, full, *count % e.lanes());
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

Value MapKernel::add(const Reduction &reduction, ArrayRef<Value> place,
                     Value column, int64_t width, Value soFar) {
  Point point(e, at(place, column), width);
  point.fix(fixed);
  return point.combine(reduction, soFar, point.element(reduction));
}

/// Adds the columns behind `place` to `lanes`: whole vectors, and a last part
/// of known width.
Value MapKernel::reduceLanes(const Reduction &reduction,
                             SmallVector<Value> place, Value lanes) {
  OpBuilder &b = e.builder;
  if (place.size() < vec)
    return e.fold(e.index(0), e.extent(place.size()), 1, lanes,
                  [&](Value i, ValueRange soFar) -> SmallVector<Value> {
                    SmallVector<Value> inner(place);
                    inner.push_back(i);
                    return {reduceLanes(reduction, inner, soFar[0])};
                  })[0];
  Value full = fullEnd();
  lanes = e.fold(e.index(0), full, e.lanes(), lanes,
                 [&](Value column, ValueRange soFar) -> SmallVector<Value> {
                   return {add(reduction, place, column, e.lanes(), soFar[0])};
                 })[0];
  std::optional<int64_t> count = getConstantIntValue(e.extent(vec));
  if (!count || *count % e.lanes() == 0)
    return lanes;
  int64_t rest = *count % e.lanes();
  Value part =
      vector::ExtractStridedSliceOp::create(b, e.loc, lanes, {0}, {rest}, {1});
  return vector::InsertStridedSliceOp::create(
      b, e.loc, add(reduction, place, full, rest, part), lanes,
      ArrayRef<int64_t>{0}, ArrayRef<int64_t>{1});
}

Value MapKernel::reduce(const Reduction &reduction, ArrayRef<Value> place) {
  OpBuilder &b = e.builder;
  auto type = VectorType::get(e.lanes(), reduction.neutral.getType());
  Value neutral = arith::ConstantOp::create(b, e.loc, reduction.neutral);
  Value lanes = arith::ConstantOp::create(
      b, e.loc, DenseElementsAttr::get(type, Attribute(reduction.neutral)));
  lanes = reduceLanes(reduction, SmallVector<Value>(place), lanes);
  SmallVector<Value> first(place);
  first.resize(payload.rank, e.index(0));
  Point point(e, first, 0);
  point.fix(fixed);
  Value result = horizontal(point, reduction, lanes);
  Value end = e.extent(vec);
  // Columns of unknown number are the only dimension there is.
  if (!getConstantIntValue(end) && !isMultiple) {
    Value rest =
        e.fold(fullEnd(), end, 1, neutral, [&](Value column, ValueRange soFar) {
          return SmallVector<Value>{add(reduction, place, column, 0, soFar[0])};
        })[0];
    result = point.combine(reduction, result, rest);
  }
  linalg::GenericOp op = reduction.op;
  AffineMap out = op.getMatchingIndexingMap(op.getDpsInitOperand(0));
  Value init = point.get(op.getDpsInits()[0], out.getResults());
  return point.combine(reduction, init, result);
}

void aec::cpu::emitMap(Emitter &emitter) { MapKernel(emitter).run(); }
