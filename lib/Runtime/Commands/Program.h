//===- Program.h - The command line of a compiled model -------------------===//
//
// main() without its globals, so that tests can call it with any descriptors.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_PROGRAM_H
#define AEC_LIB_RUNTIME_COMMANDS_PROGRAM_H

#include "aec/Runtime/Abi.h"

namespace aec::runtime {

/// Exit codes of the program. NonFinite: training met a loss or a weight that
/// is not finite. InterruptedBy plus a signal's number: it ended training, and
/// all was saved.
enum ExitCode {
  Success = 0,
  Failure = 1,
  Usage = 2,
  NonFinite = 3,
  InterruptedBy = 128
};

/// Picks the model for this CPU and runs the command of `argv`.
int runProgram(const aec_model *const *models, int argc,
               const char *const *argv);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_PROGRAM_H
