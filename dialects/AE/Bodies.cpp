//===- Bodies.cpp - Syntax of networks, objectives and entries ------------===//
//
// Bodies keep the names of their arguments (`%x`), because data binds to
// arguments by name.
//
//===----------------------------------------------------------------------===//
#include "dialects/AE/AE.h"

using namespace mlir;
using namespace aec::ae;

/// `@name(%x: type, ...)`; argument names become the attribute `arg_names`.
static ParseResult
parseSignature(OpAsmParser &parser, OperationState &result,
               SmallVectorImpl<OpAsmParser::Argument> &args) {
  StringAttr name;
  if (parser.parseSymbolName(name, SymbolTable::getSymbolAttrName(),
                             result.attributes) ||
      parser.parseArgumentList(args, OpAsmParser::Delimiter::Paren,
                               /*allowType=*/true))
    return failure();
  SmallVector<Attribute> names;
  for (const OpAsmParser::Argument &arg : args)
    names.push_back(
        parser.getBuilder().getStringAttr(arg.ssaName.name.drop_front()));
  result.addAttribute("arg_names", parser.getBuilder().getArrayAttr(names));
  return success();
}

static void printSignature(OpAsmPrinter &printer, StringRef name,
                           Region &body) {
  printer << ' ';
  printer.printSymbolName(name);
  printer << '(';
  llvm::interleaveComma(body.getArguments(), printer, [&](BlockArgument arg) {
    printer.printRegionArgument(arg);
  });
  printer << ')';
}

static ParseResult parseBody(OpAsmParser &parser, OperationState &result) {
  SmallVector<OpAsmParser::Argument> args;
  if (parseSignature(parser, result, args) ||
      parser.parseOptionalAttrDictWithKeyword(result.attributes))
    return failure();
  return parser.parseRegion(*result.addRegion(), args);
}

template <typename BodyOp>
static void printBody(OpAsmPrinter &printer, BodyOp op) {
  printSignature(printer, op.getSymName(), op.getBody());
  printer.printOptionalAttrDictWithKeyword(
      op->getAttrs(), {SymbolTable::getSymbolAttrName(), "arg_names"});
  printer << ' ';
  printer.printRegion(op.getBody(), /*printEntryBlockArgs=*/false);
}

ParseResult NetworkOp::parse(OpAsmParser &parser, OperationState &result) {
  return parseBody(parser, result);
}
void NetworkOp::print(OpAsmPrinter &printer) { printBody(printer, *this); }
ParseResult EntryOp::parse(OpAsmParser &parser, OperationState &result) {
  return parseBody(parser, result);
}
void EntryOp::print(OpAsmPrinter &printer) { printBody(printer, *this); }

ParseResult ObjectiveOp::parse(OpAsmParser &parser, OperationState &result) {
  SmallVector<OpAsmParser::Argument> args;
  Attribute trains, optimizer;
  if (parseSignature(parser, result, args) || parser.parseKeyword("trains"))
    return failure();
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseAttribute(trains))
    return failure();
  auto networks = dyn_cast<ArrayAttr>(trains);
  if (!networks || !llvm::all_of(networks, llvm::IsaPred<FlatSymbolRefAttr>))
    return parser.emitError(loc)
           << "expected a list of networks, such as [@encoder, @decoder]";
  if (succeeded(parser.parseOptionalKeyword("every"))) {
    IntegerAttr every;
    if (parser.parseAttribute(every, parser.getBuilder().getI64Type()))
      return failure();
    result.addAttribute("every", every);
  }
  if (parser.parseKeyword("with") || parser.parseAttribute(optimizer) ||
      parser.parseOptionalAttrDictWithKeyword(result.attributes))
    return failure();
  result.addAttribute("trains", networks);
  result.addAttribute("optimizer", optimizer);
  return parser.parseRegion(*result.addRegion(), args);
}

void ObjectiveOp::print(OpAsmPrinter &printer) {
  printSignature(printer, getSymName(), getBody());
  printer << " trains " << getTrains();
  if (IntegerAttr every = getEveryAttr())
    printer << " every " << every.getInt();
  printer << " with " << getOptimizer();
  printer.printOptionalAttrDictWithKeyword(
      (*this)->getAttrs(), {SymbolTable::getSymbolAttrName(), "arg_names",
                            "trains", "every", "optimizer"});
  printer << ' ';
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false);
}
