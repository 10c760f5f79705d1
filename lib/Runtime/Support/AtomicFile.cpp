//===- AtomicFile.cpp - Temporary file, fsync, rename, fsync --------------===//
//
// O_TMPFILE where the file system has it, a hidden name beside the target
// where it has not.
//
//===----------------------------------------------------------------------===//
#include "AtomicFile.h"

#include "../Error.h"

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace aec::runtime;

static std::string reason(int error) { return std::strerror(error); }

/// The folder part of a path, "." without one.
static std::string folderOf(const std::string &path) {
  size_t slash = path.rfind('/');
  if (slash == std::string::npos)
    return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

AtomicFile::AtomicFile(const std::string &path) : shown(path), target(path) {
  if (path == "-") {
    descriptor = STDOUT_FILENO;
    direct = true;
    return;
  }
  if (path.empty())
    fail("cannot write a file with an empty name");
  char resolved[PATH_MAX];
  if (realpath(path.c_str(), resolved))
    target = resolved;
  struct stat status;
  bool exists = stat(target.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode))
    fail("cannot write ", path, ": it is a folder");
  if (exists && access(target.c_str(), W_OK) != 0)
    fail("cannot write ", path, ": ", reason(errno));
  if (exists && !S_ISREG(status.st_mode)) {
    direct = true;
    descriptor = open(target.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0)
      fail("cannot write ", path, ": ", reason(errno));
    return;
  }
  folder = folderOf(target);
  openTemporary();
}

void AtomicFile::openTemporary() {
  descriptor = open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  // /proc is needed to name the file later.
  if (descriptor >= 0 && access("/proc/self/fd", X_OK) == 0)
    return;
  if (descriptor >= 0)
    close(descriptor);
  std::string name = target.substr(target.rfind('/') + 1);
  temporary = folder + "/." + name + "." + std::to_string(getpid()) + ".tmp";
  descriptor =
      open(temporary.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
  if (descriptor < 0) {
    int error = errno;
    temporary.clear();
    fail("cannot write ", shown, ": ", reason(error));
  }
}

AtomicFile::~AtomicFile() {
  if (descriptor >= 0 && descriptor != STDOUT_FILENO)
    close(descriptor);
  if (!temporary.empty())
    unlink(temporary.c_str());
}

void AtomicFile::failWrite(int error) {
  fail("cannot write ", shown == "-" ? "standard output" : shown, ": ",
       reason(error));
}

void AtomicFile::write(const void *bytes, int64_t count) {
  pending.append(static_cast<const char *>(bytes), count);
  if (pending.size() >= (1 << 20))
    flush();
}

void AtomicFile::flush() {
  size_t done = 0;
  while (done < pending.size()) {
    ssize_t written =
        ::write(descriptor, pending.data() + done, pending.size() - done);
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      failWrite(errno);
    done += written;
  }
  pending.clear();
}

void AtomicFile::commit() {
  flush();
  if (direct)
    return;
  if (fsync(descriptor) != 0)
    failWrite(errno);
  if (temporary.empty()) {
    std::string name = target.substr(target.rfind('/') + 1);
    std::string place =
        folder + "/." + name + "." + std::to_string(getpid()) + ".tmp";
    std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    unlink(place.c_str());
    if (linkat(AT_FDCWD, link.c_str(), AT_FDCWD, place.c_str(),
               AT_SYMLINK_FOLLOW) != 0)
      failWrite(errno);
    temporary = place;
  }
  if (rename(temporary.c_str(), target.c_str()) != 0)
    failWrite(errno);
  temporary.clear();
  syncFolder();
}

/// The name of the file is durable only when its folder is.
void AtomicFile::syncFolder() {
  int handle = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  // Folders may be written without being readable, and need not be syncable.
  if (handle < 0 && errno == EACCES)
    return;
  if (handle < 0)
    failWrite(errno);
  int error = fsync(handle) != 0 ? errno : 0;
  close(handle);
  if (error && error != EINVAL)
    failWrite(error);
}
