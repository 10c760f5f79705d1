//===- Philox.h - What draws are lowered with -----------------------------===//
//
// Draws are elementwise ops whose elements depend on their place: bodies read
// the loops' indices, and the batch is the only thing taken from an operand.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_CONVERSION_NNTOLINALG_PHILOX_H
#define AEC_LIB_CONVERSION_NNTOLINALG_PHILOX_H

#include "Scalars.h"
#include "dialects/NN/Random.h"

namespace aec::nn {

/// What is the same for all elements of a draw: [key low, key high, first row,
/// step, stream], i32 each.
llvm::SmallVector<mlir::Value>
buildPhiloxUniforms(mlir::OpBuilder &builder, mlir::Location loc,
                    mlir::Value seed, mlir::Value step, int64_t stream,
                    bool acrossCalls);

/// The first two words (i32) of Philox-4x32-10 for the element of `type` at the
/// place of the linalg body that `builder` stands in.
std::pair<mlir::Value, mlir::Value> buildPhilox(mlir::OpBuilder &builder,
                                                mlir::Location loc,
                                                mlir::RankedTensorType type,
                                                mlir::ValueRange uniforms);

/// The upper 24 bits of a word plus `offset`, divided by 2^24, as `element`.
mlir::Value buildUnit(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Value word, int64_t offset, mlir::Type element);

/// Adds the pattern that lowers the draw `name` to a linalg.generic without
/// inputs.
void addDrawLowering(mlir::RewritePatternSet &patterns, llvm::StringRef name);

} // namespace aec::nn

#endif // AEC_LIB_CONVERSION_NNTOLINALG_PHILOX_H
