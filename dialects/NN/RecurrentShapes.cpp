//===- RecurrentShapes.cpp - What shape functions of recurrences share ----===//
#include "dialects/NN/RecurrentShapes.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult SequenceSizes::expect(StringRef name, Value value,
                                    ArrayRef<int64_t> shape) const {
  if (!value || value.getType() == type(shape))
    return success();
  return emitOptionalError(loc, "'", op, "' op expected ", name, " of type ",
                           type(shape), ", found ", value.getType());
}

FailureOr<SequenceSizes> aec::nn::inferSizes(std::optional<Location> loc,
                                             StringRef op, Value projected,
                                             Value weight, int64_t gates) {
  auto type = cast<RankedTensorType>(projected.getType());
  if (type.getRank() != 3)
    return emitOptionalError(loc, "'", op, "' op expected projected steps of ",
                             "rank 3, [batch, steps, ", gates,
                             " * units], found ", type);
  int64_t features = type.getDimSize(2);
  if (features % gates != 0)
    return emitOptionalError(loc, "'", op, "' op expected ", gates,
                             " gates of equal size in a step, found ", features,
                             " numbers in ", type);
  SequenceSizes sizes{loc,
                      op,
                      type.getDimSize(0),
                      type.getDimSize(1),
                      features / gates,
                      type.getElementType()};
  if (failed(sizes.expect("weight", weight, {features, sizes.width})))
    return failure();
  return sizes;
}
