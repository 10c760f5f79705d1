//===- AE.cpp - The ae dialect: registration and syntax -------------------===//
#include "dialects/AE/AE.h"
#include "dialects/AE/Compression.h"
#include "dialects/AE/Convolution.h"
#include "dialects/AE/LayerSyntax.h"
#include "dialects/AE/Recurrent.h"

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

static constexpr StringRef kDistributions[] = {"constant", "uniform", "normal"};

/// How a state starts, by name; see AE.h.
static ParseResult parseDistribution(OpAsmParser &parser, IntegerAttr &kind) {
  StringRef name;
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseKeyword(&name))
    return failure();
  const StringRef *found = llvm::find(kDistributions, name);
  if (found == std::end(kDistributions))
    return parser.emitError(loc)
           << "expected constant, uniform or normal, found " << name;
  kind = parser.getBuilder().getI64IntegerAttr(found - kDistributions);
  return success();
}
static void printDistribution(OpAsmPrinter &printer, Operation *,
                              IntegerAttr kind) {
  printer << kDistributions[kind.getInt()];
}

/// One term: `[weight *] %value [as "name"] [schedule(#ae.warmup)]`. `schedule`
/// is the unit attribute where there is none.
static ParseResult parseTerm(OpAsmParser &parser,
                             OpAsmParser::UnresolvedOperand &term,
                             double &weight, std::string &name,
                             Attribute &schedule) {
  weight = 1.0;
  OptionalParseResult hasWeight = parseOptionalNumber(parser, weight);
  if (hasWeight.has_value() && (failed(*hasWeight) || parser.parseStar()))
    return failure();
  if (parser.parseOperand(term))
    return failure();
  name = term.name.drop_front().str();
  if (succeeded(parser.parseOptionalKeyword("as")) && parser.parseString(&name))
    return failure();
  schedule = parser.getBuilder().getUnitAttr();
  if (failed(parser.parseOptionalKeyword("schedule")))
    return success();
  return failure(parser.parseLParen() || parser.parseAttribute(schedule) ||
                 parser.parseRParen());
}

static ParseResult
parseTerms(OpAsmParser &parser,
           SmallVectorImpl<OpAsmParser::UnresolvedOperand> &terms,
           ArrayAttr &weights, ArrayAttr &names, ArrayAttr &schedules,
           SmallVectorImpl<Type> &types) {
  SmallVector<Attribute> weightList, nameList, scheduleList;
  Builder &builder = parser.getBuilder();
  do {
    double weight;
    std::string name;
    if (parseTerm(parser, terms.emplace_back(), weight, name,
                  scheduleList.emplace_back()))
      return failure();
    weightList.push_back(builder.getF64FloatAttr(weight));
    nameList.push_back(builder.getStringAttr(name));
  } while (succeeded(parser.parseOptionalPlus()));
  weights = builder.getArrayAttr(weightList);
  names = builder.getArrayAttr(nameList);
  if (!llvm::all_of(scheduleList, llvm::IsaPred<UnitAttr>))
    schedules = builder.getArrayAttr(scheduleList);
  return parser.parseColonTypeList(types);
}

static void printTerms(OpAsmPrinter &printer, Operation *, OperandRange terms,
                       ArrayAttr weights, ArrayAttr names, ArrayAttr schedules,
                       TypeRange types) {
  llvm::interleave(
      llvm::enumerate(terms, weights.getAsRange<FloatAttr>(), names),
      [&](auto tuple) {
        auto [at, term, weight, name] = tuple;
        if (weight.getValueAsDouble() != 1.0) {
          printer.printAttributeWithoutType(weight);
          printer << " * ";
        }
        printer << term << " as " << name;
        if (schedules && !isa<UnitAttr>(schedules[at]))
          printer << " schedule(" << schedules[at] << ")";
      },
      [&] { printer << " + "; });
  printer << " : " << types;
}

/// `!ae.batch<#latent>` is tensor<?x32xf32> where `#latent = 32`: sizes by
/// name, which a builtin type cannot take. The element type, f32 if none, comes
/// last.
Type AEDialect::parseType(DialectAsmParser &parser) const {
  StringRef name;
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseKeyword(&name))
    return {};
  if (name != "batch") {
    parser.emitError(loc) << "expected !ae.batch<...>, found !ae." << name;
    return {};
  }
  SmallVector<int64_t> shape{ShapedType::kDynamic};
  Type element;
  auto parsePart = [&]() -> ParseResult {
    SMLoc place = parser.getCurrentLocation();
    if (element)
      return parser.emitError(place,
                              "expected nothing behind the element type");
    if (OptionalParseResult type = parser.parseOptionalType(element);
        type.has_value())
      return *type;
    Attribute size;
    if (parser.parseAttribute(size))
      return failure();
    auto number = dyn_cast<IntegerAttr>(size);
    if (!number || number.getValue().getSignificantBits() > 64 ||
        number.getInt() < 1)
      return parser.emitError(place)
             << "expected a size of at least 1, found " << size;
    shape.push_back(number.getInt());
    return success();
  };
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::LessGreater,
                                     parsePart))
    return {};
  if (!element)
    element = parser.getBuilder().getF32Type();
  return RankedTensorType::getChecked([&] { return parser.emitError(loc); },
                                      shape, element);
}

#include "dialects/AE/AEDialect.cpp.inc"
#include "dialects/AE/AEEnums.cpp.inc"

#include "dialects/AE/AEAttrInterfaces.cpp.inc"
#include "dialects/AE/AEInterfaces.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/AE/AEAttrs.cpp.inc"
#define GET_OP_CLASSES
#include "dialects/AE/AE.cpp.inc"

Attribute NormalizeMethodAttr::parse(AsmParser &parser, Type) {
  StringRef word;
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseKeyword(&word))
    return {};
  if (std::optional<NormalizeMethod> method = symbolizeNormalizeMethod(word))
    return get(parser.getContext(), *method);
  parser.emitError(loc)
      << "expected standardize, minmax, robust or unit, found " << word;
  return {};
}

void NormalizeMethodAttr::print(AsmPrinter &printer) const {
  printer << ' ' << stringifyNormalizeMethod(getValue());
}

void AEDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/AE/AEAttrs.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/AE/AE.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/AE/AEConvolution.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/AE/AECompression.cpp.inc"
      >();
}
