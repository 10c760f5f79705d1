//===- DriverCopies.cpp - Copies and fills --------------------------------===//
//
// Pinned memory is read and written when a copy runs. Pageable memory is read
// before the call returns, and written too (CUDA driver API, "API
// synchronization behavior").
//
//===----------------------------------------------------------------------===//
#include "Driver.h"

#include <cstdio>
#include <cstring>

using namespace aec;
using namespace aec::emulator;

#define EXPORT extern "C" __attribute__((visibility("default"))) cuda::Result
using Guard = std::lock_guard<std::mutex>;

/// A copy or fill whose ranges are checked when it runs.
static Operation operation(const char *what, std::function<void()> body) {
  return {[what, body = std::move(body)]() -> cuda::Result {
    try {
      body();
    } catch (const Fault &fault) {
      std::fprintf(stderr, "emulated CUDA: %s: %s\n", what, fault.what());
      return driver().sticky = cuda::kInvalidValue;
    }
    return cuda::kSuccess;
  }};
}

static cuda::Result transfer(const char *what, std::function<void()> body) {
  return driver().enqueue(operation(what, std::move(body)));
}

/// Pinned memory was freed meanwhile.
static void checkPinned(const char *start, size_t bytes) {
  if (!driver().isPinned(start, bytes))
    throw Fault(cuda::kInvalidValue,
                "its pinned memory was freed before it ran");
}

EXPORT cuMemcpyHtoDAsync_v2(cuda::Address to, const void *from, size_t bytes,
                            cuda::Stream) {
  Guard guard(driver().lock);
  static constexpr const char what[] = "copy to the device";
  auto *source = static_cast<const char *>(from);
  if (!driver().isPinned(source, bytes)) {
    std::vector<char> staged(source, source + bytes);
    return transfer(what, [=] {
      std::memcpy(driver().memory.at(to, bytes), staged.data(), bytes);
    });
  }
  Operation copy = operation(what, [=] {
    checkPinned(source, bytes);
    std::memcpy(driver().memory.at(to, bytes), source, bytes);
  });
  copy.reads = source;
  copy.bytes = bytes;
  return driver().enqueue(copy);
}

EXPORT cuMemcpyDtoHAsync_v2(void *to, cuda::Address from, size_t bytes,
                            cuda::Stream) {
  Guard guard(driver().lock);
  auto *target = static_cast<char *>(to);
  bool pinned = driver().isPinned(target, bytes);
  // What is read before it is there is to be seen.
  if (pinned && driver().settings.deferred && !driver().recording &&
      !driver().queue.reads(target, bytes))
    std::memset(target, 0xff, bytes);
  cuda::Result result = transfer("copy from the device", [=] {
    if (pinned)
      checkPinned(target, bytes);
    std::memcpy(target, driver().memory.at(from, bytes), bytes);
  });
  if (result || pinned || driver().recording)
    return result;
  return driver().waitForAll();
}

EXPORT cuMemcpyDtoDAsync_v2(cuda::Address to, cuda::Address from, size_t bytes,
                            cuda::Stream) {
  Guard guard(driver().lock);
  return transfer("copy on the device", [=] {
    std::memmove(driver().memory.at(to, bytes), driver().memory.at(from, bytes),
                 bytes);
  });
}

EXPORT cuMemsetD8Async(cuda::Address to, unsigned char value, size_t bytes,
                       cuda::Stream) {
  Guard guard(driver().lock);
  return transfer("fill", [=] {
    std::memset(driver().memory.at(to, bytes), value, bytes);
  });
}

EXPORT cuMemsetD32Async(cuda::Address to, unsigned value, size_t count,
                        cuda::Stream) {
  Guard guard(driver().lock);
  if (to % 4)
    return cuda::kInvalidValue;
  return transfer("fill", [=] {
    char *start = driver().memory.at(to, count * 4);
    for (size_t at = 0; at < count; ++at)
      std::memcpy(start + at * 4, &value, 4);
  });
}
