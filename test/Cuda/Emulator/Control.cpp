//===- Control.cpp - Branches, barriers, and talk inside a warp -----------===//
#include "Values.h"

using namespace aec::emulator;

namespace {
void branch(Warp &warp, const Instruction &i) {
  warp.jump(warp.active, i.targets[0]);
}

void branchIndexed(Warp &warp, const Instruction &i) {
  const Lanes &index = warp.operand(i.from[0]);
  warp.each([&](int lane) {
    auto at = uint32_t(index[lane]);
    if (at >= i.targets.size())
      throw Fault(715, "an index beyond the list of targets");
    warp.jump(1u << lane, i.targets[at]);
  });
}

void leave(Warp &warp, const Instruction &) { warp.exit(warp.active); }

void barrier(Warp &warp, const Instruction &i) {
  int lane = __builtin_ctz(warp.active);
  uint64_t number = warp.operand(i.from[0])[lane] & 0xffffffff, threads = 0;
  if (i.from.size() > 1)
    threads = warp.operand(i.from[1])[lane] & 0xffffffff;
  if (i.from.size() > 2 || number > 15 || threads % kLanes)
    throw Fault(715, "a barrier of 0 to 15, for whole warps");
  warp.wait(warp.active, unsigned(number), unsigned(threads));
}

void trap(Warp &, const Instruction &) { throw Fault(719, "trap"); }
void nothing(Warp &, const Instruction &) {}

enum class Shuffle { Up, Down, Butterfly, Index };

/// PTX ISA 9.7.9.6: c holds the mask of segments and the clamp.
template <Shuffle Mode> void shuffle(Warp &warp, const Instruction &i) {
  auto members = uint32_t(warp.operand(i.from[3])[__builtin_ctz(warp.active)]);
  if (!warp.gather(members))
    return;
  Lanes a = warp.operand(i.from[0]), result = {}, valid = {};
  const Lanes &b = warp.operand(i.from[1]), &c = warp.operand(i.from[2]);
  warp.each([&](int lane) {
    int by = int(b[lane] & 31), clamp = int(c[lane] & 31);
    int segment = int(c[lane] >> 8 & 31);
    int least = lane & segment, most = least | (clamp & ~segment), from = lane;
    bool inside = false;
    switch (Mode) {
    case Shuffle::Up:
      from = lane - by;
      inside = from >= most;
      break;
    case Shuffle::Down:
      from = lane + by;
      inside = from <= most;
      break;
    case Shuffle::Butterfly:
      from = lane ^ by;
      inside = from <= most;
      break;
    case Shuffle::Index:
      from = least | (by & ~segment);
      inside = from <= most;
      break;
    }
    result[lane] = a[inside ? from : lane];
    valid[lane] = inside;
    if (inside && !(warp.active >> from & 1))
      throw Fault(715, "shfl reads a thread that is not there");
  });
  warp.each([&](int lane) {
    warp.reg(i.to[0])[lane] = uint32_t(result[lane]);
    if (i.to.size() > 1)
      warp.reg(i.to[1])[lane] = valid[lane];
  });
}

enum class Vote { All, Any, Uniform, Ballot };

template <Vote Kind> void vote(Warp &warp, const Instruction &i) {
  auto members = uint32_t(warp.operand(i.from[1])[__builtin_ctz(warp.active)]);
  if (!warp.gather(members))
    return;
  const Lanes &p = warp.operand(i.from[0]);
  uint32_t set = 0;
  warp.each([&](int lane) { set |= uint32_t(p[lane] & 1) << lane; });
  uint64_t result = set;
  if (Kind == Vote::All)
    result = set == warp.active;
  if (Kind == Vote::Any)
    result = set != 0;
  if (Kind == Vote::Uniform)
    result = set == warp.active || set == 0;
  warp.each([&](int lane) { warp.reg(i.to[0])[lane] = result; });
}

void warpBarrier(Warp &warp, const Instruction &i) {
  warp.gather(uint32_t(warp.operand(i.from[0])[__builtin_ctz(warp.active)]));
}

void activeMask(Warp &warp, const Instruction &i) {
  warp.each([&](int lane) { warp.reg(i.to[0])[lane] = warp.active; });
}
} // namespace

void aec::emulator::addControl(Table &table) {
  table["bra"] = branch;
  table["brx.idx"] = branchIndexed;
  table["ret"] = table["exit"] = leave;
  table["bar.sync"] = table["barrier.sync"] = barrier;
  table["bar.warp.sync"] = warpBarrier;
  table["trap"] = trap;
  table["membar"] = table["fence"] = table["nop"] = nothing;
  table["shfl.up.b32"] = shuffle<Shuffle::Up>;
  table["shfl.down.b32"] = shuffle<Shuffle::Down>;
  table["shfl.bfly.b32"] = shuffle<Shuffle::Butterfly>;
  table["shfl.idx.b32"] = shuffle<Shuffle::Index>;
  table["vote.all.pred"] = vote<Vote::All>;
  table["vote.any.pred"] = vote<Vote::Any>;
  table["vote.uni.pred"] = vote<Vote::Uniform>;
  table["vote.ballot.b32"] = vote<Vote::Ballot>;
  table["activemask.b32"] = activeMask;
}
