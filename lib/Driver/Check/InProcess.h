//===- InProcess.h - Code that the compiler runs itself
//--------------------===//
//
// From a module at the buffers rung to functions that can be called here, for
// `aec check` and `aec verify`.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_DRIVER_CHECK_INPROCESS_H
#define AEC_LIB_DRIVER_CHECK_INPROCESS_H

#include "LoadedModel.h"
#include "aec/Driver/Compile.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/StringMap.h"

namespace aec {

/// Reads how functions of a module at the buffers rung are called.
class SignatureReader {
public:
  explicit SignatureReader(mlir::ModuleOp module);
  CheckedFunction read(mlir::func::FuncOp function) const;
  /// The index of a state in aec_model.states.
  int64_t state(llvm::StringRef name) const { return states.lookup(name); }

private:
  llvm::StringMap<int64_t> states, inputs;
};

struct InProcessOptions {
  Target target;
  /// A library that is made there; removed by the caller.
  std::string path;
  std::string linker;
  /// Pass-manager options of the command line; may be null.
  std::function<mlir::LogicalResult(mlir::PassManager &)> configure;
};

/// Compiles `module`, at the buffers rung, for this machine. Null with a
/// diagnostic emitted where it fails, or where its target is not here.
std::unique_ptr<LoadedModel> compileAndLoad(mlir::ModuleOp module,
                                            const InProcessOptions &options);

} // namespace aec

#endif // AEC_LIB_DRIVER_CHECK_INPROCESS_H
