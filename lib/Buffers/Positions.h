//===- Positions.h - When operations of a block run -----------------------===//
#ifndef AEC_LIB_BUFFERS_POSITIONS_H
#define AEC_LIB_BUFFERS_POSITIONS_H

#include "mlir/IR/Block.h"
#include "llvm/ADT/DenseMap.h"

namespace aec {

/// The positions of a block's operations, ascending. Operations of one stage
/// (aec-schedule-launches), which run at once, have that of the first.
llvm::DenseMap<mlir::Operation *, int64_t> positionsOf(mlir::Block &block);

} // namespace aec

#endif // AEC_LIB_BUFFERS_POSITIONS_H
