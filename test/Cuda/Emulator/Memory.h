//===- Memory.h - Device memory of the emulated driver --------------------===//
//
// Device addresses are made up: no host pointer is valid on the device and the
// other way round, so that code which mixes them up faults at once, as it does
// on hardware. Every access is checked against the live allocations, which is
// what compute-sanitizer's memcheck does.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_TEST_CUDA_EMULATOR_MEMORY_H
#define AEC_TEST_CUDA_EMULATOR_MEMORY_H

#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>

namespace aec::emulator {

/// What a kernel did wrong; `code` is the CUresult that the driver gives.
class __attribute__((visibility("default"))) Fault : public std::runtime_error {
public:
  Fault(int code, const std::string &message)
      : std::runtime_error(message), code(code) {}
  int code;
};

/// One live allocation.
struct Allocation {
  uint64_t address = 0, bytes = 0;
  std::unique_ptr<char[]> data;
};

class __attribute__((visibility("default"))) Memory {
public:
  /// New memory, filled with 0xff (not-a-number): zeros would hide reads of
  /// what nobody wrote.
  uint64_t allocate(uint64_t bytes);
  /// False where `address` starts no allocation.
  bool release(uint64_t address);
  /// The allocation around [address, address + bytes), or null.
  const Allocation *find(uint64_t address, uint64_t bytes) const;
  /// The host memory behind a range; throws Fault where it is not all in one
  /// allocation.
  char *at(uint64_t address, uint64_t bytes) const;
  uint64_t used() const { return total; }

private:
  /// By address. Gaps lie between them, so that a run off an end meets nothing.
  std::map<uint64_t, Allocation> live;
  uint64_t next = uint64_t(1) << 56, total = 0;
};

} // namespace aec::emulator

#endif // AEC_TEST_CUDA_EMULATOR_MEMORY_H
