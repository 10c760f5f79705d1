//===- Commands.h - The commands of aec -----------------------------------===//
#ifndef AEC_DRIVER_COMMANDS_H
#define AEC_DRIVER_COMMANDS_H

namespace aec {

/// Runs `aec <command> ...` and returns the process's exit status: 0, or 1 with
/// a message on standard error.
int runAec(int argc, char **argv);

} // namespace aec

#endif // AEC_DRIVER_COMMANDS_H
