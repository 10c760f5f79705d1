//===- RowForm.cpp - A block a row ----------------------------------------===//
//
// Threads stride over a row's columns, first for its reductions, in order, then
// for its results: softmax, norms and losses read a row from the cache the
// second time.
//
//===----------------------------------------------------------------------===//
#include "../CPU/Kernels/Flatten.h"
#include "BlockReduction.h"
#include "RowTiles.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

/// Threads of a block: as many as columns, from a warp to 256.
static int64_t threadsFor(cpu::Emitter &e) {
  int64_t columns = 1;
  for (unsigned dim = e.payload.split; dim < e.payload.rank; ++dim) {
    std::optional<int64_t> extent = e.staticExtent(dim);
    if (!extent)
      return pointThreads;
    columns *= *extent;
  }
  return std::clamp<int64_t>(llvm::PowerOf2Ceil(columns), 32, pointThreads);
}

Launch aec::cuda::launchRows(cpu::Emitter &host) {
  return {productOf(host, extentsOf(host, 0, host.payload.split)),
          threadsFor(host)};
}

namespace {
class RowForm {
public:
  RowForm(cpu::Emitter &emitter, const RowThreads &threads)
      : e(emitter), b(emitter.builder), payload(emitter.payload),
        threads(threads), columns(extentsOf(e, payload.split, payload.rank)),
        count(productOf(e, columns)) {}

  void run();

private:
  cpu::Point at(Value column) {
    SmallVector<Value> full(threads.place);
    full.append(spread(b, e.loc, column, columns));
    cpu::Point point(e, full, 0);
    point.fix(fixed);
    return point;
  }
  Value reduce(const cpu::Reduction &reduction);
  void whenInside(function_ref<void()> body) {
    if (threads.isInside)
      return when(b, e.loc, threads.isInside, body);
    body();
  }

  cpu::Emitter &e;
  OpBuilder &b;
  const cpu::Payload &payload;
  const RowThreads &threads;
  SmallVector<Value> columns;
  Value count;
  llvm::DenseMap<Value, Value> fixed;
};
} // namespace

Value RowForm::reduce(const cpu::Reduction &reduction) {
  Value neutral = arith::ConstantOp::create(b, e.loc, reduction.neutral);
  Value sum = e.fold(threads.thread, count, threads.count, neutral,
                     [&](Value column, ValueRange soFar) {
                       cpu::Point point = at(column);
                       return SmallVector<Value>{point.combine(
                           reduction, soFar[0], point.element(reduction))};
                     })[0];
  BlockReduction block(e, neutral.getType(), threads.count, threads.rows);
  sum = block.reduce(reduction, sum, threads.thread, threads.row);
  linalg::GenericOp op = reduction.op;
  AffineMap out = op.getMatchingIndexingMap(op.getDpsInitOperand(0));
  cpu::Point first = at(e.index(0));
  Value init = first.get(op.getDpsInits()[0], out.getResults());
  return first.combine(reduction, init, sum);
}

void RowForm::run() {
  SmallVector<unsigned> wide, narrow;
  for (auto [i, where] : llvm::enumerate(payload.results))
    (cpu::Payload::reaches(where, payload.split, payload.rank) ? wide : narrow)
        .push_back(i);
  for (const cpu::Reduction &reduction : payload.reductions)
    fixed[reduction.op->getResult(0)] = reduce(reduction);
  if (!wide.empty())
    whenInside([&] {
      e.fold(threads.thread, count, threads.count, {},
             [&](Value column, ValueRange) {
               at(column).store(wide);
               return SmallVector<Value>();
             });
    });
  if (narrow.empty())
    return;
  // Last: wide results may read what these outputs held.
  gpu::BarrierOp::create(b, e.loc);
  whenInside([&] {
    when(b, e.loc, isLess(b, e.loc, threads.thread, e.index(1)),
         [&] { at(e.index(0)).store(narrow); });
  });
}

void aec::cuda::emitRowsBy(cpu::Emitter &device, const RowThreads &threads) {
  RowForm(device, threads).run();
}

void aec::cuda::emitRows(cpu::Emitter &device) {
  (void)cpu::flattenDomain(device, /*byElement=*/true);
  OpBuilder &b = device.builder;
  SmallVector<Value> rows = extentsOf(device, 0, device.payload.split);
  emitRowsBy(device, {threadsFor(device), /*rows=*/1,
                      threadIndex(b, device.loc), device.index(0),
                      spread(b, device.loc, blockIndex(b, device.loc), rows),
                      /*isInside=*/Value()});
}
