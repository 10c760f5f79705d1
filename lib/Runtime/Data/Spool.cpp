//===- Spool.cpp - A temporary file with its room reserved ----------------===//
//
// fallocate tells of a full disk before the data is read; file systems without
// it tell when they are full.
//
//===----------------------------------------------------------------------===//
#include "Spool.h"

#include "../Error.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <unistd.h>

using namespace aec::runtime;

static int openUnnamed(const std::string &folder) {
  int descriptor =
      open(folder.c_str(), O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor >= 0)
    return descriptor;
  std::string path = folder + "/.aec-spool-XXXXXX";
  descriptor = mkostemp(path.data(), O_CLOEXEC);
  if (descriptor >= 0)
    unlink(path.c_str());
  return descriptor;
}

std::string aec::runtime::defaultSpool() {
  const char *wanted = std::getenv("TMPDIR");
  for (const char *folder : {wanted, "/var/tmp", "/tmp"})
    if (folder && *folder && access(folder, W_OK | X_OK) == 0)
      return folder;
  return ".";
}

static int64_t freeBytes(int descriptor) {
  struct statvfs status;
  if (fstatvfs(descriptor, &status) != 0)
    return -1;
  return int64_t(status.f_bavail) * int64_t(status.f_frsize);
}

SpoolFile::SpoolFile(const std::string &wanted, const std::string &purpose,
                     int64_t bytes)
    : folder(wanted.empty() ? defaultSpool() : wanted), purpose(purpose) {
  descriptor = openUnnamed(folder);
  if (descriptor < 0)
    fail("cannot make a temporary file for ", purpose, " in ", folder, ": ",
         std::strerror(errno), "; --spool DIR names another folder");
  // Asked first: fallocate takes what there is before it fails.
  int64_t free = freeBytes(descriptor);
  int error = free >= 0 && bytes > free ? ENOSPC : 0;
  if (!error && bytes > 0 && fallocate(descriptor, 0, 0, bytes) != 0)
    error = errno;
  if (error != ENOSPC && error != EFBIG && error != EDQUOT)
    return;
  close(descriptor);
  fail(purpose, " take ", bytes,
       " bytes, more than the memory that --memory-limit allows, and ", folder,
       " has ", free,
       " bytes free; --spool DIR names another folder for temporary files");
}

SpoolFile::SpoolFile(int descriptor, const std::string &name)
    : descriptor(descriptor), purpose(name) {
  struct stat status;
  if (fstat(descriptor, &status) == 0)
    size = status.st_size;
}

SpoolFile::~SpoolFile() { close(descriptor); }

void SpoolFile::failWrite(int error) const {
  fail("cannot write the temporary file for ", purpose, " in ", folder, ": ",
       std::strerror(error), "; --spool DIR names another folder");
}

void SpoolFile::append(const void *bytes, int64_t count) {
  write(size, bytes, count);
}

void SpoolFile::write(int64_t at, const void *bytes, int64_t count) {
  auto *from = static_cast<const char *>(bytes);
  int64_t end = at + count;
  while (at < end) {
    ssize_t done = pwrite(descriptor, from, size_t(end - at), at);
    if (done < 0 && errno == EINTR)
      continue;
    if (done < 0)
      failWrite(errno);
    from += done;
    at += done;
  }
  size = size < end ? end : size;
}

void SpoolFile::read(int64_t at, void *bytes, int64_t count) const {
  auto *to = static_cast<char *>(bytes);
  for (int64_t end = at + count; at < end;) {
    ssize_t done = pread(descriptor, to, size_t(end - at), at);
    if (done < 0 && errno == EINTR)
      continue;
    if (done <= 0)
      fail("cannot read ", purpose,
           " again: ", done ? std::strerror(errno) : "the file became shorter");
    to += done;
    at += done;
  }
}

bool SpoolFile::readCached(int64_t at, const std::vector<iovec> &parts) const {
  int64_t count = 0;
  for (const iovec &part : parts)
    count += int64_t(part.iov_len);
  if (preadv2(descriptor, parts.data(), int(parts.size()), at, RWF_NOWAIT) ==
      count)
    return true;
  posix_fadvise(descriptor, at, count, POSIX_FADV_WILLNEED);
  return false;
}
