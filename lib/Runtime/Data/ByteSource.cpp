//===- ByteSource.cpp - zlib's reader with our messages -------------------===//
//
// zlib passes plain files through, so there is one path for both.
//
//===----------------------------------------------------------------------===//
#include "ByteSource.h"

#include "Error.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

using namespace aec::runtime;

ByteSource::ByteSource(const std::string &path) : name(path) {
  int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    fail("cannot read ", path, ": ", std::strerror(errno));
  struct stat status;
  if (fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
    close(descriptor);
    fail("cannot read ", path, ": it is a folder");
  }
  handle = gzdopen(descriptor, "rb");
  if (!handle) {
    close(descriptor);
    fail("cannot read ", path, ": not enough memory");
  }
  gzbuffer(gzFile(handle), 1 << 18);
}

ByteSource::ByteSource(const std::string &name, std::string content)
    : name(name), head(std::move(content)) {}

ByteSource::~ByteSource() {
  if (handle)
    gzclose_r(gzFile(handle));
}

std::string ByteSource::peek() {
  constexpr size_t most = 64;
  if (taken == head.size()) {
    char bytes[most];
    int64_t count = readSome(bytes, sizeof(bytes));
    head.assign(bytes, count);
    taken = 0;
  }
  return head.substr(taken, most);
}

int64_t ByteSource::readSome(void *bytes, int64_t count) {
  if (taken < head.size()) {
    auto given = std::min<int64_t>(count, head.size() - taken);
    std::memcpy(bytes, head.data() + taken, given);
    taken += given;
    return given;
  }
  if (!handle)
    return 0;
  constexpr int64_t most = 1 << 24;
  int got = gzread(gzFile(handle), bytes, unsigned(std::min(count, most)));
  int error = Z_OK;
  const char *text = gzerror(gzFile(handle), &error);
  if (got < 0 && error == Z_ERRNO)
    fail("cannot read ", name, ": ", std::strerror(errno));
  if (error == Z_BUF_ERROR)
    fail(name, " is truncated: its gzip stream ends early");
  if (got < 0) {
    const char *colon = std::strstr(text, ": "); // behind zlib's own name
    fail(name, " is not a valid gzip file: ", colon ? colon + 2 : text);
  }
  return got;
}

void ByteSource::read(std::vector<uint8_t> &bytes, int64_t count,
                      const char *what) {
  constexpr int64_t chunk = 1 << 24;
  int64_t done = 0;
  while (done < count) {
    int64_t want = std::min(chunk, count - done);
    size_t old = bytes.size();
    bytes.resize(old + want);
    int64_t got = readSome(bytes.data() + old, want);
    bytes.resize(old + got);
    if (got == 0)
      fail(name, " is truncated: ", what, " takes ", count, " bytes, found ",
           done);
    done += got;
  }
}

void ByteSource::expectEnd() {
  char byte;
  if (readSome(&byte, 1) != 0)
    fail(name, " has bytes behind the data its header announces");
}
