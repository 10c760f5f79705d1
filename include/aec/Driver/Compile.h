//===- Compile.h - From a file to a program or to a rung ------------------===//
//
// What `aec compile` does, apart from its command line, so that other tools and
// tests can do it too. Messages go to the diagnostics of the context.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_DRIVER_COMPILE_H
#define AEC_DRIVER_COMPILE_H

#include "aec/Pipelines/Pipelines.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include <string>
#include <vector>

namespace llvm {
class SourceMgr;
}

namespace aec {

/// The rungs of the ladder that are MLIR, in their order.
enum class Rung { Definition, Explicit, Joint, Fused, Target, Buffers, LLVM };

/// What comes out: a rung, or what follows the last one.
enum class Emit {
  Definition,
  Explicit,
  Joint,
  Fused,
  Target,
  Buffers,
  LLVM,
  LLVMIR,
  PTX,
  Object,
  Shared,
  Lib,
  Exe
};

struct CompileOptions {
  /// "-": standard input.
  std::string input;
  /// Empty: standard output for text, the model's name for the rest.
  std::string output;
  Emit emit = Emit::Exe;
  TargetOptions target;
  /// Further targets whose code is in the same program, which chooses when it
  /// starts.
  std::vector<Target> furtherTargets;
  /// "f32" or "f64".
  std::string dtype = "f32";
  /// See cudaChips().
  std::string chip = "sm_80";
  /// See cpuLevels().
  std::string march;
  /// The model to take where the file has several.
  std::string model;
  /// Name or path of the linker; empty: the first of ld.lld-22, ld.lld.
  std::string linker;
  bool printPipeline = false;
  /// A shared library for the process that compiles it: it may have code for a
  /// GPU, which no other host can drive.
  bool inProcess = false;
  bool verifyEach = false;
  bool keepSymbols = false;
  /// Pass-manager options of the command line; may be null.
  std::function<mlir::LogicalResult(mlir::PassManager &)> configure;
};

/// Parses a definition or any rung. Null with diagnostics emitted.
mlir::OwningOpRef<mlir::ModuleOp> parseModule(llvm::SourceMgr &sources,
                                              mlir::MLIRContext *context);

/// The rung `module` is at, told by what is in it.
Rung rungOf(mlir::ModuleOp module);

/// Keeps the model called `name`, or the only one, and drops the others. Fails
/// with a list of them where that is not clear.
mlir::LogicalResult selectModel(mlir::ModuleOp module, llvm::StringRef name);

/// Adds the phases from one rung to another.
void addPhases(mlir::OpPassManager &manager, Rung from, Rung to,
               const TargetOptions &options);

/// Compiles `module` and writes what `options` asks for. Nothing is written
/// where it fails.
mlir::LogicalResult compile(mlir::ModuleOp module,
                            const CompileOptions &options);

} // namespace aec

#endif // AEC_DRIVER_COMPILE_H
