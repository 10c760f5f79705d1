//===- ThreadPool.h - The one pool of threads of a program ----------------===//
//
// A training step of a small autoencoder is tens of microseconds and opens a
// dozen parallel regions, so workers spin for a while before they sleep. The
// partition is static: bodies write disjoint memory, and results never depend
// on the number of threads. oneDNN's THREADPOOL runtime sits on this pool too.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_THREADPOOL_H
#define AEC_LIB_RUNTIME_THREADPOOL_H

#include <cstdint>
#include <memory>
#include <type_traits>

namespace aec::runtime {

class ThreadPool {
public:
  using Body = void (*)(void *closure, int64_t lo, int64_t hi);

  /// Starts `threads` - 1 workers; the caller of a region is the last one.
  /// Where the system gives fewer threads, fewer are used.
  explicit ThreadPool(int threads);
  ~ThreadPool();
  ThreadPool(const ThreadPool &) = delete;
  ThreadPool &operator=(const ThreadPool &) = delete;

  /// Threads that work on a region, the caller included; at least 1.
  int threads() const { return threadCount; }

  /// Regions use this many threads at most from now on; at least 1. Not while a
  /// region runs.
  void limit(int active) { activeLimit = active; }

  /// True in a thread that is running a piece of a region of any pool. Regions
  /// opened there run inline.
  static bool insideRegion();

  /// Runs body(closure, lo, hi) over a static partition of [0, count) whose
  /// borders are multiples of `grain`; returns when all of it is done. Bodies
  /// must not throw. Two callers at once are safe: the second runs inline.
  void run(int64_t count, int64_t grain, Body body, void *closure);

  /// Calls fn(index) for every index in [0, count), in increasing order within
  /// a thread.
  template <typename Fn> void parallelFor(int64_t count, Fn &&fn) {
    parallelRanges(count, 1, [&fn](int64_t lo, int64_t hi) {
      for (int64_t index = lo; index < hi; ++index)
        fn(index);
    });
  }

  /// Calls fn(lo, hi) for the ranges of a partition as run() makes it.
  template <typename Fn>
  void parallelRanges(int64_t count, int64_t grain, Fn &&fn) {
    using Callee = std::remove_reference_t<Fn>;
    run(
        count, grain,
        [](void *closure, int64_t lo, int64_t hi) {
          (*static_cast<Callee *>(closure))(lo, hi);
        },
        const_cast<void *>(static_cast<const void *>(&fn)));
  }

private:
  struct Worker;
  struct Impl;
  void start(int workers, int spins);

  int threadCount = 1, activeLimit = 1 << 30;
  std::unique_ptr<Impl> impl;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_THREADPOOL_H
