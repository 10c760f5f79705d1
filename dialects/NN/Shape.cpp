//===- Shape.cpp - Shape functions that several ops share -----------------===//
//
// Shape functions are the one place where shapes are checked: builder, parser
// and verifier all come here. They run before attributes are verified, so that
// they check attribute values as well.
//
//===----------------------------------------------------------------------===//
#include "dialects/NN/NN.h"

#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult aec::nn::checkSize(std::optional<Location> loc, StringRef op,
                                 RankedTensorType type) {
  constexpr int64_t limit = int64_t(1) << 40;
  int64_t count = 1;
  for (int64_t size : type.getShape()) {
    if (ShapedType::isDynamic(size))
      continue;
    if (llvm::MulOverflow(count, size, count) || count > limit)
      return emitOptionalError(loc, "'", op, "' op gives ", type,
                               ", which has more than 2^40 elements a sample");
  }
  return success();
}

/// Joins one dimension of two broadcast shapes; nullopt where they disagree.
static std::optional<int64_t> joinSizes(int64_t a, int64_t b) {
  if (a == b || b == 1)
    return a;
  if (a == 1)
    return b;
  return std::nullopt;
}

LogicalResult aec::nn::inferBroadcast(std::optional<Location> loc, StringRef op,
                                      ValueRange operands,
                                      SmallVectorImpl<Type> &types) {
  auto first = cast<RankedTensorType>(operands.front().getType());
  SmallVector<int64_t> shape(first.getShape());
  for (Value operand : operands.drop_front()) {
    auto type = cast<RankedTensorType>(operand.getType());
    if (type.getElementType() != first.getElementType())
      return emitOptionalError(loc, "'", op, "' op expected operands of one ",
                               "element type, found ", first, " and ", type);
    size_t rank = std::max<size_t>(shape.size(), type.getRank());
    shape.insert(shape.begin(), rank - shape.size(), 1);
    for (int64_t i = 0; i < type.getRank(); ++i) {
      int64_t &size = shape[rank - type.getRank() + i];
      std::optional<int64_t> joined = joinSizes(size, type.getDimSize(i));
      if (!joined)
        return emitOptionalError(loc, "'", op, "' op cannot broadcast ", first,
                                 " with ", type, ": sizes ", printSize(size),
                                 " and ", printSize(type.getDimSize(i)),
                                 " differ");
      size = *joined;
    }
  }
  types.push_back(RankedTensorType::get(shape, first.getElementType()));
  return checkSize(loc, op, cast<RankedTensorType>(types.back()));
}

LogicalResult aec::nn::inferReduction(std::optional<Location> loc, StringRef op,
                                      Type input, ArrayRef<int64_t> dims,
                                      bool keep, SmallVectorImpl<Type> &types) {
  auto type = cast<RankedTensorType>(input);
  SmallVector<int64_t> shape(type.getShape());
  SmallVector<bool> reduced(shape.size());
  for (int64_t dim : dims) { // reduce_c1
    if (dim < 0 || dim >= type.getRank())
      return emitOptionalError(loc, "'", op, "' op reduces dimension ", dim,
                               " of ", type, ", which has dimensions 0 to ",
                               type.getRank() - 1);
    if (reduced[dim])
      return emitOptionalError(loc, "'", op, "' op names dimension ", dim,
                               " twice");
    reduced[dim] = true;
  }
  SmallVector<int64_t> result;
  for (auto [size, gone] : llvm::zip_equal(shape, reduced)) {
    if (!gone)
      result.push_back(size);
    else if (keep)
      result.push_back(1);
  }
  types.push_back(RankedTensorType::get(result, type.getElementType()));
  return success();
}

/// Type of a loss that has one value a sample, or one in all.
static Type lossType(RankedTensorType prediction, Reduction reduction) {
  if (reduction == Reduction::Sum || !hasBatch(prediction))
    return RankedTensorType::get({}, prediction.getElementType());
  return RankedTensorType::get({prediction.getDimSize(0)},
                               prediction.getElementType());
}

/// Losses are a value a sample: there must be samples.
static LogicalResult checkBatch(std::optional<Location> loc, StringRef op,
                                RankedTensorType prediction) {
  if (!hasBatch(prediction))
    return emitOptionalError(loc, "'", op, "' op expected a prediction whose ",
                             "first dimension is the batch '?', found ",
                             prediction);
  return success();
}

LogicalResult aec::nn::inferLoss(std::optional<Location> loc, StringRef op,
                                 Value prediction, Value target,
                                 Reduction reduction,
                                 SmallVectorImpl<Type> &types) {
  auto type = cast<RankedTensorType>(prediction.getType());
  if (failed(checkBatch(loc, op, type)))
    return failure();
  if (type != target.getType()) // loss_c1
    return emitOptionalError(loc, "'", op, "' op expected a target of the ",
                             "prediction's type ", type, ", found ",
                             target.getType());
  types.push_back(lossType(type, reduction));
  return success();
}

LogicalResult aec::nn::inferCrossEntropy(std::optional<Location> loc,
                                         StringRef op, Value prediction,
                                         Value target, Reduction reduction,
                                         SmallVectorImpl<Type> &types) {
  auto type = cast<RankedTensorType>(prediction.getType());
  auto targetType = cast<RankedTensorType>(target.getType());
  if (failed(checkBatch(loc, op, type)))
    return failure();
  if (type.getRank() < 2)
    return emitOptionalError(loc, "'", op, "' op expected a prediction of ",
                             "rank 2 or more, the classes last, found ", type);
  bool indices = targetType.getElementType().isInteger();
  ArrayRef<int64_t> shape =
      indices ? type.getShape().drop_back() : type.getShape();
  if (targetType.getShape() != shape ||
      (!indices && targetType.getElementType() != type.getElementType()))
    return emitOptionalError(
        loc, "'", op, "' op expected a target of type ",
        RankedTensorType::get(shape, indices ? targetType.getElementType()
                                             : type.getElementType()),
        ", found ", targetType);
  types.push_back(lossType(type, reduction));
  return success();
}

LogicalResult aec::nn::inferPenalty(std::optional<Location>, StringRef,
                                    Value input, Reduction reduction,
                                    SmallVectorImpl<Type> &types) {
  types.push_back(lossType(cast<RankedTensorType>(input.getType()), reduction));
  return success();
}
