//===- Launch.cpp - A grid over the machine's CPUs ------------------------===//
//
// A block's warps take turns: each runs until its threads wait at a barrier,
// which opens when all have come whom it is for.
//
//===----------------------------------------------------------------------===//
#include "Warp.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

using namespace aec::emulator;

/// Opens barriers that all have come to whom they are for.
static void openBarriers(Block &block, std::vector<Warp> &warps) {
  unsigned live = 0;
  for (const Warp &warp : warps)
    live += unsigned(__builtin_popcount(warp.live));
  bool opened = !live;
  for (uint32_t rest = block.barriers; rest; rest &= rest - 1) {
    auto barrier = unsigned(__builtin_ctz(rest));
    unsigned come = 0, wanted = block.barrierThreads[barrier];
    for (const Warp &warp : warps)
      come += unsigned(__builtin_popcount(warp.waitingAt(barrier)));
    if (!come || come != (wanted ? wanted : live))
      continue;
    opened = true;
    for (Warp &warp : warps)
      warp.release(barrier);
  }
  if (!opened)
    throw Fault(719, "threads wait at a barrier that others never reach");
}

/// Runs one block; `warps` are used again from block to block.
static void runBlock(Block &block, std::vector<Warp> &warps) {
  const unsigned *size = block.grid.block;
  unsigned threads = size[0] * size[1] * size[2];
  warps.resize((threads + kLanes - 1) / kLanes);
  for (size_t at = 0; at < warps.size(); ++at)
    warps[at].start(block, unsigned(at) * kLanes, threads);
  for (bool ended = false; !ended;) {
    ended = true;
    for (Warp &warp : warps) {
      warp.run();
      ended = ended && warp.ended();
    }
    openBarriers(block, warps);
  }
}

namespace {
/// Blocks are handed out one by one.
class Launch {
public:
  Launch(const Kernel &kernel, const Grid &grid, const char *parameters,
         const Memory &memory)
      : kernel(kernel), grid(grid), parameters(parameters), memory(memory) {}
  void work();
  std::optional<Fault> fault;

private:
  const Kernel &kernel;
  const Grid &grid;
  const char *parameters;
  const Memory &memory;
  std::atomic<uint64_t> next{0};
  std::mutex lock;
};
} // namespace

void Launch::work() {
  thread_local std::vector<Warp> warps;
  uint64_t x = grid.grid[0], y = grid.grid[1], all = x * y * grid.grid[2];
  for (uint64_t at = next++; at < all; at = next++) {
    Block block{kernel, grid, memory, parameters, {}, {}, {}, 0};
    block.index[0] = unsigned(at % x);
    block.index[1] = unsigned(at / x % y);
    block.index[2] = unsigned(at / x / y);
    block.shared.assign(kernel.sharedBytes + grid.dynamicShared, char(0xff));
    try {
      runBlock(block, warps);
    } catch (const Fault &found) {
      std::lock_guard<std::mutex> guard(lock);
      if (!fault)
        fault.emplace(found.code,
                      "kernel " + kernel.name + ", " + found.what());
      next = all;
    }
  }
}

void aec::emulator::launch(const Kernel &kernel, const Grid &grid,
                           const char *parameters, const Memory &memory) {
  Launch launch(kernel, grid, parameters, memory);
  uint64_t blocks = uint64_t(grid.grid[0]) * grid.grid[1] * grid.grid[2];
  uint64_t cpus = std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::thread> helpers;
  // A thread costs more than a small grid does.
  for (uint64_t at = 1;
       at < std::min<uint64_t>({cpus, blocks / 2 + 1, uint64_t(8)}); ++at)
    helpers.emplace_back([&] { launch.work(); });
  launch.work();
  for (std::thread &helper : helpers)
    helper.join();
  if (launch.fault)
    throw *launch.fault;
}
