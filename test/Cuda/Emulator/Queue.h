//===- Queue.h - What was enqueued and has not run -----------------------===//
//
// With deferred=1 work runs when something waits for it and no earlier, the
// other end of what a device may do: memory that is used again, freed or read
// too early is then wrong every time. Work that nothing waits for never runs.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_TEST_CUDA_EMULATOR_QUEUE_H
#define AEC_TEST_CUDA_EMULATOR_QUEUE_H

#include "Runtime/Cuda/DriverApi.h"

#include <deque>
#include <functional>

namespace aec::emulator {

/// An operation on a stream; returns a CUresult.
struct Operation {
  std::function<cuda::Result()> run;
  /// Pinned memory that it reads when it runs.
  const char *reads = nullptr;
  size_t bytes = 0;
};

/// Operations of all streams, in one order.
class __attribute__((visibility("default"))) Queue {
public:
  void push(const Operation &operation) {
    waiting.push_back(operation);
    ++pushed;
  }
  /// Operations so far: where an event stands that is recorded now.
  int64_t end() const { return pushed; }
  /// Runs the first `count` of all that were pushed; stops where one fails.
  cuda::Result runUpTo(int64_t count);
  cuda::Result runAll() { return runUpTo(pushed); }
  /// Whether something that waits reads memory of this range.
  bool reads(const char *start, size_t bytes) const;
  size_t size() const { return waiting.size(); }
  void clear() { waiting.clear(); }

private:
  std::deque<Operation> waiting;
  int64_t pushed = 0;
};

} // namespace aec::emulator

#endif // AEC_TEST_CUDA_EMULATOR_QUEUE_H
