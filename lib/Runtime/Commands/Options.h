//===- Options.h - Options that several verbs share -----------------------===//
//
// Checked while parsing, with messages of one form: "--epochs: expected a whole
// number above 0, found "x"".
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_OPTIONS_H
#define AEC_LIB_RUNTIME_COMMANDS_OPTIONS_H

#include <cstdint>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace aec::runtime {

/// The whole text as a whole number; false for anything else.
bool parseWhole(const std::string &text, int64_t &value);

/// An option that takes a whole number of at least `least`.
CLI::Option *addWhole(CLI::App &app, const std::string &name, int64_t &value,
                      int64_t least, const std::string &help);

/// An option that takes a finite number above 0.
CLI::Option *addPositive(CLI::App &app, const std::string &name, double &value,
                         const std::string &help);

/// A repeatable option of one file each: FILE or NAME=FILE.
CLI::Option *addFiles(CLI::App &app, const std::string &name,
                      std::vector<std::string> &values,
                      const std::string &help);

/// --threads; 0 stands for as many as usable.
CLI::Option *addThreads(CLI::App &app, int64_t &threads);
int chosenThreads(int64_t threads);

/// The candidate with the smallest edit distance to `word`, empty where none is
/// near.
std::string nearest(const std::string &word,
                    const std::vector<std::string> &candidates);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_OPTIONS_H
