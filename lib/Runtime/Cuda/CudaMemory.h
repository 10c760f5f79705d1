//===- CudaMemory.h - Device and pinned memory ----------------------------===//
//
// Pinned memory is what the device copies from and to by itself, while the
// program goes on.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CUDA_CUDAMEMORY_H
#define AEC_LIB_RUNTIME_CUDA_CUDAMEMORY_H

#include "Driver.h"

namespace aec::runtime {

/// Where tensors start: what cuMemAlloc gives, and wide loads like.
constexpr int64_t kDeviceLine = 256;

inline int64_t deviceBytes(int64_t bytes) {
  return (bytes + kDeviceLine - 1) / kDeviceLine * kDeviceLine;
}

/// Memory of the device, freed with this. Neither copied nor moved.
class DeviceMemory {
public:
  explicit DeviceMemory(const CudaDriver &driver) : driver(&driver) {}
  ~DeviceMemory() { release(); }
  DeviceMemory(const DeviceMemory &) = delete;
  DeviceMemory &operator=(const DeviceMemory &) = delete;

  /// At least `bytes` bytes; what was there is gone where it grows. False where
  /// there is not enough, with what was held freed.
  bool grow(int64_t bytes);
  void release();

  aec::cuda::Address address() const { return start; }
  /// As generated code sees it.
  void *pointer(int64_t offset = 0) const {
    return reinterpret_cast<void *>(start + aec::cuda::Address(offset));
  }
  int64_t bytes() const { return size; }

private:
  const CudaDriver *driver;
  aec::cuda::Address start = 0;
  int64_t size = 0;
};

/// Pinned memory of the host. Neither copied nor moved.
class PinnedMemory {
public:
  explicit PinnedMemory(const CudaDriver &driver) : driver(&driver) {}
  ~PinnedMemory() { release(); }
  PinnedMemory(const PinnedMemory &) = delete;
  PinnedMemory &operator=(const PinnedMemory &) = delete;

  /// As DeviceMemory's; throws Error where there is not enough.
  void grow(int64_t bytes);
  void release();
  char *data() const { return start; }

private:
  const CudaDriver *driver;
  char *start = nullptr;
  int64_t size = 0;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CUDA_CUDAMEMORY_H
