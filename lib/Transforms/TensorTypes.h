//===- TensorTypes.h - Types and shapes of values, as passes ask for them -===//
#ifndef AEC_LIB_TRANSFORMS_TENSORTYPES_H
#define AEC_LIB_TRANSFORMS_TENSORTYPES_H

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Value.h"

namespace aec {

/// Null of what is no tensor.
inline mlir::RankedTensorType typeOf(mlir::Value value) {
  return mlir::dyn_cast<mlir::RankedTensorType>(value.getType());
}

/// 0 of what is no tensor.
inline int64_t rankOf(mlir::Value value) {
  mlir::RankedTensorType type = typeOf(value);
  return type ? type.getRank() : 0;
}

/// A shape as nn.reshape writes it.
inline llvm::SmallVector<int64_t> writtenShape(llvm::ArrayRef<int64_t> shape) {
  return llvm::map_to_vector(shape, [](int64_t size) {
    return mlir::ShapedType::isDynamic(size) ? -1 : size;
  });
}

} // namespace aec

#endif // AEC_LIB_TRANSFORMS_TENSORTYPES_H
