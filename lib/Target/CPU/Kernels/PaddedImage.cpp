//===- PaddedImage.cpp - Rows of an image with what lies around them ------===//
#include "PaddedImage.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec::cpu;

/// What a strip may have to stay in a second-level cache beside its weights.
constexpr int64_t stripBytes = 128 * 1024;

ConvolutionAxis aec::cpu::axisOf(ConvolutionOp op, unsigned axis) {
  int64_t stride = op.getStrides()[axis], low = op.getPadding()[2 * axis];
  int64_t kernel = op.getWeightType().getDimSize(axis);
  if (op.getRole() == ConvolutionRole::DataGradient)
    return ConvolutionAxis::dataGradient(op.getImageType().getDimSize(axis + 1),
                                         kernel, stride, low,
                                         op.getDilation()[axis]);
  return ConvolutionAxis::forward(op.getOutputType().getDimSize(axis + 1),
                                  kernel, stride, low, op.getDilation()[axis]);
}

PaddedImage::PaddedImage(Emitter &emitter, Value image,
                         const ConvolutionAxis &height,
                         const ConvolutionAxis &columns)
    : e(emitter), image(image) {
  auto type = cast<MemRefType>(image.getType());
  element = type.getElementType();
  sizeH = type.getDimSize(1), sizeW = type.getDimSize(2);
  depth = type.getDimSize(3);
  begin = height.begin(), end = height.end();
  inStride = height.inStride;
  lowRow = height.low(), highRow = height.high();
  lowColumn = columns.inStride * columns.begin() + columns.low();
  width =
      columns.inStride * (columns.end() - 1) + columns.high() + 1 - lowColumn;
  isDirect = type.getLayout().isIdentity() && inStride * begin + lowRow >= 0 &&
             inStride * (end - 1) + highRow < sizeH && lowColumn >= 0 &&
             lowColumn + width <= sizeW;
  pitch = width * depth;
  // As many positions as a strip may have, in strips of about equal height.
  int64_t rowBytes = pitch * element.getIntOrFloatBitWidth() / 8;
  int64_t halo = highRow - lowRow + 1 - inStride;
  int64_t most = std::max<int64_t>(
      1, (stripBytes / std::max<int64_t>(rowBytes, 1) - halo) / inStride);
  stripCount = llvm::divideCeil(end - begin, most);
  stripRows = llvm::divideCeil(end - begin, stripCount);
  stripCount = llvm::divideCeil(end - begin, stripRows);
}

void PaddedImage::allocate() {
  if (isDirect)
    return;
  int64_t rows = inStride * (stripRows - 1) + highRow - lowRow + 1;
  memory = e.scratch({rows * pitch}, element);
  zero(e.index(0), rows * pitch);
}

void PaddedImage::zero(Value from, int64_t count) {
  OpBuilder &b = e.builder;
  auto store = [&](Value at, int64_t lanes) {
    auto type = VectorType::get(lanes, element);
    Value zeros = arith::ConstantOp::create(b, e.loc, b.getZeroAttr(type));
    vector::StoreOp::create(b, e.loc, zeros, memory, at);
  };
  int64_t full = count / e.lanes() * e.lanes();
  e.loop(e.index(0), e.index(full), e.lanes(),
         [&](Value i) { store(e.add(from, i), e.lanes()); });
  if (count > full)
    store(e.add(from, e.index(full)), count - full);
}

/// Copies the part of row `source` of an image that lies in the copy.
void PaddedImage::copyRow(Value batch, Value source, Value target) {
  OpBuilder &b = e.builder;
  int64_t from = std::max<int64_t>(lowColumn, 0);
  int64_t to = std::min(lowColumn + width, sizeW);
  int64_t count = std::max<int64_t>(to - from, 0) * depth;
  Value start = e.add(target, e.index((from - lowColumn) * depth));
  auto type = cast<MemRefType>(image.getType());
  auto copy = [&](Value rows, int64_t length, ArrayRef<Value> at, Value start) {
    auto part = [&](Value i, int64_t lanes) {
      SmallVector<Value> place(at);
      place.back() = e.add(i, place.back());
      Value values = vector::LoadOp::create(
          b, e.loc, VectorType::get(lanes, element), rows, place);
      vector::StoreOp::create(b, e.loc, values, memory, e.add(start, i));
    };
    int64_t full = length / e.lanes() * e.lanes();
    e.loop(e.index(0), e.index(full), e.lanes(),
           [&](Value i) { part(i, e.lanes()); });
    if (length > full)
      part(e.index(full), length - full);
  };
  if (!type.getLayout().isIdentity())
    return e.loop(e.index(0), e.index(count / depth), 1, [&](Value column) {
      copy(image, depth,
           {batch, source, e.add(column, e.index(from)), e.index(0)},
           e.add(start, e.mul(column, e.index(depth))));
    });
  // A row of an image is contiguous: [W * C].
  SmallVector<ReassociationIndices> groups{{0}, {1}, {2, 3}};
  Value rows = memref::CollapseShapeOp::create(b, e.loc, image, groups);
  copy(rows, count, {batch, source, e.index(from * depth)}, start);
}

void PaddedImage::load(Value batch, Value strip) {
  OpBuilder &b = e.builder;
  first = e.add(e.mul(strip, e.index(stripRows)), e.index(begin));
  last = e.min(e.add(first, e.index(stripRows)), e.index(end));
  if (stripCount == 1)
    first = e.index(begin), last = e.index(end);
  if (isDirect) {
    int64_t size = sizeH * sizeW * depth;
    OpFoldResult offset = e.mul(batch, e.index(size));
    memory = memref::ReinterpretCastOp::create(
        b, e.loc, image, offset, ArrayRef<OpFoldResult>{b.getIndexAttr(size)},
        ArrayRef<OpFoldResult>{b.getIndexAttr(1)});
    origin = e.index(0);
    return;
  }
  // Rows outside hold zeros; with one strip, for good.
  origin = e.add(e.mul(first, e.index(inStride)), e.index(lowRow));
  Value rowEnd = e.add(e.mul(e.sub(last, e.index(1)), e.index(inStride)),
                       e.index(highRow + 1));
  Value from = e.max(origin, e.index(0));
  Value to = e.min(rowEnd, e.index(sizeH));
  auto target = [&](Value row) {
    return e.mul(e.sub(row, origin), e.index(pitch));
  };
  auto clear = [&](Value lo, Value hi) {
    e.loop(lo, hi, 1, [&](Value row) { zero(target(row), pitch); });
  };
  if (stripCount > 1) {
    clear(origin, e.min(from, rowEnd));
    clear(e.max(to, origin), rowEnd);
  }
  e.loop(from, to, 1, [&](Value row) { copyRow(batch, row, target(row)); });
}

Value PaddedImage::indexOf(Value row, Value column) {
  Value line = e.mul(e.sub(row, origin), e.index(rowPitch()));
  Value from = isDirect ? column : e.sub(column, e.index(lowColumn));
  return e.add(line, e.mul(from, e.index(depth)));
}
