//===- WeightGradientKernel.cpp - Weight gradients of convolutions --------===//
//
// A block of parameters, some rows (tap, source channel) times some vectors of
// result channels, is summed over all pixels of the batch by one thread, in
// order: so the result is the same for any number of threads, and the
// optimizer's update stands behind the sum. Image by image all blocks of a
// piece take their turn, so that an image is read from the cache by them. Where
// the result has one or three channels, rows are (tap, result channel) and
// vectors run over the source's channels. Where groups are small, vectors run
// over several of them, as in GroupedKernel.
//
//===----------------------------------------------------------------------===//
#include "ConvolutionWalk.h"
#include "Point.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

#include <numeric>

using namespace mlir;
using namespace aec::cpu;

/// Sums of the blocks that one piece works on at a time.
constexpr int64_t sumBytes = 256 * 1024;
/// Blocks below which panels are made narrower to have work for threads.
constexpr int64_t fewBlocks = 4;

namespace {
class WeightGradientKernel {
public:
  explicit WeightGradientKernel(Emitter &emitter)
      : e(emitter), convolution(emitter.payload.convolution),
        op(convolution.op), groups(op.getGroups()),
        kernel(op.getWeightType().getShape()), columns(kernel[3] / groups),
        element(op.getWeightType().getElementType()), high(axisOf(op, 0)),
        wide(axisOf(op, 1)),
        image(emitter, emitter.operand(convolution.lhs), high, wide),
        grad(emitter.operand(convolution.rhs)), panels(columns, 1, 1) {
    isSwapped = sumsOverLanes(op, e.lanes());
    isGrouped = sharesVectors(op, e.lanes());
    sizes = {columns, kernel[2]};
    if (isGrouped)
      columns = kernel[3], groups = 1;
    rowChannels = isSwapped ? columns : kernel[2];
    vectorChannels = isSwapped ? kernel[2] : columns;
    chooseBlocks(e.machine.panelVectors(vectorChannels, e.lanes()));
    if (blocks() < fewBlocks)
      chooseBlocks(1);
    if (isGrouped && blocks() < fewBlocks)
      chooseBlocks(1, /*mostTaps=*/1);
    results =
        llvm::to_vector(llvm::seq<unsigned>(0, emitter.payload.results.size()));
  }

  void run();

private:
  /// A block: where its rows and columns begin.
  struct Block {
    Value tapRow, tapColumn, group, firstRow, column;
  };

  void chooseBlocks(int64_t vectors, int64_t mostTaps = 1 << 20);
  int64_t distanceOf(int64_t i) const;
  int64_t blocks() { return outer * chunks * panels.count(); }
  void runPiece(Value lo, Value hi);
  void clear(Value count);
  void
  withBlock(Value number,
            function_ref<void(const Block &, int64_t, ArrayRef<int64_t>)> body);
  void accumulate(Value slot, const Block &block, int64_t rows,
                  ArrayRef<int64_t> vectors);
  SmallVector<Value> step(const Block &block, Value y, Value x, int64_t rows,
                          ArrayRef<int64_t> vectors, ValueRange soFar);
  SmallVector<Value> stepOfGroups(const Block &block, ArrayRef<Value> gradAt,
                                  Value pixel, int64_t rows,
                                  ArrayRef<int64_t> vectors, ValueRange soFar);
  void finish(Value slot, const Block &block, int64_t rows,
              ArrayRef<int64_t> vectors);
  SmallVector<Value> loadSums(Value slot, int64_t rows,
                              ArrayRef<int64_t> vectors);

  Emitter &e;
  const Convolution &convolution;
  ConvolutionOp op;
  int64_t groups;
  ArrayRef<int64_t> kernel;
  int64_t columns;
  /// Channels that rows of a block are made of, and those along its vectors.
  bool isSwapped, isGrouped, isJoined = false;
  GroupSizes sizes;
  int64_t rowChannels, vectorChannels;
  Type element;
  ConvolutionAxis high, wide;
  PaddedImage image;
  Value grad;
  Panels panels;
  /// Neighbouring rows of weights that are neighbours in the image too: a tap's
  /// channels, or those of all taps of a row. `taps` rows of them are in one
  /// block's range of rows, which is cut into `chunks` of `blockRows`.
  int64_t runLength = 0, taps = 1, outer = 0, chunks = 0, blockRows = 0;
  SmallVector<unsigned> results;
  Value sums, batch;
};
} // namespace

/// `mostTaps`: rows of taps in a block.
void WeightGradientKernel::chooseBlocks(int64_t vectors, int64_t mostTaps) {
  int64_t lanes =
      isGrouped ? e.lanes() / sizes.columns * sizes.columns : e.lanes();
  panels = Panels(vectorChannels, vectors, lanes);
  int64_t most = e.machine.accumulators / vectors;
  isJoined = isSwapped || isGrouped ? kernel[1] * rowChannels <= most
                                    : wide.tapInStep == 1 && groups == 1;
  runLength = isJoined ? kernel[1] * rowChannels : rowChannels;
  outer = isJoined ? kernel[0] : kernel[0] * kernel[1] * groups;
  taps = 1;
  for (int64_t some = 2; isJoined && some <= std::min(kernel[0], mostTaps);
       ++some)
    if (kernel[0] % some == 0 && some * runLength <= most)
      taps = some;
  outer /= taps;
  // Which channel a lane reads must be known: a group's stay together.
  chunks = isGrouped ? 1 : llvm::divideCeil(taps * runLength, most);
  blockRows = llvm::divideCeil(taps * runLength, chunks);
  chunks = llvm::divideCeil(taps * runLength, blockRows);
}

void WeightGradientKernel::run() {
  ArrayRef<int64_t> out = op.getOutputType().getShape();
  int64_t products = blockRows * panels.width;
  Value work =
      e.mul(e.sizeOf(op.getLhs(), 0), e.index(2 * out[1] * out[2] * products));
  work = e.add(work, e.index(products * e.payload.cost));
  e.parallel(e.index(blocks()), work,
             [&](Value lo, Value hi) { runPiece(lo, hi); });
}

void WeightGradientKernel::runPiece(Value lo, Value hi) {
  int64_t bytes = blockRows * panels.width * vectorBytes / e.lanes();
  int64_t slots = std::clamp<int64_t>(sumBytes / bytes, 1, blocks());
  // Cleared by whole vectors, which a panel of several groups need not fill.
  int64_t numbers = slots * blockRows * panels.width;
  sums = e.scratch({int64_t(llvm::alignTo(numbers, e.lanes()))}, element);
  image.allocate();
  Value samples = e.sizeOf(op.getLhs(), 0);
  e.loop(lo, hi, slots, [&](Value first) {
    Value last = e.min(e.add(first, e.index(slots)), hi);
    clear(e.sub(last, first));
    e.loop(e.index(0), samples, 1, [&](Value sample) {
      batch = sample;
      e.loop(e.index(0), e.index(image.strips()), 1, [&](Value strip) {
        image.load(sample, strip);
        e.loop(first, last, 1, [&](Value number) {
          withBlock(number, [&](const Block &block, int64_t rows,
                                ArrayRef<int64_t> vectors) {
            accumulate(e.sub(number, first), block, rows, vectors);
          });
        });
      });
    });
    e.loop(first, last, 1, [&](Value number) {
      withBlock(number, [&](const Block &block, int64_t rows,
                            ArrayRef<int64_t> vectors) {
        finish(e.sub(number, first), block, rows, vectors);
      });
    });
  });
}

void WeightGradientKernel::clear(Value count) {
  OpBuilder &b = e.builder;
  auto type = VectorType::get(e.lanes(), element);
  Value zeros = arith::ConstantOp::create(b, e.loc, b.getZeroAttr(type));
  Value end = e.mul(count, e.index(blockRows * panels.width));
  e.loop(e.index(0), end, e.lanes(),
         [&](Value i) { vector::StoreOp::create(b, e.loc, zeros, sums, i); });
}

/// Numbers run over the panels first: they read the same pixels.
void WeightGradientKernel::withBlock(
    Value number,
    function_ref<void(const Block &, int64_t, ArrayRef<int64_t>)> body) {
  OpBuilder &b = e.builder;
  auto split = [&](Value &rest, int64_t count) -> Value {
    if (count == 1)
      return e.index(0);
    Value part = arith::RemUIOp::create(b, e.loc, rest, e.index(count));
    rest = arith::DivUIOp::create(b, e.loc, rest, e.index(count));
    return part;
  };
  Block block;
  Value rest = number;
  Value panel = split(rest, panels.count());
  Value chunk = split(rest, chunks);
  block.group = isJoined ? e.index(0) : split(rest, groups);
  block.tapColumn = isJoined ? e.index(0) : split(rest, kernel[1]);
  block.tapRow = e.mul(rest, e.index(taps));
  block.firstRow = e.mul(chunk, e.index(blockRows));
  int64_t lastRows = taps * runLength - (chunks - 1) * blockRows;
  panels.dispatch(e, panel, [&](Value column, ArrayRef<int64_t> vectors) {
    block.column = column;
    auto full = [&] { body(block, blockRows, vectors); };
    auto last = [&] { body(block, lastRows, vectors); };
    if (lastRows == blockRows)
      return full();
    if (chunks == 1)
      return last();
    e.branch(chunk, e.index(chunks - 1), full, last);
  });
}

SmallVector<Value> WeightGradientKernel::loadSums(Value slot, int64_t rows,
                                                  ArrayRef<int64_t> vectors) {
  OpBuilder &b = e.builder;
  SmallVector<Value> values;
  for (int64_t i = 0; i < rows; ++i) {
    int64_t offset = i * panels.width;
    for (int64_t width : vectors) {
      values.push_back(vector::LoadOp::create(
          b, e.loc, VectorType::get(width, element), sums,
          ValueRange{e.add(slot, e.index(offset))}));
      offset += width;
    }
  }
  return values;
}

void WeightGradientKernel::accumulate(Value slot, const Block &block,
                                      int64_t rows, ArrayRef<int64_t> vectors) {
  OpBuilder &b = e.builder;
  Value at = e.mul(slot, e.index(blockRows * panels.width));
  SmallVector<Value> values = loadSums(at, rows, vectors);
  values = e.fold(
      image.first, image.last, 1, values, [&](Value y, ValueRange soFar) {
        return e.fold(e.index(0), e.index(op.getOutputType().getDimSize(2)), 1,
                      soFar, [&](Value x, ValueRange soFar) {
                        return step(block, y, x, rows, vectors, soFar);
                      });
      });
  for (int64_t i = 0, next = 0; i < rows; ++i) {
    int64_t offset = i * panels.width;
    for (int64_t width : vectors) {
      vector::StoreOp::create(b, e.loc, values[next++], sums,
                              ValueRange{e.add(at, e.index(offset))});
      offset += width;
    }
  }
}

/// Elements between what row `i` of a block reads and what its first one does.
int64_t WeightGradientKernel::distanceOf(int64_t i) const {
  if (!isSwapped && !isGrouped && taps == 1)
    return i;
  int64_t down = i / runLength * high.tapInStep * image.rowPitch();
  int64_t across = i % runLength;
  return isSwapped || isGrouped
             ? down + across / rowChannels * wide.tapInStep * image.channels()
             : down + across;
}

/// Adds the products of one pixel of the gradient.
SmallVector<Value> WeightGradientKernel::step(const Block &block, Value y,
                                              Value x, int64_t rows,
                                              ArrayRef<int64_t> vectors,
                                              ValueRange soFar) {
  OpBuilder &b = e.builder;
  Value column = e.add(e.mul(block.group, e.index(columns)), block.column);
  auto source = [&](const ConvolutionAxis &axis, Value q, Value tap) {
    Value from = e.add(e.mul(q, e.index(axis.inStride)),
                       e.index(axis.phases.front().inOffset));
    return e.add(from, e.mul(tap, e.index(axis.tapInStep)));
  };
  Value pixel = image.indexOf(source(high, y, block.tapRow),
                              source(wide, x, block.tapColumn));
  pixel = e.add(pixel, e.mul(block.group, e.index(kernel[2])));
  if (isGrouped)
    return stepOfGroups(block, {batch, y, x, column}, pixel, rows, vectors,
                        soFar);
  pixel = e.add(pixel, isSwapped ? block.column : block.firstRow);
  auto load = [&](Value memory, SmallVector<Value> at, int64_t offset,
                  int64_t width) -> Value {
    at.back() = e.add(at.back(), e.index(offset));
    if (width == 0)
      return memref::LoadOp::create(b, e.loc, memory, at);
    return vector::LoadOp::create(b, e.loc, VectorType::get(width, element),
                                  memory, at);
  };
  SmallVector<Value> sums;
  for (int64_t i = 0; i < rows; ++i) {
    Value scalar = isSwapped ? load(grad, {batch, y, x, block.firstRow},
                                    i % rowChannels, 0)
                             : load(image.memory, {pixel}, distanceOf(i), 0);
    int64_t offset = 0;
    for (int64_t width : vectors) {
      Value vector =
          isSwapped ? load(image.memory, {pixel}, distanceOf(i) + offset, width)
                    : load(grad, {batch, y, x, column}, offset, width);
      sums.push_back(e.multiplyAdd(
          vector::BroadcastOp::create(b, e.loc, vector.getType(), scalar),
          vector, soFar[sums.size()]));
      offset += width;
    }
  }
  return sums;
}

/// The same where each lane has a source channel of its own.
SmallVector<Value> WeightGradientKernel::stepOfGroups(const Block &block,
                                                      ArrayRef<Value> gradAt,
                                                      Value pixel, int64_t rows,
                                                      ArrayRef<int64_t> vectors,
                                                      ValueRange soFar) {
  OpBuilder &b = e.builder;
  SmallVector<Value> sums;
  for (int64_t i = 0; i < rows; ++i) {
    int64_t offset = 0;
    for (int64_t width : vectors) {
      SmallVector<Value> at(gradAt);
      at.back() = e.add(at.back(), e.index(offset));
      Value vector = vector::LoadOp::create(
          b, e.loc, VectorType::get(width, element), grad, at);
      Value source = at.back();
      if (sizes.columns != sizes.depth)
        source = e.mul(
            arith::DivUIOp::create(b, e.loc, source, e.index(sizes.columns)),
            e.index(sizes.depth));
      source = e.add(pixel, e.add(source, e.index(distanceOf(i))));
      Value left =
          loadForLanes(e, image.memory, source, width, sizes, i % rowChannels);
      sums.push_back(e.multiplyAdd(left, vector, soFar[sums.size()]));
      offset += width;
    }
  }
  return sums;
}

void WeightGradientKernel::finish(Value slot, const Block &block, int64_t rows,
                                  ArrayRef<int64_t> vectors) {
  OpBuilder &b = e.builder;
  Value at = e.mul(slot, e.index(blockRows * panels.width));
  auto divide = [&](Value value, int64_t by, Value &rest) -> Value {
    rest = arith::RemUIOp::create(b, e.loc, value, e.index(by));
    return arith::DivUIOp::create(b, e.loc, value, e.index(by));
  };
  auto storeAt = [&](ArrayRef<Value> place, Value from, int64_t width) {
    Value sum = vector::LoadOp::create(
        b, e.loc, VectorType::get(width, element), sums, from);
    Point point(e, place, width);
    point.fix(op.getResult(), sum);
    point.store(results);
  };
  e.loop(e.index(0), e.index(rows), 1, [&](Value i) {
    Value rest, channel;
    Value tapRow =
        e.add(block.tapRow, divide(e.add(block.firstRow, i), runLength, rest));
    Value tapColumn =
        e.add(block.tapColumn, divide(rest, rowChannels, channel));
    Value from = e.add(at, e.mul(i, e.index(panels.width)));
    // Across the vectors of weights, which are short here.
    if (isSwapped) {
      int64_t width = std::accumulate(vectors.begin(), vectors.end(), 0);
      return e.loop(e.index(0), e.index(width), 1, [&](Value k) {
        storeAt({tapRow, tapColumn, e.add(block.column, k), channel},
                e.add(from, k), 1);
      });
    }
    Value column = e.add(e.mul(block.group, e.index(columns)), block.column);
    int64_t offset = 0;
    for (int64_t width : vectors) {
      storeAt({tapRow, tapColumn, channel, e.add(column, e.index(offset))},
              e.add(from, e.index(offset)), width);
      offset += width;
    }
  });
}

void aec::cpu::emitWeightGradient(Emitter &emitter) {
  WeightGradientKernel(emitter).run();
}
