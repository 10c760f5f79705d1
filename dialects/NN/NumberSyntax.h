//===- NumberSyntax.h - Numbers of windows, one or several ----------------===//
//
// `kernel 3` and `kernel [3, 3]`, in the ops of images and in the layers around
// them.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_DIALECTS_NN_NUMBERSYNTAX_H
#define AEC_DIALECTS_NN_NUMBERSYNTAX_H

#include "mlir/IR/OpImplementation.h"

namespace aec::nn {

/// `3` or `[3, 3]`, which is `listed`. `what` could stand here: a message's
/// words.
inline mlir::FailureOr<llvm::SmallVector<int64_t>>
parseIntegers(mlir::OpAsmParser &parser, bool &listed,
              llvm::StringRef what = "a number or several, such as [3, 3]") {
  llvm::SMLoc loc = parser.getCurrentLocation();
  llvm::SmallVector<int64_t> numbers;
  int64_t number;
  mlir::OptionalParseResult single = parser.parseOptionalInteger(number);
  if (single.has_value()) {
    if (failed(*single))
      return mlir::failure();
    numbers.push_back(number);
    return numbers;
  }
  if (failed(parser.parseOptionalLSquare()))
    return parser.emitError(loc) << "expected " << what;
  listed = true;
  auto element = [&] { return parser.parseInteger(numbers.emplace_back()); };
  if (parser.parseCommaSeparatedList(element) || parser.parseRSquare())
    return mlir::failure();
  return numbers;
}

/// Numbers of an image or a signal; one without brackets stands for all `Count`
/// of them, as in the layers and in torch.nn.
template <unsigned Count>
mlir::ParseResult parseEach(mlir::OpAsmParser &parser,
                            mlir::DenseI64ArrayAttr &numbers) {
  bool listed = false;
  auto parsed = parseIntegers(parser, listed);
  if (failed(parsed))
    return mlir::failure();
  if (!listed)
    parsed->resize(Count, parsed->front());
  numbers = parser.getBuilder().getDenseI64ArrayAttr(*parsed);
  return mlir::success();
}
inline mlir::ParseResult parseTwo(mlir::OpAsmParser &parser,
                                  mlir::DenseI64ArrayAttr &numbers) {
  return parseEach<2>(parser, numbers);
}
inline mlir::ParseResult parseFour(mlir::OpAsmParser &parser,
                                   mlir::DenseI64ArrayAttr &numbers) {
  return parseEach<4>(parser, numbers);
}
inline void printTwo(mlir::OpAsmPrinter &printer, mlir::Operation *,
                     mlir::DenseI64ArrayAttr numbers) {
  numbers.print(printer);
}
inline void printFour(mlir::OpAsmPrinter &printer, mlir::Operation *,
                      mlir::DenseI64ArrayAttr numbers) {
  numbers.print(printer);
}

} // namespace aec::nn

#endif // AEC_DIALECTS_NN_NUMBERSYNTAX_H
