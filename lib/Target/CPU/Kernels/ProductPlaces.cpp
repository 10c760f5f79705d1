//===- ProductPlaces.cpp - Where a product reads and writes ---------------===//
#include "ProductPlaces.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

using namespace mlir;
using namespace aec::cpu;

/// What an operand may have to stay in a second-level cache while others stream
/// through it.
constexpr int64_t cachedBytes = 512 * 1024;

ProductPlaces::ProductPlaces(Emitter &emitter)
    : e(emitter), product(emitter.payload.product),
      left(e.operand(product.lhs)), right(e.operand(product.rhs)),
      leftAt(product.lhsAt), rightAt(product.rhsAt),
      outer(emitter.payload.rank) {
  unsigned rank = e.payload.rank;
  for (unsigned i = 0; i < product.numSums; ++i)
    sumExtents.push_back(
        e.sizeOf(product.lhs, llvm::find(leftAt, rank + i) - leftAt.begin()));
  rowCount = count(product.rows);
  matrixCount = count(product.outer);
  termCount = e.index(1);
  for (Value extent : sumExtents)
    termCount = e.mul(termCount, extent);
  joinSums();
}

Value ProductPlaces::count(ArrayRef<unsigned> dims) {
  Value result = e.index(1);
  for (unsigned dim : dims)
    result = e.mul(result, e.extent(dim));
  return result;
}

/// Sums over what leads both operands are one sum: a weight gradient's over
/// batch and time, which is then as long as it can be.
void ProductPlaces::joinSums() {
  unsigned rank = e.payload.rank, count = sumExtents.size();
  if (count < 2)
    return;
  auto join = [&](Value &memory, SmallVector<unsigned> &at, bool apply) {
    SmallVector<ReassociationIndices> groups(1);
    for (auto [i, dim] : llvm::enumerate(at)) {
      if (i < count && dim != rank + i)
        return false;
      if (i >= count)
        groups.emplace_back();
      groups.back().push_back(i);
    }
    auto type = cast<MemRefType>(memory.getType());
    if (!memref::CollapseShapeOp::isGuaranteedCollapsible(type, groups))
      return false;
    if (!apply)
      return true;
    memory = memref::CollapseShapeOp::create(e.builder, e.loc, memory, groups);
    at.erase(at.begin() + 1, at.begin() + count);
    return true;
  };
  if (!join(left, leftAt, false) || !join(right, rightAt, false))
    return;
  join(left, leftAt, true);
  join(right, rightAt, true);
  sumExtents = {termCount};
}

/// Indices of `dims`, of which `flat` counts the places, the last one fastest.
void ProductPlaces::spread(Value flat, ArrayRef<unsigned> dims,
                           Indices &place) {
  OpBuilder &b = e.builder;
  for (unsigned dim : llvm::reverse(dims.drop_front(!dims.empty()))) {
    place[dim] = b.createOrFold<arith::RemUIOp>(e.loc, flat, e.extent(dim));
    flat = b.createOrFold<arith::DivUIOp>(e.loc, flat, e.extent(dim));
  }
  if (!dims.empty())
    place[dims.front()] = flat;
}

void ProductPlaces::enter(Value matrix) {
  spread(matrix, product.outer, outer);
}

ProductPlaces::Indices ProductPlaces::at(Value row, Value column) {
  Indices place = outer;
  spread(row, product.rows, place);
  place.back() = column;
  return place;
}

static ProductPlaces::Indices pick(ArrayRef<unsigned> at, ArrayRef<Value> place,
                                   ArrayRef<Value> sums) {
  return llvm::map_to_vector(at, [&](unsigned dim) {
    return dim < place.size() ? place[dim] : sums[dim - place.size()];
  });
}

ProductPlaces::Indices ProductPlaces::lhsAt(ArrayRef<Value> place,
                                            ArrayRef<Value> sums) const {
  return pick(leftAt, place, sums);
}

ProductPlaces::Indices ProductPlaces::rhsAt(Value column,
                                            ArrayRef<Value> sums) const {
  Indices place = outer;
  place.back() = column;
  return pick(rightAt, place, sums);
}

ProductPlaces::Indices ProductPlaces::sumsAt(Value flat) {
  OpBuilder &b = e.builder;
  Indices sums(sumExtents.size());
  for (size_t i = sums.size(); i-- > 1;) {
    sums[i] = b.createOrFold<arith::RemUIOp>(e.loc, flat, sumExtents[i]);
    flat = b.createOrFold<arith::DivUIOp>(e.loc, flat, sumExtents[i]);
  }
  sums.front() = flat;
  return sums;
}

ProductPlaces::Indices ProductPlaces::sum(ValueRange inits, FoldBody body) {
  return sumFrom({}, inits, body);
}

ProductPlaces::Indices ProductPlaces::sumFrom(Indices sums, ValueRange inits,
                                              FoldBody body) {
  if (sums.size() == sumExtents.size())
    return body(sums, inits);
  return e.fold(e.index(0), sumExtents[sums.size()], 1, inits,
                [&](Value k, ValueRange soFar) {
                  Indices inner = sums;
                  inner.push_back(k);
                  return sumFrom(inner, soFar, body);
                });
}

Value ProductPlaces::walksByRows() {
  OpBuilder &b = e.builder;
  if (!product.lhsTransposed || product.rhsTransposed)
    return arith::ConstantIntOp::create(b, e.loc, 0, 1);
  int64_t columns = *e.staticExtent(e.payload.vectorDim());
  int64_t rowBytes = columns * vectorBytes / e.lanes();
  return arith::CmpIOp::create(b, e.loc, arith::CmpIPredicate::sle, termCount,
                               e.index(cachedBytes / rowBytes));
}
