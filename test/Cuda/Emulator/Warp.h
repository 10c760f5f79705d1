//===- Warp.h - 32 threads that run together ------------------------------===//
//
// Threads may take different ways; of those that can run, the ones furthest
// behind in the code do (a schedule that PTX allows, and under which they meet
// again behind an if). One instruction is interpreted for all of them.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_TEST_CUDA_EMULATOR_WARP_H
#define AEC_TEST_CUDA_EMULATOR_WARP_H

#include "Module.h"

namespace aec::emulator {

/// Where generic addresses of shared and local memory start.
constexpr uint64_t kSharedWindow = uint64_t(2) << 56, kLocalWindow = uint64_t(3)
                                                                     << 56;

/// What the warps of a block share.
struct Block {
  const Kernel &kernel;
  const Grid &grid;
  const Memory &memory;
  const char *parameters;
  unsigned index[3];
  std::vector<char> shared;
  /// How many threads a barrier is for, 0: all that have not ended; of those
  /// that were used, a bit each.
  std::array<unsigned, 16> barrierThreads = {};
  uint32_t barriers = 0;
};

class Warp {
public:
  /// Threads first, ..., of the block's `threads`.
  void start(Block &block, unsigned first, unsigned threads);

  /// Runs until every thread has ended or waits at a barrier.
  void run();
  bool ended() const { return !live; }
  /// Threads that wait at a barrier, and that they go on.
  uint32_t waitingAt(unsigned barrier) const;
  void release(unsigned barrier) { waiting &= ~waitingAt(barrier); }

  // What handlers use.
  Lanes &reg(int index) { return registers[index]; }
  const Lanes &operand(int index) const {
    return index < 0 ? block->kernel.constants[~index] : registers[index];
  }
  /// Calls body(lane) for every thread that runs.
  template <typename Body> void each(Body &&body) const {
    if (active == ~0u) {
#pragma clang loop vectorize(assume_safety)
      for (int lane = 0; lane < kLanes; ++lane)
        body(lane);
      return;
    }
    for (uint32_t rest = active; rest; rest &= rest - 1)
      body(__builtin_ctz(rest));
  }
  /// Host memory of `bytes` bytes at a lane's address; throws Fault.
  char *locate(Space space, uint64_t address, unsigned bytes, int lane);
  /// One lane's coordinates, for messages.
  std::string where(int lane) const;
  /// The special register, %tid.x say, of a lane.
  uint64_t special(const std::string &name, int lane) const;

  // Of control instructions.
  void jump(uint32_t lanes, int target);
  void exit(uint32_t lanes);
  /// At a barrier for `threads` threads of the block; 0: for all.
  void wait(uint32_t lanes, unsigned barrier, unsigned threads);
  /// Whether all of `members` that live are here; else those that are wait.
  bool gather(uint32_t members);

  uint32_t active = 0;
  /// Lanes that have not ended.
  uint32_t live = 0;

private:
  bool pick();
  void execute(const Instruction &instruction);
  char *locateGlobal(uint64_t address, unsigned bytes);

  Block *block = nullptr;
  unsigned firstThread = 0;
  std::vector<Lanes> registers;
  std::vector<char> local;
  std::array<int, kLanes> next = {};
  int pc = 0, others = 0;
  uint32_t waiting = 0, parked = 0;
  std::array<uint8_t, kLanes> barrierOf = {};
  /// The allocation that was hit last.
  const Allocation *recent = nullptr;
  int faultLane = 0;
};

} // namespace aec::emulator

#endif // AEC_TEST_CUDA_EMULATOR_WARP_H
