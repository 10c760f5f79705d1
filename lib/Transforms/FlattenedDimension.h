//===- FlattenedDimension.h - What shares the order of a flattened image --===//
//
// A dimension made of an image's channels and pixels, followed through
// elementwise ops, reductions and products to all values and states that have
// it, in all functions.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TRANSFORMS_FLATTENEDDIMENSION_H
#define AEC_LIB_TRANSFORMS_FLATTENEDDIMENSION_H

#include "dialects/AE/AE.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

namespace aec {

/// A reshape from an image [B, C, ...] to [B, n], or back.
struct FlatBorder {
  mlir::Operation *op;
  bool flattens;

  static std::optional<FlatBorder> get(mlir::Operation *op);
  mlir::Value image() const {
    return flattens ? op->getOperand(0) : op->getResult(0);
  }
  mlir::Value flat() const {
    return flattens ? op->getResult(0) : op->getOperand(0);
  }
  /// Whether the image comes from or goes to an op on images, element by
  /// element.
  bool isOfImage() const;
};

/// Where functions take and return each state.
struct StateArguments {
  explicit StateArguments(mlir::ModuleOp module);
  llvm::DenseMap<mlir::StringAttr, llvm::SmallVector<mlir::Value>> values;
};

class FlattenedDimension {
public:
  explicit FlattenedDimension(const StateArguments &arguments)
      : arguments(arguments) {}

  /// Collects all that must agree on the order of `seed`'s flattened image.
  /// False where something knows the order the author sees.
  bool grow(const FlatBorder &seed);

  llvm::ArrayRef<FlatBorder> getBorders() const { return borders; }
  /// States, each with the dimension that is flattened.
  llvm::ArrayRef<std::pair<mlir::StringAttr, int64_t>> getStates() const {
    return states.getArrayRef();
  }
  /// [C, ...].
  llvm::ArrayRef<int64_t> getImage() const { return image; }
  /// Whether there is more than one channel and more than one pixel.
  bool hasOrder() const;
  /// Why grow gave up.
  llvm::StringRef getReason() const { return reason; }

private:
  void add(mlir::Value value, int64_t dim) { places.insert({value, dim}); }
  void addState(mlir::StringAttr state, int64_t dim);
  bool addBorder(const FlatBorder &border);
  bool follow(mlir::Value value, int64_t dim);
  bool followArgument(mlir::BlockArgument argument, int64_t dim);
  bool followReturn(mlir::OpOperand &use, int64_t dim);
  /// Adds what `op` links with dimension `dim` of its `value`.
  bool link(mlir::Operation *op, mlir::Value value, int64_t dim);
  bool linkElementwise(mlir::Operation *op, mlir::Value value, int64_t dim);
  bool linkReduction(mlir::Operation *op, mlir::Value value, int64_t dim);
  bool linkProduct(mlir::Operation *op, mlir::Value value, int64_t dim);
  bool decline(const llvm::Twine &why);

  const StateArguments &arguments;
  llvm::SetVector<std::pair<mlir::Value, int64_t>> places;
  llvm::SetVector<std::pair<mlir::StringAttr, int64_t>> states;
  llvm::SmallVector<FlatBorder> borders;
  llvm::SmallVector<int64_t> image;
  std::string reason;
};

} // namespace aec

#endif // AEC_LIB_TRANSFORMS_FLATTENEDDIMENSION_H
