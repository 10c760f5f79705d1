//===- Tensors.cpp - What structured lowerings are written with -----------===//
#include "Tensors.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace aec::nn;

static RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

OpFoldResult aec::nn::sizeOf(OpBuilder &builder, Location loc, Value tensor,
                             int64_t dim) {
  return tensor::getMixedSize(builder, loc, tensor, dim);
}

SmallVector<OpFoldResult> aec::nn::sizesOf(OpBuilder &builder, Location loc,
                                           Value tensor) {
  return tensor::getMixedSizes(builder, loc, tensor);
}

Value aec::nn::emptyTensor(OpBuilder &builder, Location loc,
                           ArrayRef<OpFoldResult> sizes, Type elementType) {
  return tensor::EmptyOp::create(builder, loc, sizes, elementType);
}

Value aec::nn::filledTensor(OpBuilder &builder, Location loc,
                            ArrayRef<OpFoldResult> sizes, Type elementType,
                            double value) {
  TypedAttr number =
      isa<FloatType>(elementType)
          ? TypedAttr(builder.getFloatAttr(elementType, value))
          : builder.getIntegerAttr(elementType, static_cast<int64_t>(value));
  Value scalar = arith::ConstantOp::create(builder, loc, number);
  Value init = emptyTensor(builder, loc, sizes, elementType);
  return linalg::FillOp::create(builder, loc, scalar, init).getResult(0);
}

Value aec::nn::gather(OpBuilder &builder, Location loc, Value input,
                      AffineMap map, ArrayRef<OpFoldResult> sizes) {
  Value init = emptyTensor(builder, loc, sizes, typeOf(input).getElementType());
  AffineMap identity = builder.getMultiDimIdentityMap(typeOf(init).getRank());
  SmallVector<utils::IteratorType> iterators(typeOf(init).getRank(),
                                             utils::IteratorType::parallel);
  return linalg::GenericOp::create(
             builder, loc, init.getType(), input, init,
             ArrayRef<AffineMap>{map, identity}, iterators,
             [](OpBuilder &nested, Location loc, ValueRange arguments) {
               linalg::YieldOp::create(nested, loc, arguments.front());
             })
      .getResult(0);
}

Value aec::nn::permute(OpBuilder &builder, Location loc, Value input,
                       ArrayRef<int64_t> permutation) {
  SmallVector<OpFoldResult> sizes;
  for (int64_t dim : permutation)
    sizes.push_back(sizeOf(builder, loc, input, dim));
  AffineMap map = inversePermutation(
      AffineMap::getPermutationMap(permutation, builder.getContext()));
  return gather(builder, loc, input, map, sizes);
}

/// Shape of a reduction's result with the reduced dimensions as 1.
static RankedTensorType keptType(RankedTensorType type,
                                 ArrayRef<int64_t> dims) {
  SmallVector<int64_t> shape(type.getShape());
  for (int64_t dim : dims)
    shape[dim] = 1;
  return RankedTensorType::get(shape, type.getElementType());
}

/// Gives back, as 1, the dimensions `dims` that `reduced` lacks.
static Value restoreDims(OpBuilder &builder, Location loc, Value reduced,
                         Value input, ArrayRef<int64_t> dims) {
  SmallVector<OpFoldResult> sizes = sizesOf(builder, loc, input);
  SmallVector<ReassociationIndices> groups(typeOf(reduced).getRank());
  // A restored dimension joins the group of the dimension before it, those in
  // front join the first group.
  int64_t next = 0;
  for (int64_t i = 0; i < typeOf(input).getRank(); ++i) {
    bool restored = llvm::is_contained(dims, i);
    if (restored)
      sizes[i] = builder.getIndexAttr(1);
    if (!groups.empty())
      groups[restored ? std::max<int64_t>(next - 1, 0) : next].push_back(i);
    next += !restored;
  }
  return tensor::ExpandShapeOp::create(
      builder, loc, keptType(typeOf(input), dims), reduced, groups, sizes);
}

Value aec::nn::reduce(
    OpBuilder &builder, Location loc, Value input, ArrayRef<int64_t> dims,
    bool keep, double initial,
    llvm::function_ref<Value(OpBuilder &, Location, Value, Value)> combine) {
  if (dims.empty())
    return input;
  RankedTensorType type = typeOf(input);
  SmallVector<OpFoldResult> sizes;
  SmallVector<AffineExpr> kept;
  SmallVector<utils::IteratorType> iterators;
  for (int64_t i = 0; i < type.getRank(); ++i) {
    bool reduced = llvm::is_contained(dims, i);
    iterators.push_back(reduced ? utils::IteratorType::reduction
                                : utils::IteratorType::parallel);
    if (reduced)
      continue;
    sizes.push_back(sizeOf(builder, loc, input, i));
    kept.push_back(builder.getAffineDimExpr(i));
  }
  AffineMap output =
      AffineMap::get(type.getRank(), 0, kept, builder.getContext());
  AffineMap identity = builder.getMultiDimIdentityMap(type.getRank());
  Value init =
      filledTensor(builder, loc, sizes, type.getElementType(), initial);
  Value result =
      linalg::GenericOp::create(
          builder, loc, init.getType(), input, init,
          ArrayRef<AffineMap>{identity, output}, iterators,
          [&](OpBuilder &nested, Location loc, ValueRange arguments) {
            Value combined = combine(nested, loc, arguments[0], arguments[1]);
            linalg::YieldOp::create(nested, loc, combined);
          })
          .getResult(0);
  return keep ? restoreDims(builder, loc, result, input, dims) : result;
}

Value aec::nn::reduceSum(OpBuilder &builder, Location loc, Value input,
                         ArrayRef<int64_t> dims, bool keep) {
  return reduce(builder, loc, input, dims, keep, 0.0,
                [](OpBuilder &nested, Location loc, Value x, Value sum) {
                  return arith::AddFOp::create(nested, loc, sum, x).getResult();
                });
}

/// Dimensions of a shape of `rank` in `groups` groups: none, all in one, or
/// the batch and the others.
static SmallVector<ReassociationIndices> groupDims(int64_t rank,
                                                   int64_t groups) {
  SmallVector<ReassociationIndices> result(groups);
  for (int64_t i = 0; i < rank && groups; ++i)
    result[groups == 2 && i > 0].push_back(i);
  return result;
}

Value aec::nn::contract(OpBuilder &builder, Location loc, Value lhs, Value rhs,
                        Value zeros, ArrayRef<AffineMap> maps) {
  SmallVector<utils::IteratorType> iterators(maps.back().getNumDims(),
                                             utils::IteratorType::reduction);
  for (AffineExpr expr : maps.back().getResults())
    iterators[cast<AffineDimExpr>(expr).getPosition()] =
        utils::IteratorType::parallel;
  auto body = [](OpBuilder &nested, Location loc, ValueRange arguments) {
    Value product =
        arith::MulFOp::create(nested, loc, arguments[0], arguments[1]);
    Value sum = arith::AddFOp::create(nested, loc, arguments[2], product);
    linalg::YieldOp::create(nested, loc, sum);
  };
  return linalg::GenericOp::create(builder, loc, zeros.getType(),
                                   ValueRange{lhs, rhs}, zeros, maps, iterators,
                                   body)
      .getResult(0);
}

Value aec::nn::reshape(OpBuilder &builder, Location loc, Value input,
                       RankedTensorType type) {
  if (input.getType() == type)
    return input;
  // By way of the flat shape, [batch, features] or [elements].
  RankedTensorType from = typeOf(input);
  bool batch = hasBatch(from);
  int64_t flat =
      std::min<int64_t>({batch ? 2 : 1, from.getRank(), type.getRank()});
  OpFoldResult size;
  if (batch)
    size = sizeOf(builder, loc, input, 0);
  if (from.getRank() > flat)
    input = tensor::CollapseShapeOp::create(builder, loc, input,
                                            groupDims(from.getRank(), flat));
  if (type.getRank() == flat)
    return input;
  SmallVector<OpFoldResult> sizes =
      getAsIndexOpFoldResult(builder.getContext(), type.getShape());
  if (batch)
    sizes.front() = size;
  return tensor::ExpandShapeOp::create(builder, loc, type, input,
                                       groupDims(type.getRank(), flat), sizes);
}
