//===- StateOrder.h - Puts each state's update behind its last reader -----===//
#ifndef AEC_LIB_BUFFERS_STATEORDER_H
#define AEC_LIB_BUFFERS_STATEORDER_H

#include "mlir/IR/Block.h"
#include "mlir/IR/Value.h"
#include "llvm/ADT/SmallVector.h"

namespace aec {

/// An update that writes the new value of a state over the old one.
struct StateUpdate {
  /// The state's value at the start of the function.
  mlir::Value before;
  /// The first operation that writes to it.
  mlir::Operation *writer;
};

/// Sorts `block` so that each writer comes behind all readers of `before` and
/// behind every operation of `earlier`, keeping the order otherwise. Returns
/// the updates for which that is impossible because the reader needs the
/// update's result; they are ordered by their operands alone.
llvm::SmallVector<unsigned>
orderUpdates(mlir::Block &block, llvm::ArrayRef<StateUpdate> updates,
             llvm::ArrayRef<mlir::Operation *> earlier);

} // namespace aec

#endif // AEC_LIB_BUFFERS_STATEORDER_H
