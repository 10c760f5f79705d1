//===- SampleTerms.h - Terms of an objective, a sample at a time ----------===//
//
// A score is an objective's data terms for each sample, where the objective has
// them summed over the batch. Terms are rebuilt from copies: other ops may read
// what the terms are made of.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TRANSFORMS_SAMPLETERMS_H
#define AEC_LIB_TRANSFORMS_SAMPLETERMS_H

#include "dialects/NN/NN.h"

namespace aec {

/// Builds the terms where `body` inserts.
class SampleTerms {
public:
  explicit SampleTerms(mlir::OpBuilder &body) : body(body) {}

  /// Whether the value compares data with something: a loss is in it, or the
  /// data themselves, otherwise than through a network. A penalty does not.
  bool comparesData(mlir::Value value);

  /// The value a sample at a time, [B]; null where that cannot be.
  mlir::Value perSample(mlir::Value value);

private:
  bool hasSummedLoss(mlir::Value value);
  mlir::Value reduced(nn::ReductionOpInterface op);
  mlir::Value rebuild(mlir::Operation *op);

  mlir::OpBuilder &body;
};

} // namespace aec

#endif // AEC_LIB_TRANSFORMS_SAMPLETERMS_H
