//===- Grouping.h - Collecting ops that fuse ------------------------------===//
//
// A group grows at the place of its first op: what it absorbs moves up to it,
// and what that needs is hoisted in front. So every use stays behind its
// definition and no schedule is computed twice.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TRANSFORMS_GROUPING_H
#define AEC_LIB_TRANSFORMS_GROUPING_H

#include "dialects/NN/NN.h"
#include "llvm/ADT/SetVector.h"

namespace aec {

class Grouping {
public:
  explicit Grouping(mlir::Operation *root) { ops.insert(root); }

  /// Moves `op` into the group; false, with nothing changed, where something it
  /// needs depends on the group by another way.
  bool absorb(mlir::Operation *op);
  bool contains(mlir::Operation *op) const { return ops.contains(op); }
  llvm::ArrayRef<mlir::Operation *> getOps() const { return ops.getArrayRef(); }
  /// Whether all users of a value are in the group.
  bool isInternal(mlir::Value value) const;
  /// Replaces the ops by one nn.group, fused at their locations.
  nn::GroupOp materialize();

private:
  /// Collects what must be hoisted for `op`, in order; false where it depends
  /// on the group.
  bool collectNeeded(mlir::Operation *op,
                     llvm::SetVector<mlir::Operation *> &needed) const;

  llvm::SetVector<mlir::Operation *> ops;
};

/// The shape a value's loops run over.
using LoopSpace = llvm::SmallVector<int64_t>;

/// Space of a tensor: its shape without leading ones and, where there is a
/// batch, without trailing ones. Empty for one number.
LoopSpace spaceOf(mlir::Type type);

} // namespace aec

#endif // AEC_LIB_TRANSFORMS_GROUPING_H
