//===- Peak.cpp - The machine's f32 multiply-add rate ---------------------===//
//
// Runs independent fused multiply-adds in registers on the given number of
// threads and prints GFLOP/s (two operations each): the peak that run.py
// relates step times to. Twelve chains hide a latency of four cycles on two
// units and leave registers free on AVX2.
//
//===----------------------------------------------------------------------===//
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#ifdef __AVX512F__
static constexpr int width = 16;
#else
static constexpr int width = 8;
#endif
typedef float Vector __attribute__((vector_size(width * sizeof(float))));

static constexpr int chains = 12;
static constexpr long iterations = 1000;

/// One burst of chains * iterations multiply-adds on vectors.
static float burst(Vector factor, Vector addend) {
  Vector sums[chains] = {};
  for (long i = 0; i < iterations; ++i)
    for (int chain = 0; chain < chains; ++chain)
      sums[chain] = sums[chain] * factor + addend;
  Vector total = sums[0];
  for (int chain = 1; chain < chains; ++chain)
    total += sums[chain];
  return total[0];
}

/// Counts the bursts one thread completes until `stop`.
static void count(const std::atomic<bool> &stop, long &bursts) {
  Vector factor = {}, addend = {};
  factor += 0.5f;
  addend += 1.0f;
  volatile float sink = 0;
  for (; !stop.load(std::memory_order_relaxed); ++bursts)
    sink = sink + burst(factor, addend);
}

int main(int argc, char **argv) {
  int threads = argc > 1 ? std::atoi(argv[1]) : 1;
  std::atomic<bool> stop{false};
  std::vector<long> bursts(threads * 8); // A cache line for each.
  std::vector<std::thread> pool;
  auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < threads; ++i)
    pool.emplace_back([&, i] { count(stop, bursts[i * 8]); });
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  stop = true;
  for (std::thread &thread : pool)
    thread.join();
  std::chrono::duration<double> taken =
      std::chrono::steady_clock::now() - start;
  double operations = 0;
  for (long done : bursts)
    operations += 2.0 * done * iterations * chains * width;
  std::printf("%.1f\n", operations / taken.count() / 1e9);
}
