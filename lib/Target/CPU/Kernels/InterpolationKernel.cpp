//===- InterpolationKernel.cpp - Bilinear upsampling and its gradient -----===//
//
// A pixel of the result is a weighted sum of a few pixels of the source that
// lie together: two a dimension for an interpolated pixel, about twice the
// factor for the gradient of one it was made of. Both are gathered, so that
// images need no clearing and what follows is computed in registers; weights
// are a table a piece, made of the formula that nn.upsample2d states. A place
// outside of the image has weight 0 and the nearest pixel inside.
//
//===----------------------------------------------------------------------===//
#include "Point.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec::cpu;

/// Taps of a dimension that are written one behind the other.
constexpr int64_t maxUnrolledTaps = 4;

namespace {
/// One dimension: `results` pixels, each of `taps` neighbours out of `sources`.
struct Axis {
  int64_t factor, results, sources, taps;
  /// [results, taps]
  Value weights;
};

class InterpolationKernel {
public:
  explicit InterpolationKernel(Emitter &emitter)
      : e(emitter), op(emitter.payload.pool),
        isGradient(op.getRole() == PoolRole::InterpolateGradient),
        source(emitter.operand(op.getInputs().front())),
        type(cast<RankedTensorType>(op.getResult().getType())),
        element(type.getElementType()), high(axisOf(0)), wide(axisOf(1)),
        results(llvm::to_vector(
            llvm::seq<unsigned>(0, emitter.payload.results.size()))) {}

  void run();

private:
  Axis axisOf(unsigned i);
  Value makeWeights(const Axis &axis);
  Value weightOf(const Axis &axis, Value place, Value inside, Value pixel);
  Value firstOf(const Axis &axis, Value pixel);
  void pixels();
  Value sumAt(Value channel, int64_t width);
  SmallVector<Value> overTaps(const Axis &axis, Value pixel, Value init,
                              function_ref<Value(Value, Value, Value)> body);
  template <typename Op> Value make(Value lhs, Value rhs) {
    return Op::create(e.builder, e.loc, lhs, rhs);
  }
  Value number(double value) {
    return arith::ConstantOp::create(e.builder, e.loc,
                                     e.builder.getF64FloatAttr(value));
  }
  Value asNumber(Value index) {
    OpBuilder &b = e.builder;
    Value integer = arith::IndexCastOp::create(b, e.loc, b.getI64Type(), index);
    return arith::SIToFPOp::create(b, e.loc, b.getF64Type(), integer);
  }

  Emitter &e;
  PoolOp op;
  bool isGradient;
  Value source;
  RankedTensorType type;
  Type element;
  Axis high, wide;
  SmallVector<unsigned> results;
  Value batch, y, x;
};
} // namespace

Axis InterpolationKernel::axisOf(unsigned i) {
  int64_t factor = op.getKernel()[i];
  auto from = cast<RankedTensorType>(op.getInputs().front().getType());
  int64_t taps = std::min<int64_t>(factor, 2);
  if (isGradient)
    taps = 2 * factor - factor % 2;
  return {factor, type.getDimSize(1 + i), from.getDimSize(1 + i), taps,
          Value()};
}

/// The source of tap 0, which may lie outside of the image for a gradient.
Value InterpolationKernel::firstOf(const Axis &axis, Value pixel) {
  if (isGradient)
    return e.sub(e.mul(pixel, e.index(axis.factor)), e.index(axis.factor / 2));
  // floor((pixel + 0.5) / factor - 0.5), from 0.
  Value twice = e.add(e.mul(pixel, e.index(2)), e.index(1));
  Value above = e.max(e.sub(twice, e.index(axis.factor)), e.index(0));
  return make<arith::DivUIOp>(above, e.index(2 * axis.factor));
}

/// max(0, 1 - |clamp((large + 0.5) / factor - 0.5, 0, small pixels - 1) -
/// small|), of a place in the source and a pixel of the result.
Value InterpolationKernel::weightOf(const Axis &axis, Value place, Value inside,
                                    Value pixel) {
  OpBuilder &b = e.builder;
  Value large = asNumber(isGradient ? inside : pixel);
  Value small = asNumber(isGradient ? pixel : inside);
  int64_t count = isGradient ? axis.results : axis.sources;
  Value at = make<arith::SubFOp>(
      make<arith::DivFOp>(make<arith::AddFOp>(large, number(0.5)),
                          number(axis.factor)),
      number(0.5));
  at = make<arith::MaximumFOp>(at, number(0));
  at = make<arith::MinimumFOp>(at, number(count - 1));
  Value distance =
      math::AbsFOp::create(b, e.loc, make<arith::SubFOp>(at, small));
  Value weight = make<arith::MaximumFOp>(
      make<arith::SubFOp>(number(1), distance), number(0));
  Value isInside =
      arith::CmpIOp::create(b, e.loc, arith::CmpIPredicate::eq, place, inside);
  weight = e.select(isInside, weight, number(0));
  if (element.isF64())
    return weight;
  return arith::TruncFOp::create(b, e.loc, element, weight);
}

Value InterpolationKernel::makeWeights(const Axis &axis) {
  Value table = e.scratch({axis.results, axis.taps}, element);
  e.loop(e.index(0), e.index(axis.results), 1, [&](Value pixel) {
    Value first = firstOf(axis, pixel);
    e.loop(e.index(0), e.index(axis.taps), 1, [&](Value tap) {
      Value place = e.add(first, tap);
      Value inside = e.min(e.max(place, e.index(0)), e.index(axis.sources - 1));
      memref::StoreOp::create(e.builder, e.loc,
                              weightOf(axis, place, inside, pixel), table,
                              ValueRange{pixel, tap});
    });
  });
  return table;
}

void InterpolationKernel::run() {
  int64_t work = type.getDimSize(1) * type.getDimSize(2) * type.getDimSize(3) *
                 (2 * high.taps * wide.taps + e.payload.cost);
  e.parallel(e.extent(0), e.index(work), [&](Value lo, Value hi) {
    high.weights = makeWeights(high);
    wide.weights = makeWeights(wide);
    e.loop(lo, hi, 1, [&](Value sample) {
      batch = sample;
      pixels();
    });
  });
}

void InterpolationKernel::pixels() {
  int64_t channels = type.getDimSize(3);
  int64_t full = channels / e.lanes() * e.lanes();
  auto at = [&](Value channel, int64_t width) {
    Point point(e, {batch, y, x, channel}, width);
    point.fix(op.getResult(), sumAt(channel, width));
    point.store(results);
  };
  e.loop(e.index(0), e.index(high.results), 1, [&](Value row) {
    e.loop(e.index(0), e.index(wide.results), 1, [&](Value column) {
      y = row, x = column;
      e.loop(e.index(0), e.index(full), e.lanes(),
             [&](Value channel) { at(channel, e.lanes()); });
      if (channels > full)
        at(e.index(full), channels - full);
    });
  });
}

/// Calls `body` with the place, the weight and the sum so far of every tap.
SmallVector<Value>
InterpolationKernel::overTaps(const Axis &axis, Value pixel, Value init,
                              function_ref<Value(Value, Value, Value)> body) {
  Value first = firstOf(axis, pixel);
  auto step = [&](Value tap, ValueRange soFar) {
    Value place =
        e.min(e.max(e.add(first, tap), e.index(0)), e.index(axis.sources - 1));
    Value weight = memref::LoadOp::create(e.builder, e.loc, axis.weights,
                                          ValueRange{pixel, tap});
    return SmallVector<Value>{body(place, weight, soFar.front())};
  };
  if (axis.taps > maxUnrolledTaps)
    return e.fold(e.index(0), e.index(axis.taps), 1, init, step);
  SmallVector<Value> sum{init};
  for (int64_t tap = 0; tap < axis.taps; ++tap)
    sum = step(e.index(tap), sum);
  return sum;
}

Value InterpolationKernel::sumAt(Value channel, int64_t width) {
  OpBuilder &b = e.builder;
  auto vector = VectorType::get(width, element);
  Value zero = arith::ConstantOp::create(b, e.loc, b.getZeroAttr(vector));
  auto add = [&](Value weight, Value value, Value sum) {
    return e.multiplyAdd(vector::BroadcastOp::create(b, e.loc, vector, weight),
                         value, sum);
  };
  return overTaps(high, y, zero, [&](Value row, Value weight, Value soFar) {
    Value sum =
        overTaps(wide, x, zero, [&](Value column, Value weight, Value soFar) {
          Value pixel =
              vector::LoadOp::create(b, e.loc, vector, source,
                                     ValueRange{batch, row, column, channel});
          return add(weight, pixel, soFar);
        })[0];
    return add(weight, sum, soFar);
  })[0];
}

void aec::cpu::emitInterpolation(Emitter &emitter) {
  InterpolationKernel(emitter).run();
}
