//===- Scan.cpp - cpu.scan ------------------------------------------------===//
#include "dialects/CPU/CPU.h"

#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace aec::cpu;

ValueRange ScanOp::getSequenceOutputs() {
  size_t count = llvm::count_if(getOutputs(), [](Value output) {
    return cast<ShapedType>(output.getType()).getRank() == 3;
  });
  return ValueRange(getOutputs()).take_front(count);
}

int64_t ScanOp::getGroups(Value operand) {
  auto type = cast<ShapedType>(operand.getType());
  bool number = operand != getWeight() && type.getRank() == 2;
  return number ? 0 : type.getShape().back() / static_cast<int64_t>(getWidth());
}

Type ScanOp::getElementType() {
  return cast<ShapedType>(getWeight().getType()).getElementType();
}

static LogicalResult verifyCell(ScanOp op, Block &cell, int64_t expected) {
  auto isElement = [&](Type type) { return type == op.getElementType(); };
  if (cell.getNumArguments() != expected ||
      !llvm::all_of(cell.getArgumentTypes(), isElement)) // scan_c1
    return op.emitOpError("expected a cell with ")
           << expected << " arguments of type " << op.getElementType()
           << ", found " << cell.getNumArguments();
  return success();
}

LogicalResult ScanOp::verify() {
  auto count = [&](ValueRange values) {
    int64_t numbers = 0;
    for (Value value : values)
      numbers += std::max<int64_t>(getGroups(value), 1);
    return numbers;
  };
  int64_t carried = getCarried();
  int64_t expected = count(getSequences()) + count(getVectors()) + carried;
  if (failed(verifyCell(*this, getCell().front(), expected + getGates())))
    return failure();
  if (hasSecond()) {
    auto held = dyn_cast<NextOp>(getCell().front().back());
    if (!held || held.getNumOperands() == 0) // scan_c2
      return emitOpError("expected a first cell that yields the number which "
                         "is multiplied behind it");
    if (failed(verifyCell(*this, getSecond().front(),
                          expected + 1 + held.getNumOperands())))
      return failure();
  }
  auto next = dyn_cast<NextOp>(getLastCell().back());
  int64_t numbers = count(getSequenceOutputs()) + carried;
  if (!next || next.getNumOperands() != numbers) // scan_c2
    return emitOpError("expected a cell that yields ") << numbers << " numbers";
  for (int64_t size :
       {int64_t(getInitials().size()), int64_t(getFinals().size())})
    if (size != 0 && size != carried) // scan_c3
      return emitOpError("expected none or ")
             << carried << " initial and last carried values, found " << size;
  return success();
}

void ScanOp::getEffects(
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>>
        &effects) {
  for (OpOperand &operand : (*this)->getOpOperands()) {
    if (!isa<MemRefType>(operand.get().getType()))
      continue;
    if (isDpsInit(&operand))
      effects.emplace_back(MemoryEffects::Write::get(), &operand);
    else
      effects.emplace_back(MemoryEffects::Read::get(), &operand);
  }
}
