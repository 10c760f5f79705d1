//===- Testing.h - Files, bytes and messages in tests ---------------------===//
//
// Malformed files are built byte by byte, so that a test shows what is wrong
// with its file.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_TEST_UNIT_RUNTIME_TESTING_H
#define AEC_TEST_UNIT_RUNTIME_TESTING_H

#include "Error.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace aec::runtime::testing {

/// A folder of its own for every test, which is also the current one, so that
/// messages name files without a path.
class InFolder : public ::testing::Test {
protected:
  InFolder() : old(std::filesystem::current_path()) {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "aec-XXXXXX").string();
    folder = mkdtemp(pattern.data());
    std::filesystem::current_path(folder);
  }
  ~InFolder() override {
    std::filesystem::current_path(old);
    std::filesystem::remove_all(folder);
  }

  std::filesystem::path old, folder;
};

inline void writeFile(const std::string &path, const std::string &content) {
  std::ofstream(path, std::ios::binary) << content;
}

inline std::string readFile(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Bytes from numbers: bytes({1, 2, 255}).
inline std::string bytes(std::initializer_list<int> values) {
  std::string result;
  for (int value : values)
    result += char(value);
  return result;
}

/// The memory of values, native order.
template <typename T> std::string memory(std::vector<T> values) {
  auto *first = reinterpret_cast<const char *>(values.data());
  return {first, first + values.size() * sizeof(T)};
}

/// The message of the Error that `fn` throws; "no error" without one.
template <typename Fn> std::string errorOf(Fn &&fn) {
  try {
    fn();
  } catch (const Error &error) {
    return error.what();
  }
  return "no error";
}

} // namespace aec::runtime::testing

#endif // AEC_TEST_UNIT_RUNTIME_TESTING_H
