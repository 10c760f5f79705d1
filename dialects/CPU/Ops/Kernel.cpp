//===- Kernel.cpp - cpu.kernel --------------------------------------------===//
#include "dialects/CPU/CPU.h"

#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace aec::cpu;

Type aec::cpu::payloadType(Type type) {
  if (auto memref = dyn_cast<MemRefType>(type))
    return RankedTensorType::get(memref.getShape(), memref.getElementType());
  return type;
}

YieldOp KernelOp::getYield() {
  return cast<YieldOp>(getBody().front().getTerminator());
}

namespace {
/// What `ins(...)` and `outs(...)` bind.
struct Bindings {
  SmallVector<OpAsmParser::UnresolvedOperand> operands;
  SmallVector<Type> types;
};
} // namespace

/// `keyword(%argument = %operand : type, ...)`; nothing where it is absent.
static ParseResult parseBindings(OpAsmParser &parser, StringRef keyword,
                                 Bindings &bindings,
                                 SmallVector<OpAsmParser::Argument> &args) {
  if (parser.parseOptionalKeyword(keyword))
    return success();
  return parser.parseCommaSeparatedList(
      OpAsmParser::Delimiter::Paren, [&]() -> ParseResult {
        Type type;
        if (parser.parseArgument(args.emplace_back()) || parser.parseEqual() ||
            parser.parseOperand(bindings.operands.emplace_back()) ||
            parser.parseColonType(type))
          return failure();
        bindings.types.push_back(type);
        args.back().type = payloadType(type);
        return success();
      });
}

/// `scratch(%operand : type)`, or nothing.
static ParseResult
parseScratch(OpAsmParser &parser,
             SmallVectorImpl<OpAsmParser::UnresolvedOperand> &operands,
             SmallVectorImpl<Type> &types) {
  if (parser.parseOptionalKeyword("scratch"))
    return success();
  return failure(
      parser.parseLParen() || parser.parseOperand(operands.emplace_back()) ||
      parser.parseColonType(types.emplace_back()) || parser.parseRParen());
}

ParseResult KernelOp::parse(OpAsmParser &parser, OperationState &result) {
  Bindings inputs, outputs;
  SmallVector<OpAsmParser::Argument> arguments;
  SMLoc loc = parser.getCurrentLocation();
  SmallVector<OpAsmParser::UnresolvedOperand, 1> scratch;
  SmallVector<Type, 1> scratchType;
  if (parseBindings(parser, "ins", inputs, arguments) ||
      parseBindings(parser, "outs", outputs, arguments) ||
      parseScratch(parser, scratch, scratchType) ||
      parser.parseOptionalAttrDictWithKeyword(result.attributes) ||
      parser.resolveOperands(inputs.operands, inputs.types, loc,
                             result.operands) ||
      parser.resolveOperands(outputs.operands, outputs.types, loc,
                             result.operands) ||
      parser.resolveOperands(scratch, scratchType, loc, result.operands) ||
      parser.parseRegion(*result.addRegion(), arguments))
    return failure();
  result.getOrAddProperties<Properties>().operandSegmentSizes = {
      int32_t(inputs.types.size()), int32_t(outputs.types.size()),
      int32_t(scratch.size())};
  for (Type type : outputs.types)
    if (isa<RankedTensorType>(type))
      result.addTypes(type);
  return success();
}

static void printBindings(OpAsmPrinter &printer, StringRef keyword,
                          ValueRange operands,
                          ArrayRef<BlockArgument> arguments) {
  if (operands.empty())
    return;
  printer << ' ' << keyword << '(';
  llvm::interleaveComma(
      llvm::zip_equal(arguments, operands), printer, [&](auto pair) {
        auto [argument, operand] = pair;
        printer << argument << " = " << operand << " : " << operand.getType();
      });
  printer << ')';
}

void KernelOp::print(OpAsmPrinter &printer) {
  ArrayRef<BlockArgument> arguments = getBody().getArguments();
  size_t inputs = getInputs().size();
  printBindings(printer, "ins", getInputs(), arguments.take_front(inputs));
  printBindings(printer, "outs", getOutputs(), arguments.drop_front(inputs));
  if (Value scratch = getScratch())
    printer << " scratch(" << scratch << " : " << scratch.getType() << ')';
  printer.printOptionalAttrDictWithKeyword((*this)->getAttrs(),
                                           {"operandSegmentSizes"});
  printer << ' ';
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false);
}

LogicalResult KernelOp::verify() {
  // kernel_c1
  size_t operands = getInputs().size() + getOutputs().size();
  if (getBody().getNumArguments() != operands)
    return emitOpError("expected ")
           << operands << " payload arguments"
           << ", found " << getBody().getNumArguments();
  for (auto [i, argument] : llvm::enumerate(getBody().getArguments()))
    if (argument.getType() != payloadType(getOperand(i).getType()))
      return emitOpError("expected payload argument ")
             << i << " to be " << payloadType(getOperand(i).getType())
             << ", found " << argument.getType();
  // kernel_c2
  SmallVector<Type> expected;
  for (Value output : getOutputs())
    expected.push_back(payloadType(output.getType()));
  if (getYield().getValues().getTypes() != TypeRange(expected))
    return emitOpError("expected the payload to yield the outputs' types");
  // kernel_c3
  SmallVector<Type> tensors;
  llvm::copy_if(getOutputs().getTypes(), std::back_inserter(tensors),
                [](Type type) { return isa<RankedTensorType>(type); });
  if (getResultTypes() != TypeRange(tensors))
    return emitOpError("expected one result for each tensor output");
  return success();
}

void KernelOp::getEffects(
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>>
        &effects) {
  for (OpOperand &operand : (*this)->getOpOperands()) {
    if (!isa<MemRefType>(operand.get().getType()))
      continue;
    if (operand.get() == getScratch()) {
      effects.emplace_back(MemoryEffects::Write::get(), &operand);
      continue;
    }
    if (!getArgument(operand).use_empty())
      effects.emplace_back(MemoryEffects::Read::get(), &operand);
    if (operand.getOperandNumber() >= getInputs().size())
      effects.emplace_back(MemoryEffects::Write::get(), &operand);
  }
}
