//===- FuzzBriefly.cpp - Every fuzz target for a moment, without libFuzzer ===//
//
//   fuzz-briefly MUTATIONS [target...]
//
// Gives each target the malformed files of test/Hostile and then so many files
// made of them, always the same: a part of the tests, where scripts/fuzz.sh
// follows coverage for as long as it is let. What takes bytes apart is built
// for the address sanitizer; building all for all sanitizers, as there, would
// take longer than the rest of this. A target runs in a process of its own:
// what ends it, or takes 10 seconds, is found, and its file is kept as
// find-<target>.
//
//===----------------------------------------------------------------------===//
#include "../Hostile/Cases.h"
#include "Mutations.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace aec::fuzz;

using Function = int (*)(const uint8_t *, size_t);
extern "C" {
#define AEC_FUZZ_TARGET(name) int fuzz##name(const uint8_t *, size_t);
#include "Targets.inc"
size_t mutatePng(uint8_t *, size_t, size_t, unsigned);

/// Terabytes that a header promises are refused as bad_alloc is. Leaks are
/// scripts/fuzz.sh's to find: looking for them takes rights that some lack.
const char *__asan_default_options() {
  return "allocator_may_return_null=1:max_allocation_size_mb=1024:"
         "detect_leaks=0";
}
}

namespace {
constexpr size_t kMost = 8192; // bytes of a file

/// The file that is being tried, where the parent sees it.
struct Tried {
  size_t size;
  uint8_t bytes[kMost];
};
} // namespace

/// What shows that finds are found: a reader that does not survive a file.
static int fuzzBroken(const uint8_t *data, size_t size) {
  if (size > 3 && data[size - 1] == 0xff)
    std::abort();
  return 0;
}

static const std::map<std::string, Function> &targets() {
  static const std::map<std::string, Function> all = {
#define AEC_FUZZ_TARGET(name) {#name, fuzz##name},
#include "Targets.inc"
      {"Broken", fuzzBroken}};
  return all;
}

/// The files that a target starts from. Two targets take a byte more in front.
static std::vector<std::string> seedsOf(const std::string &target) {
  if (target == "Broken")
    return {"good"};
  std::map<std::string, std::string> formats = {{"Gzip", "gz"}, {"Data", ""}};
  std::string format = target, front;
  format[0] = char(format[0] | 0x20);
  if (auto found = formats.find(target); found != formats.end())
    format = found->second;
  if (target == "Gzip" || target == "Data")
    front = "\x7f";
  // Made once: that takes longer than most targets do.
  static const std::vector<aec::hostile::Cases> all = aec::hostile::allCases();
  std::vector<std::string> seeds;
  for (const aec::hostile::Cases &cases : all)
    if (format.empty() || cases.format == format)
      for (const aec::hostile::Case &one : cases.list)
        if (front.size() + one.content.size() <= kMost)
          seeds.push_back(front + one.content);
  return seeds;
}

/// Half of the pictures keep right checksums, or libpng would see none.
static size_t change(const std::string &target, Tried &tried, uint64_t draw) {
  if (target == "Png")
    return mutatePng(tried.bytes, tried.size, kMost, unsigned(draw));
  return LLVMFuzzerMutate(tried.bytes, tried.size, kMost);
}

/// The child's work.
static void tryAll(const std::string &target,
                   const std::vector<std::string> &seeds, long mutations,
                   Tried &tried) {
  Function function = targets().at(target);
  auto put = [&](const std::string &file) {
    tried.size = file.size();
    std::memcpy(tried.bytes, file.data(), file.size());
  };
  auto call = [&] {
    alarm(10);
    // A copy of its own size, so that the byte behind it is not its own.
    std::vector<uint8_t> copy(tried.bytes, tried.bytes + tried.size);
    function(copy.data(), copy.size());
  };
  for (const std::string &seed : seeds) {
    put(seed);
    call();
  }
  Draws draws;
  for (long at = 0; at < mutations; ++at) {
    put(seeds[draws.below(seeds.size())]);
    for (uint64_t times = 1 + draws.below(3); times; --times)
      tried.size = change(target, tried, draws.next());
    call();
  }
}

static bool runTarget(const std::string &target, long mutations, Tried &tried) {
  std::vector<std::string> seeds = seedsOf(target);
  std::fflush(stdout);
  pid_t process = fork();
  if (process == 0) {
    tryAll(target, seeds, mutations, tried);
    _exit(0);
  }
  int status = -1;
  waitpid(process, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
    std::printf("%-12s %5zu files, %ld mutations, nothing found\n",
                target.c_str(), seeds.size(), mutations);
    return true;
  }
  std::string path = "find-" + target;
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<char *>(tried.bytes),
             std::streamsize(tried.size));
  std::printf("%-12s ended with %s %d on a file of %zu bytes, kept as %s\n",
              target.c_str(), WIFEXITED(status) ? "status" : "signal",
              WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status),
              tried.size, path.c_str());
  return false;
}

int main(int argc, char **argv) {
  std::vector<std::string> names(argv + std::min(argc, 2), argv + argc);
  if (names.empty())
    for (const auto &[name, function] : targets())
      if (function != fuzzBroken)
        names.push_back(name);
  long mutations = argc > 1 ? std::atol(argv[1]) : 1000;
  void *shared = mmap(nullptr, sizeof(Tried), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED)
    return std::perror("mmap"), 2;
  bool good = true;
  for (const std::string &name : names) {
    if (!targets().count(name))
      return std::fprintf(stderr, "no target %s\n", name.c_str()), 2;
    good &= runTarget(name, mutations, *static_cast<Tried *>(shared));
  }
  return good ? 0 : 1;
}
