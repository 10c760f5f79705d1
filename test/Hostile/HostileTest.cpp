//===- HostileTest.cpp - Programs survive malformed files -----------------===//
//
// Each case is given to a whole program in a process of its own, with a limit
// on the memory of its data. A file is refused by one line that names it, with
// status 1, and leaves nothing behind: no result, no piece of one. What it cost
// in time and memory is measured.
//
//===----------------------------------------------------------------------===//
#include "Bytes.h"
#include "Cases.h"

#include "../Unit/Runtime/FakeModel.h"
#include "../Unit/Runtime/Testing.h"
#include "Commands/Program.h"

#include <algorithm>
#include <fcntl.h>
#include <set>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace aec::hostile;
using namespace aec::runtime::testing;

#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
// Shadow memory counts too, and every access is checked.
constexpr double kMostSeconds = 20;
constexpr int64_t kMostMegabytes = 1 << 20;
#else
constexpr double kMostSeconds = 4;
constexpr int64_t kMostMegabytes = 400;
#endif

namespace {
struct Outcome {
  int status; // the exit status, or minus the signal
  std::string message;
  double seconds;
  int64_t megabytes;
};

class Hostile : public InFolder {
protected:
  /// Runs a program of the fake model.
  static Outcome run(const std::vector<std::string> &words);
  std::vector<std::string> commandFor(const Cases &cases);
  void check(const Cases &cases);
  std::string problemOf(const Cases &cases, const Case &one,
                        const std::vector<std::string> &words);

  double slowest = 0;
  int64_t largest = 0;
};
} // namespace

/// The first word says which model.
[[noreturn]] static void child(const std::vector<std::string> &words) {
  int err = open("err.txt", O_CREAT | O_TRUNC | O_WRONLY, 0600);
  dup2(err, STDERR_FILENO);
  dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
  std::vector<const char *> arguments;
  for (const std::string &word : words)
    arguments.push_back(word.c_str());
  const aec_model *const models[] = {
      words[0] == "compressing" ? &fakeCompressing : &fakeModel, nullptr};
  int code =
      aec::runtime::runProgram(models, int(arguments.size()), arguments.data());
  std::fflush(stdout);
  _exit(code);
}

Outcome Hostile::run(const std::vector<std::string> &words) {
  pid_t process = fork();
  if (process == 0)
    child(words);
  int status = 0;
  rusage used = {};
  wait4(process, &status, 0, &used);
  auto seconds = [](const timeval &time) {
    return double(time.tv_sec) + double(time.tv_usec) * 1e-6;
  };
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status),
          readFile("err.txt"), seconds(used.ru_utime) + seconds(used.ru_stime),
          used.ru_maxrss >> 10};
}

/// What is wrong with how the program took a case; empty where nothing is.
std::string Hostile::problemOf(const Cases &cases, const Case &one,
                               const std::vector<std::string> &words) {
  writeFile(cases.file, one.content);
  Outcome result = run(words);
  bool left = std::filesystem::remove("out.npy");
  std::filesystem::remove("err.txt");
  std::filesystem::remove(cases.file);
  slowest = std::max(slowest, result.seconds);
  largest = std::max(largest, result.megabytes);
  if (result.status != (one.valid ? 0 : 1))
    return text("ended with status ", result.status);
  if (result.seconds > kMostSeconds || result.megabytes > kMostMegabytes)
    return text("took ", result.seconds, " s and ", result.megabytes, " MiB");
  if (one.valid)
    return left ? "" : "wrote nothing";
  const std::string &message = result.message;
  if (left)
    return "left a result";
  if (message.compare(0, 7, "error: ") != 0 ||
      message.find('\n') != message.size() - 1)
    return "did not print one line";
  if (message.find(cases.file) == std::string::npos)
    return "did not name the file";
  if (message.find(one.expected) == std::string::npos)
    return "did not say \"" + one.expected + "\"";
  for (unsigned char c : message.substr(0, message.size() - 1))
    if (c < 32 || c == 127)
      return "printed a control character";
  return "";
}

static bool haveNames(const Cases &cases) {
  std::set<std::string> names;
  for (const Case &one : cases.list)
    if (!names.insert(one.name).second)
      ADD_FAILURE() << cases.format << " has two cases " << one.name;
  return names.size() == cases.list.size();
}

/// The command that reads a case, behind what it needs.
std::vector<std::string> Hostile::commandFor(const Cases &cases) {
  if (cases.format == "aec") {
    writeFile("good.safetensors", compressedWeights());
    return {"compressing", "decompress",     "--data",
            cases.file,    "--weights",      "good.safetensors",
            "--out",       "out.npy",        "--threads",
            "1",           "--memory-limit", "64M"};
  }
  writeFile("good.npy", goodNpy());
  EXPECT_EQ(run({"fake", "train", "--data", "good.npy", "--epochs", "1",
                 "--weights", "good.safetensors", "--threads", "1"})
                .status,
            0)
      << readFile("err.txt");
  bool weights = cases.format == "safetensors";
  std::vector<std::string> words = {
      "fake",           "encode",
      "--data",         weights ? "good.npy" : cases.file,
      "--weights",      weights ? cases.file : "good.safetensors",
      "--out",          "out.npy",
      "--threads",      "1",
      "--memory-limit", "64M"};
  if (cases.format == "wav")
    words.insert(words.end(), {"--window", "16"});
  return words;
}

void Hostile::check(const Cases &cases) {
  std::vector<std::string> words = commandFor(cases);
  std::filesystem::remove("err.txt");
  int64_t refused = 0, failures = 0;
  for (const Case &one : cases.list) {
    std::string problem = problemOf(cases, one, words);
    if (!problem.empty() && ++failures <= 40)
      ADD_FAILURE() << cases.format << " case " << one.name << ": " << problem;
    refused += !one.valid;
  }
  // Nothing of any case is left: no temporary file of a result either.
  for (const auto &entry : std::filesystem::directory_iterator("."))
    EXPECT_TRUE(entry.path().filename().string().rfind("good.", 0) == 0)
        << entry.path() << " is left";
  EXPECT_TRUE(haveNames(cases));
  EXPECT_GE(refused, 300);
  std::printf("%-12s %4lld malformed files refused, %3lld odd ones taken; "
              "at most %.2f s and %lld MiB\n",
              cases.format.c_str(), (long long)refused,
              (long long)(int64_t(cases.list.size()) - refused), slowest,
              (long long)largest);
}

TEST_F(Hostile, Compressed) { check(compressedCases()); }
TEST_F(Hostile, Csv) { check(csvCases()); }
TEST_F(Hostile, Gzip) { check(gzipCases()); }
TEST_F(Hostile, Idx) { check(idxCases()); }
TEST_F(Hostile, Npy) { check(npyCases()); }
TEST_F(Hostile, Npz) { check(npzCases()); }
TEST_F(Hostile, Png) { check(pngCases()); }
TEST_F(Hostile, Safetensors) { check(safetensorsCases()); }
TEST_F(Hostile, Wav) { check(wavCases()); }
