//===- LoopForm.cpp - Linalg ops without a form of their own --------------===//
//
// A thread a point of the parallel loops, and a loop in it for each reduction:
// right for any op, slow where a sum is long and points are few. Pools are
// computed so for now.
//
//===----------------------------------------------------------------------===//
#include "Forms.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Affine/Utils.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

namespace {
/// Writes one op at the builder's place.
class LoopForm {
public:
  LoopForm(OpBuilder &builder, linalg::LinalgOp op)
      : b(builder), op(op), loc(op.getLoc()) {
    SmallVector<Range> ranges = op.createLoopRanges(b, loc);
    for (auto [i, type] : llvm::enumerate(op.getIteratorTypesArray())) {
      ends.push_back(getValueOrCreateConstantIndexOp(b, loc, ranges[i].size));
      (type == utils::IteratorType::parallel ? parallel : reduced).push_back(i);
    }
    places.resize(ends.size());
  }

  Value pointCount() {
    Value count = arith::ConstantIndexOp::create(b, loc, 1);
    for (unsigned loop : parallel)
      count = b.createOrFold<arith::MulIOp>(loc, count, ends[loop]);
    return count;
  }
  void overPoints();
  void point(Value flat);

private:
  SmallVector<Value> at(OpOperand &operand);
  SmallVector<Value> fold(size_t next, ValueRange soFar);
  SmallVector<Value> body(ValueRange soFar);

  OpBuilder &b;
  linalg::LinalgOp op;
  Location loc;
  SmallVector<Value> ends, places;
  SmallVector<unsigned> parallel, reduced;
};
} // namespace

SmallVector<Value> LoopForm::at(OpOperand &operand) {
  AffineMap map = op.getMatchingIndexingMap(&operand);
  return llvm::map_to_vector(map.getResults(), [&](AffineExpr expr) {
    return affine::expandAffineExpr(b, loc, expr, places, ValueRange());
  });
}

/// The op's body at one place; `soFar` are the elements of the outputs.
SmallVector<Value> LoopForm::body(ValueRange soFar) {
  IRMapping values;
  for (OpOperand *operand : op.getDpsInputOperands()) {
    BlockArgument argument = op.getMatchingBlockArgument(operand);
    if (argument.use_empty())
      continue;
    Value value = operand->get();
    if (isa<MemRefType>(value.getType()))
      value = memref::LoadOp::create(b, loc, value, at(*operand));
    values.map(argument, value);
  }
  for (auto [argument, value] :
       llvm::zip_equal(op.getRegionOutputArgs(), soFar))
    if (value)
      values.map(argument, value);
  for (Operation &inner : op.getBlock()->without_terminator())
    if (auto index = dyn_cast<linalg::IndexOp>(&inner))
      values.map(index.getResult(), places[index.getDim()]);
    else
      b.clone(inner, values);
  return llvm::map_to_vector(
      op.getBlock()->getTerminator()->getOperands(),
      [&](Value value) { return values.lookupOrDefault(value); });
}

SmallVector<Value> LoopForm::fold(size_t next, ValueRange soFar) {
  if (next == reduced.size())
    return body(soFar);
  Value zero = arith::ConstantIndexOp::create(b, loc, 0);
  Value one = arith::ConstantIndexOp::create(b, loc, 1);
  unsigned loop = reduced[next];
  auto result = scf::ForOp::create(
      b, loc, zero, ends[loop], one, soFar,
      [&](OpBuilder &, Location, Value i, ValueRange values) {
        OpBuilder::InsertionGuard guard(b);
        b.setInsertionPointToEnd(i.getParentBlock());
        places[loop] = i;
        scf::YieldOp::create(b, loc, fold(next + 1, values));
      });
  return llvm::to_vector_of<Value>(result.getResults());
}

void LoopForm::point(Value flat) {
  SmallVector<Value> extents =
      llvm::map_to_vector(parallel, [&](unsigned loop) { return ends[loop]; });
  for (auto [loop, place] :
       llvm::zip_equal(parallel, spread(b, loc, flat, extents)))
    places[loop] = place;
  SmallVector<Value> initial;
  for (auto [operand, argument] :
       llvm::zip_equal(op.getDpsInitsMutable(), op.getRegionOutputArgs()))
    initial.push_back(
        argument.use_empty() && reduced.empty()
            ? Value()
            : memref::LoadOp::create(b, loc, operand.get(), at(operand)));
  SmallVector<Value> results =
      reduced.empty() ? body(initial) : fold(0, initial);
  for (auto [operand, value] :
       llvm::zip_equal(op.getDpsInitsMutable(), results))
    memref::StoreOp::create(b, loc, value, operand.get(), at(operand));
}

void LoopForm::overPoints() {
  overAll(b, loc, pointCount(), pointThreads, [&](Value i) { point(i); });
}

void aec::cuda::emitLoops(OpBuilder &builder, linalg::LinalgOp op) {
  LoopForm(builder, op).overPoints();
  op.erase();
}

Launch aec::cuda::launchLoops(OpBuilder &at, linalg::LinalgOp op) {
  Value count = LoopForm(at, op).pointCount();
  return {blocksFor(at, op.getLoc(), count, pointThreads), pointThreads};
}

void aec::cuda::emitAlone(OpBuilder &builder, linalg::LinalgOp op) {
  Value first = arith::ConstantIndexOp::create(builder, op.getLoc(), 0);
  LoopForm(builder, op).point(first);
  op.erase();
}
