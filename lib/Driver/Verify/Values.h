//===- Values.h - What a step computes on its way
//---------------------------===//
#ifndef AEC_LIB_DRIVER_VERIFY_VALUES_H
#define AEC_LIB_DRIVER_VERIFY_VALUES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include <string>
#include <vector>

namespace aec {

/// A result that aec-expose-values added to a step.
struct ExposedValue {
  /// Name of the op, the one that yields it where a group does.
  std::string op;
  mlir::Location loc;
  /// The losses depend on it; else it is of the backward pass.
  bool isForward = false;
  /// Roundings on the longest way to it from what is given: terms of sums, and
  /// kOpRoundings for each op.
  double roundings = 0;
  /// Its dimensions, a leading -1 for the batch.
  std::vector<int64_t> dims;
};

/// Of any op but for its sums: polynomials for functions are off by up to 5
/// units in the last place, on both sides.
constexpr double kOpRoundings = 8;

/// The values of `function` ("values.<objective>"), in the order of its
/// results, which is that of execution.
std::vector<ExposedValue> describeValues(mlir::func::FuncOp function,
                                         int64_t batch);

} // namespace aec

#endif // AEC_LIB_DRIVER_VERIFY_VALUES_H
