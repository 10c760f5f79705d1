//===- SequenceSyntax.h - Types of layers with optional operands ----------===//
//
// Behind the colon stand the types of the operands that are there, in their
// order, as everywhere in the language.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_DIALECTS_AE_SEQUENCESYNTAX_H
#define AEC_DIALECTS_AE_SEQUENCESYNTAX_H

#include "mlir/IR/OpImplementation.h"

namespace aec::ae {

using OptionalOperand = std::optional<mlir::OpAsmParser::UnresolvedOperand>;

inline mlir::ParseResult
parseSequenceTypes(mlir::OpAsmParser &parser, llvm::ArrayRef<bool> there,
                   llvm::ArrayRef<mlir::Type *> types) {
  for (auto [i, pair] : llvm::enumerate(llvm::zip_equal(there, types))) {
    auto [isThere, type] = pair;
    if (!isThere)
      continue;
    if ((i > 0 && parser.parseComma()) || parser.parseType(*type))
      return mlir::failure();
  }
  return mlir::success();
}

inline mlir::ParseResult
parseSequenceTypes(mlir::OpAsmParser &parser, OptionalOperand initial,
                   OptionalOperand mask, mlir::Type &inputType,
                   mlir::Type &initialType, mlir::Type &maskType) {
  return parseSequenceTypes(parser,
                            {true, initial.has_value(), mask.has_value()},
                            {&inputType, &initialType, &maskType});
}

inline mlir::ParseResult
parseSequenceTypes2(mlir::OpAsmParser &parser, OptionalOperand initial,
                    OptionalOperand cell, OptionalOperand mask,
                    mlir::Type &inputType, mlir::Type &initialType,
                    mlir::Type &cellType, mlir::Type &maskType) {
  return parseSequenceTypes(
      parser, {true, initial.has_value(), cell.has_value(), mask.has_value()},
      {&inputType, &initialType, &cellType, &maskType});
}

inline void printSequenceTypes(mlir::OpAsmPrinter &printer, mlir::Operation *op,
                               mlir::Value, mlir::Value, mlir::Type, mlir::Type,
                               mlir::Type) {
  printer << op->getOperandTypes();
}
inline void printSequenceTypes2(mlir::OpAsmPrinter &printer,
                                mlir::Operation *op, mlir::Value, mlir::Value,
                                mlir::Value, mlir::Type, mlir::Type, mlir::Type,
                                mlir::Type) {
  printer << op->getOperandTypes();
}

} // namespace aec::ae

#endif // AEC_DIALECTS_AE_SEQUENCESYNTAX_H
