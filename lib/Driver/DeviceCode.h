//===- DeviceCode.h - What `aec compile` does for a GPU -------------------===//
#ifndef AEC_LIB_DRIVER_DEVICECODE_H
#define AEC_LIB_DRIVER_DEVICECODE_H

#include "aec/Driver/Compile.h"
#include "aec/Target/ModelDescription.h"
#include "llvm/Support/Error.h"

namespace aec {

/// Fails where targets and what is to be made do not go together, whatever the
/// file.
llvm::Error checkTarget(const CompileOptions &options);

/// Takes the kernels out of a module at the machine rung, and describes them as
/// PTX and, for a program where ptxas is at hand, machine code. Does nothing to
/// a module without kernels, which one for `target` may be.
llvm::Error addDeviceCode(mlir::ModuleOp lowered, const CompileOptions &options,
                          Target target, ModelDescription &model);

} // namespace aec

#endif // AEC_LIB_DRIVER_DEVICECODE_H
