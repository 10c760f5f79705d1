//===- Losses.cpp - The number an objective minimises ---------------------===//
#include "Losses.h"
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec;

std::pair<Value, Value> aec::buildLosses(OpBuilder &builder, Location loc,
                                         ValueRange terms, ArrayAttr weights) {
  Value total;
  SmallVector<Value> parts;
  for (auto [term, weight] :
       llvm::zip_equal(terms, weights.getAsRange<FloatAttr>())) {
    Value mean = term;
    if (nn::hasBatch(term.getType()))
      mean = nn::MeanOp::create(builder, loc, term, ArrayRef<int64_t>{0});
    Value weighted = mean;
    if (weight.getValueAsDouble() != 1.0)
      weighted = nn::MulOp::create(
          builder, loc, mean,
          nn::constantLike(builder, loc, weight.getValueAsDouble(), mean));
    total = total ? nn::AddOp::create(builder, loc, total, weighted) : weighted;
    parts.push_back(mean);
  }
  parts.insert(parts.begin(), total);
  for (Value &part : parts)
    part = nn::ReshapeOp::create(builder, loc, part, ArrayRef<int64_t>{1});
  return {total, nn::ConcatOp::create(builder, loc, parts, 0)};
}
