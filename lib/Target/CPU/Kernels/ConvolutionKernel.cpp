//===- ConvolutionKernel.cpp - Convolutions and their data gradients ------===//
//
// An implicit product: a tile of pixels of one row times some vectors of result
// channels stays in registers over all taps and source channels; the left
// operand is read where the image lies, at constant distances from one address
// (no im2col: it would write and read kh * kw copies). A data gradient is the
// same with one set of taps for each residue of the stride, on a transposed
// copy of the weights made once a piece. Every result is summed tap by tap,
// channel by channel, so that neither tiles, strips nor threads show in it.
//
//===----------------------------------------------------------------------===//
#include "ConvolutionAxis.h"
#include "PackPanel.h"
#include "PaddedImage.h"
#include "Point.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec::cpu;

/// Epilogues longer than this are a loop over the tile's pixels.
constexpr int64_t maxUnrolledEpilogue = 4;

namespace {
/// Where a tile stands along one axis: result, source of tap 0, taps.
struct Place {
  Value out, in, firstTap, taps;
};

class ConvolutionKernel {
public:
  explicit ConvolutionKernel(Emitter &emitter)
      : e(emitter), convolution(emitter.payload.convolution),
        op(convolution.op),
        isGradient(op.getRole() == ConvolutionRole::DataGradient),
        groups(op.getGroups()), kernel(op.getWeightType().getShape()),
        depth(isGradient ? kernel[3] / groups : kernel[2]),
        columns(isGradient ? kernel[2] : kernel[3] / groups),
        element(op.getWeightType().getElementType()), high(axisOf(op, 0)),
        wide(axisOf(op, 1)),
        image(emitter, emitter.operand(convolution.lhs), high, wide),
        panels(columns, emitter.machine.panelVectors(columns, emitter.lanes()),
               emitter.lanes()),
        weights(emitter.operand(convolution.rhs)) {
    int64_t longest = 1;
    for (const AxisPhase &phase : wide.phases)
      longest = std::max(longest, phase.count());
    int64_t most = e.machine.accumulators /
                   static_cast<int64_t>(panels.fullVectors.size());
    // Tiles of about equal width.
    tilePixels = llvm::divideCeil(longest, llvm::divideCeil(longest, most));
    results = llvm::to_vector(
        llvm::seq<unsigned>(0, emitter.payload.results.size()));
  }

  void run();

private:
  int64_t work();
  void runPiece(Value lo, Value hi);
  void packWeights();
  void strip(Value panel);
  void row(Value column, ArrayRef<int64_t> vectors);
  void tile(int64_t pixels, Value column, ArrayRef<int64_t> vectors);
  SmallVector<Value> multiply(int64_t pixels, Value column,
                              ArrayRef<int64_t> vectors);
  SmallVector<Value> step(int64_t pixels, ArrayRef<Value> weightAt, Value pixel,
                          ArrayRef<int64_t> vectors, ValueRange soFar);
  void store(int64_t pixels, Value column, ArrayRef<int64_t> vectors,
             ValueRange sums);
  void storeAt(Value x, Value column, int64_t width, Value sum);
  Place placeOf(const ConvolutionAxis &axis, ArrayRef<AxisPhase> phases,
                Value phase, Value q, bool fromBegin);
  Value pick(ArrayRef<AxisPhase> phases, int64_t AxisPhase::*number,
             Value phase);

  Emitter &e;
  const Convolution &convolution;
  ConvolutionOp op;
  bool isGradient;
  int64_t groups;
  ArrayRef<int64_t> kernel;
  /// Channels of the source and of the result in a group.
  int64_t depth, columns;
  Type element;
  ConvolutionAxis high, wide;
  PaddedImage image;
  Panels panels;
  /// [kh, kw, source channels, result channels], with the groups in the latter,
  /// or, in the transposed copy of a data gradient, in the former.
  Value weights;
  int64_t tilePixels;
  SmallVector<unsigned> results;
  /// A tile on its way to a long epilogue.
  Value spilled;
  /// Of the tile that is being written.
  Value batch, group;
  Place y, x;
};
} // namespace

/// Additions for one strip of an image.
int64_t ConvolutionKernel::work() {
  ArrayRef<int64_t> out =
      cast<RankedTensorType>(op.getResult().getType()).getShape();
  int64_t taps = kernel[0] * kernel[1] / (high.outStride * wide.outStride);
  int64_t points = out[1] * out[2] * out[3];
  return points * (2 * std::max<int64_t>(taps, 1) * depth + e.payload.cost) /
             image.strips() +
         1;
}

void ConvolutionKernel::run() {
  Value items = e.mul(e.extent(0), e.index(image.strips()));
  e.parallel(items, e.index(work()),
             [&](Value lo, Value hi) { runPiece(lo, hi); });
}

void ConvolutionKernel::runPiece(Value lo, Value hi) {
  OpBuilder &b = e.builder;
  image.allocate();
  if (isGradient)
    packWeights();
  if (e.payload.cost > maxUnrolledEpilogue)
    spilled = e.scratch({tilePixels, panels.width}, element);
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

/// [kh, kw, c, o] becomes [kh, kw, o, c].
void ConvolutionKernel::packWeights() {
  OpBuilder &b = e.builder;
  Value source = weights;
  weights = e.scratch({kernel[0], kernel[1], kernel[3], kernel[2]}, element);
  e.loop(e.index(0), e.index(kernel[0]), 1, [&](Value i) {
    e.loop(e.index(0), e.index(kernel[1]), 1, [&](Value j) {
      auto load = [&](Value c, Value o, int64_t width) -> Value {
        return vector::LoadOp::create(b, e.loc, VectorType::get(width, element),
                                      source, ValueRange{i, j, c, o});
      };
      auto store = [&](Value o, Value c, Value vector) {
        vector::StoreOp::create(b, e.loc, vector, weights,
                                ValueRange{i, j, o, c});
      };
      transposeMatrix(e, kernel[2], kernel[3], element, load, store);
    });
  });
}

/// A number of a phase that may be known at run time only.
Value ConvolutionKernel::pick(ArrayRef<AxisPhase> phases,
                              int64_t AxisPhase::*number, Value phase) {
  OpBuilder &b = e.builder;
  Value result = e.index(phases.front().*number);
  for (auto [i, other] : llvm::enumerate(phases.drop_front())) {
    if (other.*number == phases.front().*number)
      continue;
    Value here = arith::CmpIOp::create(b, e.loc, arith::CmpIPredicate::eq,
                                       phase, e.index(i + 1));
    result = arith::SelectOp::create(b, e.loc, here, e.index(other.*number),
                                     result);
  }
  return result;
}

Place ConvolutionKernel::placeOf(const ConvolutionAxis &axis,
                                 ArrayRef<AxisPhase> phases, Value phase,
                                 Value q, bool fromBegin) {
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
void ConvolutionKernel::strip(Value panel) {
  ArrayRef<AxisPhase> phases = high.phases;
  panels.dispatch(e, panel, [&](Value column, ArrayRef<int64_t> vectors) {
    e.loop(e.index(0), e.index(phases.size()), 1, [&](Value phase) {
      Value first =
          e.max(image.first, pick(phases, &AxisPhase::begin, phase));
      Value last = e.min(image.last, pick(phases, &AxisPhase::end, phase));
      e.loop(first, last, 1, [&](Value q) {
        y = placeOf(high, phases, phase, q, /*fromBegin=*/false);
        row(column, vectors);
      });
    });
  });
}

void ConvolutionKernel::row(Value column, ArrayRef<int64_t> vectors) {
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

void ConvolutionKernel::tile(int64_t pixels, Value column,
                             ArrayRef<int64_t> vectors) {
  store(pixels, column, vectors, multiply(pixels, column, vectors));
}

SmallVector<Value> ConvolutionKernel::multiply(int64_t pixels, Value column,
                                               ArrayRef<int64_t> vectors) {
  OpBuilder &b = e.builder;
  SmallVector<Value> zeros;
  for (int64_t i = 0; i < pixels; ++i)
    for (int64_t width : vectors)
      zeros.push_back(arith::ConstantOp::create(
          b, e.loc, b.getZeroAttr(VectorType::get(width, element))));
  Value source = e.mul(group, e.index(depth));
  Value weightColumn = isGradient ? column
                                  : e.add(e.mul(group, e.index(columns)),
                                          column);
  return e.fold(e.index(0), y.taps, 1, zeros, [&](Value i, ValueRange sums) {
    Value inRow = e.add(y.in, e.mul(i, e.index(high.tapInStep)));
    Value tapRow = e.add(y.firstTap, e.mul(i, e.index(high.tapStep)));
    return e.fold(e.index(0), x.taps, 1, sums, [&](Value j, ValueRange sums) {
      Value inColumn = e.add(x.in, e.mul(j, e.index(wide.tapInStep)));
      Value tapColumn = e.add(x.firstTap, e.mul(j, e.index(wide.tapStep)));
      Value pixel = e.add(image.indexOf(inRow, inColumn), source);
      return e.fold(e.index(0), e.index(depth), 1, sums,
                    [&](Value k, ValueRange sums) {
                      Value at = isGradient ? e.add(source, k) : k;
                      return step(pixels, {tapRow, tapColumn, at, weightColumn},
                                  e.add(pixel, k), vectors, sums);
                    });
    });
  });
}

/// Adds the products of one source channel at one tap.
SmallVector<Value> ConvolutionKernel::step(int64_t pixels,
                                           ArrayRef<Value> weightAt,
                                           Value pixel,
                                           ArrayRef<int64_t> vectors,
                                           ValueRange soFar) {
  OpBuilder &b = e.builder;
  SmallVector<Value> right, place(weightAt);
  int64_t offset = 0;
  for (int64_t width : vectors) {
    place.back() = e.add(weightAt.back(), e.index(offset));
    right.push_back(vector::LoadOp::create(
        b, e.loc, VectorType::get(width, element), weights, place));
    offset += width;
  }
  SmallVector<Value> sums;
  int64_t distance = wide.inStride * image.channels();
  for (int64_t i = 0; i < pixels; ++i) {
    Value left = memref::LoadOp::create(b, e.loc, image.memory,
                                        e.add(pixel, e.index(i * distance)));
    for (Value vector : right)
      sums.push_back(e.multiplyAdd(
          vector::BroadcastOp::create(b, e.loc, vector.getType(), left),
          vector, soFar[sums.size()]));
  }
  return sums;
}

void ConvolutionKernel::store(int64_t pixels, Value column,
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
      Value sum = vector::LoadOp::create(b, e.loc,
                                         VectorType::get(width, element),
                                         spilled, ValueRange{i, from});
      storeAt(at, e.add(column, from), width, sum);
      offset += width;
    }
  });
}

void ConvolutionKernel::storeAt(Value at, Value column, int64_t width,
                                Value sum) {
  Value channel = e.add(e.mul(group, e.index(columns)), column);
  Point point(e, {batch, y.out, at, channel}, width);
  point.fix(op.getResult(), sum);
  point.store(results);
}

void aec::cpu::emitConvolution(Emitter &emitter) {
  ConvolutionKernel(emitter).run();
}
