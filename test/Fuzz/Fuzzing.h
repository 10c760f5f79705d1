//===- Fuzzing.h - What the fuzz targets share ----------------------------===//
//
// A reader either reads or throws one Error; anything else, and what the
// sanitizers see, is a find. Data may take little, so that a promise of
// gigabytes is refused and not kept.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_TEST_FUZZ_FUZZING_H
#define AEC_TEST_FUZZ_FUZZING_H

#include "Data/Array.h"
#include "Data/ByteSource.h"
#include "Error.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace aec::fuzz {

constexpr int64_t kMemoryLimit = 16 << 20;

inline runtime::ReadOptions options() {
  runtime::ReadOptions result;
  result.memoryLimit = kMemoryLimit;
  return result;
}

/// An array whose bytes are not those of its shape and type is a find.
inline void expectWhole(const runtime::Array &array) {
  int64_t count = 0;
  if (!runtime::elementCount(array.shape, count) ||
      count * runtime::elementBytes(array.type) != int64_t(array.bytes.size()))
    std::abort();
}

/// Calls `read`; an Error is an answer, other exceptions are finds.
template <typename Fn> int tryReading(Fn &&read) {
  try {
    read();
  } catch (const runtime::Error &error) {
    if (std::string(error.what()).empty())
      std::abort();
  }
  return 0;
}

/// `reader` on a source in memory.
template <typename Fn>
int fuzzReader(const uint8_t *data, size_t size, Fn &&reader) {
  return tryReading([&] {
    runtime::ByteSource source("x", std::string(data, data + size));
    source.setLimit(kMemoryLimit);
    expectWhole(reader(source));
  });
}

/// A file without a place, for readers that take a path.
class MemoryFile {
public:
  MemoryFile(const uint8_t *data, size_t size)
      : descriptor(memfd_create("x", MFD_CLOEXEC)) {
    if (descriptor < 0 || write(descriptor, data, size) != ssize_t(size))
      std::abort();
  }
  ~MemoryFile() { close(descriptor); }
  MemoryFile(const MemoryFile &) = delete;
  MemoryFile &operator=(const MemoryFile &) = delete;
  std::string path() const {
    return "/proc/self/fd/" + std::to_string(descriptor);
  }

private:
  int descriptor;
};

} // namespace aec::fuzz

#endif // AEC_TEST_FUZZ_FUZZING_H
