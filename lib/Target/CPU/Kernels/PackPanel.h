//===- PackPanel.h - Transposes a panel of columns ------------------------===//
#ifndef AEC_LIB_TARGET_CPU_PACKPANEL_H
#define AEC_LIB_TARGET_CPU_PACKPANEL_H

#include "Emitter.h"

namespace aec::cpu {

/// Where entry k of the row that becomes a column lies.
using RowPlace = llvm::function_ref<llvm::SmallVector<mlir::Value>(
    mlir::Value column, mlir::Value k)>;

/// Copies rows column, column + 1, ... of `matrix` [..., k] to the columns of
/// `panel` [k, width]; `vectors` are the widths of the panel's vectors. What
/// lies beside the last, narrower vector is filled with zeros.
void packPanel(Emitter &emitter, mlir::Value matrix, RowPlace at,
               mlir::Value column, llvm::ArrayRef<int64_t> vectors,
               mlir::Value panel);

} // namespace aec::cpu

#endif // AEC_LIB_TARGET_CPU_PACKPANEL_H
