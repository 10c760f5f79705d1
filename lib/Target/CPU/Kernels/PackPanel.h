//===- PackPanel.h - Transposes a panel of columns ------------------------===//
#ifndef AEC_LIB_TARGET_CPU_PACKPANEL_H
#define AEC_LIB_TARGET_CPU_PACKPANEL_H

#include "Emitter.h"

namespace aec::cpu {

/// Copies rows column, column + 1, ... of `matrix` [n, k] to the columns of
/// `panel` [k, width]; `vectors` are the widths of the panel's vectors. What
/// lies beside the last, narrower vector is filled with zeros.
void packPanel(Emitter &emitter, mlir::Value matrix, mlir::Value column,
               llvm::ArrayRef<int64_t> vectors, mlir::Value panel);

} // namespace aec::cpu

#endif // AEC_LIB_TARGET_CPU_PACKPANEL_H
