//===- UsageMessages.cpp - Unknown words and missing ones -----------------===//
//
// CLI11's own messages name an argument ("b is required") and neither say what
// it is nor how a call looks.
//
//===----------------------------------------------------------------------===//
#include "UsageMessages.h"

#include "Options.h"

#include "../Error.h"

#include <CLI/CLI.hpp>
#include <cctype>
#include <unistd.h>

using namespace aec::runtime;

/// "./model interpolate a b [OPTIONS]": what must be given and how.
static std::string usageOf(const CLI::App &verb, const std::string &program) {
  std::string text = "usage: " + program + " " + verb.get_name();
  for (const CLI::Option *option : verb.get_options())
    if (option->get_required())
      text += " " + option->get_name() +
              (option->get_positional() ? "" : " " + option->get_type_name());
  return text + " [OPTIONS]";
}

std::string aec::runtime::suggestion(const std::string &near) {
  return near.empty() ? "" : ". Did you mean " + near + "?";
}

/// A file in front of which --data was forgotten.
static std::string dataSuggestion(const CLI::App &verb,
                                  const std::string &word) {
  const CLI::Option *data = verb.get_option_no_throw("--data");
  bool forgotten = data && data->empty() && access(word.c_str(), R_OK) == 0;
  return forgotten ? suggestion("--data " + printable(word)) : "";
}

void aec::runtime::failUnknown(const CLI::App &verb,
                               const std::string &program) {
  std::vector<std::string> extras = verb.remaining(true), names;
  std::string word = extras.empty() ? "" : extras[0];
  bool ofProgram = verb.get_parent() == nullptr;
  if (word[0] != '-')
    throw UsageError(concat("unexpected argument ", quote(word),
                            ofProgram ? "" : "; " + usageOf(verb, program),
                            ofProgram ? "" : dataSuggestion(verb, word)));
  word = word.substr(0, word.find('='));
  for (const CLI::Option *option : verb.get_options())
    for (const std::string &name : option->get_lnames())
      names.push_back("--" + name);
  throw UsageError(concat("no such option ", quote(word),
                          ofProgram ? "" : " of " + verb.get_name(),
                          suggestion(nearest(word, names))));
}

void aec::runtime::failMissing(const CLI::App &verb,
                               const std::string &program) {
  if (verb.remaining_size(true))
    failUnknown(verb, program); // perhaps what is missing, misspelt
  std::string missing;
  for (const CLI::Option *option : verb.get_options()) {
    if (!option->get_required() || !option->empty())
      continue;
    std::string about = option->get_description();
    about[0] = char(std::tolower(about[0]));
    missing += (missing.empty() ? "" : " and ") + option->get_name() + " (" +
               about + ")";
  }
  throw UsageError(concat(verb.get_name(), " needs ", missing, "; ",
                          usageOf(verb, program)));
}
