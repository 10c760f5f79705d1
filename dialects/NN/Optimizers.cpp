//===- Optimizers.cpp - Updates of parameters: what they verify -----------===//
#include "dialects/NN/Optimizers.h"
#include "dialects/NN/Syntax.h"

using namespace mlir;
using namespace aec::nn;

/// Every tensor has the parameter's type, and every moment a new value.
static LogicalResult verifyUpdate(Operation *op) {
  Type type = op->getOperand(0).getType();
  unsigned tensors = op->getNumOperands() - 2; // rate and step are numbers
  for (unsigned i = 1; i < tensors; ++i)
    if (op->getOperand(i).getType() != type) // update_c1
      return op->emitOpError("expected ")
             << (i == 1 ? "a gradient" : "moments") << " of the parameter's "
             << "type " << type << ", found " << op->getOperand(i).getType();
  for (Type result : op->getResultTypes())
    if (result != type) // update_c1
      return op->emitOpError("expected results of the parameter's type ")
             << type << ", found " << result;
  if (op->getNumResults() != tensors - 1) // update_c2
    return op->emitOpError("expected ")
           << tensors - 2 << " new moments, as many as moments, found "
           << op->getNumResults() - 1;
  return success();
}

/// update_c3
static LogicalResult verifyBuffer(Operation *op, ValueRange buffer,
                                  const APFloat &momentum) {
  if (buffer.size() == (momentum.isZero() ? 0u : 1u))
    return verifyUpdate(op);
  return op->emitOpError("expected ")
         << (momentum.isZero() ? "no momentum buffer" : "one momentum buffer")
         << " with momentum = " << momentum.convertToDouble() << ", found "
         << buffer.size();
}

LogicalResult SgdUpdateOp::verify() {
  return verifyBuffer(*this, getMomentumBuffer(), getMomentum());
}
LogicalResult AdamUpdateOp::verify() { return verifyUpdate(*this); }
LogicalResult RmspropUpdateOp::verify() {
  return verifyBuffer(*this, getMomentumBuffer(), getMomentum());
}
LogicalResult AdagradUpdateOp::verify() { return verifyUpdate(*this); }

#define GET_OP_CLASSES
#include "dialects/NN/NNOptimizers.cpp.inc"
