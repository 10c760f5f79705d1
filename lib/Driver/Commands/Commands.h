//===- Commands.h - One function a command of aec -------------------------===//
//
// Each gets its own arguments, argv[0] being its name, and returns the exit
// status.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_DRIVER_COMMANDS_COMMANDS_H
#define AEC_LIB_DRIVER_COMMANDS_COMMANDS_H

namespace aec {

int runCheck(int argc, char **argv);
int runCompile(int argc, char **argv);
int runDescribe(int argc, char **argv);
int runNew(int argc, char **argv);
int runVerify(int argc, char **argv);

} // namespace aec

#endif // AEC_LIB_DRIVER_COMMANDS_COMMANDS_H
