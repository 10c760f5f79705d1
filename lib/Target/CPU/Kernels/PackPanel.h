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

/// Transposes a matrix [rows, columns] of fixed sizes: `load` gives a vector of
/// a row from a column on, `store` takes one of a column from a row on.
void transposeMatrix(
    Emitter &emitter, int64_t rows, int64_t columns, mlir::Type element,
    llvm::function_ref<mlir::Value(mlir::Value row, mlir::Value column,
                                   int64_t width)>
        load,
    llvm::function_ref<void(mlir::Value column, mlir::Value row,
                            mlir::Value vector)>
        store);

} // namespace aec::cpu

#endif // AEC_LIB_TARGET_CPU_PACKPANEL_H
