//===- ColumnKernel.cpp - Reductions along columns ------------------------===//
//
// Panels of columns run in parallel, rows in order: a column is summed from its
// first row to its last whatever the threads. Accumulators stay in registers.
// Rows and columns may be several dimensions (batch and time; time and width);
// the dimensions in front of the rows are a batch of such sums.
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
  ColumnKernel(Emitter &emitter)
      : e(emitter), payload(emitter.payload), vec(payload.vectorDim()),
        outer(payload.outer), split(payload.split) {
    for (auto [i, at] : llvm::enumerate(payload.results))
      (Payload::reaches(at, outer, split) ? perRow : perColumn).push_back(i);
  }

  void run() {
    Panels panels(*e.staticExtent(vec), panelVectors, e.lanes());
    Value work = e.index(panels.width * payload.cost);
    for (unsigned dim = outer; dim < split; ++dim)
      work = e.mul(work, e.extent(dim));
    Value count = e.index(panels.count());
    for (unsigned dim = 0; dim < vec; ++dim)
      if (dim < outer || dim >= split)
        count = e.mul(count, e.extent(dim));
    e.parallel(count, work, [&](Value lo, Value hi) {
      e.loop(lo, hi, 1, [&](Value unit) {
        place.assign(payload.rank, e.index(0));
        panels.dispatch(e, enter(unit, panels.count()),
                        [&](Value column, ArrayRef<int64_t> vectors) {
                          reducePanel(column, vectors);
                        });
      });
    });
  }

private:
  Value enter(Value unit, int64_t panels);
  void reducePanel(Value column, ArrayRef<int64_t> vectors);
  SmallVector<Value> rowsFrom(unsigned dim, Value column,
                              ArrayRef<int64_t> vectors, ValueRange soFar);
  SmallVector<Value> rowStep(Value column, ArrayRef<int64_t> vectors,
                             ValueRange soFar);
  void finish(Value column, ArrayRef<int64_t> vectors, ValueRange sums);

  Value neutral(const Reduction &reduction, int64_t width) {
    auto type = VectorType::get(width, reduction.neutral.getType());
    return arith::ConstantOp::create(
        e.builder, e.loc,
        DenseElementsAttr::get(type, Attribute(reduction.neutral)));
  }
  Point pointAt(Value column, int64_t offset, int64_t width) {
    place[vec] = e.add(column, e.index(offset));
    return Point(e, place, width);
  }

  Emitter &e;
  const Payload &payload;
  /// Rows are the dimensions in [outer, split); vectors run along `vec`.
  unsigned vec, outer, split;
  SmallVector<Value> place;
  SmallVector<unsigned> perRow, perColumn;
};
} // namespace

/// Places the dimensions that `unit` counts besides panels, and returns the
/// panel.
Value ColumnKernel::enter(Value unit, int64_t panels) {
  OpBuilder &b = e.builder;
  if (split == vec && outer == 0)
    return unit;
  auto divide = [&](Value size) {
    Value rest = b.createOrFold<arith::RemUIOp>(e.loc, unit, size);
    unit = b.createOrFold<arith::DivUIOp>(e.loc, unit, size);
    return rest;
  };
  Value panel = divide(e.index(panels));
  for (unsigned dim = vec; dim-- > 0;)
    if (dim < outer || dim >= split)
      place[dim] = divide(e.extent(dim));
  return panel;
}

void ColumnKernel::reducePanel(Value column, ArrayRef<int64_t> vectors) {
  SmallVector<Value> sums;
  for (int64_t width : vectors)
    for (const Reduction &reduction : payload.reductions)
      sums.push_back(neutral(reduction, width));
  finish(column, vectors, rowsFrom(outer, column, vectors, sums));
}

/// Adds all rows behind the place of the dimensions up to `dim`.
SmallVector<Value> ColumnKernel::rowsFrom(unsigned dim, Value column,
                                          ArrayRef<int64_t> vectors,
                                          ValueRange soFar) {
  if (dim == split)
    return rowStep(column, vectors, soFar);
  return e.fold(e.index(0), e.extent(dim), 1, soFar,
                [&](Value i, ValueRange sums) {
                  place[dim] = i;
                  return rowsFrom(dim + 1, column, vectors, sums);
                });
}

SmallVector<Value> ColumnKernel::rowStep(Value column,
                                         ArrayRef<int64_t> vectors,
                                         ValueRange soFar) {
  SmallVector<Value> sums;
  int64_t offset = 0;
  for (int64_t width : vectors) {
    Point point = pointAt(column, offset, width);
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
  std::fill(place.begin() + outer, place.begin() + split, e.index(0));
  for (int64_t width : vectors) {
    Point point = pointAt(column, offset, width);
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
