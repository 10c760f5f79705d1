//===- Cases.h - Malformed files, each with a name and its message --------===//
//
// Files are made, not kept: a case shows what is wrong with its file, and the
// same list serves the tests, the sanitizers and the fuzzers' first corpus.
// Samples of the model that the tests use have 16 numbers.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_TEST_HOSTILE_CASES_H
#define AEC_TEST_HOSTILE_CASES_H

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace aec::hostile {

struct Case {
  std::string name;
  std::string content;
  /// What the message must hold; no message is expected where `valid`.
  std::string expected;
  bool valid = false;
};

/// All cases of one format.
class Cases {
public:
  /// `file` is the name that the cases are read under.
  Cases(std::string format, std::string file)
      : format(std::move(format)), file(std::move(file)) {}

  /// A file that must be refused with a message that holds `expected`.
  void refuse(const std::string &name, const std::string &content,
              const std::string &expected) {
    add({name, content, expected, false});
  }
  /// A file that looks wrong, and is right.
  void take(const std::string &name, const std::string &content) {
    add({name, content, "", true});
  }
  /// Every prefix of `good` that is shorter than it; `step` bytes apart.
  void cut(const std::string &name, const std::string &good,
           const std::function<std::string(size_t)> &expected,
           size_t step = 1) {
    for (size_t length = 0; length < good.size(); length += step)
      refuse(name + "-cut-to-" + std::to_string(length), good.substr(0, length),
             expected(length));
  }

  std::string format, file;
  std::vector<Case> list;

private:
  /// Ways that lead to the same content are one case.
  void add(Case one) {
    if (contents.insert(one.content).second)
      list.push_back(std::move(one));
  }

  std::set<std::string> contents;
};

Cases compressedCases();
Cases csvCases();
Cases gzipCases();
Cases idxCases();
Cases npyCases();
Cases npzCases();
Cases pngCases();
Cases safetensorsCases();
Cases wavCases();

/// The weights that the files of compressedCases are for.
std::string compressedWeights();

/// All formats, by name.
std::vector<Cases> allCases();

} // namespace aec::hostile

#endif // AEC_TEST_HOSTILE_CASES_H
