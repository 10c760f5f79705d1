//===- AE.cpp - The ae dialect: registration and syntax -------------------===//
//
// Bodies keep the names of their arguments (`%x`), because data binds to
// arguments by name.
//
//===----------------------------------------------------------------------===//
#include "dialects/AE/AE.h"

#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace aec::ae;

/// A number, if one follows. `5` is as good as `5.0`: MLIR's own parser takes
/// an integer for no float.
static OptionalParseResult parseOptionalNumber(AsmParser &parser,
                                               double &number) {
  double sign = succeeded(parser.parseOptionalMinus()) ? -1.0 : 1.0;
  APInt integer;
  OptionalParseResult isInteger = parser.parseOptionalInteger(integer);
  if (isInteger.has_value()) {
    number = sign * integer.roundToDouble(/*isSigned=*/true);
    return isInteger;
  }
  FloatAttr real;
  OptionalParseResult isReal =
      parser.parseOptionalAttribute(real, parser.getBuilder().getF64Type());
  if (!isReal.has_value() && sign < 0)
    return parser.emitError(parser.getCurrentLocation(), "expected a number");
  if (isReal.has_value() && succeeded(*isReal))
    number = sign * real.getValueAsDouble();
  return isReal;
}

FailureOr<FloatAttr> aec::ae::parseNumber(AsmParser &parser) {
  double number;
  OptionalParseResult result = parseOptionalNumber(parser, number);
  if (!result.has_value())
    return parser.emitError(parser.getCurrentLocation(), "expected a number");
  if (failed(*result))
    return failure();
  return FloatAttr::get(parser.getBuilder().getF64Type(), number);
}

void aec::ae::setArgumentNames(ArrayAttr names, Region &body,
                               OpAsmSetValueNameFn set) {
  for (auto [name, argument] :
       llvm::zip(names.getAsRange<StringAttr>(), body.getArguments()))
    set(argument, name.getValue());
}

static ParseResult parseScalar(OpAsmParser &parser, FloatAttr &value) {
  FailureOr<FloatAttr> parsed = aec::ae::parseNumber(parser);
  if (failed(parsed))
    return failure();
  value = *parsed;
  return success();
}
static void printScalar(OpAsmPrinter &printer, Operation *, FloatAttr value) {
  printer.printAttributeWithoutType(value);
}

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

/// One term: `[weight *] %value [as "name"]`.
static ParseResult parseTerm(OpAsmParser &parser,
                             OpAsmParser::UnresolvedOperand &term,
                             double &weight, std::string &name) {
  weight = 1.0;
  OptionalParseResult hasWeight = parseOptionalNumber(parser, weight);
  if (hasWeight.has_value() && (failed(*hasWeight) || parser.parseStar()))
    return failure();
  if (parser.parseOperand(term))
    return failure();
  name = term.name.drop_front().str();
  if (succeeded(parser.parseOptionalKeyword("as")))
    return parser.parseString(&name);
  return success();
}

static ParseResult
parseTerms(OpAsmParser &parser,
           SmallVectorImpl<OpAsmParser::UnresolvedOperand> &terms,
           ArrayAttr &weights, ArrayAttr &names, SmallVectorImpl<Type> &types) {
  SmallVector<Attribute> weightList, nameList;
  Builder &builder = parser.getBuilder();
  do {
    double weight;
    std::string name;
    if (parseTerm(parser, terms.emplace_back(), weight, name))
      return failure();
    weightList.push_back(builder.getF64FloatAttr(weight));
    nameList.push_back(builder.getStringAttr(name));
  } while (succeeded(parser.parseOptionalPlus()));
  weights = builder.getArrayAttr(weightList);
  names = builder.getArrayAttr(nameList);
  return parser.parseColonTypeList(types);
}

static void printTerms(OpAsmPrinter &printer, Operation *, OperandRange terms,
                       ArrayAttr weights, ArrayAttr names, TypeRange types) {
  llvm::interleave(
      llvm::zip_equal(terms, weights.getAsRange<FloatAttr>(), names),
      [&](auto tuple) {
        auto [term, weight, name] = tuple;
        if (weight.getValueAsDouble() != 1.0) {
          printer.printAttributeWithoutType(weight);
          printer << " * ";
        }
        printer << term << " as " << name;
      },
      [&] { printer << " + "; });
  printer << " : " << types;
}

#include "dialects/AE/AEDialect.cpp.inc"
#include "dialects/AE/AEEnums.cpp.inc"

#include "dialects/AE/AEAttrInterfaces.cpp.inc"
#include "dialects/AE/AEInterfaces.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/AE/AEAttrs.cpp.inc"
#define GET_OP_CLASSES
#include "dialects/AE/AE.cpp.inc"

void AEDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/AE/AEAttrs.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/AE/AE.cpp.inc"
      >();
}
