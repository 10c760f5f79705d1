//===- SpinPool.h - Threads that spin between parallel loops --------------===//
//
// The pool of the hand-written baseline, and oneDNN's through its THREADPOOL
// runtime. Workers never sleep: a step at batch 32 has some thirty loops of a
// few microseconds, and run.py stops the whole process when it is not its turn.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_BENCHMARKS_BASELINE_SPINPOOL_H
#define AEC_BENCHMARKS_BASELINE_SPINPOOL_H

#include <oneapi/dnnl/dnnl_threadpool_iface.hpp>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <functional>
#include <immintrin.h>
#include <thread>
#include <vector>

namespace baseline {

/// Flushes denormals to zero, read and written, in the calling thread: Adam's
/// moments of pixels that are always zero decay into them.
inline void flushDenormals() {
  _mm_setcsr(_mm_getcsr() | 0x8040); // FTZ and DAZ.
}

class SpinPool final : public dnnl::threadpool_interop::threadpool_iface {
public:
  /// The calling thread is one of `threads`.
  explicit SpinPool(int threads) : threads(threads) {
    flushDenormals();
    for (int index = 1; index < threads; ++index)
      workers.emplace_back([this, index] { work(index); });
  }

  ~SpinPool() override {
    stopping.store(true, std::memory_order_relaxed);
    for (std::thread &worker : workers)
      worker.join();
  }

  int get_num_threads() const override { return threads; }
  bool get_in_parallel() const override { return inParallel; }
  uint64_t get_flags() const override { return 0; }

  /// Runs body(i, count) for every i; returns when all are done.
  void parallel_for(int count,
                    const std::function<void(int, int)> &body) override {
    if (inParallel || count == 1 || threads == 1) {
      for (int i = 0; i < count; ++i)
        body(i, count);
      return;
    }
    job = &body;
    jobCount = count;
    pending.store(threads - 1, std::memory_order_relaxed);
    generation.fetch_add(1, std::memory_order_release);
    runShare(0);
    while (pending.load(std::memory_order_acquire) > 0)
      _mm_pause();
  }

  /// Runs body(piece, lo, hi) over [0, count) in one piece a thread, or in one
  /// piece where there are fewer than `worthwhile` elements. Pieces start at
  /// multiples of 16 elements (a cache line).
  template <typename Body>
  void forRange(int64_t count, int64_t worthwhile, const Body &body) {
    int pieces = count < worthwhile ? 1 : threads;
    int64_t size = ((count + pieces - 1) / pieces + 15) / 16 * 16;
    parallel_for(pieces, [&](int piece, int) {
      int64_t lo = std::min(count, piece * size);
      int64_t hi = std::min(count, lo + size);
      if (lo < hi)
        body(piece, lo, hi);
    });
  }

private:
  void runShare(int index) {
    inParallel = true;
    for (int i = index; i < jobCount; i += threads)
      (*job)(i, jobCount);
    inParallel = false;
  }

  void work(int index) {
    flushDenormals();
    for (unsigned seen = 0;;) {
      unsigned now;
      while ((now = generation.load(std::memory_order_acquire)) == seen) {
        if (stopping.load(std::memory_order_relaxed))
          return;
        _mm_pause();
      }
      seen = now;
      runShare(index);
      pending.fetch_sub(1, std::memory_order_release);
    }
  }

  const int threads;
  std::vector<std::thread> workers;
  const std::function<void(int, int)> *job = nullptr;
  int jobCount = 0;
  // Apart, so that waiting for one does not slow writers of the other.
  alignas(64) std::atomic<unsigned> generation{0};
  alignas(64) std::atomic<int> pending{0};
  alignas(64) std::atomic<bool> stopping{false};
  static inline thread_local bool inParallel = false;
};

} // namespace baseline

#endif // AEC_BENCHMARKS_BASELINE_SPINPOOL_H
