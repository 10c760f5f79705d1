//===- Driver.h - State of the emulated driver ----------------------------===//
//
// AEC_EMULATED_CUDA in the environment, read by cuInit, makes it fail: a list
// of name=number, separated by commas.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_TEST_CUDA_EMULATOR_DRIVER_H
#define AEC_TEST_CUDA_EMULATOR_DRIVER_H

#include "Module.h"
#include "Queue.h"
#include "Runtime/Cuda/DriverApi.h"

#include <mutex>

namespace aec::emulator {

struct Settings {
  int64_t devices = 1;
  /// 1000 * major + 10 * minor.
  int64_t version = 13000;
  /// 10 * major + minor.
  int64_t capability = 90;
  /// Bytes of device memory.
  int64_t memory = int64_t(4) << 30;
  /// Version of cuBLASLt, 10000 * major + 100 * minor.
  int64_t cublasLt = 130000;
  /// The device is lost at the launch of this number, from 1; 0: never.
  int64_t lost = 0;
  /// Not 0: work runs when something waits for it.
  int64_t deferred = 0;
};

struct __attribute__((visibility("default"))) Driver {
  std::mutex lock;
  bool isInitialized = false;
  Settings settings;
  Memory memory;
  int64_t launches = 0;
  /// A context that failed once answers everything with this.
  cuda::Result sticky = cuda::kSuccess;
  /// Where a stream records: null outside of a capture.
  std::vector<Operation> *recording = nullptr;
  /// What waits, with settings.deferred.
  Queue queue;
  /// Pinned memory and its bytes.
  std::map<const char *, size_t> pinned;
  std::vector<std::shared_ptr<Module>> modules;

  void initialize();
  void readSettings();
  /// Runs, records or defers.
  cuda::Result enqueue(const Operation &operation);
  /// Runs what waits, the first `count` operations of all.
  cuda::Result wait(int64_t count);
  cuda::Result waitForAll() { return wait(queue.end()); }
  bool isPinned(const char *start, size_t bytes) const;
  /// A launch, with its parameters by value.
  cuda::Result run(const Kernel &kernel, const Grid &grid,
                   const std::vector<char> &parameters);
};

/// The one of the process, which libraries on top of the driver ask for too.
__attribute__((visibility("default"))) Driver &driver();

} // namespace aec::emulator

#endif // AEC_TEST_CUDA_EMULATOR_DRIVER_H
