//===- Images.cpp - What lowerings of ops on images are written with ------===//
#include "Images.h"

using namespace mlir;
using namespace aec::nn;

/// One group a dimension, but `dim` and `dim` + 1 together.
static SmallVector<ReassociationIndices> pairDims(int64_t rank, unsigned dim) {
  SmallVector<ReassociationIndices> groups;
  for (int64_t i = 0; i < rank; ++i) {
    if (i == dim + 1)
      groups.back().push_back(i);
    else
      groups.push_back({i});
  }
  return groups;
}

Value aec::nn::splitDim(OpBuilder &builder, Location loc, Value tensor,
                        unsigned dim, int64_t groups) {
  auto type = cast<RankedTensorType>(tensor.getType());
  SmallVector<int64_t> shape(type.getShape());
  SmallVector<OpFoldResult> sizes = sizesOf(builder, loc, tensor);
  shape[dim] /= groups;
  sizes[dim] = builder.getIndexAttr(shape[dim]);
  shape.insert(shape.begin() + dim, groups);
  sizes.insert(sizes.begin() + dim, builder.getIndexAttr(groups));
  return tensor::ExpandShapeOp::create(
      builder, loc, RankedTensorType::get(shape, type.getElementType()), tensor,
      pairDims(type.getRank() + 1, dim), sizes);
}

Value aec::nn::mergeDims(OpBuilder &builder, Location loc, Value tensor,
                         unsigned dim) {
  int64_t rank = cast<RankedTensorType>(tensor.getType()).getRank();
  return tensor::CollapseShapeOp::create(builder, loc, tensor,
                                         pairDims(rank, dim));
}

Value aec::nn::spreadPixels(OpBuilder &builder, Location loc, Value image,
                            Size2 size, Size2 low, Size2 strides, double value,
                            bool channelsLast) {
  auto type = cast<RankedTensorType>(image.getType());
  unsigned first = pixelDim(channelsLast);
  SmallVector<OpFoldResult> sizes = sizesOf(builder, loc, image);
  SmallVector<OpFoldResult> whole = sizes;
  SmallVector<OpFoldResult> offsets(4, builder.getIndexAttr(0));
  SmallVector<OpFoldResult> steps(4, builder.getIndexAttr(1));
  bool same = true;
  for (unsigned axis : {0u, 1u}) {
    same &= size[axis] == type.getDimSize(first + axis);
    whole[first + axis] = builder.getIndexAttr(size[axis]);
    offsets[first + axis] = builder.getIndexAttr(low[axis]);
    steps[first + axis] = builder.getIndexAttr(strides[axis]);
  }
  if (same)
    return image;
  Value filled =
      filledTensor(builder, loc, whole, type.getElementType(), value);
  return tensor::InsertSliceOp::create(builder, loc, image, filled, offsets,
                                       sizes, steps);
}

Value aec::nn::padPixels(OpBuilder &builder, Location loc, Value image,
                         const Window &window, double value,
                         bool channelsLast) {
  Size2 size = ImageShape::get(image.getType(), channelsLast).size;
  for (unsigned axis : {0u, 1u})
    size[axis] += window.low(axis) + window.high(axis);
  return spreadPixels(builder, loc, image, size, {window.low(0), window.low(1)},
                      {1, 1}, value, channelsLast);
}

Value aec::nn::spreadWindows(OpBuilder &builder, Location loc, Value pooled,
                             Size2 size, const Window &window, double value,
                             bool channelsLast) {
  Size2 count = ImageShape::get(pooled.getType(), channelsLast).size;
  Size2 whole, low;
  for (unsigned axis : {0u, 1u}) {
    low[axis] = window.extent(axis) - 1;
    int64_t last = (count[axis] - 1) * window.strides[axis];
    whole[axis] = low[axis] + std::max(last + 1, size[axis] + window.low(axis));
  }
  return spreadPixels(builder, loc, pooled, whole, low, window.strides, value,
                      channelsLast);
}

AffineExpr aec::nn::meet(const Window &window, unsigned axis, AffineExpr pixel,
                         AffineExpr place) {
  return pixel - place * window.dilation[axis] +
         (window.low(axis) + window.extent(axis) - 1);
}
