//===- ElementType.h - The same model in f64 ------------------------------===//
#ifndef AEC_LIB_DRIVER_ELEMENTTYPE_H
#define AEC_LIB_DRIVER_ELEMENTTYPE_H

#include "mlir/IR/BuiltinOps.h"

namespace aec {

/// Replaces f32 by f64 in all types and constants of `module`.
void widenToF64(mlir::ModuleOp module);

} // namespace aec

#endif // AEC_LIB_DRIVER_ELEMENTTYPE_H
