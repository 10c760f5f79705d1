//===- LayerSyntax.h - The words of a layer, and its types ----------------===//
//
// Between a layer's numbers and its types stand words, each at most once, in
// any order: nobody remembers one. What is none of them is named here, where
// MLIR's parser would ask for the colon alone. Behind the colon stand the types
// of the operands that are written, in the order in which they are.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_DIALECTS_AE_LAYERSYNTAX_H
#define AEC_DIALECTS_AE_LAYERSYNTAX_H

#include "dialects/NN/WordSyntax.h"

namespace aec::ae {

using OptionalOperand = std::optional<mlir::OpAsmParser::UnresolvedOperand>;

/// What a word stands for must follow it: MLIR's own parser takes what is
/// optional for left out, and `mask :` for no mask.
inline mlir::ParseResult parseGiven(mlir::OpAsmParser &parser,
                                    mlir::Attribute &attr) {
  return parser.parseAttribute(attr);
}
inline mlir::ParseResult parseGiven(mlir::OpAsmParser &parser,
                                    mlir::SymbolRefAttr &symbol) {
  return parser.parseAttribute(symbol);
}
inline mlir::ParseResult parseGiven(mlir::OpAsmParser &parser,
                                    mlir::StringAttr &name) {
  return parser.parseSymbolName(name);
}
inline mlir::ParseResult parseGiven(mlir::OpAsmParser &parser,
                                    mlir::IntegerAttr &number) {
  return parser.parseAttribute(number, parser.getBuilder().getI64Type());
}
inline mlir::ParseResult parseGiven(mlir::OpAsmParser &parser,
                                    OptionalOperand &operand) {
  return parser.parseOperand(operand.emplace());
}

inline void printGiven(mlir::OpAsmPrinter &printer, mlir::Operation *,
                       mlir::Attribute attr) {
  printer << attr;
}
inline void printGiven(mlir::OpAsmPrinter &printer, mlir::Operation *,
                       mlir::StringAttr name) {
  printer.printSymbolName(name);
}
inline void printGiven(mlir::OpAsmPrinter &printer, mlir::Operation *,
                       mlir::IntegerAttr number) {
  printer.printAttributeWithoutType(number);
}
inline void printGiven(mlir::OpAsmPrinter &printer, mlir::Operation *,
                       mlir::Value operand) {
  printer << operand;
}

using nn::parseNoWord;
using nn::printNoWord;

/// An operand that may be written, and where its type goes.
using LayerOperand = std::pair<OptionalOperand, mlir::Type *>;

/// The type of the input, then one for each operand that is written.
inline mlir::ParseResult
parseLayerTypes(mlir::OpAsmParser &parser, mlir::Type &inputType,
                std::initializer_list<LayerOperand> operands) {
  auto written = llvm::to_vector(
      llvm::make_filter_range(operands, [](const LayerOperand &operand) {
        return bool(operand.first);
      }));
  llvm::sort(written, [](const LayerOperand &a, const LayerOperand &b) {
    return a.first->location.getPointer() < b.first->location.getPointer();
  });
  if (parser.parseType(inputType))
    return mlir::failure();
  for (auto &[operand, type] : written)
    if (parser.parseComma() || parser.parseType(*type))
      return mlir::failure();
  return mlir::success();
}

inline mlir::ParseResult
parseLayerTypes(mlir::OpAsmParser &parser, OptionalOperand first,
                OptionalOperand second, mlir::Type &inputType,
                mlir::Type &firstType, mlir::Type &secondType) {
  return parseLayerTypes(parser, inputType,
                         {{first, &firstType}, {second, &secondType}});
}

inline mlir::ParseResult
parseLayerTypes(mlir::OpAsmParser &parser, OptionalOperand first,
                OptionalOperand second, OptionalOperand third,
                mlir::Type &inputType, mlir::Type &firstType,
                mlir::Type &secondType, mlir::Type &thirdType) {
  return parseLayerTypes(
      parser, inputType,
      {{first, &firstType}, {second, &secondType}, {third, &thirdType}});
}

/// Operands are printed in their order, and so are their types.
template <typename... Args>
void printLayerTypes(mlir::OpAsmPrinter &printer, mlir::Operation *op,
                     Args...) {
  printer << op->getOperandTypes();
}

} // namespace aec::ae

#endif // AEC_DIALECTS_AE_LAYERSYNTAX_H
