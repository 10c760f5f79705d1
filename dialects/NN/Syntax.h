//===- Syntax.h - Custom directives of the ops' assembly formats ----------===//
//
// Included by the files that hold generated op definitions, one a family: what
// a `custom<...>` of the ODS files calls.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_DIALECTS_NN_SYNTAX_H
#define AEC_DIALECTS_NN_SYNTAX_H

#include "dialects/NN/NN.h"

namespace aec::nn {

/// Types of the operands of one op: one type where all are equal, else each.
inline mlir::ParseResult parseTypes(mlir::OpAsmParser &parser,
                                    llvm::ArrayRef<mlir::Type *> types) {
  llvm::SmallVector<mlir::Type> parsed;
  llvm::SMLoc loc = parser.getCurrentLocation();
  if (parser.parseTypeList(parsed))
    return mlir::failure();
  if (parsed.size() == 1)
    parsed.resize(types.size(), parsed.front());
  if (parsed.size() != types.size())
    return parser.emitError(loc) << "expected one type or " << types.size()
                                 << ", found " << parsed.size();
  for (auto [to, from] : llvm::zip_equal(types, parsed))
    *to = from;
  return mlir::success();
}

inline void printTypes(mlir::OpAsmPrinter &printer, mlir::TypeRange types) {
  if (llvm::all_equal(types))
    printer << types.front();
  else
    printer << types;
}

inline mlir::ParseResult parseOperandTypes(mlir::OpAsmParser &parser,
                                           mlir::Type &a, mlir::Type &b) {
  return parseTypes(parser, {&a, &b});
}
inline void printOperandTypes(mlir::OpAsmPrinter &printer, mlir::Operation *,
                              mlir::Type a, mlir::Type b) {
  printTypes(printer, {a, b});
}
inline mlir::ParseResult parseOperandTypes3(mlir::OpAsmParser &parser,
                                            mlir::Type &a, mlir::Type &b,
                                            mlir::Type &c) {
  return parseTypes(parser, {&a, &b, &c});
}
inline void printOperandTypes3(mlir::OpAsmPrinter &printer, mlir::Operation *,
                               mlir::Type a, mlir::Type b, mlir::Type c) {
  printTypes(printer, {a, b, c});
}

/// A number without its type: the attribute is always f64.
inline mlir::ParseResult parseNumber(mlir::OpAsmParser &parser,
                                     mlir::FloatAttr &value) {
  return parser.parseAttribute(value, parser.getBuilder().getF64Type());
}
inline void printNumber(mlir::OpAsmPrinter &printer, mlir::Operation *,
                        mlir::FloatAttr value) {
  printer.printAttributeWithoutType(value);
}

} // namespace aec::nn

#endif // AEC_DIALECTS_NN_SYNTAX_H
