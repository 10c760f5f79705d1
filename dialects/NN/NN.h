//===- NN.h - The nn dialect ----------------------------------------------===//
//
// Pure tensor functions of neural networks. Shape functions that several ops
// share are declared here; an op's own live in Ops/<Name>.cpp.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_DIALECTS_NN_NN_H
#define AEC_DIALECTS_NN_NN_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/IR/TypeUtilities.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace aec::nn {
class AdjointBuilder;
/// The ops of a family, for templates over all of them.
template <typename... Ops> struct OpList {};

/// Adds the one pattern that lowers every elementwise op to `linalg.generic`,
/// bound to the op `name`. Defined in lib/Conversion/NNToLinalg.
void addElementwiseLowering(mlir::RewritePatternSet &patterns,
                            llvm::StringRef name);
/// The same for ops that decompose into other nn ops.
void addDecompositionLowering(mlir::RewritePatternSet &patterns,
                              llvm::StringRef name);
/// The linalg lowerings of all nn ops.
void populateLinalgLowerings(mlir::RewritePatternSet &patterns);
} // namespace aec::nn

#include "dialects/NN/NNDialect.h.inc"
#include "dialects/NN/NNEnums.h.inc"

#include "dialects/NN/NNInterfaces.h.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/NN/NNAttrs.h.inc"

namespace aec::nn {
/// Shape of elementwise ops: NumPy's broadcasting of all operands' shapes.
llvm::LogicalResult inferBroadcast(std::optional<mlir::Location> loc,
                                   llvm::StringRef op,
                                   mlir::ValueRange operands,
                                   llvm::SmallVectorImpl<mlir::Type> &types);
/// Shape of reductions: `dims` dropped, or kept as 1.
llvm::LogicalResult inferReduction(std::optional<mlir::Location> loc,
                                   llvm::StringRef op, mlir::Type input,
                                   llvm::ArrayRef<int64_t> dims, bool keep,
                                   llvm::SmallVectorImpl<mlir::Type> &types);
/// An adaptor's attribute or its default, which inference runs before.
inline Reduction reductionOr(ReductionAttr attr) {
  return attr ? attr.getValue() : Reduction::Mean;
}
/// Shape of losses of a prediction and a target of equal shape.
llvm::LogicalResult inferLoss(std::optional<mlir::Location> loc,
                              llvm::StringRef op, mlir::Value prediction,
                              mlir::Value target, Reduction reduction,
                              llvm::SmallVectorImpl<mlir::Type> &types);
/// Shape of losses whose target may be class indices.
llvm::LogicalResult inferCrossEntropy(std::optional<mlir::Location> loc,
                                      llvm::StringRef op,
                                      mlir::Value prediction,
                                      mlir::Value target, Reduction reduction,
                                      llvm::SmallVectorImpl<mlir::Type> &types);
/// Shape of penalties: a value a sample, or a scalar where there is no batch.
llvm::LogicalResult inferPenalty(std::optional<mlir::Location> loc,
                                 llvm::StringRef op, mlir::Value input,
                                 Reduction reduction,
                                 llvm::SmallVectorImpl<mlir::Type> &types);

/// Folds arithmetic of two constants, and x op neutral to x. Constants are kept
/// as f64 whatever the element type.
mlir::OpFoldResult foldArithmetic(mlir::Operation *op,
                                  llvm::ArrayRef<mlir::Attribute> operands,
                                  std::optional<double> neutral, bool commutes,
                                  llvm::function_ref<double(double, double)> f);

/// Verifies that a shape's static part has fewer than 2^40 elements, so that
/// byte sizes never overflow downstream.
llvm::LogicalResult checkSize(std::optional<mlir::Location> loc,
                              llvm::StringRef op, mlir::RankedTensorType type);

/// Whether the leading dimension is the batch.
inline bool hasBatch(mlir::Type type) {
  auto tensor = mlir::cast<mlir::RankedTensorType>(type);
  return tensor.getRank() > 0 && tensor.isDynamicDim(0);
}
/// Whether no dimension but the first is open.
inline bool isBatchFirst(mlir::Type type) {
  auto shape = mlir::cast<mlir::RankedTensorType>(type).getShape();
  return shape.empty() ||
         llvm::none_of(shape.drop_front(), mlir::ShapedType::isDynamic);
}
/// A size as types write it: "?" for the batch.
inline std::string printSize(int64_t size) {
  return mlir::ShapedType::isDynamic(size) ? "?" : std::to_string(size);
}
} // namespace aec::nn

#define GET_OP_CLASSES
#include "dialects/NN/NNCore.h.inc"

namespace aec::nn {
/// Replaces a loss that is one scalar by the same loss with a value a sample:
/// `sum` becomes `batch_mean`.
template <typename LossOp> void makePerSample(LossOp op) {
  if (op.getReduction() != Reduction::Sum)
    return;
  op.setReduction(Reduction::BatchMean);
  auto type = mlir::cast<mlir::RankedTensorType>(op.getPrediction().getType());
  op.getResult().setType(
      mlir::RankedTensorType::get({type.getDimSize(0)}, type.getElementType()));
}
} // namespace aec::nn

#endif // AEC_DIALECTS_NN_NN_H
