//===- NN.cpp - The nn dialect: registration and shared syntax ------------===//
#include "dialects/NN/NN.h"
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Families.h"
#include "dialects/NN/Syntax.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

#include "dialects/NN/NNDialect.cpp.inc"
#include "dialects/NN/NNEnums.cpp.inc"

#include "dialects/NN/NNInterfaces.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/NN/NNAttrs.cpp.inc"
#define GET_OP_CLASSES
#include "dialects/NN/NNCore.cpp.inc"

Attribute aec::nn::ReductionAttr::parse(AsmParser &parser, Type) {
  StringRef word;
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseKeyword(&word))
    return {};
  if (std::optional<Reduction> reduction = symbolizeReduction(word))
    return get(parser.getContext(), *reduction);
  parser.emitError(loc) << "expected mean, batch_mean or sum, found " << word;
  return {};
}

void aec::nn::ReductionAttr::print(AsmPrinter &printer) const {
  printer << ' ' << stringifyReduction(getValue());
}

void aec::nn::NNDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/NN/NNAttrs.cpp.inc"
      >();
  visitFamilies([&](auto ops) { add(ops); });
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
