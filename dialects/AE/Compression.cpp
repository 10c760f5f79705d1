//===- Compression.cpp - Syntax of layers that make short files -----------===//
#include "dialects/AE/Compression.h"
#include "dialects/AE/LayerSyntax.h"

using namespace mlir;
using namespace aec::ae;

/// `1` is as good as `1.0`.
static ParseResult parseStep(OpAsmParser &parser, FloatAttr &step) {
  FailureOr<FloatAttr> parsed = parseNumber(parser);
  if (failed(parsed))
    return failure();
  step = *parsed;
  return success();
}

static void printStep(OpAsmPrinter &printer, Operation *, FloatAttr step) {
  printer.printAttributeWithoutType(step);
}

#define GET_OP_CLASSES
#include "dialects/AE/AECompression.cpp.inc"
