//===- RowForm.cpp - A block a row ----------------------------------------===//
//
// Threads stride over a row's columns, first for its reductions, in order, then
// for its results: softmax, norms and losses read a row from the cache the
// second time.
//
//===----------------------------------------------------------------------===//
#include "../CPU/Kernels/Flatten.h"
#include "BlockReduction.h"

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
  explicit RowForm(cpu::Emitter &emitter)
      : e(emitter), b(emitter.builder), payload(emitter.payload),
        threads(threadsFor(emitter)), thread(threadIndex(b, e.loc)),
        columns(extentsOf(e, payload.split, payload.rank)),
        count(productOf(e, columns)) {
    place =
        spread(b, e.loc, blockIndex(b, e.loc), extentsOf(e, 0, payload.split));
  }

  void run();

private:
  cpu::Point at(Value column) {
    SmallVector<Value> full(place);
    full.append(spread(b, e.loc, column, columns));
    cpu::Point point(e, full, 0);
    point.fix(fixed);
    return point;
  }
  Value reduce(const cpu::Reduction &reduction);

  cpu::Emitter &e;
  OpBuilder &b;
  const cpu::Payload &payload;
  int64_t threads;
  Value thread;
  SmallVector<Value> columns, place;
  Value count;
  llvm::DenseMap<Value, Value> fixed;
};
} // namespace

Value RowForm::reduce(const cpu::Reduction &reduction) {
  Value neutral = arith::ConstantOp::create(b, e.loc, reduction.neutral);
  Value sum = e.fold(
      thread, count, threads, neutral, [&](Value column, ValueRange soFar) {
        cpu::Point point = at(column);
        return SmallVector<Value>{
            point.combine(reduction, soFar[0], point.element(reduction))};
      })[0];
  BlockReduction block(e, neutral.getType(), threads);
  sum = block.reduce(reduction, sum, thread, e.index(0));
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
    e.fold(thread, count, threads, {}, [&](Value column, ValueRange) {
      at(column).store(wide);
      return SmallVector<Value>();
    });
  if (narrow.empty())
    return;
  // Last: wide results may read what these outputs held.
  gpu::BarrierOp::create(b, e.loc);
  when(b, e.loc, isLess(b, e.loc, thread, e.index(1)),
       [&] { at(e.index(0)).store(narrow); });
}

void aec::cuda::emitRows(cpu::Emitter &device) {
  (void)cpu::flattenDomain(device, /*byElement=*/true);
  RowForm(device).run();
}
