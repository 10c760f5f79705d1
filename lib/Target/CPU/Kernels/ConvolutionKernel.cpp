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
#include "ConvolutionWalk.h"
#include "PackPanel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec::cpu;

namespace {
class ConvolutionKernel : public ConvolutionWalk {
public:
  explicit ConvolutionKernel(Emitter &emitter) : ConvolutionWalk(emitter) {
    int64_t vectors = e.machine.panelVectors(columns, e.lanes());
    setTiles(Panels(columns, vectors, e.lanes()),
             e.machine.accumulators / vectors);
  }

private:
  void prepare() override;
  void tile(int64_t pixels, Value column, ArrayRef<int64_t> vectors) override {
    store(pixels, column, vectors, multiply(pixels, column, vectors));
  }
  void packWeights();
  SmallVector<Value> multiply(int64_t pixels, Value column,
                              ArrayRef<int64_t> vectors);
  SmallVector<Value> step(int64_t pixels, ArrayRef<Value> weightAt, Value pixel,
                          ArrayRef<int64_t> vectors, ValueRange soFar);

  /// [kh, kw, source channels, result channels], with the groups in the latter,
  /// or, in the transposed copy of a data gradient, in the former.
  Value weights;
};
} // namespace

void ConvolutionKernel::prepare() {
  prepareStore();
  weights = e.operand(convolution.rhs);
  if (isGradient)
    packWeights();
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

SmallVector<Value> ConvolutionKernel::multiply(int64_t pixels, Value column,
                                               ArrayRef<int64_t> vectors) {
  OpBuilder &b = e.builder;
  SmallVector<Value> zeros;
  for (int64_t i = 0; i < pixels; ++i)
    for (int64_t width : vectors)
      zeros.push_back(arith::ConstantOp::create(
          b, e.loc, b.getZeroAttr(VectorType::get(width, element))));
  Value source = e.mul(group, e.index(depth));
  Value weightColumn =
      isGradient ? column : e.add(e.mul(group, e.index(columns)), column);
  return overTaps(zeros, [&](Value tapRow, Value tapColumn, Value pixel,
                             ValueRange sums) {
    return e.fold(e.index(0), e.index(depth), 1, sums,
                  [&](Value k, ValueRange sums) {
                    Value at = isGradient ? e.add(source, k) : k;
                    return step(pixels, {tapRow, tapColumn, at, weightColumn},
                                e.add(pixel, k), vectors, sums);
                  });
  });
}

/// Adds the products of one source channel at one tap.
SmallVector<Value>
ConvolutionKernel::step(int64_t pixels, ArrayRef<Value> weightAt, Value pixel,
                        ArrayRef<int64_t> vectors, ValueRange soFar) {
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
          vector::BroadcastOp::create(b, e.loc, vector.getType(), left), vector,
          soFar[sums.size()]));
  }
  return sums;
}

void aec::cpu::emitConvolution(Emitter &emitter) {
  if (sumsOverLanes(emitter.payload.convolution.op, emitter.lanes()))
    return emitDots(emitter);
  if (sharesVectors(emitter.payload.convolution.op, emitter.lanes()))
    return emitGrouped(emitter);
  ConvolutionKernel(emitter).run();
}
