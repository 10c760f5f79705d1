//===- ByteSource.cpp - Files, gzip, memory, behind one reader ------------===//
//
// The length of a plain file is known, so that a header's promise is compared
// with it before any memory is taken.
//
//===----------------------------------------------------------------------===//
#include "ByteSource.h"

#include "../Error.h"
#include "Spool.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace aec::runtime;

/// An open file; closed when the last copy of its Pull goes.
static Pull pullFrom(int descriptor, const std::string &name) {
  std::shared_ptr<int> file(new int(descriptor), [](int *owned) {
    close(*owned);
    delete owned;
  });
  return [file, name](void *bytes, int64_t count) {
    for (;;) {
      ssize_t got = ::read(*file, bytes, size_t(count));
      if (got >= 0)
        return int64_t(got);
      if (errno != EINTR)
        fail("cannot read ", name, ": ", std::strerror(errno));
    }
  };
}

ByteSource::ByteSource(const std::string &path) : name(path) {
  int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    fail("cannot read ", path, ": ", std::strerror(errno));
  Pull raw = pullFrom(descriptor, path);
  struct stat status;
  bool known = fstat(descriptor, &status) == 0;
  if (known && S_ISDIR(status.st_mode))
    fail("cannot read ", path, ": it is a folder");
  gunzip = std::make_unique<Gunzip>(path, raw);
  pull = [this](void *bytes, int64_t count) {
    return gunzip->readSome(bytes, count);
  };
  peek();
  // Files of the kernel say that they are empty, and are not.
  if (known && S_ISREG(status.st_mode) && status.st_size > 0 &&
      !gunzip->packed())
    left = length = status.st_size;
}

ByteSource::ByteSource(const std::string &name, std::string content)
    : name(name), head(std::move(content)), left(int64_t(head.size())) {}

ByteSource::ByteSource(const std::string &name, Pull pull, int64_t length)
    : name(name), pull(std::move(pull)), left(length) {}

std::string ByteSource::peek() {
  constexpr size_t wanted = 64;
  if (taken == head.size() && pull) {
    taken = 0;
    head.resize(wanted);
    size_t got = 0;
    while (got < wanted)
      if (int64_t more = pull(&head[got], int64_t(wanted - got)))
        got += size_t(more);
      else
        break;
    head.resize(got);
  }
  return head.substr(taken, wanted);
}

int64_t ByteSource::readSome(void *bytes, int64_t count) {
  int64_t got = 0;
  if (taken < head.size()) {
    got = std::min<int64_t>(count, int64_t(head.size() - taken));
    std::memcpy(bytes, head.data() + taken, size_t(got));
    taken += size_t(got);
  } else if (pull) {
    got = pull(bytes, count);
  }
  if (left >= 0)
    left = std::max<int64_t>(0, left - got);
  return got;
}

void ByteSource::failTruncated(const char *what, int64_t count,
                               int64_t found) const {
  fail(name, " is truncated: ", what, " takes ", count, " bytes, found ",
       found);
}

void ByteSource::failLimit(const std::string &what) const {
  fail(name, ": ", what, "; at most ", most,
       " are held in memory, --memory-limit changes that");
}

void ByteSource::expectThere(int64_t count, const char *what) const {
  if (left >= 0 && count > left)
    failTruncated(what, count, left);
}

bool ByteSource::leaveInPlace(std::shared_ptr<SpoolFile> &file,
                              int64_t &at) const {
  int descriptor = length < 0 ? -1 : open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return false;
  file = std::make_shared<SpoolFile>(descriptor, name);
  at = length - left;
  return file->bytes() == length;
}

void ByteSource::readPieces(int64_t count, int64_t most, const char *what,
                            std::vector<uint8_t> &piece,
                            const std::function<void()> &take) {
  // Elements are at most 8 bytes wide and never cut.
  most -= most % 8;
  for (int64_t done = 0; done < count; done += int64_t(piece.size())) {
    piece.clear();
    piece.resize(size_t(std::min(most, count - done)));
    int64_t got = 0;
    while (got < int64_t(piece.size())) {
      int64_t more = readSome(piece.data() + got, int64_t(piece.size()) - got);
      if (more == 0)
        failTruncated(what, count, done + got);
      got += more;
    }
    take();
  }
}

void ByteSource::expect(int64_t count, const char *what) const {
  expectThere(count, what);
  if (count > most)
    failLimit(concat(what, " takes ", count, " bytes"));
}

void ByteSource::read(std::vector<uint8_t> &bytes, int64_t count,
                      const char *what) {
  constexpr int64_t chunk = 1 << 24;
  expect(count, what);
  if (left >= 0)
    bytes.reserve(bytes.size() + size_t(count));
  int64_t done = 0;
  while (done < count) {
    int64_t want = std::min(chunk, count - done);
    size_t old = bytes.size();
    bytes.resize(old + size_t(want));
    int64_t got = readSome(bytes.data() + old, want);
    bytes.resize(old + size_t(got));
    if (got == 0)
      failTruncated(what, count, done);
    done += got;
  }
}

void ByteSource::skip(int64_t count, const char *what) {
  if (left >= 0 && count > left)
    failTruncated(what, count, left);
  std::vector<char> ignored(size_t(std::min<int64_t>(count, 1 << 16)));
  for (int64_t done = 0; done < count;) {
    int64_t want = std::min(count - done, int64_t(ignored.size()));
    int64_t got = readSome(ignored.data(), want);
    if (got == 0)
      failTruncated(what, count, done);
    done += got;
  }
}

std::string ByteSource::readAll() {
  std::string bytes;
  if (left >= 0)
    expect(left, "the file");
  std::vector<char> chunk(1 << 18);
  while (int64_t got = readSome(chunk.data(), int64_t(chunk.size()))) {
    bytes.append(chunk.data(), size_t(got));
    if (int64_t(bytes.size()) > most)
      failLimit("its content goes on behind " + countText(most, "byte"));
  }
  return bytes;
}

void ByteSource::expectEnd() {
  char byte;
  if (readSome(&byte, 1) != 0)
    fail(name, " has bytes behind the data its header announces");
}
