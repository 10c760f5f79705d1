//===- MemRefs.h - Memrefs over bare pointers -----------------------------===//
#ifndef AEC_TARGET_MEMREFS_H
#define AEC_TARGET_MEMREFS_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"

namespace aec {

/// A dense memref over `pointer`; a dynamic dimension, the leading one at most,
/// has `leading` (i64) elements. The cast vanishes with the LLVM conversion.
mlir::Value buildMemref(mlir::OpBuilder &builder, mlir::Location loc,
                        mlir::Value pointer, mlir::MemRefType type,
                        mlir::Value leading);

} // namespace aec

#endif // AEC_TARGET_MEMREFS_H
