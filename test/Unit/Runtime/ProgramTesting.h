//===- ProgramTesting.h - Running programs as a user does -----------------===//
//
// The programs are the hand-written models linked with the runtime; their paths
// come from the build.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_TEST_UNIT_RUNTIME_PROGRAMTESTING_H
#define AEC_TEST_UNIT_RUNTIME_PROGRAMTESTING_H

#include "Data/Array.h"
#include "Testing.h"

#include <sys/wait.h>

namespace aec::runtime::testing {

struct Outcome {
  int code;
  std::string out, err;
};

class Program : public InFolder {
protected:
  Outcome run(const std::string &arguments,
              const char *program = AEC_FAKE_MODEL,
              const std::string &environment = "") {
    std::string command =
        environment + " " + program + " " + arguments + " >out.txt 2>err.txt";
    int status = std::system(command.c_str());
    Outcome result{WIFEXITED(status) ? WEXITSTATUS(status) : -1,
                   readFile("out.txt"), readFile("err.txt")};
    std::filesystem::remove("out.txt");
    std::filesystem::remove("err.txt");
    return result;
  }

  /// The one line on standard error of a run that must fail with `code`.
  std::string errorOfRun(const std::string &arguments, int code = 1) {
    Outcome result = run(arguments);
    EXPECT_EQ(result.code, code) << arguments;
    EXPECT_EQ(result.err.find("error: "), 0u) << result.err;
    size_t end = result.err.find('\n');
    EXPECT_EQ(end + 1, result.err.size()) << result.err;
    return result.err.substr(7, end - 7);
  }

  /// An .npy of `rows` samples of 16 values in [0, 1).
  void writeData(const std::string &path, int64_t rows, int64_t width = 16) {
    std::vector<float> values;
    for (int64_t at = 0; at < rows * width; ++at)
      values.push_back(float((at / width * 7 + at % width * 3) % 20) / 20);
    std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" +
                         std::to_string(rows) + ", " + std::to_string(width) +
                         ")}";
    header.append(118 - header.size(), ' ');
    writeFile(path,
              "\x93NUMPY" + bytes({1, 0, 118, 0}) + header + memory(values));
  }

  void train(const std::string &more = "") {
    writeData("x.npy", 50);
    ASSERT_EQ(run("train --data x.npy " + more).code, 0);
  }
};

inline std::vector<std::string> lines(const std::string &text) {
  std::vector<std::string> result;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);)
    result.push_back(line);
  return result;
}

inline std::vector<double> valuesOf(const std::string &path) {
  std::vector<double> result;
  Array array = readArray(path);
  int64_t count = 1;
  for (int64_t dim : array.shape)
    count *= dim;
  visitValues(array,
              [&](auto *values) { result.assign(values, values + count); });
  return result;
}

} // namespace aec::runtime::testing

#endif // AEC_TEST_UNIT_RUNTIME_PROGRAMTESTING_H
