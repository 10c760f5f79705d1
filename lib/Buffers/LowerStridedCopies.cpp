//===- LowerStridedCopies.cpp - Copies of slices as loops -----------------===//
//
// Concatenation, slices and padding leave copies whose source or target is a
// part of a buffer; a loop nest is all that is needed.
//
//===----------------------------------------------------------------------===//
#include "aec/Buffers/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace aec {
#define GEN_PASS_DEF_LOWERSTRIDEDCOPIESPASS
#include "aec/Buffers/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {
struct LowerStridedCopiesPass
    : aec::impl::LowerStridedCopiesPassBase<LowerStridedCopiesPass> {
  void runOnOperation() override {
    auto isStrided = [](Value value) {
      return !cast<MemRefType>(value.getType()).getLayout().isIdentity();
    };
    getOperation().walk([&](memref::CopyOp copy) {
      if (!isStrided(copy.getSource()) && !isStrided(copy.getTarget()))
        return;
      OpBuilder builder(copy);
      linalg::makeMemRefCopyOp(builder, copy.getLoc(), copy.getSource(),
                               copy.getTarget());
      copy.erase();
    });
  }
};
} // namespace
