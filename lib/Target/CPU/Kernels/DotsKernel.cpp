//===- DotsKernel.cpp - Convolutions with few result channels -------------===//
//
// An image of one or three channels would leave most lanes of vectors over
// result channels empty (6% of the peak with one), so vectors run over the
// source's channels instead: a tile has a vector of partial sums for each pixel
// and channel. The lanes of all of them are added by one tree, a transpose that
// adds as it goes, and then the sums are one vector.
//
//===----------------------------------------------------------------------===//
#include "ConvolutionWalk.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec::cpu;

namespace {
class DotsKernel : public ConvolutionWalk {
public:
  explicit DotsKernel(Emitter &emitter) : ConvolutionWalk(emitter) {
    int64_t most = std::min(e.machine.accumulators, e.lanes()) / columns;
    setTiles(Panels(columns, 1, e.lanes()), std::max<int64_t>(most, 1));
  }

private:
  void prepare() override;
  void tile(int64_t pixels, Value column, ArrayRef<int64_t> vectors) override;
  SmallVector<Value> multiply(int64_t pixels);
  Value addLanes(SmallVector<Value> vectors);

  /// [kh, kw, columns, depth], and the sums of a tile.
  Value weights, sums;
};
} // namespace

void DotsKernel::prepare() {
  OpBuilder &b = e.builder;
  Value source = e.operand(convolution.rhs);
  sums = e.scratch({e.lanes()}, element);
  if (isGradient) {
    weights = source;
    return;
  }
  weights = e.scratch({kernel[0], kernel[1], columns, depth}, element);
  e.loop(e.index(0), e.index(kernel[0]), 1, [&](Value i) {
    e.loop(e.index(0), e.index(kernel[1]), 1, [&](Value j) {
      e.loop(e.index(0), e.index(depth), 1, [&](Value k) {
        e.loop(e.index(0), e.index(columns), 1, [&](Value c) {
          Value weight =
              memref::LoadOp::create(b, e.loc, source, ValueRange{i, j, k, c});
          memref::StoreOp::create(b, e.loc, weight, weights,
                                  ValueRange{i, j, c, k});
        });
      });
    });
  });
}

SmallVector<Value> DotsKernel::multiply(int64_t pixels) {
  OpBuilder &b = e.builder;
  auto type = VectorType::get(e.lanes(), element);
  Value zero = arith::ConstantOp::create(b, e.loc, b.getZeroAttr(type));
  SmallVector<Value> zeros(pixels * columns, zero);
  int64_t distance = wide.inStride * image.channels();
  auto step = [&](Value tapRow, Value tapColumn, Value pixel, Value k,
                  ValueRange soFar) {
    SmallVector<Value> right, values;
    for (int64_t c = 0; c < columns; ++c)
      right.push_back(
          vector::LoadOp::create(b, e.loc, type, weights,
                                 ValueRange{tapRow, tapColumn, e.index(c), k}));
    Value first = e.add(pixel, k);
    for (int64_t i = 0; i < pixels; ++i) {
      Value left = vector::LoadOp::create(
          b, e.loc, type, image.memory,
          ValueRange{e.add(first, e.index(i * distance))});
      for (Value vector : right)
        values.push_back(e.multiplyAdd(left, vector, soFar[values.size()]));
    }
    return values;
  };
  return overTaps(
      zeros, [&](Value tapRow, Value tapColumn, Value pixel, ValueRange soFar) {
        return e.fold(e.index(0), e.index(depth), e.lanes(), soFar,
                      [&](Value k, ValueRange soFar) {
                        return step(tapRow, tapColumn, pixel, k, soFar);
                      });
      });
}

/// Lane i of the result is the sum of the lanes of vector i, as a tree of
/// halves: two vectors of blocks become one of blocks half as long.
Value DotsKernel::addLanes(SmallVector<Value> vectors) {
  OpBuilder &b = e.builder;
  auto type = VectorType::get(e.lanes(), element);
  vectors.resize(e.lanes(),
                 arith::ConstantOp::create(b, e.loc, b.getZeroAttr(type)));
  for (int64_t block = e.lanes(); block > 1; block /= 2) {
    SmallVector<int64_t> low, high;
    for (int64_t from = 0; from < 2 * e.lanes(); from += block)
      for (int64_t i = 0; i < block / 2; ++i) {
        low.push_back(from + i);
        high.push_back(from + block / 2 + i);
      }
    SmallVector<Value> next;
    for (size_t i = 0; i < vectors.size(); i += 2) {
      Value first =
          vector::ShuffleOp::create(b, e.loc, vectors[i], vectors[i + 1], low);
      Value second =
          vector::ShuffleOp::create(b, e.loc, vectors[i], vectors[i + 1], high);
      next.push_back(arith::AddFOp::create(b, e.loc, first, second));
    }
    vectors = std::move(next);
  }
  return vectors.front();
}

void DotsKernel::tile(int64_t pixels, Value column, ArrayRef<int64_t>) {
  OpBuilder &b = e.builder;
  vector::StoreOp::create(b, e.loc, addLanes(multiply(pixels)), sums,
                          ValueRange{e.index(0)});
  e.loop(e.index(0), e.index(pixels), 1, [&](Value i) {
    Value sum =
        vector::LoadOp::create(b, e.loc, VectorType::get(columns, element),
                               sums, ValueRange{e.mul(i, e.index(columns))});
    storeAt(e.add(x.out, e.mul(i, e.index(wide.outStride))), column, columns,
            sum);
  });
}

void aec::cpu::emitDots(Emitter &emitter) { DotsKernel(emitter).run(); }
