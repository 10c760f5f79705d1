//===- CPU.cpp - The cpu dialect: registration ----------------------------===//
#include "dialects/CPU/CPU.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/Builders.h"

using namespace mlir;

#include "dialects/CPU/CPUDialect.cpp.inc"
#include "dialects/CPU/CPUEnums.cpp.inc"
#define GET_OP_CLASSES
#include "dialects/CPU/CPU.cpp.inc"

void aec::cpu::CPUDialect::initialize() {
  addOperations<
#define GET_OP_LIST
#include "dialects/CPU/CPU.cpp.inc"
      >();
}

Value aec::cpu::pointerTo(OpBuilder &builder, Location loc, Value buffer) {
  auto type = LLVM::LLVMPointerType::get(builder.getContext());
  if (!buffer)
    return LLVM::ZeroOp::create(builder, loc, type);
  Value address =
      memref::ExtractAlignedPointerAsIndexOp::create(builder, loc, buffer);
  Value bits =
      arith::IndexCastOp::create(builder, loc, builder.getI64Type(), address);
  return LLVM::IntToPtrOp::create(builder, loc, type, bits);
}

void aec::cpu::callRuntime(OpBuilder &builder, Location loc, StringRef callee,
                           ValueRange operands) {
  auto module = builder.getBlock()->getParentOp()->getParentOfType<ModuleOp>();
  if (!module.lookupSymbol(callee)) {
    auto first = OpBuilder::atBlockBegin(module.getBody());
    func::FuncOp::create(
        first, module.getLoc(), callee,
        builder.getFunctionType(ValueRange(operands).getTypes(), {}))
        .setPrivate();
  }
  func::CallOp::create(builder, loc, callee, TypeRange(), operands);
}

Value aec::cpu::runtimeOf(func::FuncOp func) {
  constexpr StringRef mark = "ae.runtime";
  for (BlockArgument argument : func.getArguments())
    if (func.getArgAttr(argument.getArgNumber(), mark))
      return argument;
  Builder builder(func.getContext());
  NamedAttribute attr(builder.getStringAttr(mark), builder.getUnitAttr());
  unsigned place = func.getNumArguments();
  (void)func.insertArgument(place,
                            LLVM::LLVMPointerType::get(func.getContext()),
                            builder.getDictionaryAttr(attr), func.getLoc());
  return func.getArgument(place);
}
