//===- DotForm.cpp - A thread a result of a convolution -------------------===//
//
// Of groups with few channels: sums are short, results many, and tiles of them
// would be padding. Neighbouring threads have neighbouring results of a group.
//
//===----------------------------------------------------------------------===//
#include "../CPU/Kernels/Point.h"
#include "Forms.h"
#include "ProductOperands.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

static SmallVector<Value> dotExtents(cpu::Emitter &e,
                                     ProductOperands &operands) {
  return {operands.matrices, operands.rows, e.index(operands.columns)};
}

Launch aec::cuda::launchDots(cpu::Emitter &host) {
  auto operands = ProductOperands::create(host);
  Value count = productOf(host, dotExtents(host, *operands));
  return {blocksFor(host.builder, host.loc, count, pointThreads), pointThreads};
}

static Value load(cpu::Emitter &e, const Entry &entry) {
  OpBuilder &b = e.builder;
  Value value = memref::LoadOp::create(b, e.loc, entry.memory, entry.indices);
  if (!entry.inside)
    return value;
  Value zero =
      arith::ConstantOp::create(b, e.loc, b.getZeroAttr(value.getType()));
  return arith::SelectOp::create(b, e.loc, entry.inside, value, zero);
}

void aec::cuda::emitDots(cpu::Emitter &e) {
  OpBuilder &b = e.builder;
  auto operands = ProductOperands::create(e);
  SmallVector<Value> extents = dotExtents(e, *operands);
  Value result = resultOfProduct(e.payload);
  Type element = getElementTypeOrSelf(result.getType());
  overAll(b, e.loc, productOf(e, extents), pointThreads, [&](Value flat) {
    SmallVector<Value> at = spread(b, e.loc, flat, extents);
    operands->enter(at[0]);
    Value row = at[1], column = at[2];
    when(b, e.loc, isLess(b, e.loc, row, operands->rowsHere()), [&] {
      Value zero = arith::ConstantOp::create(b, e.loc, b.getZeroAttr(element));
      Value sum = e.fold(e.index(0), operands->depthHere(), 1, zero,
                         [&](Value k, ValueRange soFar) {
                           Value left = load(e, operands->lhsAt(row, k));
                           Value right = load(e, operands->rhsAt(k, column));
                           return SmallVector<Value>{
                               e.multiplyAdd(left, right, soFar[0])};
                         })[0];
      cpu::Point point(e, operands->place(row, column), 0);
      point.fix(result, sum);
      point.store(
          llvm::to_vector(llvm::seq<unsigned>(0, e.payload.results.size())));
    });
  });
}
