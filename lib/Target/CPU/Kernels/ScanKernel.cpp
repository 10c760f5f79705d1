//===- ScanKernel.cpp - Steps over time, a block of rows at a time --------===//
//
// A block of rows runs through all steps on one thread: its carried values stay
// in the first-level cache, the weight in the second, and no thread waits for
// another between steps, which are some microseconds of work. A tile is the
// rows of a block by one vector of every gate, which is what registers hold;
// sums go through a scratch tile to the cell, a loop over rows, so that its
// code is there once. Every sum runs from k = 0 up: neither blocks nor threads
// show in a result. A second product starts when the first cell is through all
// columns.
//
//===----------------------------------------------------------------------===//
#include "ScanKernel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec::cpu;

/// What a cell costs beside the product, in additions an element.
constexpr int64_t cellWork = 100;

namespace {
class ScanKernel {
public:
  ScanKernel(ScanOp scan, const Machine &machine)
      : scan(scan), b(scan), loc(scan.getLoc()), machine(machine),
        element(scan.getElementType()), width(scan.getWidth()),
        carried(scan.getCarried()),
        lanes(vectorBytes * 8 / element.getIntOrFloatBitWidth()),
        first(!scan.getMultiplied()) {
    auto weight = cast<MemRefType>(scan.getWeight().getType());
    gates = scan.getGates();
    // The last group of rows may be the second product's.
    depth = weight.getDimSize(0) - (!first && scan.hasSecond() ? width : 0);
    steps = cast<MemRefType>(scan.getSequences()[0].getType()).getDimSize(1);
    int64_t vectors = first ? gates : std::min<int64_t>(3, machine.tileVectors);
    int64_t registers = machine.tileRows * machine.tileVectors;
    rows = llvm::bit_floor(uint64_t(
        std::max<int64_t>(1, registers / std::max<int64_t>(vectors, 1))));
    rows = std::min<int64_t>(rows, llvm::bit_floor(uint64_t(machine.tileRows)));
  }

  void run();

private:
  using Body = llvm::function_ref<void(Value)>;
  Value index(int64_t value) {
    return arith::ConstantIndexOp::create(b, loc, value);
  }
  Value add(Value x, int64_t y) {
    return y == 0 ? x : b.createOrFold<arith::AddIOp>(loc, x, index(y));
  }
  Value add(Value x, Value y) {
    return b.createOrFold<arith::AddIOp>(loc, x, y);
  }
  void loop(Value lo, Value hi, int64_t step, Body body);
  /// Calls `body` with the first column and the width of each vector of a
  /// group.
  void columns(int64_t vectors,
               llvm::function_ref<void(Value, ArrayRef<int64_t>)> body);
  VectorType vectorOf(int64_t size) { return VectorType::get(size, element); }
  Value load(int64_t size, Value memory, ValueRange at) {
    return vector::LoadOp::create(b, loc, vectorOf(size), memory, at);
  }
  Value multiplyAdd(Value x, Value y, Value sum);
  Value scratch(Block &scope, ArrayRef<int64_t> shape);

  void block(int64_t count, Value row);
  void start(int64_t count, Value row);
  void finish(int64_t count, Value row);
  void step(int64_t count, Value row, Value i);
  void productBefore(int64_t count, Value column, int64_t size);
  void productBetween(int64_t count, Value column, int64_t size);
  void productBehind(int64_t count, Value row, Value t, Value column,
                     ArrayRef<int64_t> sizes);
  void cell(Block &body, int64_t count, Value row, Value t, Value column,
            int64_t size);
  void cellOfRow(Block &body, Value row, Value r, Value t, Value column,
                 int64_t size);
  bool isFirstOfTwo(Block &body) {
    return scan.hasSecond() && &body == &scan.getCell().front();
  }
  int64_t heldCount() {
    return scan.getCell().front().getTerminator()->getNumOperands();
  }

  ScanOp scan;
  OpBuilder b;
  Location loc;
  const Machine &machine;
  Type element;
  int64_t width, carried, lanes, depth, gates, steps, rows;
  /// The product comes before the cell.
  bool first;
  /// [2, carried, rows, width]: of this step and of the next; [gates, rows,
  /// lanes].
  Value state, tile;
  /// [numbers, rows, width]: what the first of two cells makes.
  Value held;
  /// Halves of `state` in this step.
  Value now, next;
};
} // namespace

void ScanKernel::loop(Value lo, Value hi, int64_t step, Body body) {
  scf::ForOp::create(b, loc, lo, hi, index(step), ValueRange(),
                     [&](OpBuilder &, Location, Value i, ValueRange) {
                       OpBuilder::InsertionGuard guard(b);
                       b.setInsertionPointToEnd(i.getParentBlock());
                       body(i);
                       scf::YieldOp::create(b, loc);
                     });
}

void ScanKernel::columns(int64_t vectors,
                         function_ref<void(Value, ArrayRef<int64_t>)> body) {
  int64_t panel = vectors * lanes, full = width / panel * panel;
  SmallVector<int64_t> sizes(vectors, lanes), rest;
  if (full > 0)
    loop(index(0), index(full), panel,
         [&](Value column) { body(column, sizes); });
  for (int64_t left = width - full; left > 0; left -= lanes)
    rest.push_back(std::min(left, lanes));
  if (!rest.empty())
    body(index(full), rest);
}

Value ScanKernel::multiplyAdd(Value x, Value y, Value sum) {
  if (machine.hasFma)
    return math::FmaOp::create(b, loc, x, y, sum);
  Value product = arith::MulFOp::create(b, loc, x, y);
  return arith::AddFOp::create(b, loc, sum, product);
}

Value ScanKernel::scratch(Block &scope, ArrayRef<int64_t> shape) {
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(&scope);
  return memref::AllocaOp::create(b, loc, MemRefType::get(shape, element),
                                  b.getI64IntegerAttr(vectorBytes));
}

void ScanKernel::run() {
  Value batch = memref::DimOp::create(b, loc, scan.getSequences()[0], index(0));
  Value blocks = arith::CeilDivUIOp::create(b, loc, batch, index(rows));
  auto weight = cast<MemRefType>(scan.getWeight().getType());
  int64_t work =
      rows * steps * (weight.getNumElements() / 16 + width * cellWork / 16);
  Value grain = index(std::max<int64_t>(1, machine.grainWork / 16 / work));
  auto parallel = ParallelForOp::create(
      b, loc, blocks, grain, runtimeOf(scan->getParentOfType<func::FuncOp>()));
  Block &scope = parallel.getBody().front();
  b.setInsertionPointToStart(&scope);
  loop(scope.getArgument(0), scope.getArgument(1), 1, [&](Value at) {
    state = scratch(scope, {2, carried, rows, width});
    if (first || scan.hasSecond())
      tile = scratch(scope, {std::max<int64_t>(gates, 1), rows, lanes});
    if (scan.hasSecond())
      held = scratch(scope, {heldCount(), rows, width});
    Value row = arith::MulIOp::create(b, loc, at, index(rows));
    Value left = arith::SubIOp::create(b, loc, batch, row);
    Value isFull = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::sge,
                                         left, index(rows));
    auto split = scf::IfOp::create(b, loc, isFull, /*withElse=*/rows > 1);
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(split.thenBlock());
    block(rows, row);
    if (rows == 1)
      return;
    // Fewer rows: as blocks of 4, 2 and 1.
    b.setInsertionPointToStart(split.elseBlock());
    for (int64_t count = rows / 2; count > 0; count /= 2) {
      Value part = arith::AndIOp::create(b, loc, left, index(count));
      loop(index(0), part, count, [&](Value) { block(count, row); });
      row = add(row, part);
    }
  });
}

void ScanKernel::block(int64_t count, Value row) {
  start(count, row);
  loop(index(0), index(steps), 1, [&](Value i) { step(count, row, i); });
  finish(count, row);
}

/// The carried values before the first step.
void ScanKernel::start(int64_t count, Value row) {
  for (int64_t k = 0; k < carried; ++k)
    loop(index(0), index(count), 1, [&](Value r) {
      columns(1, [&](Value column, ArrayRef<int64_t> sizes) {
        Value value;
        if (scan.getInitials().empty())
          value = arith::ConstantOp::create(b, loc,
                                            b.getZeroAttr(vectorOf(sizes[0])));
        else
          value = load(sizes[0], scan.getInitials()[k], {add(row, r), column});
        vector::StoreOp::create(b, loc, value, state,
                                ValueRange{index(0), index(k), r, column});
      });
    });
}

/// The carried values behind the last step.
void ScanKernel::finish(int64_t count, Value row) {
  for (unsigned k = 0; k < scan.getFinals().size(); ++k)
    loop(index(0), index(count), 1, [&](Value r) {
      columns(1, [&](Value column, ArrayRef<int64_t> sizes) {
        Value value =
            load(sizes[0], state, {index(steps % 2), index(k), r, column});
        vector::StoreOp::create(b, loc, value, scan.getFinals()[k],
                                ValueRange{add(row, r), column});
      });
    });
}

void ScanKernel::step(int64_t count, Value row, Value i) {
  Value t = i;
  if (scan.getReverse())
    t = arith::SubIOp::create(b, loc, index(steps - 1), i);
  now = arith::AndIOp::create(b, loc, i, index(1));
  next = arith::SubIOp::create(b, loc, index(1), now);
  columns(1, [&](Value column, ArrayRef<int64_t> sizes) {
    if (first)
      productBefore(count, column, sizes[0]);
    cell(scan.getCell().front(), count, row, t, column, sizes[0]);
  });
  // The product needs the first cell's numbers of the whole row.
  if (scan.hasSecond())
    columns(1, [&](Value column, ArrayRef<int64_t> sizes) {
      productBetween(count, column, sizes[0]);
      cell(scan.getSecond().front(), count, row, t, column, sizes[0]);
    });
  if (first)
    return;
  int64_t vectors = std::max<int64_t>(
      1, machine.tileRows * machine.tileVectors / std::max<int64_t>(rows, 1));
  columns(std::min<int64_t>(vectors, (width + lanes - 1) / lanes),
          [&](Value column, ArrayRef<int64_t> sizes) {
            productBehind(count, row, t, column, sizes);
          });
}

/// tile[g, r] = state[r, :] weight[:, g * width + column...].
void ScanKernel::productBefore(int64_t count, Value column, int64_t size) {
  Value zero = arith::ConstantOp::create(b, loc, b.getZeroAttr(vectorOf(size)));
  SmallVector<Value> sums(gates * count, zero);
  auto product = scf::ForOp::create(
      b, loc, index(0), index(depth), index(1), sums,
      [&](OpBuilder &, Location, Value k, ValueRange soFar) {
        OpBuilder::InsertionGuard guard(b);
        b.setInsertionPointToEnd(k.getParentBlock());
        SmallVector<Value> right, values;
        for (int64_t g = 0; g < gates; ++g)
          right.push_back(
              load(size, scan.getWeight(), {k, add(column, g * width)}));
        for (int64_t r = 0; r < count; ++r) {
          Value left = memref::LoadOp::create(
              b, loc, state, ValueRange{now, index(0), index(r), k});
          left = vector::BroadcastOp::create(b, loc, vectorOf(size), left);
          for (Value weight : right)
            values.push_back(multiplyAdd(left, weight, soFar[values.size()]));
        }
        scf::YieldOp::create(b, loc, values);
      });
  for (auto [i, sum] : llvm::enumerate(product.getResults()))
    vector::StoreOp::create(
        b, loc, sum, tile,
        ValueRange{index(i % gates), index(i / gates), index(0)});
}

/// tile[0, r] = held[0, r, :] times the weight's last group of columns or rows.
void ScanKernel::productBetween(int64_t count, Value column, int64_t size) {
  Value zero = arith::ConstantOp::create(b, loc, b.getZeroAttr(vectorOf(size)));
  SmallVector<Value> sums(count, zero);
  auto product = scf::ForOp::create(
      b, loc, index(0), index(width), index(1), sums,
      [&](OpBuilder &, Location, Value k, ValueRange soFar) {
        OpBuilder::InsertionGuard guard(b);
        b.setInsertionPointToEnd(k.getParentBlock());
        Value right = load(size, scan.getWeight(),
                           {add(k, first ? 0 : depth),
                            add(column, first ? gates * width : 0)});
        SmallVector<Value> values;
        for (int64_t r = 0; r < count; ++r) {
          Value left = memref::LoadOp::create(
              b, loc, held, ValueRange{index(0), index(r), k});
          left = vector::BroadcastOp::create(b, loc, vectorOf(size), left);
          values.push_back(multiplyAdd(left, right, soFar[r]));
        }
        scf::YieldOp::create(b, loc, values);
      });
  for (auto [r, sum] : llvm::enumerate(product.getResults()))
    vector::StoreOp::create(b, loc, sum, tile,
                            ValueRange{index(0), index(r), index(0)});
}

/// The next state's columns += output[row..., t, :] weight[:, column...].
void ScanKernel::productBehind(int64_t count, Value row, Value t, Value column,
                               ArrayRef<int64_t> sizes) {
  Value left = scan.getSequenceOutputs()[*scan.getMultiplied()];
  auto place = [&](int64_t r, int64_t v) {
    return SmallVector<Value>{next, index(0), index(r), add(column, v * lanes)};
  };
  SmallVector<Value> sums;
  for (int64_t r = 0; r < count; ++r)
    for (auto [v, size] : llvm::enumerate(sizes))
      sums.push_back(load(size, state, place(r, v)));
  auto product = scf::ForOp::create(
      b, loc, index(0), index(depth), index(1), sums,
      [&](OpBuilder &, Location, Value k, ValueRange soFar) {
        OpBuilder::InsertionGuard guard(b);
        b.setInsertionPointToEnd(k.getParentBlock());
        SmallVector<Value> right, values;
        for (auto [v, size] : llvm::enumerate(sizes))
          right.push_back(
              load(size, scan.getWeight(), {k, add(column, v * lanes)}));
        for (int64_t r = 0; r < count; ++r) {
          Value number = memref::LoadOp::create(b, loc, left,
                                                ValueRange{add(row, r), t, k});
          for (Value weight : right)
            values.push_back(multiplyAdd(
                vector::BroadcastOp::create(b, loc, weight.getType(), number),
                weight, soFar[values.size()]));
        }
        scf::YieldOp::create(b, loc, values);
      });
  int64_t i = 0;
  for (int64_t r = 0; r < count; ++r)
    for (unsigned v = 0; v < sizes.size(); ++v)
      vector::StoreOp::create(b, loc, product.getResult(i++), state,
                              place(r, v));
}

void ScanKernel::cell(Block &body, int64_t count, Value row, Value t,
                      Value column, int64_t size) {
  loop(index(0), index(count), 1,
       [&](Value r) { cellOfRow(body, row, r, t, column, size); });
}

/// A cell at `size` columns of a row.
void ScanKernel::cellOfRow(Block &body, Value row, Value r, Value t,
                           Value column, int64_t size) {
  Value at = add(row, r);
  SmallVector<Value> numbers;
  bool isSecond = scan.hasSecond() && !isFirstOfTwo(body);
  if (isSecond) {
    numbers.push_back(load(size, tile, {index(0), r, index(0)}));
    for (int64_t i = 0; i < heldCount(); ++i)
      numbers.push_back(load(size, held, {index(i), r, column}));
  }
  for (Value sequence : scan.getSequences()) {
    int64_t groups = scan.getGroups(sequence);
    if (groups == 0) {
      Value number =
          memref::LoadOp::create(b, loc, sequence, ValueRange{at, t});
      numbers.push_back(
          vector::BroadcastOp::create(b, loc, vectorOf(size), number));
    }
    for (int64_t g = 0; g < groups; ++g)
      numbers.push_back(load(size, sequence, {at, t, add(column, g * width)}));
  }
  for (Value vector : scan.getVectors())
    for (int64_t g = 0; g < scan.getGroups(vector); ++g)
      numbers.push_back(load(size, vector, {add(column, g * width)}));
  for (int64_t g = 0; !isSecond && g < gates; ++g)
    numbers.push_back(load(size, tile, {index(g), r, index(0)}));
  for (int64_t k = 0; k < carried; ++k)
    numbers.push_back(load(size, state, {now, index(k), r, column}));

  IRMapping values;
  values.map(body.getArguments(), numbers);
  for (Operation &op : body.without_terminator()) {
    if (auto constant = dyn_cast<arith::ConstantOp>(op)) {
      auto splat = DenseElementsAttr::get(vectorOf(size),
                                          Attribute(constant.getValue()));
      values.map(constant.getResult(),
                 arith::ConstantOp::create(b, loc, splat).getResult());
      continue;
    }
    Operation *clone = b.clone(op, values);
    for (Value result : clone->getResults())
      result.setType(VectorType::get(size, result.getType()));
  }
  ValueRange results = body.getTerminator()->getOperands();
  auto store = [&](Value memory, ValueRange place) {
    vector::StoreOp::create(b, loc, values.lookup(results.front()), memory,
                            place);
    results = results.drop_front();
  };
  if (isFirstOfTwo(body)) {
    for (int64_t i = 0; i < heldCount(); ++i)
      store(held, {index(i), r, column});
    return;
  }
  for (Value output : scan.getSequenceOutputs())
    for (int64_t g = 0; g < scan.getGroups(output); ++g)
      store(output, {at, t, add(column, g * width)});
  for (int64_t k = 0; k < carried; ++k)
    store(state, {next, index(k), r, column});
}

void aec::cpu::emitScan(ScanOp scan, const Machine &machine) {
  ScanKernel(scan, machine).run();
}
