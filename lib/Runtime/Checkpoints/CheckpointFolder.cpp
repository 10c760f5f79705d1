//===- CheckpointFolder.cpp - Names, lock, choice and removal -------------===//
//
// The lock is flock's on the folder: it goes with the process, however that
// ends.
//
//===----------------------------------------------------------------------===//
#include "CheckpointFolder.h"

#include "../Error.h"
#include "Checkpoint.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <unistd.h>

using namespace aec::runtime;
namespace fs = std::filesystem;

static const std::string kPrefix = "step-", kSuffix = ".safetensors";

/// The step of a checkpoint's name, -1 for another file.
static int64_t stepOf(const std::string &name) {
  size_t ends = kPrefix.size() + kSuffix.size();
  if (name.size() <= ends || name.compare(0, kPrefix.size(), kPrefix) ||
      name.compare(name.size() - kSuffix.size(), kSuffix.size(), kSuffix))
    return -1;
  int64_t step = -1;
  const char *first = name.data() + kPrefix.size();
  const char *last = name.data() + name.size() - kSuffix.size();
  auto [end, error] = std::from_chars(first, last, step);
  return error == std::errc() && end == last && step >= 0 ? step : -1;
}

CheckpointFolder::CheckpointFolder(const std::string &path, int64_t keep)
    : folder(path), keep(keep) {
  std::error_code error;
  fs::create_directories(folder, error);
  lock = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock < 0)
    fail("cannot use ", folder,
         " for checkpoints: ", error ? error.message() : std::strerror(errno));
  // File systems without locks have other errors, and go unlocked.
  if (flock(lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    close(lock);
    fail("another run is writing checkpoints to ", folder,
         "; wait for its end, or give another folder");
  }
  sweep();
}

CheckpointFolder::~CheckpointFolder() { close(lock); }

/// The names in a folder. An unreadable one must not pass for an empty one.
static std::vector<std::string> namesIn(const std::string &folder) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error))
    names.push_back(entry->path().filename());
  if (error)
    fail("cannot list ", folder, ": ", error.message());
  return names;
}

/// Temporary files of saves that were killed.
void CheckpointFolder::sweep() {
  for (const std::string &name : namesIn(folder))
    if (name.rfind("." + kPrefix, 0) == 0 &&
        fs::path(name).extension() == ".tmp")
      unlink((folder + "/" + name).c_str());
}

std::string CheckpointFolder::pathOf(int64_t step) const {
  std::string digits = std::to_string(step);
  digits.insert(0, digits.size() < 9 ? 9 - digits.size() : 0, '0');
  return folder + "/" + kPrefix + digits + kSuffix;
}

std::vector<int64_t> CheckpointFolder::steps() const {
  std::vector<int64_t> result;
  for (const std::string &name : namesIn(folder))
    if (int64_t step = stepOf(name); step >= 0)
      result.push_back(step);
  std::sort(result.rbegin(), result.rend());
  return result;
}

std::optional<SafetensorsFile>
CheckpointFolder::newest(const std::function<void(const std::string &)> &warn) {
  std::vector<std::string> damaged;
  for (int64_t step : steps()) {
    try {
      SafetensorsFile file = readCheckpoint(pathOf(step));
      // Out of the way, or they would outlive the good ones that come.
      for (const std::string &path : damaged)
        std::rename(path.c_str(), (path + ".damaged").c_str());
      return file;
    } catch (const Error &error) {
      damaged.push_back(pathOf(step));
      warn(concat(error.what(), "; trying the checkpoint before it"));
    }
  }
  if (!damaged.empty())
    fail("no checkpoint in ", folder,
         " can be read; give another folder to start afresh");
  return std::nullopt;
}

void CheckpointFolder::prune() {
  std::vector<int64_t> all = steps();
  for (size_t at = size_t(keep); at < all.size(); ++at)
    unlink(pathOf(all[at]).c_str());
}
