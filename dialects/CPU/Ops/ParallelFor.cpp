//===- ParallelFor.cpp - cpu.parallel_for ---------------------------------===//
#include "dialects/CPU/CPU.h"

#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace aec::cpu;

void ParallelForOp::build(OpBuilder &builder, OperationState &state,
                          Value count, Value grain, Value runtime) {
  state.addOperands({count, grain, runtime});
  Region *region = state.addRegion();
  OpBuilder::InsertionGuard guard(builder);
  Type type = count.getType();
  builder.createBlock(region, {}, {type, type}, {state.location, state.location});
  EndOp::create(builder, state.location);
}

ParseResult ParallelForOp::parse(OpAsmParser &parser, OperationState &result) {
  SmallVector<OpAsmParser::Argument> arguments(2);
  OpAsmParser::UnresolvedOperand count, grain, runtime;
  Type type;
  if (parser.parseLParen() || parser.parseArgument(arguments[0]) ||
      parser.parseComma() || parser.parseArgument(arguments[1]) ||
      parser.parseRParen() || parser.parseKeyword("in") ||
      parser.parseOperand(count) || parser.parseKeyword("grain") ||
      parser.parseOperand(grain) || parser.parseKeyword("on") ||
      parser.parseOperand(runtime) || parser.parseColonType(type) ||
      parser.resolveOperands({count, grain}, type, result.operands) ||
      parser.resolveOperand(runtime,
                            LLVM::LLVMPointerType::get(parser.getContext()),
                            result.operands))
    return failure();
  arguments[0].type = arguments[1].type = type;
  return failure(
      parser.parseRegion(*result.addRegion(), arguments) ||
      parser.parseOptionalAttrDictWithKeyword(result.attributes));
}

void ParallelForOp::print(OpAsmPrinter &printer) {
  printer << " (" << getBody().getArgument(0) << ", "
          << getBody().getArgument(1) << ") in " << getCount() << " grain "
          << getGrain() << " on " << getRuntime() << " : " << getCount().getType() << ' ';
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false);
  printer.printOptionalAttrDictWithKeyword((*this)->getAttrs());
}

LogicalResult ParallelForOp::verify() {
  Type type = getCount().getType();
  if (getGrain().getType() != type)
    return emitOpError("expected count and grain of one type");
  if (getBody().empty() || getBody().getArgumentTypes() != TypeRange({type, type}))
    return emitOpError("expected a region with the two arguments lo and hi");
  return success();
}
