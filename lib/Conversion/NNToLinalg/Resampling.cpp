//===- Resampling.cpp - Pixels repeated, interpolated, and summed up ------===//
#include "Resampling.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace aec::nn;

static int64_t sizeAt(Value tensor, unsigned dim) {
  return cast<RankedTensorType>(tensor.getType()).getDimSize(dim);
}

Value aec::nn::repeatPixels(OpBuilder &builder, Location loc, Value image,
                            ArrayRef<int64_t> factors, bool channelsLast) {
  // [.., H, W, ..] as [.., H, factor, W, factor, ..], then merged.
  unsigned first = pixelDim(channelsLast);
  SmallVector<OpFoldResult> sizes = sizesOf(builder, loc, image);
  SmallVector<AffineExpr> from;
  for (unsigned dim = 0; dim < 4; ++dim)
    from.push_back(
        builder.getAffineDimExpr(dim + (dim > first) + (dim > first + 1)));
  sizes.insert(sizes.begin() + first + 2, builder.getIndexAttr(factors[1]));
  sizes.insert(sizes.begin() + first + 1, builder.getIndexAttr(factors[0]));
  Value repeated =
      gather(builder, loc, image,
             AffineMap::get(6, 0, from, builder.getContext()), sizes);
  Value rows = mergeDims(builder, loc, repeated, first);
  return mergeDims(builder, loc, rows, first + 1);
}

Value aec::nn::sumPixels(OpBuilder &builder, Location loc, Value image,
                         ArrayRef<int64_t> factors, bool channelsLast) {
  unsigned first = pixelDim(channelsLast);
  int64_t height = sizeAt(image, first), width = sizeAt(image, first + 1);
  Value rows = splitDim(builder, loc, image, first, height / factors[0]);
  Value split = splitDim(builder, loc, rows, first + 2, width / factors[1]);
  return reduceSum(builder, loc, split,
                   {int64_t(first) + 1, int64_t(first) + 3}, false);
}

/// [size * factor, size]: the weight of pixel d1 in interpolated pixel d0,
/// max(0, 1 - |clamp((d0 + 0.5) / factor - 0.5, 0, size - 1) - d1|).
static Value interpolationMatrix(OpBuilder &builder, Location loc, int64_t size,
                                 int64_t factor, Type element) {
  Value init = emptyTensor(
      builder, loc,
      getAsIndexOpFoldResult(builder.getContext(), {size * factor, size}),
      element);
  SmallVector<utils::IteratorType> iterators(2, utils::IteratorType::parallel);
  auto body = [&](OpBuilder &nested, Location loc, ValueRange) {
    auto number = [&](double value) -> Value {
      return arith::ConstantOp::create(nested, loc,
                                       nested.getF64FloatAttr(value));
    };
    auto position = [&](int64_t dim) -> Value {
      Value index = linalg::IndexOp::create(nested, loc, dim);
      Value integer =
          arith::IndexCastOp::create(nested, loc, nested.getI64Type(), index);
      return arith::SIToFPOp::create(nested, loc, nested.getF64Type(), integer);
    };
    // (d0 + 0.5) / factor - 0.5
    Value centre = arith::AddFOp::create(nested, loc, position(0), number(0.5));
    Value scaled = arith::DivFOp::create(nested, loc, centre, number(factor));
    Value source = arith::SubFOp::create(nested, loc, scaled, number(0.5));
    Value above = arith::MaximumFOp::create(nested, loc, source, number(0.0));
    Value inside =
        arith::MinimumFOp::create(nested, loc, above, number(size - 1));
    Value distance = math::AbsFOp::create(
        nested, loc,
        arith::SubFOp::create(nested, loc, inside, position(1)).getResult());
    Value near = arith::SubFOp::create(nested, loc, number(1.0), distance);
    Value weight = arith::MaximumFOp::create(nested, loc, near, number(0.0));
    if (!element.isF64())
      weight = arith::TruncFOp::create(nested, loc, element, weight);
    linalg::YieldOp::create(nested, loc, weight);
  };
  return linalg::GenericOp::create(
             builder, loc, init.getType(), ValueRange(), init,
             ArrayRef<AffineMap>{builder.getMultiDimIdentityMap(2)}, iterators,
             body)
      .getResult(0);
}

/// result[.., k, ..] = sum over d of matrix[k, d] * image[.., d, ..] along
/// `dim`; with `transposed`, matrix[d, k].
static Value multiplyAlong(OpBuilder &builder, Location loc, Value image,
                           unsigned dim, Value matrix, bool transposed) {
  SmallVector<OpFoldResult> sizes = sizesOf(builder, loc, image);
  sizes[dim] = builder.getIndexAttr(sizeAt(matrix, transposed));
  Value zeros = filledTensor(
      builder, loc, sizes,
      cast<RankedTensorType>(image.getType()).getElementType(), 0.0);
  // Loops: the result's, and d, in front of the last one.
  MLIRContext *context = builder.getContext();
  AffineExpr d = getAffineDimExpr(3, context);
  SmallVector<AffineExpr> to, from;
  for (unsigned i = 0; i < 4; ++i)
    to.push_back(getAffineDimExpr(i + (i == 3), context));
  from = to;
  from[dim] = d;
  SmallVector<AffineExpr> cell{to[dim], d};
  if (transposed)
    std::swap(cell[0], cell[1]);
  SmallVector<AffineMap> maps{AffineMap::get(5, 0, cell, context),
                              AffineMap::get(5, 0, from, context),
                              AffineMap::get(5, 0, to, context)};
  return contract(builder, loc, matrix, image, zeros, maps);
}

static Value multiplyBoth(OpBuilder &builder, Location loc, Value image,
                          ArrayRef<int64_t> factors, bool channelsLast,
                          bool adjoint) {
  Type element = cast<RankedTensorType>(image.getType()).getElementType();
  for (unsigned axis : {0u, 1u}) {
    if (factors[axis] == 1)
      continue;
    unsigned dim = pixelDim(channelsLast) + axis;
    int64_t size = sizeAt(image, dim) / (adjoint ? factors[axis] : 1);
    Value matrix =
        interpolationMatrix(builder, loc, size, factors[axis], element);
    image = multiplyAlong(builder, loc, image, dim, matrix, adjoint);
  }
  return image;
}

Value aec::nn::interpolate(OpBuilder &builder, Location loc, Value image,
                           ArrayRef<int64_t> factors, bool channelsLast) {
  return multiplyBoth(builder, loc, image, factors, channelsLast, false);
}

Value aec::nn::interpolateAdjoint(OpBuilder &builder, Location loc, Value image,
                                  ArrayRef<int64_t> factors,
                                  bool channelsLast) {
  return multiplyBoth(builder, loc, image, factors, channelsLast, true);
}
