//===- CudaMemory.cpp - Device and pinned memory --------------------------===//
#include "CudaMemory.h"

#include "../Error.h"

using namespace aec;
using namespace aec::runtime;

bool DeviceMemory::grow(int64_t bytes) {
  if (start && bytes <= size)
    return true;
  release(); // the old first: both may not fit
  int64_t wanted = deviceBytes(bytes + 1);
  cuda::Result result = driver->cuMemAlloc_v2(&start, size_t(wanted));
  if (result == cuda::kOutOfMemory)
    return false;
  driver->check(result, "reserving memory");
  size = wanted;
  return true;
}

void DeviceMemory::release() {
  // A device that is gone has no memory to free.
  if (start)
    driver->cuMemFree_v2(start);
  start = 0;
  size = 0;
}

void PinnedMemory::grow(int64_t bytes) {
  if (start && bytes <= size)
    return;
  release();
  void *memory = nullptr;
  if (cuda::Result result =
          driver->cuMemHostAlloc(&memory, size_t(bytes + 1), 0))
    fail("cannot pin ", bytes, " bytes of memory: ", driver->text(result));
  start = static_cast<char *>(memory);
  size = bytes;
}

void PinnedMemory::release() {
  if (start)
    driver->cuMemFreeHost(start);
  start = nullptr;
  size = 0;
}
