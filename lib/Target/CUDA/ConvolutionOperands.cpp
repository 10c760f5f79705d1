//===- ConvolutionOperands.cpp - Operands of implicit products ------------===//
//
// A convolution: rows are (image, row, column) of the result, terms (tap row,
// tap column, channel of the source). A weight gradient: rows are (tap row, tap
// column, channel), terms (image, row, column). What lies around an image is a
// load that does not happen.
//
//===----------------------------------------------------------------------===//
#include "../CPU/Kernels/PaddedImage.h"
#include "ProductOperands.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

using cpu::AxisPhase;
using cpu::ConvolutionAxis;

/// A number of the phase that is known at run time only.
static Value pick(cpu::Emitter &e, const ConvolutionAxis &axis, Value phase,
                  function_ref<int64_t(const AxisPhase &)> number) {
  OpBuilder &b = e.builder;
  Value result = e.index(number(axis.phases.front()));
  for (auto [i, other] : llvm::enumerate(axis.phases)) {
    if (number(other) == number(axis.phases.front()))
      continue;
    Value here = arith::CmpIOp::create(b, e.loc, arith::CmpIPredicate::eq,
                                       phase, e.index(i));
    result = e.select(here, e.index(number(other)), result);
  }
  return result;
}

static int64_t longest(const ConvolutionAxis &axis,
                       function_ref<int64_t(const AxisPhase &)> number) {
  int64_t result = 1;
  for (const AxisPhase &phase : axis.phases)
    result = std::max(result, number(phase));
  return result;
}

static int64_t countOf(const AxisPhase &phase) { return phase.count(); }
/// A phase without taps has no terms; divisions by their number stay defined.
static int64_t tapsOf(const AxisPhase &phase) {
  return std::max<int64_t>(phase.taps, 1);
}

namespace {
/// What both kinds have: two axes, groups, an image that ends somewhere.
class Images : public ProductOperands {
protected:
  explicit Images(cpu::Emitter &emitter)
      : e(emitter), op(emitter.payload.convolution.op), groups(op.getGroups()),
        kernel(op.getWeightType().getShape()),
        source(emitter.operand(emitter.payload.convolution.lhs)),
        other(emitter.operand(emitter.payload.convolution.rhs)),
        high(cpu::axisOf(op, 0)), wide(cpu::axisOf(op, 1)) {}

  /// The source at a pixel that may lie outside.
  Entry sourceAt(Value image, Value row, Value column, Value channel);
  Value along(Value from, int64_t stride, Value steps) {
    return e.add(e.mul(steps, e.index(stride)), from);
  }

  cpu::Emitter &e;
  cpu::ConvolutionOp op;
  int64_t groups;
  ArrayRef<int64_t> kernel;
  Value source, other;
  ConvolutionAxis high, wide;
  Value group;
};

/// A convolution or its data gradient.
class Pixels : public Images {
public:
  explicit Pixels(cpu::Emitter &emitter);

  void enter(Value matrix) override;
  Value rowsHere() override { return e.mul(batch, e.mul(countY, countX)); }
  Value depthHere() override { return termCount; }
  Entry lhsAt(Value row, Value term) override;
  Entry rhsAt(Value term, Value column) override;
  SmallVector<Value> place(Value row, Value column) override;

private:
  /// Of one axis in one phase.
  struct Side {
    Value begin, outOffset, inOffset, firstTap, taps;
  };
  Side sideOf(const ConvolutionAxis &axis, Value phase);

  bool isGradient;
  /// Channels of the source in a group.
  int64_t channels;
  Value batch, countY, countX, termCount;
  Side y, x;
};

class Weights : public Images {
public:
  explicit Weights(cpu::Emitter &emitter);

  void enter(Value matrix) override { group = matrix; }
  Entry lhsAt(Value row, Value term) override;
  Entry rhsAt(Value term, Value column) override;
  SmallVector<Value> place(Value row, Value column) override;

private:
  SmallVector<Value> tapOf(Value row) {
    return spreadNarrow(
        e, row, {e.index(kernel[0]), e.index(kernel[1]), e.index(kernel[2])});
  }
  SmallVector<Value> pixelOf(Value term) {
    ArrayRef<int64_t> out = op.getOutputType().getShape();
    return spreadNarrow(e, term, {batch, e.index(out[1]), e.index(out[2])});
  }

  Value batch;
};
} // namespace

Entry Images::sourceAt(Value image, Value row, Value column, Value channel) {
  OpBuilder &b = e.builder;
  auto type = cast<MemRefType>(source.getType());
  Value inside;
  auto limit = [&](Value at, const ConvolutionAxis &axis,
                   int64_t size) -> Value {
    int64_t low = axis.inStride * axis.begin() + axis.low();
    int64_t last = axis.inStride * (axis.end() - 1) + axis.high();
    // A phase without taps stands where no source need be.
    bool empty = llvm::any_of(
        axis.phases, [](const AxisPhase &phase) { return phase.taps == 0; });
    if (low >= 0 && last < size && !empty)
      return at;
    // Below 0 is a large number.
    Value in = arith::CmpIOp::create(b, e.loc, arith::CmpIPredicate::ult, at,
                                     e.index(size));
    inside = inside ? arith::AndIOp::create(b, e.loc, inside, in) : in;
    return e.select(in, at, e.index(0));
  };
  row = limit(row, high, type.getDimSize(1));
  column = limit(column, wide, type.getDimSize(2));
  return {source, {image, row, column, channel}, inside};
}

Pixels::Pixels(cpu::Emitter &emitter)
    : Images(emitter),
      isGradient(op.getRole() == cpu::ConvolutionRole::DataGradient),
      channels(isGradient ? kernel[3] / groups : kernel[2]),
      batch(e.extent(0)) {
  columns = isGradient ? kernel[2] : kernel[3] / groups;
  rows = e.mul(batch, e.index(longest(high, countOf) * longest(wide, countOf)));
  depth = e.index(longest(high, tapsOf) * longest(wide, tapsOf) * channels);
  matrices = e.index(high.phases.size() * wide.phases.size() * groups);
  lhs = {/*depthLast=*/true, vectorOf(source, channels)};
  rhs = {/*depthLast=*/isGradient,
         vectorOf(other, isGradient ? channels : columns)};
}

Pixels::Side Pixels::sideOf(const ConvolutionAxis &axis, Value phase) {
  auto number = [&](int64_t AxisPhase::*member) {
    return pick(e, axis, phase,
                [&](const AxisPhase &from) { return from.*member; });
  };
  return {number(&AxisPhase::begin), number(&AxisPhase::outOffset),
          number(&AxisPhase::inOffset), number(&AxisPhase::firstTap),
          pick(e, axis, phase, tapsOf)};
}

void Pixels::enter(Value matrix) {
  SmallVector<Value> at =
      spreadNarrow(e, matrix,
                   {e.index(high.phases.size()), e.index(wide.phases.size()),
                    e.index(groups)});
  y = sideOf(high, at[0]), x = sideOf(wide, at[1]), group = at[2];
  countY = pick(e, high, at[0], countOf);
  countX = pick(e, wide, at[1], countOf);
  auto number = [](const AxisPhase &from) { return from.taps; };
  termCount =
      e.mul(e.mul(pick(e, high, at[0], number), pick(e, wide, at[1], number)),
            e.index(channels));
}

Entry Pixels::lhsAt(Value row, Value term) {
  SmallVector<Value> pixel = spreadNarrow(e, row, {batch, countY, countX});
  SmallVector<Value> tap =
      spreadNarrow(e, term, {y.taps, x.taps, e.index(channels)});
  auto at = [&](const ConvolutionAxis &axis, const Side &side, Value q,
                Value step) {
    Value from = along(side.inOffset, axis.inStride, e.add(q, side.begin));
    return along(from, axis.tapInStep, step);
  };
  return sourceAt(pixel[0], at(high, y, pixel[1], tap[0]),
                  at(wide, x, pixel[2], tap[1]),
                  e.add(e.mul(group, e.index(channels)), tap[2]));
}

Entry Pixels::rhsAt(Value term, Value column) {
  SmallVector<Value> tap =
      spreadNarrow(e, term, {y.taps, x.taps, e.index(channels)});
  Value row = along(y.firstTap, high.tapStep, tap[0]);
  Value at = along(x.firstTap, wide.tapStep, tap[1]);
  if (isGradient) {
    Value channel = e.add(e.mul(group, e.index(channels)), tap[2]);
    return {other, {row, at, column, channel}, {}};
  }
  Value channel = e.add(e.mul(group, e.index(columns)), column);
  return {other, {row, at, tap[2], channel}, {}};
}

SmallVector<Value> Pixels::place(Value row, Value column) {
  SmallVector<Value> pixel = spreadNarrow(e, row, {batch, countY, countX});
  auto at = [&](const ConvolutionAxis &axis, const Side &side, Value q) {
    return along(side.outOffset, axis.outStride, e.add(q, side.begin));
  };
  return {pixel[0], at(high, y, pixel[1]), at(wide, x, pixel[2]),
          e.add(e.mul(group, e.index(columns)), column)};
}

Weights::Weights(cpu::Emitter &emitter) : Images(emitter) {
  ArrayRef<int64_t> out = op.getOutputType().getShape();
  batch = e.sizeOf(op.getLhs(), 0);
  columns = kernel[3] / groups;
  rows = e.index(kernel[0] * kernel[1] * kernel[2]);
  depth = e.mul(batch, e.index(out[1] * out[2]));
  matrices = e.index(groups);
  lhs = {/*depthLast=*/false, vectorOf(source, kernel[2])};
  rhs = {/*depthLast=*/false, vectorOf(other, columns)};
}

Entry Weights::lhsAt(Value row, Value term) {
  SmallVector<Value> tap = tapOf(row), pixel = pixelOf(term);
  auto at = [&](const ConvolutionAxis &axis, Value q, Value step) {
    Value from = along(e.index(axis.phases.front().inOffset), axis.inStride, q);
    return along(from, axis.tapInStep, step);
  };
  return sourceAt(pixel[0], at(high, pixel[1], tap[0]),
                  at(wide, pixel[2], tap[1]),
                  e.add(e.mul(group, e.index(kernel[2])), tap[2]));
}

Entry Weights::rhsAt(Value term, Value column) {
  SmallVector<Value> at = pixelOf(term);
  at.push_back(e.add(e.mul(group, e.index(columns)), column));
  return {other, at, {}};
}

SmallVector<Value> Weights::place(Value row, Value column) {
  SmallVector<Value> at = tapOf(row);
  at.push_back(e.add(e.mul(group, e.index(columns)), column));
  return at;
}

std::unique_ptr<ProductOperands> aec::cuda::createConvolution(cpu::Emitter &e) {
  return std::make_unique<Pixels>(e);
}

std::unique_ptr<ProductOperands>
aec::cuda::createWeightGradient(cpu::Emitter &e) {
  return std::make_unique<Weights>(e);
}

ProductSize aec::cuda::sizeOfConvolution(cpu::ConvolutionOp op) {
  ArrayRef<int64_t> kernel = op.getWeightType().getShape();
  int64_t groups = op.getGroups(), outputs = kernel[3] / groups;
  int64_t samples = op.getOutputType().getDimSize(0);
  bool varies = ShapedType::isDynamic(samples);
  if (varies)
    samples = nominalBatch;
  if (op.getRole() == cpu::ConvolutionRole::WeightGradient) {
    ArrayRef<int64_t> out = op.getOutputType().getShape();
    return {kernel[0] * kernel[1] * kernel[2],
            outputs,
            samples * out[1] * out[2],
            groups,
            /*rowsVary=*/false,
            varies};
  }
  bool isGradient = op.getRole() == cpu::ConvolutionRole::DataGradient;
  ConvolutionAxis high = cpu::axisOf(op, 0), wide = cpu::axisOf(op, 1);
  int64_t channels = isGradient ? outputs : kernel[2];
  return {samples * longest(high, countOf) * longest(wide, countOf),
          isGradient ? kernel[2] : outputs,
          longest(high, tapsOf) * longest(wide, tapsOf) * channels,
          int64_t(high.phases.size() * wide.phases.size()) * groups,
          varies,
          /*depthVaries=*/false};
}
