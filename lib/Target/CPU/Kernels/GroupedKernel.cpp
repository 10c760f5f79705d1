//===- GroupedKernel.cpp - Convolutions with small groups -----------------===//
//
// A group of one or four channels would leave most lanes of a vector empty
// (depthwise: one lane of 16), so a vector runs over the channels of several
// groups: a lane reads the source of its own group, which for a depthwise
// convolution is the same vector of the image, and for others a permutation of
// it that is known when the loops are written. Every result is summed in the
// order of ConvolutionKernel.
//
//===----------------------------------------------------------------------===//
#include "ConvolutionWalk.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec::cpu;

namespace {
class GroupedKernel : public ConvolutionWalk {
public:
  explicit GroupedKernel(Emitter &emitter)
      : ConvolutionWalk(emitter), sizes{columns, depth}, groupCount(groups) {
    // The walk knows one group with all channels.
    columns *= groups;
    groups = 1;
    int64_t lanes = e.lanes() / sizes.columns * sizes.columns;
    setTiles(Panels(columns, 1, lanes), e.machine.accumulators);
  }

private:
  void prepare() override;
  void tile(int64_t pixels, Value column, ArrayRef<int64_t> vectors) override {
    store(pixels, column, vectors, multiply(pixels, column, vectors.front()));
  }
  void packWeights();
  SmallVector<Value> multiply(int64_t pixels, Value column, int64_t width);

  GroupSizes sizes;
  int64_t groupCount;
  /// [kh, kw, source channels of a group, result channels].
  Value weights;
};
} // namespace

void GroupedKernel::prepare() {
  prepareStore();
  weights = e.operand(convolution.rhs);
  // A depthwise gradient reads the weights as they are.
  if (isGradient && (sizes.columns > 1 || sizes.depth > 1))
    packWeights();
}

/// [kh, kw, c, (group, o)] becomes [kh, kw, o, (group, c)].
void GroupedKernel::packWeights() {
  OpBuilder &b = e.builder;
  Value source = weights;
  weights = e.scratch({kernel[0], kernel[1], sizes.depth, columns}, element);
  SmallVector<Value> at;
  int64_t sizesOfLoops[] = {kernel[0], kernel[1], groupCount, sizes.columns,
                            sizes.depth};
  auto copy = [&] {
    Value from = e.add(e.mul(at[2], e.index(sizes.depth)), at[4]);
    Value to = e.add(e.mul(at[2], e.index(sizes.columns)), at[3]);
    Value weight = memref::LoadOp::create(
        b, e.loc, source, ValueRange{at[0], at[1], at[3], from});
    memref::StoreOp::create(b, e.loc, weight, weights,
                            ValueRange{at[0], at[1], at[4], to});
  };
  std::function<void()> nest = [&] {
    if (at.size() == std::size(sizesOfLoops))
      return copy();
    e.loop(e.index(0), e.index(sizesOfLoops[at.size()]), 1, [&](Value i) {
      at.push_back(i);
      nest();
      at.pop_back();
    });
  };
  nest();
}

SmallVector<Value> GroupedKernel::multiply(int64_t pixels, Value column,
                                           int64_t width) {
  OpBuilder &b = e.builder;
  auto type = VectorType::get(width, element);
  SmallVector<Value> zeros(
      pixels, arith::ConstantOp::create(b, e.loc, b.getZeroAttr(type)));
  Value source = column;
  if (sizes.columns != sizes.depth)
    source =
        e.mul(arith::DivUIOp::create(b, e.loc, column, e.index(sizes.columns)),
              e.index(sizes.depth));
  int64_t distance = wide.inStride * image.channels();
  return overTaps(zeros, [&](Value tapRow, Value tapColumn, Value pixel,
                             ValueRange soFar) {
    SmallVector<Value> sums(soFar);
    Value first = e.add(pixel, source);
    for (int64_t k = 0; k < sizes.depth; ++k) {
      Value weight = vector::LoadOp::create(
          b, e.loc, type, weights,
          ValueRange{tapRow, tapColumn, e.index(k), column});
      for (int64_t i = 0; i < pixels; ++i) {
        Value left =
            loadForLanes(e, image.memory, e.add(first, e.index(i * distance)),
                         width, sizes, k);
        sums[i] = e.multiplyAdd(left, weight, sums[i]);
      }
    }
    return sums;
  });
}

void aec::cpu::emitGrouped(Emitter &emitter) { GroupedKernel(emitter).run(); }
