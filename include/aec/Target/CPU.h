//===- CPU.h - Object code for CPUs ---------------------------------------===//
#ifndef AEC_TARGET_CPU_H
#define AEC_TARGET_CPU_H

#include "aec/Target/ModelDescription.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"

namespace aec {

/// One instruction set a program is compiled for.
struct CpuLevel {
  /// LLVM's name: "x86-64-v4", or a host's.
  std::string cpu;
  /// Comma-separated LLVM features beyond the CPU's own; mostly empty.
  std::string features;
  /// AEC_CPU_*: what the runtime asks of the machine.
  int64_t abiLevel = 0;
  /// In front of this level's functions: "aec.v4.".
  std::string prefix;
  /// Vector registers wide of 512 bits are worth using.
  bool wideVectors = false;
  /// FTZ and DAZ are set while the code runs.
  bool flushDenormals = false;
};

/// The levels of `--march`: "x86-64-v3", "x86-64-v4", "native", "generic", or
/// empty for the default (both). Best first; empty with `error` set where the
/// name is none of these or the host is too old.
std::vector<CpuLevel> cpuLevels(llvm::StringRef march, bool reference,
                                std::string &error);

/// The machine objects are made for; null with `error` set where LLVM has no
/// such target.
std::unique_ptr<llvm::TargetMachine> createTargetMachine(std::string &error);

/// What a linked program shows of the functions in `level`.
enum class Exports { None, Functions };

/// Sets the attributes of `level` on all functions of `module` and hides what
/// is not exported.
void applyLevel(llvm::Module &module, const CpuLevel &level, Exports exports);

/// Adds the constant aec_model of one level to `module`.
void emitDescriptor(llvm::Module &module, const ModelDescription &model,
                    const CpuLevel &level);

/// Adds aec_models, the table of all levels, best first.
void emitModelTable(llvm::Module &module, llvm::ArrayRef<CpuLevel> levels);

/// Optimises with the new pass manager: at O3, or `plain` at O1, which is
/// enough for an oracle and keeps loops of constant size from being unrolled
/// for long.
void optimize(llvm::Module &module, llvm::TargetMachine &machine, bool plain);

/// Writes `module` as an object file.
llvm::Error emitObject(llvm::Module &module, llvm::TargetMachine &machine,
                       llvm::raw_pwrite_stream &out);

} // namespace aec

#endif // AEC_TARGET_CPU_H
