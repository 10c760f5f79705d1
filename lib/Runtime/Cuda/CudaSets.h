//===- CudaSets.h - Data that stays on the device -------------------------===//
#ifndef AEC_LIB_RUNTIME_CUDA_CUDASETS_H
#define AEC_LIB_RUNTIME_CUDA_CUDASETS_H

#include "CudaMemory.h"

#include "../Model/Device.h"

#include <map>
#include <memory>

namespace aec::runtime {

/// Sets by the number that hold() gave.
class CudaSets {
public:
  CudaSets(const CudaDriver &driver, aec::cuda::Stream stream)
      : driver(driver), stream(stream) {}

  /// As Device's; `room` bytes at most.
  int64_t hold(const std::vector<HostRows> &data, int64_t rows, int64_t room);
  /// Nothing that uses the set's order may be under way.
  void arrange(int64_t set, const int64_t *order);
  void release(int64_t set) { sets.erase(set); }
  void clear() { sets.clear(); }

  struct Source {
    aec::cuda::Address values = 0, order = 0;
    int64_t rowBytes = 0;
  };
  /// Where rows for an input of the model are; throws Error where the set has
  /// none for it.
  Source find(int64_t set, int64_t input) const;
  /// Whether rows are not in their own order.
  bool isArranged(int64_t set) const { return sets.at(set)->arranged; }

private:
  struct Set {
    explicit Set(const CudaDriver &driver)
        : values(driver), order(driver), staged(driver) {}
    DeviceMemory values, order;
    PinnedMemory staged;
    std::map<int64_t, Source> sources;
    int64_t rows = 0;
    bool arranged = false;
  };

  const CudaDriver &driver;
  aec::cuda::Stream stream;
  std::map<int64_t, std::unique_ptr<Set>> sets;
  int64_t next = 0;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CUDA_CUDASETS_H
