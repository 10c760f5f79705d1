//===- Build.h - A model, compiled for two targets
//---------------------------===//
#ifndef AEC_LIB_DRIVER_VERIFY_BUILD_H
#define AEC_LIB_DRIVER_VERIFY_BUILD_H

#include "../Check/LoadedModel.h"
#include "Values.h"
#include "aec/Driver/Compile.h"

namespace aec {

struct VerifyBuildOptions {
  Target targets[2];
  int64_t batch = 0;
  /// Options of the pass aec-seed-fault, for the second target; empty: none.
  std::string seedFault;
  std::string linker;
  /// A folder for the libraries; removed by the caller.
  std::string folder;
  /// Pass-manager options of the command line; may be null.
  std::function<mlir::LogicalResult(mlir::PassManager &)> configure;
};

/// One objective on both targets.
struct VerifiedObjective {
  std::string name;
  std::vector<ExposedValue> values;
  /// The step that gives its values (losses first), and the step as it is.
  CheckedFunction exposed[2], step[2];
};

struct VerifiedModel {
  std::unique_ptr<LoadedModel> code[2];
  std::vector<VerifiedObjective> objectives;
  /// The rung whose values are compared.
  Rung rung = Rung::Joint;
};

/// The lowest rung that both targets have in common.
Rung commonRung(Target one, Target other);

/// Takes `module` to that rung, in place, and compiles it for both targets.
/// Fails with diagnostics.
mlir::FailureOr<VerifiedModel>
buildVerifiedModel(mlir::ModuleOp module, const VerifyBuildOptions &options);

} // namespace aec

#endif // AEC_LIB_DRIVER_VERIFY_BUILD_H
