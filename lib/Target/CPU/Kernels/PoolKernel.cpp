//===- PoolKernel.cpp - Windows of an image and their gradients -----------===//
//
// Vectors run over channels, a window's pixels are combined in registers and
// windows are clipped at the borders. What goes back to windows is stored, with
// what follows it, where every pixel has one window and else added, window by
// window in order; an image is one thread's, so that the order is always the
// same.
//
//===----------------------------------------------------------------------===//
#include "Point.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec::cpu;

namespace {
class PoolKernel {
public:
  explicit PoolKernel(Emitter &emitter)
      : e(emitter), op(emitter.payload.pool),
        imageType(cast<RankedTensorType>(
            op.isSpreading() ? op.getResult().getType()
                             : op.getInputs().front().getType())),
        pixelType(cast<RankedTensorType>(op.isSpreading()
                                             ? op.getInputs().back().getType()
                                             : op.getResult().getType())),
        element(imageType.getElementType()) {
    results =
        llvm::to_vector(llvm::seq<unsigned>(0, emitter.payload.results.size()));
    KernelOp kernel = emitter.payload.kernel;
    output = e.operand(kernel.getBody().getArgument(kernel.getInputs().size()));
  }

  void run();

private:
  /// Places of a window along one axis that lie in the image.
  struct Range {
    Value start, first, last;
  };

  Range rangeOf(unsigned axis, Value pixel);
  void overChannels(function_ref<void(Value, int64_t)> body);
  void combineWindow(Value channel, int64_t width);
  void spreadWindow(Value channel, int64_t width);
  Value findLargest(Value channel, int64_t width);
  SmallVector<Value>
  overWindow(ValueRange inits,
             function_ref<SmallVector<Value>(Value, Value, ValueRange)> body);
  Value load(Value memory, Value row, Value column, Value channel,
             int64_t width);
  Value splat(double value, int64_t width);
  Value placeOf(Value i, Value j, VectorType type);
  bool overlaps();

  Emitter &e;
  PoolOp op;
  RankedTensorType imageType, pixelType;
  Type element;
  SmallVector<unsigned> results;
  Value output;
  /// Of the window that is being written.
  Value batch, y, x;
  Range rows, columns;
};
} // namespace

bool aec::cpu::isTiled(PoolOp op) {
  auto image = cast<RankedTensorType>(op.isSpreading()
                                          ? op.getResult().getType()
                                          : op.getInputs().front().getType());
  auto divides = [&](unsigned axis) {
    return image.getDimSize(1 + axis) % op.getStrides()[axis] == 0;
  };
  return op.getKernel() == op.getStrides() &&
         llvm::all_of(op.getPadding(), [](int64_t p) { return p == 0; }) &&
         divides(0) && divides(1);
}

bool PoolKernel::overlaps() {
  return op.getKernel()[0] > op.getStrides()[0] ||
         op.getKernel()[1] > op.getStrides()[1];
}

PoolKernel::Range PoolKernel::rangeOf(unsigned axis, Value pixel) {
  int64_t low = op.getPadding()[2 * axis], kernel = op.getKernel()[axis];
  int64_t size = imageType.getDimSize(1 + axis);
  int64_t stride = op.getStrides()[axis];
  Value start = e.sub(e.mul(pixel, e.index(stride)), e.index(low));
  Value first = e.index(0), last = e.index(kernel);
  if (low > 0)
    first = e.max(first, e.sub(e.index(0), start));
  if ((pixelType.getDimSize(1 + axis) - 1) * stride - low + kernel > size)
    last = e.min(last, e.sub(e.index(size), start));
  return {start, first, last};
}

void PoolKernel::overChannels(function_ref<void(Value, int64_t)> body) {
  int64_t channels = imageType.getDimSize(3);
  int64_t full = channels / e.lanes() * e.lanes();
  e.loop(e.index(0), e.index(full), e.lanes(),
         [&](Value channel) { body(channel, e.lanes()); });
  if (channels > full)
    body(e.index(full), channels - full);
}

void PoolKernel::run() {
  ArrayRef<int64_t> image = imageType.getShape();
  int64_t taps = op.getKernel()[0] * op.getKernel()[1];
  int64_t work = pixelType.getDimSize(1) * pixelType.getDimSize(2) * image[3] *
                 (4 * taps + e.payload.cost);
  e.parallel(e.extent(0), e.index(work), [&](Value lo, Value hi) {
    e.loop(lo, hi, 1, [&](Value b) {
      batch = b;
      if (op.isSpreading() && !isTiled(op))
        e.loop(e.index(0), e.index(image[1]), 1, [&](Value row) {
          e.loop(e.index(0), e.index(image[2]), 1, [&](Value column) {
            overChannels([&](Value channel, int64_t width) {
              vector::StoreOp::create(e.builder, e.loc, splat(0, width), output,
                                      ValueRange{batch, row, column, channel});
            });
          });
        });
      e.loop(e.index(0), e.index(pixelType.getDimSize(1)), 1, [&](Value i) {
        y = i, rows = rangeOf(0, i);
        e.loop(e.index(0), e.index(pixelType.getDimSize(2)), 1, [&](Value j) {
          x = j, columns = rangeOf(1, j);
          overChannels([&](Value channel, int64_t width) {
            op.isSpreading() ? spreadWindow(channel, width)
                             : combineWindow(channel, width);
          });
        });
      });
    });
  });
}

Value PoolKernel::splat(double value, int64_t width) {
  auto type = VectorType::get(width, element);
  return arith::ConstantOp::create(
      e.builder, e.loc,
      DenseElementsAttr::get(
          type, Attribute(e.builder.getFloatAttr(element, value))));
}

Value PoolKernel::load(Value memory, Value row, Value column, Value channel,
                       int64_t width) {
  return vector::LoadOp::create(e.builder, e.loc,
                                VectorType::get(width, element), memory,
                                ValueRange{batch, row, column, channel});
}

/// Calls `body` with the row and column in the window of all its pixels.
SmallVector<Value> PoolKernel::overWindow(
    ValueRange inits,
    function_ref<SmallVector<Value>(Value, Value, ValueRange)> body) {
  return e.fold(rows.first, rows.last, 1, inits,
                [&](Value i, ValueRange values) {
                  return e.fold(columns.first, columns.last, 1, values,
                                [&](Value j, ValueRange values) {
                                  return body(i, j, values);
                                });
                });
}

void PoolKernel::combineWindow(Value channel, int64_t width) {
  OpBuilder &b = e.builder;
  Value image = e.operand(op.getInputs().front());
  bool isMax = op.getRole() == PoolRole::Max;
  Value start =
      splat(isMax ? -std::numeric_limits<double>::infinity() : 0, width);
  Value value = overWindow(start, [&](Value i, Value j, ValueRange soFar) {
    Value pixel = load(image, e.add(rows.start, i), e.add(columns.start, j),
                       channel, width);
    Value next =
        isMax ? Value(arith::MaximumFOp::create(b, e.loc, pixel, soFar[0]))
              : Value(arith::AddFOp::create(b, e.loc, soFar[0], pixel));
    return SmallVector<Value>{next};
  })[0];
  double scale = op.getScale().convertToDouble();
  if (scale != 1)
    value = arith::MulFOp::create(b, e.loc, value, splat(scale, width));
  Point point(e, {batch, y, x, channel}, width);
  point.fix(op.getResult(), value);
  point.store(results);
}

/// The number of a place in the window, in all lanes.
Value PoolKernel::placeOf(Value i, Value j, VectorType type) {
  OpBuilder &b = e.builder;
  Value place = e.add(e.mul(i, e.index(op.getKernel()[1])), j);
  Value number =
      arith::IndexCastOp::create(b, e.loc, type.getElementType(), place);
  return vector::BroadcastOp::create(b, e.loc, type, number);
}

/// Number of the first place of the window that has the largest value.
Value PoolKernel::findLargest(Value channel, int64_t width) {
  OpBuilder &b = e.builder;
  Value image = e.operand(op.getInputs().front());
  auto places =
      VectorType::get(width, b.getIntegerType(element.getIntOrFloatBitWidth()));
  Value none = arith::ConstantOp::create(b, e.loc, b.getZeroAttr(places));
  Value lowest = splat(-std::numeric_limits<double>::infinity(), width);
  return overWindow({lowest, none}, [&](Value i, Value j, ValueRange soFar) {
    Value pixel = load(image, e.add(rows.start, i), e.add(columns.start, j),
                       channel, width);
    // Above the largest so far, or not a number.
    Value above = arith::CmpFOp::create(b, e.loc, arith::CmpFPredicate::OGT,
                                        pixel, soFar[0]);
    Value isNan = arith::CmpFOp::create(b, e.loc, arith::CmpFPredicate::UNO,
                                        pixel, pixel);
    Value larger = arith::OrIOp::create(b, e.loc, above, isNan);
    Value place = placeOf(i, j, places);
    return SmallVector<Value>{
        arith::SelectOp::create(b, e.loc, larger, pixel, soFar[0]),
        arith::SelectOp::create(b, e.loc, larger, place, soFar[1])};
  })[1];
}

void PoolKernel::spreadWindow(Value channel, int64_t width) {
  OpBuilder &b = e.builder;
  bool isMax = op.getRole() == PoolRole::MaxGradient;
  Value grad = load(e.operand(op.getInputs().back()), y, x, channel, width);
  double scale = op.getScale().convertToDouble();
  if (scale != 1)
    grad = arith::MulFOp::create(b, e.loc, grad, splat(scale, width));
  Value largest = isMax ? findLargest(channel, width) : Value();
  overWindow({}, [&](Value i, Value j, ValueRange) {
    Value row = e.add(rows.start, i), column = e.add(columns.start, j);
    Value share = grad;
    if (isMax) {
      Value place = placeOf(i, j, cast<VectorType>(largest.getType()));
      Value here = arith::CmpIOp::create(b, e.loc, arith::CmpIPredicate::eq,
                                         place, largest);
      share = arith::SelectOp::create(b, e.loc, here, grad, splat(0, width));
    }
    if (isTiled(op)) {
      Point point(e, {batch, row, column, channel}, width);
      point.fix(op.getResult(), share);
      point.store(results);
      return SmallVector<Value>();
    }
    if (overlaps())
      share = arith::AddFOp::create(
          b, e.loc, load(output, row, column, channel, width), share);
    vector::StoreOp::create(b, e.loc, share, output,
                            ValueRange{batch, row, column, channel});
    return SmallVector<Value>();
  });
}

void aec::cpu::emitPool(Emitter &emitter) {
  PoolOp pool = emitter.payload.pool;
  if (pool.isInterpolating())
    return emitInterpolation(emitter);
  if (pool.isShuffling())
    return emitPixelShuffle(emitter);
  PoolKernel(emitter).run();
}
