//===- Matmul.cpp - blas.matmul -----------------------------------------===//
#include "dialects/BLAS/BLAS.h"

using namespace mlir;
using namespace aec::blas;

/// [rows, columns] as the product reads an operand.
static std::pair<int64_t, int64_t> sizesOf(Value operand, bool transposed) {
  auto type = cast<ShapedType>(operand.getType());
  int64_t rows = type.getDimSize(0), columns = type.getDimSize(1);
  return transposed ? std::pair(columns, rows) : std::pair(rows, columns);
}

LogicalResult MatmulOp::verify() {
  bool onTensors = isa<RankedTensorType>(getOutput().getType());
  for (Value operand : getOperands())
    if (isa<RankedTensorType>(operand.getType()) != onTensors) // matmul_c1
      return emitOpError("expected all operands to be tensors or all to be "
                         "memrefs");
  if (static_cast<bool>(getResult()) != onTensors) // matmul_c1
    return emitOpError("expected a result if and only if it works on tensors");
  for (Value operand : {getLhs(), getRhs(), getOutput()})
    if (cast<ShapedType>(operand.getType()).getRank() != 2) // matmul_c2
      return emitOpError("expected operands of rank 2, found ")
             << operand.getType();
  for (Value operand : getOperands()) // matmul_c3
    if (auto memory = dyn_cast<MemRefType>(operand.getType()))
      if (!memory.getLayout().isIdentity())
        return emitOpError("expected dense memory, found ") << memory;
  auto [m, k] = sizesOf(getLhs(), getTransposeLhs());
  auto [otherK, n] = sizesOf(getRhs(), getTransposeRhs());
  auto [rows, columns] = sizesOf(getOutput(), false);
  if (m != rows || n != columns || k != otherK) // matmul_c2
    return emitOpError("cannot multiply ")
           << getLhs().getType() << " with " << getRhs().getType() << " into "
           << getOutput().getType();
  if (getBias()) {
    auto bias = cast<ShapedType>(getBias().getType());
    if (bias.getRank() != 1 || bias.getDimSize(0) != n) // matmul_c2
      return emitOpError("expected a bias of ")
             << n << " elements, found " << bias;
  }
  return success();
}

void MatmulOp::getEffects(
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>>
        &effects) {
  if (getResult())
    return;
  for (OpOperand &operand : (*this)->getOpOperands()) {
    if (isDpsInit(&operand))
      effects.emplace_back(MemoryEffects::Write::get(), &operand);
    else
      effects.emplace_back(MemoryEffects::Read::get(), &operand);
  }
}
