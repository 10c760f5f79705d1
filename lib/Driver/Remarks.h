//===- Remarks.h - Remarks of passes as diagnostics -----------------------===//
#ifndef AEC_LIB_DRIVER_REMARKS_H
#define AEC_LIB_DRIVER_REMARKS_H

namespace mlir {
class MLIRContext;
}

namespace aec {

/// Passes' remarks, taken and not, become diagnostics of severity remark at the
/// line of the definition they speak of.
void enableRemarks(mlir::MLIRContext &context);

} // namespace aec

#endif // AEC_LIB_DRIVER_REMARKS_H
