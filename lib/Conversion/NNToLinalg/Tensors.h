//===- Tensors.h - What structured lowerings are written with -------------===//
//
// Sizes of results, destinations and the generics that several lowerings share.
// Every lowering gives ops in destination style over `tensor.empty`, so that
// bufferization allocates nothing it was not told about.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_CONVERSION_NNTOLINALG_TENSORS_H
#define AEC_LIB_CONVERSION_NNTOLINALG_TENSORS_H

#include "dialects/NN/NN.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace aec::nn {

/// The size of dimension `dim`: an attribute, or `tensor.dim` for the batch.
mlir::OpFoldResult sizeOf(mlir::OpBuilder &builder, mlir::Location loc,
                          mlir::Value tensor, int64_t dim);
/// The sizes of all dimensions.
llvm::SmallVector<mlir::OpFoldResult>
sizesOf(mlir::OpBuilder &builder, mlir::Location loc, mlir::Value tensor);

/// A destination; `sizes`: one a dimension.
mlir::Value emptyTensor(mlir::OpBuilder &builder, mlir::Location loc,
                        llvm::ArrayRef<mlir::OpFoldResult> sizes,
                        mlir::Type elementType);
/// A destination that holds `value` everywhere.
mlir::Value filledTensor(mlir::OpBuilder &builder, mlir::Location loc,
                         llvm::ArrayRef<mlir::OpFoldResult> sizes,
                         mlir::Type elementType, double value);

/// Copies `input` to a new tensor of `sizes`: element (d0, d1, ...) of the
/// result is the element `map`(d0, d1, ...) of the input.
mlir::Value gather(mlir::OpBuilder &builder, mlir::Location loc,
                   mlir::Value input, mlir::AffineMap map,
                   llvm::ArrayRef<mlir::OpFoldResult> sizes);

/// Copies `input` with its dimensions in another order: dimension i of the
/// result is dimension `permutation`[i] of the input.
mlir::Value permute(mlir::OpBuilder &builder, mlir::Location loc,
                    mlir::Value input, llvm::ArrayRef<int64_t> permutation);

/// Combines the elements along `dims` with `combine`(element, accumulator),
/// from `initial` on, in the order of the loops: the input's, outermost first.
/// The result lacks `dims`, or has them as 1 with `keep`.
mlir::Value
reduce(mlir::OpBuilder &builder, mlir::Location loc, mlir::Value input,
       llvm::ArrayRef<int64_t> dims, bool keep, double initial,
       llvm::function_ref<mlir::Value(mlir::OpBuilder &, mlir::Location,
                                      mlir::Value, mlir::Value)>
           combine);
/// The sum along `dims`, in a fixed order.
mlir::Value reduceSum(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Value input, llvm::ArrayRef<int64_t> dims,
                      bool keep);

/// zeros + the sum over all loops of `lhs` times `rhs`, each read at its map of
/// the loops; `maps`: lhs, rhs, result. The loops that the result's map names
/// are its dimensions, the others are summed, each from 0 up.
mlir::Value contract(mlir::OpBuilder &builder, mlir::Location loc,
                     mlir::Value lhs, mlir::Value rhs, mlir::Value zeros,
                     llvm::ArrayRef<mlir::AffineMap> maps);

/// The same elements as `type`, whose batch, if it has one, is the input's.
mlir::Value reshape(mlir::OpBuilder &builder, mlir::Location loc,
                    mlir::Value input, mlir::RankedTensorType type);

} // namespace aec::nn

#endif // AEC_LIB_CONVERSION_NNTOLINALG_TENSORS_H
