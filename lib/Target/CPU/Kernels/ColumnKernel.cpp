//===- ColumnKernel.cpp - Reductions along columns ------------------------===//
//
// Panels of columns run in parallel, rows in order: a column is summed from its
// first row to its last whatever the threads. Accumulators stay in registers.
// Of three dimensions the first is a batch of such sums.
//
//===----------------------------------------------------------------------===//
#include "Point.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace aec::cpu;

/// Vectors of a panel: independent sums that hide the latency of an addition.
constexpr int64_t panelVectors = 4;

namespace {
class ColumnKernel {
public:
  ColumnKernel(Emitter &emitter) : e(emitter), payload(emitter.payload) {
    AffineExpr row = getAffineDimExpr(payload.rowDim(), e.builder.getContext());
    for (auto [i, at] : llvm::enumerate(payload.results))
      (llvm::is_contained(at, row) ? perRow : perColumn).push_back(i);
  }

  void run() {
    Panels panels(*e.staticExtent(payload.vectorDim()), panelVectors,
                  e.lanes());
    Value rows = e.extent(payload.rowDim());
    Value work = e.mul(rows, e.index(panels.width * payload.cost));
    Value count = e.index(panels.count());
    if (payload.rowDim() == 1)
      count = e.mul(e.extent(0), count);
    e.parallel(count, work, [&](Value lo, Value hi) {
      e.loop(lo, hi, 1, [&](Value item) {
        panels.dispatch(e, panelOf(item, panels.count()),
                        [&](Value column, ArrayRef<int64_t> vectors) {
                          reducePanel(rows, column, vectors);
                        });
      });
    });
  }

private:
  /// The panel of an item, which is one of the batch and a panel.
  Value panelOf(Value item, int64_t panels) {
    if (payload.rowDim() == 0)
      return item;
    batch = item;
    if (panels == 1)
      return e.index(0);
    batch = arith::DivUIOp::create(e.builder, e.loc, item, e.index(panels));
    return arith::RemUIOp::create(e.builder, e.loc, item, e.index(panels));
  }
  void reducePanel(Value rows, Value column, ArrayRef<int64_t> vectors);
  SmallVector<Value> rowStep(Value row, Value column, ArrayRef<int64_t> vectors,
                             ValueRange soFar);
  void finish(Value column, ArrayRef<int64_t> vectors, ValueRange sums);

  Value neutral(const Reduction &reduction, int64_t width) {
    auto type = VectorType::get(width, reduction.neutral.getType());
    return arith::ConstantOp::create(
        e.builder, e.loc,
        DenseElementsAttr::get(type, Attribute(reduction.neutral)));
  }
  Point pointAt(Value row, Value column, int64_t offset, int64_t width) {
    SmallVector<Value> place{row, e.add(column, e.index(offset))};
    if (batch)
      place.insert(place.begin(), batch);
    return Point(e, place, width);
  }

  Emitter &e;
  const Payload &payload;
  SmallVector<unsigned> perRow, perColumn;
  /// Of three dimensions the first, where the panel stands.
  Value batch;
};
} // namespace

void ColumnKernel::reducePanel(Value rows, Value column,
                               ArrayRef<int64_t> vectors) {
  SmallVector<Value> sums;
  for (int64_t width : vectors)
    for (const Reduction &reduction : payload.reductions)
      sums.push_back(neutral(reduction, width));
  sums = e.fold(e.index(0), rows, 1, sums, [&](Value row, ValueRange soFar) {
    return rowStep(row, column, vectors, soFar);
  });
  finish(column, vectors, sums);
}

SmallVector<Value> ColumnKernel::rowStep(Value row, Value column,
                                         ArrayRef<int64_t> vectors,
                                         ValueRange soFar) {
  SmallVector<Value> sums;
  int64_t offset = 0;
  for (int64_t width : vectors) {
    Point point = pointAt(row, column, offset, width);
    for (const Reduction &reduction : payload.reductions)
      sums.push_back(point.combine(reduction, soFar[sums.size()],
                                   point.element(reduction)));
    point.store(perRow);
    offset += width;
  }
  return sums;
}

void ColumnKernel::finish(Value column, ArrayRef<int64_t> vectors,
                          ValueRange sums) {
  int64_t offset = 0, next = 0;
  for (int64_t width : vectors) {
    Point point = pointAt(e.index(0), column, offset, width);
    for (const Reduction &reduction : payload.reductions) {
      linalg::GenericOp op = reduction.op;
      AffineMap out = op.getMatchingIndexingMap(op.getDpsInitOperand(0));
      Value init = point.getWide(op.getDpsInits()[0], out.getResults());
      point.fix(op.getResult(0), point.combine(reduction, init, sums[next++]));
    }
    point.store(perColumn);
    offset += width;
  }
}

void aec::cpu::emitColumns(Emitter &emitter) { ColumnKernel(emitter).run(); }
