//===- Buffer.cpp - Allocation of aligned memory --------------------------===//
//
// Fails with a message rather than std::bad_alloc: sizes come from files.
//
//===----------------------------------------------------------------------===//
#include "Buffer.h"

#include "Error.h"

#include <cstring>
#include <sys/mman.h>

using namespace aec::runtime;

Buffer::Buffer(int64_t bytes, const std::string &purpose) : size(bytes) {
  constexpr int64_t line = 64, page = int64_t(2) << 20;
  constexpr int64_t most = int64_t(1) << 46;
  if (bytes < 0 || bytes > most)
    fail("not enough memory for ", purpose, ": more than 64 TiB wanted");
  int64_t alignment = bytes >= 2 * page ? page : line;
  int64_t rounded = (bytes / alignment + 1) * alignment;
  memory.reset(std::aligned_alloc(alignment, rounded));
  if (!memory)
    fail("not enough memory for ", purpose, ": ", bytes, " bytes wanted");
  if (alignment == page)
    madvise(memory.get(), rounded, MADV_HUGEPAGE);
  std::memset(memory.get(), 0, rounded);
}
