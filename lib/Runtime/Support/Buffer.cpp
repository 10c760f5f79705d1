//===- Buffer.cpp - Allocation of aligned memory --------------------------===//
//
// Fails with a message rather than std::bad_alloc: sizes come from files.
//
//===----------------------------------------------------------------------===//
#include "Buffer.h"

#include "../Error.h"

#include <cstdlib>
#include <cstring>
#include <sys/mman.h>

using namespace aec::runtime;

constexpr int64_t kLine = 64, kPage = int64_t(2) << 20;

static int64_t roundUp(int64_t bytes, int64_t unit) {
  return (bytes / unit + 1) * unit;
}

/// `bytes`, a multiple of kPage, at a multiple of it; null where there is no
/// memory.
static void *map(int64_t bytes) {
  void *start = mmap(nullptr, bytes + kPage, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED)
    return nullptr;
  auto *base = static_cast<char *>(start);
  auto before = -reinterpret_cast<uintptr_t>(base) % kPage;
  if (before)
    munmap(base, before);
  if (before != uintptr_t(kPage))
    munmap(base + before + bytes, kPage - before);
  madvise(base + before, bytes, MADV_HUGEPAGE);
  return base + before;
}

void Buffer::Free::operator()(void *pointer) const {
  if (mapped)
    munmap(pointer, mapped);
  else
    std::free(pointer);
}

Buffer::Buffer(int64_t bytes, const std::string &purpose) : size(bytes) {
  constexpr int64_t most = int64_t(1) << 46;
  if (bytes < 0 || bytes > most)
    fail("not enough memory for ", purpose, ": more than 64 TiB wanted");
  if (bytes >= 2 * kPage) {
    int64_t mapped = roundUp(bytes, kPage);
    memory = {map(mapped), Free(mapped)};
  } else {
    int64_t rounded = roundUp(bytes, kLine);
    memory = {std::aligned_alloc(kLine, rounded), Free()};
    if (memory)
      std::memset(memory.get(), 0, rounded);
  }
  if (!memory)
    fail("not enough memory for ", purpose, ": ", bytes, " bytes wanted");
}
