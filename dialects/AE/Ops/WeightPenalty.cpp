//===- WeightPenalty.cpp - ae.weight_l1, ae.weight_l2 ---------------------===//
#include "dialects/AE/AE.h"
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

template <typename PenaltyOp>
static LogicalResult verifyNetworks(PenaltyOp op,
                                    SymbolTableCollection &symbols) {
  for (auto ref : op.getNetworks().template getAsRange<FlatSymbolRefAttr>())
    if (!symbols.lookupNearestSymbolFrom<NetworkOp>(op, ref))
      return op.emitOpError("names missing network ") << ref;
  return success();
}

LogicalResult WeightL1Op::verifySymbolUses(SymbolTableCollection &symbols) {
  return verifyNetworks(*this, symbols);
}
LogicalResult WeightL2Op::verifySymbolUses(SymbolTableCollection &symbols) {
  return verifyNetworks(*this, symbols);
}

/// Sum over all weights of the penalty nn op.
template <typename PenaltyOp>
static Value sumPenalties(OpBuilder &builder, Location loc,
                          ValueRange weights) {
  Value total;
  for (Value weight : weights) {
    Value term =
        PenaltyOp::create(builder, loc, weight, nn::Reduction::Sum);
    total = total ? nn::AddOp::create(builder, loc, total, term) : term;
  }
  return total;
}

Value WeightL1Op::buildFromWeights(OpBuilder &builder, ValueRange weights) {
  return sumPenalties<nn::L1Op>(builder, getLoc(), weights);
}
Value WeightL2Op::buildFromWeights(OpBuilder &builder, ValueRange weights) {
  return sumPenalties<nn::L2Op>(builder, getLoc(), weights);
}
