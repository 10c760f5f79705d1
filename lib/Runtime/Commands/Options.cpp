//===- Options.cpp - Shared options and suggestions -----------------------===//
//
// Validators see the text before conversion, so that the message can say what
// was expected; CLI11's own says "Could not convert".
//
//===----------------------------------------------------------------------===//
#include "Options.h"

#include "../Error.h"
#include "../Threads/CpuCount.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>

using namespace aec::runtime;

/// The whole text as a number of type T.
template <typename T> static bool parseAll(const std::string &text, T &value) {
  const char *last = text.data() + text.size();
  auto [end, error] = std::from_chars(text.data(), last, value);
  return error == std::errc() && end == last;
}

bool aec::runtime::parseWhole(const std::string &text, int64_t &value) {
  return parseAll(text, value);
}

CLI::Option *aec::runtime::addWhole(CLI::App &app, const std::string &name,
                                    int64_t &value, int64_t least,
                                    const std::string &help) {
  auto check = [least](std::string &text) -> std::string {
    int64_t parsed = 0;
    if (parseAll(text, parsed) && parsed >= least)
      return "";
    return concat("expected a whole number of at least ", least, ", found ",
                  quote(text));
  };
  return app.add_option(name, value, help)
      ->check(CLI::Validator(check, ""))
      ->type_name("N");
}

CLI::Option *aec::runtime::addPositive(CLI::App &app, const std::string &name,
                                       double &value, const std::string &help) {
  auto check = [](std::string &text) -> std::string {
    double parsed = 0;
    if (parseAll(text, parsed) && parsed > 0 && std::isfinite(parsed))
      return "";
    return "expected a number above 0, found " + quote(text);
  };
  return app.add_option(name, value, help)
      ->check(CLI::Validator(check, ""))
      ->type_name("X");
}

CLI::Option *aec::runtime::addFiles(CLI::App &app, const std::string &name,
                                    std::vector<std::string> &values,
                                    const std::string &help) {
  return app.add_option(name, values, help)
      ->allow_extra_args(false)
      ->type_name("[NAME=]FILE");
}

CLI::Option *aec::runtime::addThreads(CLI::App &app, int64_t &threads) {
  return addWhole(app, "--threads", threads, 1,
                  "Threads (default: as many as affinity and cgroup allow)");
}

int aec::runtime::chosenThreads(int64_t threads) {
  constexpr int64_t most = 1024;
  return threads ? int(std::min(threads, most)) : usableCpus();
}

/// Levenshtein's distance.
static size_t distance(const std::string &lhs, const std::string &rhs) {
  std::vector<size_t> row(rhs.size() + 1);
  for (size_t at = 0; at <= rhs.size(); ++at)
    row[at] = at;
  for (size_t i = 1; i <= lhs.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= rhs.size(); ++j) {
      size_t replaced = diagonal + (lhs[i - 1] != rhs[j - 1]);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

std::string aec::runtime::nearest(const std::string &word,
                                  const std::vector<std::string> &candidates) {
  std::string best;
  // A third of the word may differ, but never all of it; dashes do not count.
  size_t dashes = std::min(word.find_first_not_of('-'), word.size());
  size_t letters = word.size() - dashes;
  size_t least = std::min(letters / 3 + 2, letters);
  for (const std::string &candidate : candidates)
    if (size_t found = distance(word, candidate); found < least) {
      least = found;
      best = candidate;
    }
  return best;
}
