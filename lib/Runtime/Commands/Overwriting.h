//===- Overwriting.h - No verb replaces what it reads ---------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_OVERWRITING_H
#define AEC_LIB_RUNTIME_COMMANDS_OVERWRITING_H

namespace CLI {
class App;
}

namespace aec::runtime {

/// Throws UsageError where a file that `verb` was told to write is one that it
/// was told to read, under whatever name.
void refuseOverwriting(const CLI::App &verb);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_OVERWRITING_H
