//===- Overwriting.cpp - No verb replaces what it reads -------------------===//
//
// --out with the name of the data is a slip of the hand that would cost the
// data. One place for all verbs, by the names of options, which mean the same
// in all of them but train.
//
//===----------------------------------------------------------------------===//
#include "Overwriting.h"

#include "../Error.h"

#include <CLI/CLI.hpp>
#include <sys/stat.h>

using namespace aec::runtime;

/// A regular file that is there; its "NAME=" is not looked at.
static bool findFile(const std::string &text, struct stat &status) {
  for (size_t from : {size_t(0), text.find('=') + 1})
    if (stat(text.c_str() + from, &status) == 0)
      return S_ISREG(status.st_mode);
  return false;
}

static std::vector<std::string> given(const CLI::App &verb,
                                      const std::string &name) {
  const CLI::Option *option = verb.get_option_no_throw(name);
  return option ? option->results() : std::vector<std::string>();
}

void aec::runtime::refuseOverwriting(const CLI::App &verb) {
  bool trains = verb.get_name() == "train";
  std::vector<const char *> written = {"--out"};
  std::vector<const char *> read = {"--data", "--validation", "--labels"};
  for (const char *name : {"--weights", "--log"})
    (trains ? written : read).push_back(name);
  for (const char *target : written)
    for (const std::string &to : given(verb, target))
      for (const char *source : read)
        for (const std::string &from : given(verb, source)) {
          struct stat lhs, rhs;
          if (findFile(to, lhs) && findFile(from, rhs) &&
              lhs.st_dev == rhs.st_dev && lhs.st_ino == rhs.st_ino)
            throw UsageError(concat(target, " ", to, " is the file that ",
                                    source, " reads; name another"));
        }
}
