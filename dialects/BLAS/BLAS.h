//===- BLAS.h - The blas dialect -----------------------------------------===//
//
// One op a primitive of the library; README.md says what is in and why.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_DIALECTS_BLAS_BLAS_H
#define AEC_DIALECTS_BLAS_BLAS_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/BLAS/BLASDialect.h.inc"
#include "dialects/BLAS/BLASEnums.h.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/BLAS/BLASAttrs.h.inc"
#define GET_OP_CLASSES
#include "dialects/BLAS/BLAS.h.inc"

namespace aec::blas {
/// Lets one-shot bufferization place results.
void registerBufferizationModels(mlir::DialectRegistry &registry);
} // namespace aec::blas

#endif // AEC_DIALECTS_BLAS_BLAS_H
