//===- UsageMessages.h - What a command line lacks or has too much of -----===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_USAGEMESSAGES_H
#define AEC_LIB_RUNTIME_COMMANDS_USAGEMESSAGES_H

#include <string>

namespace CLI {
class App;
}

namespace aec::runtime {

/// Throws UsageError for the first word that `verb`, or the program itself,
/// does not know; `program` is what the user called.
[[noreturn]] void failUnknown(const CLI::App &verb, const std::string &program);

/// Throws UsageError naming what `verb` needs and was not given.
[[noreturn]] void failMissing(const CLI::App &verb, const std::string &program);

/// ". Did you mean NEAR?"; empty where there is none.
std::string suggestion(const std::string &near);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_USAGEMESSAGES_H
