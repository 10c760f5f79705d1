//===- ThreadPool.cpp - Spinning workers with one mailbox line each -------===//
//
// A worker owns one cache line: the caller writes the piece and flips `state`,
// the worker claims it, runs it and flips it back; regions that need fewer
// threads disturb nobody else. A piece that no worker has claimed when the
// caller is done with its own is taken back: with waiting instead, a region
// cost 60 microseconds while other programs held the cores. Spinning is bounded
// on both sides; then a futex sleeps.
//
//===----------------------------------------------------------------------===//
#include "ThreadPool.h"

#include "CpuCount.h"
#include "FloatMode.h"

#include <algorithm>
#include <atomic>
#include <linux/futex.h>
#include <sched.h>
#include <sys/syscall.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace aec::runtime;

namespace {
/// States of a mailbox. The caller posts (Ready, Stop), takes back (Ready to
/// Idle) and watches (Running to Watched); the worker does the rest.
enum State : uint32_t { Idle, Asleep, Ready, Running, Watched, Stop };

thread_local bool regionRunning = false;

void relax() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

/// Some 50 microseconds of pauses.
constexpr int patience = 2000;

/// One round of waiting: from then on the CPU is offered to others now and
/// then, of which the awaited thread may be one.
void pauseOrYield(int spin) {
  relax();
  if (spin >= patience && spin % 64 == 0)
    sched_yield();
}

void sleepWhile(std::atomic<uint32_t> &word, uint32_t value) {
  syscall(SYS_futex, reinterpret_cast<uint32_t *>(&word), FUTEX_WAIT_PRIVATE,
          value, nullptr, nullptr, 0);
}

void wake(std::atomic<uint32_t> &word) {
  syscall(SYS_futex, reinterpret_cast<uint32_t *>(&word), FUTEX_WAKE_PRIVATE, 1,
          nullptr, nullptr, 0);
}
} // namespace

/// Moves the calling thread to the `index`-th CPU it may use and lets it go
/// again: new threads start where their creator runs, and on a busy machine two
/// that spin would stay together.
static void spreadOut(size_t index) {
  cpu_set_t all, one;
  if (sched_getaffinity(0, sizeof(all), &all) || !CPU_COUNT(&all))
    return;
  size_t left = index % CPU_COUNT(&all), cpu = 0;
  for (; !CPU_ISSET(cpu, &all) || left; ++cpu)
    left -= CPU_ISSET(cpu, &all) ? 1 : 0;
  CPU_ZERO(&one);
  CPU_SET(cpu, &one);
  if (!sched_setaffinity(0, sizeof(one), &one))
    sched_setaffinity(0, sizeof(all), &all);
}

struct alignas(64) ThreadPool::Worker {
  std::atomic<uint32_t> state{Idle};
  ThreadPool::Body body = nullptr;
  void *closure = nullptr;
  int64_t lo = 0, hi = 0;

  void post(uint32_t next) {
    if (state.exchange(next, std::memory_order_acq_rel) == Asleep)
      wake(state);
  }

  bool flip(uint32_t from, uint32_t to) {
    return state.compare_exchange_strong(from, to, std::memory_order_acq_rel);
  }

  /// Waits for a piece and claims it; spins first, then sleeps. False at the
  /// end of the pool.
  bool receive(int spins) {
    for (int spin = 0;; ++spin) {
      uint32_t now = state.load(std::memory_order_acquire);
      if (now == Stop)
        return false;
      if (now == Ready && flip(Ready, Running))
        return true;
      if (spin < spins)
        pauseOrYield(spin);
      else if (now == Asleep || flip(Idle, Asleep))
        sleepWhile(state, Asleep);
    }
  }

  void finish() {
    if (state.exchange(Idle, std::memory_order_acq_rel) == Watched)
      wake(state);
  }

  /// The caller's wait for its piece, or the caller's own work on it.
  void join(int spins) {
    if (flip(Ready, Idle))
      return body(closure, lo, hi);
    for (int spin = 0;; ++spin) {
      uint32_t now = state.load(std::memory_order_acquire);
      if (now < Ready)
        return;
      if (spin < spins)
        pauseOrYield(spin);
      else if (now == Watched || flip(Running, Watched))
        sleepWhile(state, Watched);
    }
  }
};

struct ThreadPool::Impl {
  std::vector<Worker> mailboxes;
  std::vector<std::thread> workers;
  std::atomic_flag busy = ATOMIC_FLAG_INIT;
  int spins;

  Impl(int count, int spins) : mailboxes(count), spins(spins) {}

  void work(Worker &mailbox, int index) {
    spreadOut(index);
    FlushDenormals flush;
    regionRunning = true;
    while (mailbox.receive(spins)) {
      mailbox.body(mailbox.closure, mailbox.lo, mailbox.hi);
      mailbox.finish();
    }
  }
};

ThreadPool::ThreadPool(int threads) {
  // About 2 milliseconds, which outlasts a step's serial parts: waking a thread
  // of a virtual machine takes longer than most regions. Nearly none where
  // threads share cores.
  int spins = threads <= usableCpus() ? 40 * patience : 20;
  if (threads > 1)
    spreadOut(0);
  start(std::max(threads, 1) - 1, spins);
}

void ThreadPool::start(int workers, int spins) {
  impl = std::make_unique<Impl>(workers, spins);
  try {
    for (int index = 0; index < workers; ++index) {
      Impl *pool = impl.get();
      impl->workers.emplace_back(
          [pool, index] { pool->work(pool->mailboxes[index], index + 1); });
      ++threadCount;
    }
  } catch (const std::system_error &) {
    // The system's thread limit; results do not depend on the number.
  }
}

ThreadPool::~ThreadPool() {
  for (size_t index = 0; index < impl->workers.size(); ++index)
    impl->mailboxes[index].post(Stop);
  for (std::thread &worker : impl->workers)
    worker.join();
}

bool ThreadPool::insideRegion() { return regionRunning; }

void ThreadPool::run(int64_t count, int64_t grain, Body body, void *closure) {
  if (count <= 0)
    return;
  grain = std::max<int64_t>(grain, 1);
  int64_t pieces = count / grain + (count % grain != 0);
  int64_t active =
      std::min<int64_t>(pieces, std::min(threadCount, activeLimit));
  if (active == 1 || regionRunning ||
      impl->busy.test_and_set(std::memory_order_acquire))
    return body(closure, 0, count);

  // 128-bit, so that no count overflows the product.
  auto border = [&](int64_t part) {
    auto piece = int64_t(__int128(pieces) * part / active);
    return piece == pieces ? count : piece * grain;
  };
  regionRunning = true;
  for (int64_t part = 1; part < active; ++part) {
    Worker &mailbox = impl->mailboxes[part - 1];
    mailbox.body = body;
    mailbox.closure = closure;
    mailbox.lo = border(part);
    mailbox.hi = border(part + 1);
    mailbox.post(Ready);
  }
  body(closure, 0, border(1));
  for (int64_t part = 1; part < active; ++part)
    impl->mailboxes[part - 1].join(impl->spins);
  regionRunning = false;
  impl->busy.clear(std::memory_order_release);
}
