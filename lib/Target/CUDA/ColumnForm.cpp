//===- ColumnForm.cpp - Reductions of columns -----------------------------===//
//
// A warp has 32 neighbouring columns, so that rows are read in whole lines;
// eight warps take every eighth row, and their sums are added as a tree.
//
//===----------------------------------------------------------------------===//
#include "BlockReduction.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

constexpr int64_t rowThreads = 8;

/// Extents of what is not summed over: in front of the rows and behind them.
static SmallVector<Value> keptExtents(cpu::Emitter &e) {
  SmallVector<Value> kept = extentsOf(e, 0, e.payload.outer);
  kept.append(extentsOf(e, e.payload.split, e.payload.rank));
  return kept;
}

Launch aec::cuda::launchColumns(cpu::Emitter &host) {
  Value count = productOf(host, keptExtents(host));
  return {blocksFor(host.builder, host.loc, count, panelColumns), panelColumns,
          rowThreads};
}

namespace {
class ColumnForm {
public:
  explicit ColumnForm(cpu::Emitter &emitter)
      : e(emitter), b(emitter.builder), payload(emitter.payload),
        lane(threadIndex(b, e.loc)),
        row(threadIndex(b, e.loc, gpu::Dimension::y)),
        rows(extentsOf(e, payload.outer, payload.split)), kept(keptExtents(e)) {
    for (auto [i, at] : llvm::enumerate(payload.results))
      (cpu::Payload::reaches(at, payload.outer, payload.split) ? perRow
                                                               : perColumn)
          .push_back(i);
  }

  void run();

private:
  cpu::Point at(Value row) {
    SmallVector<Value> inside = spread(b, e.loc, row, rows);
    SmallVector<Value> full(ArrayRef(place).take_front(payload.outer));
    full.append(inside);
    ArrayRef<Value> behind = ArrayRef(place).drop_front(payload.outer);
    full.append(behind.begin(), behind.end());
    return cpu::Point(e, full, 0);
  }
  SmallVector<Value> sumRows();
  void finish(ValueRange sums);

  cpu::Emitter &e;
  OpBuilder &b;
  const cpu::Payload &payload;
  Value lane, row;
  SmallVector<Value> rows, kept, place;
  SmallVector<unsigned> perRow, perColumn;
};
} // namespace

/// What this thread's rows add up to.
SmallVector<Value> ColumnForm::sumRows() {
  SmallVector<Value> neutral;
  for (const cpu::Reduction &reduction : payload.reductions)
    neutral.push_back(arith::ConstantOp::create(b, e.loc, reduction.neutral));
  return e.fold(row, productOf(e, rows), rowThreads, neutral,
                [&](Value i, ValueRange soFar) {
                  cpu::Point point = at(i);
                  SmallVector<Value> sums;
                  for (auto [reduction, sum] :
                       llvm::zip_equal(payload.reductions, soFar))
                    sums.push_back(point.combine(reduction, sum,
                                                 point.element(reduction)));
                  point.store(perRow);
                  return sums;
                });
}

void ColumnForm::finish(ValueRange sums) {
  cpu::Point point = at(e.index(0));
  for (auto [reduction, sum] : llvm::zip_equal(payload.reductions, sums)) {
    linalg::GenericOp op = reduction.op;
    AffineMap out = op.getMatchingIndexingMap(op.getDpsInitOperand(0));
    Value init = point.get(op.getDpsInits()[0], out.getResults());
    point.fix(op.getResult(0), point.combine(reduction, init, sum));
  }
  point.store(perColumn);
}

void ColumnForm::run() {
  Value total = productOf(e, kept);
  Value column =
      e.add(e.mul(blockIndex(b, e.loc), e.index(panelColumns)), lane);
  Value isInside = isLess(b, e.loc, column, total);
  // Threads behind the last column take part in barriers, and add up the last.
  Value clamped = e.min(column, e.sub(total, e.index(1)));
  place = spread(b, e.loc, clamped, kept);
  SmallVector<Value> sums;
  if (perRow.empty()) {
    sums = sumRows();
  } else {
    SmallVector<Type> types;
    for (const cpu::Reduction &reduction : payload.reductions)
      types.push_back(reduction.neutral.getType());
    // They may not write.
    auto split =
        scf::IfOp::create(b, e.loc, types, isInside, /*withElse=*/true);
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(split.thenBlock());
    scf::YieldOp::create(b, e.loc, sumRows());
    b.setInsertionPointToStart(split.elseBlock());
    SmallVector<Value> neutral;
    for (const cpu::Reduction &reduction : payload.reductions)
      neutral.push_back(arith::ConstantOp::create(b, e.loc, reduction.neutral));
    scf::YieldOp::create(b, e.loc, neutral);
    sums = llvm::to_vector_of<Value>(split.getResults());
  }
  for (auto [reduction, sum] : llvm::zip_equal(payload.reductions, sums)) {
    BlockReduction block(e, sum.getType(), rowThreads, panelColumns);
    sum = block.reduce(reduction, sum, row, lane);
  }
  Value first = isLess(b, e.loc, row, e.index(1));
  when(b, e.loc, arith::AndIOp::create(b, e.loc, first, isInside),
       [&] { finish(sums); });
}

void aec::cuda::emitColumns(cpu::Emitter &device) { ColumnForm(device).run(); }
