//===- PixelShuffleKernel.cpp - Channels become pixels, and back ----------===//
//
// A window of pixels is so many channels of one pixel: channel (c * r + i) * r
// + j is channel c of pixel (i, j). A block of channels of all the window's
// pixels is contiguous on one side, and goes through registers as one vector
// whose lanes are permuted; which lane goes where is known when the loops are
// written.
//
//===----------------------------------------------------------------------===//
#include "Point.h"

#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec::cpu;

/// Lanes of the vector that a block of channels is: four registers.
constexpr int64_t maxBlock = 64;

namespace {
class PixelShuffleKernel {
public:
  explicit PixelShuffleKernel(Emitter &emitter)
      : e(emitter), op(emitter.payload.pool),
        isShuffle(op.getRole() == PoolRole::Shuffle), factor(op.getKernel()[0]),
        window(factor * factor),
        source(emitter.operand(op.getInputs().front())),
        type(cast<RankedTensorType>(op.getResult().getType())),
        // The side with fewer pixels and more channels.
        small(isShuffle
                  ? cast<RankedTensorType>(op.getInputs().front().getType())
                  : type),
        results(llvm::to_vector(
            llvm::seq<unsigned>(0, emitter.payload.results.size()))) {}

  void run();

private:
  void block(Value channel, int64_t width);
  Value load(Value row, Value column, Value channel, int64_t width) {
    return vector::LoadOp::create(
        e.builder, e.loc, VectorType::get(width, type.getElementType()), source,
        ValueRange{batch, row, column, channel});
  }
  void store(Value row, Value column, Value channel, int64_t width,
             Value value) {
    Point point(e, {batch, row, column, channel}, width);
    point.fix(op.getResult(), value);
    point.store(results);
  }
  Value joined(SmallVector<Value> vectors);
  /// Calls `body` with the number, the row and the column of each pixel of a
  /// window.
  void overWindow(function_ref<void(int64_t, Value, Value)> body);

  Emitter &e;
  PoolOp op;
  bool isShuffle;
  int64_t factor, window;
  Value source;
  RankedTensorType type, small;
  SmallVector<unsigned> results;
  Value batch, y, x;
};
} // namespace

void PixelShuffleKernel::run() {
  int64_t channels = small.getDimSize(3) / window;
  int64_t width = std::clamp<int64_t>(maxBlock / window, 1, e.lanes());
  int64_t full = channels / width * width;
  int64_t elements =
      small.getDimSize(1) * small.getDimSize(2) * small.getDimSize(3);
  e.parallel(
      e.extent(0), e.index(elements * (2 + e.payload.cost)),
      [&](Value lo, Value hi) {
        e.loop(lo, hi, 1, [&](Value sample) {
          e.loop(e.index(0), e.index(small.getDimSize(1)), 1, [&](Value row) {
            e.loop(e.index(0), e.index(small.getDimSize(2)), 1,
                   [&](Value column) {
                     batch = sample, y = row, x = column;
                     e.loop(e.index(0), e.index(full), width,
                            [&](Value channel) { block(channel, width); });
                     if (channels > full)
                       block(e.index(full), channels - full);
                   });
          });
        });
      });
}

void PixelShuffleKernel::overWindow(
    function_ref<void(int64_t, Value, Value)> body) {
  Value row = e.mul(y, e.index(factor)), column = e.mul(x, e.index(factor));
  for (int64_t i = 0; i < factor; ++i)
    for (int64_t j = 0; j < factor; ++j)
      body(i * factor + j, e.add(row, e.index(i)), e.add(column, e.index(j)));
}

/// `width` channels of the side with more pixels, from `channel` on.
void PixelShuffleKernel::block(Value channel, int64_t width) {
  OpBuilder &b = e.builder;
  Value all = e.mul(channel, e.index(window));
  SmallVector<int64_t> lanes;
  if (isShuffle) {
    Value pixels = load(y, x, all, width * window);
    return overWindow([&](int64_t pixel, Value row, Value column) {
      lanes.clear();
      for (int64_t c = 0; c < width; ++c)
        lanes.push_back(c * window + pixel);
      Value value = vector::ShuffleOp::create(b, e.loc, pixels, pixels, lanes);
      store(row, column, channel, width, value);
    });
  }
  SmallVector<Value> parts;
  overWindow([&](int64_t, Value row, Value column) {
    parts.push_back(load(row, column, channel, width));
  });
  Value pixels = joined(parts);
  for (int64_t c = 0; c < width; ++c)
    for (int64_t pixel = 0; pixel < window; ++pixel)
      lanes.push_back(pixel * width + c);
  Value value = vector::ShuffleOp::create(b, e.loc, pixels, pixels, lanes);
  store(y, x, all, width * window, value);
}

/// Vectors one behind the other as one, pair by pair.
Value PixelShuffleKernel::joined(SmallVector<Value> vectors) {
  auto length = [](Value value) {
    return cast<VectorType>(value.getType()).getDimSize(0);
  };
  while (vectors.size() > 1) {
    SmallVector<Value> next;
    for (size_t i = 0; i + 1 < vectors.size(); i += 2) {
      int64_t count = length(vectors[i]) + length(vectors[i + 1]);
      next.push_back(vector::ShuffleOp::create(
          e.builder, e.loc, vectors[i], vectors[i + 1],
          llvm::to_vector(llvm::seq<int64_t>(0, count))));
    }
    if (vectors.size() % 2)
      next.push_back(vectors.back());
    vectors = std::move(next);
  }
  return vectors.front();
}

void aec::cpu::emitPixelShuffle(Emitter &emitter) {
  PixelShuffleKernel(emitter).run();
}
