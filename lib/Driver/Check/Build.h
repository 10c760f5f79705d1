//===- Build.h - A definition, compiled to be checked ---------------------===//
//
// One target at a time: the rungs as `aec compile` takes them, with functions
// for losses and gradients added, to a shared library that is loaded at once.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_DRIVER_CHECK_BUILD_H
#define AEC_LIB_DRIVER_CHECK_BUILD_H

#include "LoadedModel.h"
#include "aec/Driver/Compile.h"

namespace aec {

/// The functions of one objective.
struct CheckedObjective {
  std::string name;
  /// Training-mode losses; losses and gradients before clipping; the step.
  CheckedFunction loss, gradient, step;
  /// Indices in aec_model.states, in the order of the gradients.
  std::vector<int64_t> trained;
};

struct CheckedModel {
  std::unique_ptr<LoadedModel> code;
  std::vector<CheckedObjective> objectives;
};

struct CheckBuildOptions {
  Target target = Target::Reference;
  bool f64 = false;
  /// Options of the pass aec-seed-fault; empty: none.
  std::string seedFault;
  std::string linker;
  /// A folder for the library; removed by the caller.
  std::string folder;
  /// Pass-manager options of the command line; may be null.
  std::function<mlir::LogicalResult(mlir::PassManager &)> configure;
};

/// Takes a definition or the explicit rung to the explicit rung, in place, and
/// adds what is checked.
mlir::LogicalResult prepareCheck(mlir::ModuleOp module,
                                 const CheckBuildOptions &options);

/// Compiles a copy of a prepared `module`. Fails with diagnostics.
mlir::FailureOr<CheckedModel>
buildCheckedModel(mlir::ModuleOp module, const CheckBuildOptions &options);

} // namespace aec

#endif // AEC_LIB_DRIVER_CHECK_BUILD_H
