//===- ConvolutionWalk.cpp - Tiles of a convolution's result --------------===//
#include "ConvolutionWalk.h"
#include "Point.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec::cpu;

/// Epilogues longer than this are a loop over the tile's pixels.
constexpr int64_t maxUnrolledEpilogue = 4;
/// Source channels that the lanes of one vector read, at most: what two
/// registers hold is brought to its lanes by one instruction.
constexpr int64_t maxSourceVectors = 2;

ConvolutionWalk::ConvolutionWalk(Emitter &emitter)
    : e(emitter), convolution(emitter.payload.convolution), op(convolution.op),
      isGradient(op.getRole() == ConvolutionRole::DataGradient),
      groups(op.getGroups()), kernel(op.getWeightType().getShape()),
      depth(isGradient ? kernel[3] / groups : kernel[2]),
      columns(isGradient ? kernel[2] : kernel[3] / groups),
      element(op.getWeightType().getElementType()), high(axisOf(op, 0)),
      wide(axisOf(op, 1)),
      image(emitter, emitter.operand(convolution.lhs), high, wide),
      panels(columns, 1, emitter.lanes()),
      results(llvm::to_vector(
          llvm::seq<unsigned>(0, emitter.payload.results.size()))) {}

void ConvolutionWalk::setTiles(Panels chosen, int64_t most) {
  panels = std::move(chosen);
  int64_t longest = 1;
  for (const AxisPhase &phase : wide.phases)
    longest = std::max(longest, phase.count());
  // Tiles of about equal width.
  tilePixels = llvm::divideCeil(longest, llvm::divideCeil(longest, most));
}

/// Additions for one strip of an image.
int64_t ConvolutionWalk::work() {
  ArrayRef<int64_t> out =
      cast<RankedTensorType>(op.getResult().getType()).getShape();
  int64_t taps = kernel[0] * kernel[1] / (high.outStride * wide.outStride);
  int64_t points = out[1] * out[2] * out[3];
  return points * (2 * std::max<int64_t>(taps, 1) * depth + e.payload.cost) /
             image.strips() +
         1;
}

void ConvolutionWalk::run() {
  Value items = e.mul(e.extent(0), e.index(image.strips()));
  e.parallel(items, e.index(work()),
             [&](Value lo, Value hi) { runPiece(lo, hi); });
}

void ConvolutionWalk::runPiece(Value lo, Value hi) {
  OpBuilder &b = e.builder;
  image.allocate();
  prepare();
  e.loop(lo, hi, 1, [&](Value item) {
    Value strips = e.index(image.strips()), which = e.index(0);
    batch = item;
    if (image.strips() > 1) {
      batch = arith::DivUIOp::create(b, e.loc, item, strips);
      which = arith::RemUIOp::create(b, e.loc, item, strips);
    }
    image.load(batch, which);
    e.loop(e.index(0), e.index(groups), 1, [&](Value g) {
      group = g;
      e.loop(e.index(0), e.index(panels.count()), 1,
             [&](Value panel) { strip(panel); });
    });
  });
}

/// A number of a phase that may be known at run time only.
Value ConvolutionWalk::pick(ArrayRef<AxisPhase> phases,
                            int64_t AxisPhase::*number, Value phase) {
  OpBuilder &b = e.builder;
  Value result = e.index(phases.front().*number);
  for (auto [i, other] : llvm::enumerate(phases.drop_front())) {
    if (other.*number == phases.front().*number)
      continue;
    Value here = arith::CmpIOp::create(b, e.loc, arith::CmpIPredicate::eq,
                                       phase, e.index(i + 1));
    result =
        arith::SelectOp::create(b, e.loc, here, e.index(other.*number), result);
  }
  return result;
}

ConvolutionWalk::Place ConvolutionWalk::placeOf(const ConvolutionAxis &axis,
                                                ArrayRef<AxisPhase> phases,
                                                Value phase, Value q,
                                                bool fromBegin) {
  if (fromBegin)
    q = e.add(q, pick(phases, &AxisPhase::begin, phase));
  return {e.add(e.mul(q, e.index(axis.outStride)),
                pick(phases, &AxisPhase::outOffset, phase)),
          e.add(e.mul(q, e.index(axis.inStride)),
                pick(phases, &AxisPhase::inOffset, phase)),
          pick(phases, &AxisPhase::firstTap, phase),
          pick(phases, &AxisPhase::taps, phase)};
}

/// All rows of a strip in one panel of columns; phases share their code.
void ConvolutionWalk::strip(Value panel) {
  ArrayRef<AxisPhase> phases = high.phases;
  panels.dispatch(e, panel, [&](Value column, ArrayRef<int64_t> vectors) {
    e.loop(e.index(0), e.index(phases.size()), 1, [&](Value phase) {
      Value first = e.max(image.first, pick(phases, &AxisPhase::begin, phase));
      Value last = e.min(image.last, pick(phases, &AxisPhase::end, phase));
      e.loop(first, last, 1, [&](Value q) {
        y = placeOf(high, phases, phase, q, /*fromBegin=*/false);
        row(column, vectors);
      });
    });
  });
}

void ConvolutionWalk::row(Value column, ArrayRef<int64_t> vectors) {
  // Phases with as many pixels share their code.
  ArrayRef<AxisPhase> rest = wide.phases;
  while (!rest.empty()) {
    int64_t count = rest.front().count();
    ArrayRef<AxisPhase> phases = rest.take_while(
        [&](const AxisPhase &phase) { return phase.count() == count; });
    rest = rest.drop_front(phases.size());
    int64_t full = count / tilePixels * tilePixels;
    e.loop(e.index(0), e.index(phases.size()), 1, [&](Value phase) {
      e.loop(e.index(0), e.index(full), tilePixels, [&](Value q) {
        x = placeOf(wide, phases, phase, q, /*fromBegin=*/true);
        tile(tilePixels, column, vectors);
      });
      if (count == full)
        return;
      x = placeOf(wide, phases, phase, e.index(full), /*fromBegin=*/true);
      tile(count - full, column, vectors);
    });
  }
}

SmallVector<Value> ConvolutionWalk::overTaps(ValueRange inits, TapBody body) {
  Value source = e.mul(group, e.index(depth));
  return e.fold(e.index(0), y.taps, 1, inits, [&](Value i, ValueRange sums) {
    Value inRow = e.add(y.in, e.mul(i, e.index(high.tapInStep)));
    Value tapRow = e.add(y.firstTap, e.mul(i, e.index(high.tapStep)));
    return e.fold(e.index(0), x.taps, 1, sums, [&](Value j, ValueRange sums) {
      Value inColumn = e.add(x.in, e.mul(j, e.index(wide.tapInStep)));
      Value tapColumn = e.add(x.firstTap, e.mul(j, e.index(wide.tapStep)));
      return body(tapRow, tapColumn,
                  e.add(image.indexOf(inRow, inColumn), source), sums);
    });
  });
}

void ConvolutionWalk::storeAt(Value at, Value column, int64_t width,
                              Value sum) {
  Value channel = e.add(e.mul(group, e.index(columns)), column);
  Point point(e, {batch, y.out, at, channel}, width);
  point.fix(op.getResult(), sum);
  point.store(results);
}

void ConvolutionWalk::prepareStore() {
  if (e.payload.cost > maxUnrolledEpilogue)
    spilled = e.scratch({tilePixels, panels.width}, element);
}

void ConvolutionWalk::store(int64_t pixels, Value column,
                            ArrayRef<int64_t> vectors, ValueRange sums) {
  OpBuilder &b = e.builder;
  for (int64_t i = 0, next = 0; i < pixels; ++i) {
    Value at = e.add(x.out, e.index(i * wide.outStride));
    int64_t offset = 0;
    for (int64_t width : vectors) {
      Value from = e.index(offset);
      if (spilled)
        vector::StoreOp::create(b, e.loc, sums[next++], spilled,
                                ValueRange{e.index(i), from});
      else
        storeAt(at, e.add(column, from), width, sums[next++]);
      offset += width;
    }
  }
  if (!spilled)
    return;
  e.loop(e.index(0), e.index(pixels), 1, [&](Value i) {
    Value at = e.add(x.out, e.mul(i, e.index(wide.outStride)));
    int64_t offset = 0;
    for (int64_t width : vectors) {
      Value from = e.index(offset);
      Value sum =
          vector::LoadOp::create(b, e.loc, VectorType::get(width, element),
                                 spilled, ValueRange{i, from});
      storeAt(at, e.add(column, from), width, sum);
      offset += width;
    }
  });
}

bool aec::cpu::sumsOverLanes(ConvolutionOp op, int64_t lanes) {
  ArrayRef<int64_t> kernel = op.getWeightType().getShape();
  bool isGradient = op.getRole() == ConvolutionRole::DataGradient;
  int64_t depth = isGradient ? kernel[3] : kernel[2];
  int64_t columns = isGradient ? kernel[2] : kernel[3];
  return op.getGroups() == 1 && columns * 4 <= lanes && depth % lanes == 0;
}

bool aec::cpu::sharesVectors(ConvolutionOp op, int64_t lanes) {
  ArrayRef<int64_t> kernel = op.getWeightType().getShape();
  bool isGradient = op.getRole() == ConvolutionRole::DataGradient;
  int64_t outputs = kernel[3] / op.getGroups();
  int64_t depth = isGradient ? outputs : kernel[2];
  int64_t columns = isGradient ? kernel[2] : outputs;
  return op.getGroups() > 1 && columns * 2 < lanes &&
         lanes / columns * depth <= maxSourceVectors * lanes;
}

Value aec::cpu::loadForLanes(Emitter &e, Value memory, Value at, int64_t width,
                             const GroupSizes &group, int64_t k) {
  Type element = cast<MemRefType>(memory.getType()).getElementType();
  int64_t count = width / group.columns * group.depth;
  Value source = vector::LoadOp::create(
      e.builder, e.loc, VectorType::get(count, element), memory, at);
  if (group.columns == 1 && group.depth == 1)
    return source;
  SmallVector<int64_t> lanes;
  for (int64_t lane = 0; lane < width; ++lane)
    lanes.push_back(lane / group.columns * group.depth + k);
  return vector::ShuffleOp::create(e.builder, e.loc, source, source, lanes);
}
