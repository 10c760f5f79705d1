//===- NN.cpp - The nn dialect: registration and shared syntax ------------===//
#include "dialects/NN/NN.h"
#include "dialects/NN/Adjoint.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

/// Types of the operands of one op: one type where all are equal, else each.
static ParseResult parseTypes(OpAsmParser &parser,
                              llvm::ArrayRef<Type *> types) {
  SmallVector<Type> parsed;
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseTypeList(parsed))
    return failure();
  if (parsed.size() == 1)
    parsed.resize(types.size(), parsed.front());
  if (parsed.size() != types.size())
    return parser.emitError(loc) << "expected one type or " << types.size()
                                 << ", found " << parsed.size();
  for (auto [to, from] : llvm::zip_equal(types, parsed))
    *to = from;
  return success();
}

static void printTypes(OpAsmPrinter &printer, TypeRange types) {
  if (llvm::all_equal(types))
    printer << types.front();
  else
    printer << types;
}

static ParseResult parseOperandTypes(OpAsmParser &parser, Type &a, Type &b) {
  return parseTypes(parser, {&a, &b});
}
static void printOperandTypes(OpAsmPrinter &printer, Operation *, Type a,
                              Type b) {
  printTypes(printer, {a, b});
}
static ParseResult parseOperandTypes3(OpAsmParser &parser, Type &a, Type &b,
                                      Type &c) {
  return parseTypes(parser, {&a, &b, &c});
}
static void printOperandTypes3(OpAsmPrinter &printer, Operation *, Type a,
                               Type b, Type c) {
  printTypes(printer, {a, b, c});
}

/// A number without its type: the attribute is always f64.
static ParseResult parseNumber(OpAsmParser &parser, FloatAttr &value) {
  return parser.parseAttribute(value, parser.getBuilder().getF64Type());
}
static void printNumber(OpAsmPrinter &printer, Operation *, FloatAttr value) {
  printer.printAttributeWithoutType(value);
}

#include "dialects/NN/NNDialect.cpp.inc"
#include "dialects/NN/NNEnums.cpp.inc"

#include "dialects/NN/NNInterfaces.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/NN/NNAttrs.cpp.inc"
#define GET_OP_CLASSES
#include "dialects/NN/NN.cpp.inc"

void aec::nn::NNDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/NN/NNAttrs.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/NN/NN.cpp.inc"
      >();
}

Operation *aec::nn::NNDialect::materializeConstant(OpBuilder &builder,
                                                   Attribute value, Type type,
                                                   Location loc) {
  auto number = dyn_cast<FloatAttr>(value);
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!number || !tensor || tensor.getRank() != 0)
    return nullptr;
  return ConstantOp::create(builder, loc, number,
                            TypeAttr::get(tensor.getElementType()));
}

OpFoldResult aec::nn::foldArithmetic(Operation *op,
                                     ArrayRef<Attribute> operands,
                                     std::optional<double> neutral,
                                     bool commutes,
                                     function_ref<double(double, double)> f) {
  auto lhs = dyn_cast_if_present<FloatAttr>(operands[0]);
  auto rhs = dyn_cast_if_present<FloatAttr>(operands[1]);
  Type type = op->getResult(0).getType();
  if (lhs && rhs && cast<RankedTensorType>(type).getRank() == 0)
    return FloatAttr::get(Float64Type::get(op->getContext()),
                          f(lhs.getValueAsDouble(), rhs.getValueAsDouble()));
  if (rhs && rhs.getValueAsDouble() == neutral &&
      op->getOperand(0).getType() == type)
    return op->getOperand(0);
  if (commutes && lhs && lhs.getValueAsDouble() == neutral &&
      op->getOperand(1).getType() == type)
    return op->getOperand(1);
  return {};
}
