//===- DescribeLatents.cpp - Whether latents lie on a grid ----------------===//
//
// A program writes latents as integers where they are whole multiples of a
// step, and learns the step from its descriptor. Only what ends an entry
// counts: an op behind the quantizer may leave the grid, and asking every op
// whether it does would be an interface for one question.
//
//===----------------------------------------------------------------------===//
#include "aec/Buffers/Attributes.h"
#include "aec/Transforms/Passes.h"
#include "dialects/NN/Compression.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace aec {
#define GEN_PASS_DEF_DESCRIBELATENTSPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

/// Says so where an author quantizes and the program cannot use it.
static void warnOfLostGrid(func::FuncOp encode) {
  encode.walk([&](nn::QuantizerOpInterface quantizer) {
    quantizer.emitWarning()
        << "what is quantized here is not what the entry @encode gives, so "
           "that the program has no compress; put ae.quantize last in it";
    return WalkResult::interrupt();
  });
}

namespace {
struct DescribeLatents : aec::impl::DescribeLatentsPassBase<DescribeLatents> {
  void runOnOperation() override {
    for (auto function : getOperation().getOps<func::FuncOp>()) {
      auto name = function->getAttrOfType<StringAttr>(kEntryAttr);
      if (!name || name.getValue() != "encode" || function.isExternal())
        continue;
      Operation *end = function.getBody().back().getTerminator();
      auto quantizer =
          end->getNumOperands() == 0
              ? nn::QuantizerOpInterface()
              : end->getOperand(0).getDefiningOp<nn::QuantizerOpInterface>();
      if (!quantizer) {
        warnOfLostGrid(function);
        continue;
      }
      Builder builder(function.getContext());
      function->setAttr(kGridStepAttr,
                        builder.getF64FloatAttr(quantizer.getGridStep()));
    }
  }
};
} // namespace
