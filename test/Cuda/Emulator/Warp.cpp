//===- Warp.cpp - Which threads run, and what their addresses mean --------===//
#include "Warp.h"

#include <algorithm>
#include <climits>

using namespace aec::emulator;

void Warp::start(Block &owner, unsigned first, unsigned threads) {
  block = &owner;
  firstThread = first;
  unsigned count = std::min<unsigned>(kLanes, threads - first);
  live = count == kLanes ? ~0u : (1u << count) - 1;
  active = waiting = parked = 0;
  recent = nullptr;
  next.fill(0);
  Lanes garbage;
  garbage.fill(0xdeadbeefdeadbeef);
  registers.assign(owner.kernel.registers, garbage);
  local.assign(owner.kernel.localBytes * kLanes, char(0xff));
  for (const auto &[name, index] : owner.kernel.specials)
    for (int lane = 0; lane < kLanes; ++lane)
      registers[index][lane] = special(name, lane);
}

uint64_t Warp::special(const std::string &name, int lane) const {
  const unsigned *size = block->grid.block;
  unsigned thread = firstThread + lane;
  unsigned place[3] = {thread % size[0], thread / size[0] % size[1],
                       thread / size[0] / size[1]};
  size_t dot = name.rfind('.');
  std::string base = name.substr(0, dot);
  int axis = dot == std::string::npos ? 0 : name.back() - 'x';
  if (base == "%tid")
    return place[axis];
  if (base == "%ntid")
    return size[axis];
  if (base == "%ctaid")
    return block->index[axis];
  if (base == "%nctaid")
    return block->grid.grid[axis];
  if (base == "%laneid")
    return lane;
  if (base == "%warpid")
    return thread / kLanes;
  throw Fault(218, name + " is not emulated");
}

std::string Warp::where(int lane) const {
  std::string text = "thread (";
  for (const char *axis : {"%tid.x", "%tid.y", "%tid.z"})
    text += std::to_string(special(axis, lane)) + (axis[5] == 'z' ? "" : ", ");
  text += ") of block (";
  for (int axis = 0; axis < 3; ++axis)
    text += std::to_string(block->index[axis]) + (axis == 2 ? ")" : ", ");
  return text;
}

/// The threads furthest behind; false: none can run.
bool Warp::pick() {
  uint32_t ready = live & ~waiting & ~parked;
  if (!ready)
    return false;
  pc = INT_MAX;
  others = INT_MAX;
  for (uint32_t rest = ready; rest; rest &= rest - 1)
    pc = std::min(pc, next[__builtin_ctz(rest)]);
  active = 0;
  for (uint32_t rest = ready; rest; rest &= rest - 1) {
    int lane = __builtin_ctz(rest);
    if (next[lane] == pc)
      active |= 1u << lane;
    else
      others = std::min(others, next[lane]);
  }
  return true;
}

void Warp::execute(const Instruction &instruction) {
  uint32_t all = active;
  if (instruction.guard >= 0) {
    const Lanes &guard = registers[instruction.guard];
    uint32_t passed = 0;
    each([&](int lane) {
      passed |= uint32_t(bool(guard[lane]) != instruction.guardNegated) << lane;
    });
    active = passed;
  }
  if (instruction.isControl)
    for (uint32_t rest = all; rest; rest &= rest - 1)
      next[__builtin_ctz(rest)] = pc + 1;
  if (active)
    instruction.run(*this, instruction);
  active = all;
}

void Warp::run() {
  const std::vector<Instruction> &code = block->kernel.code;
  while (pick()) {
    while (true) {
      if (pc >= int(code.size()))
        throw Fault(715, "ran past the end of the kernel");
      const Instruction &instruction = code[pc];
      try {
        execute(instruction);
      } catch (const Fault &fault) {
        throw Fault(fault.code, "line " + std::to_string(instruction.line) +
                                    ": " + instruction.text + ": " +
                                    fault.what() + ", " + where(faultLane));
      }
      if (instruction.isControl)
        break;
      if (++pc < others)
        continue;
      for (uint32_t rest = active; rest; rest &= rest - 1)
        next[__builtin_ctz(rest)] = pc;
      break;
    }
  }
  if (parked & live)
    throw Fault(715, "threads of a warp wait for others that never come");
}

void Warp::jump(uint32_t lanes, int target) {
  for (; lanes; lanes &= lanes - 1)
    next[__builtin_ctz(lanes)] = target;
}

void Warp::exit(uint32_t lanes) { live &= ~lanes; }

void Warp::wait(uint32_t lanes, unsigned barrier, unsigned threads) {
  uint32_t bit = 1u << barrier;
  if (block->barriers & bit && block->barrierThreads[barrier] != threads)
    throw Fault(715, "a barrier that is used for another number of threads");
  block->barriers |= bit;
  block->barrierThreads[barrier] = threads;
  waiting |= lanes;
  for (; lanes; lanes &= lanes - 1)
    barrierOf[__builtin_ctz(lanes)] = uint8_t(barrier);
}

uint32_t Warp::waitingAt(unsigned barrier) const {
  uint32_t found = 0;
  for (uint32_t rest = waiting; rest; rest &= rest - 1)
    if (int lane = __builtin_ctz(rest); barrierOf[lane] == barrier)
      found |= 1u << lane;
  return found;
}

bool Warp::gather(uint32_t members) {
  uint32_t here = active;
  for (uint32_t rest = parked; rest; rest &= rest - 1)
    if (int lane = __builtin_ctz(rest); next[lane] == pc)
      here |= 1u << lane;
  if ((here & members) != (live & members)) {
    parked |= active;
    jump(active, pc); // they come back to this instruction
    return false;
  }
  parked &= ~here;
  active = here;
  jump(here, pc + 1);
  return true;
}

char *Warp::locateGlobal(uint64_t address, unsigned bytes) {
  if (!recent || address - recent->address > recent->bytes ||
      bytes > recent->bytes - (address - recent->address)) {
    recent = block->memory.find(address, bytes);
    if (!recent)
      return block->memory.at(address, bytes); // throws
  }
  return recent->data.get() + (address - recent->address);
}

char *Warp::locate(Space space, uint64_t address, unsigned bytes, int lane) {
  faultLane = lane;
  if (address % bytes)
    throw Fault(716,
                "an address that is no multiple of " + std::to_string(bytes));
  if (space == Space::Generic && address >= kSharedWindow) {
    space = address >= kLocalWindow ? Space::Local : Space::Shared;
    address -= space == Space::Local ? kLocalWindow : kSharedWindow;
  }
  if (space == Space::Generic || space == Space::Global)
    return locateGlobal(address, bytes);
  bool isShared = space == Space::Shared;
  uint64_t size = isShared ? block->shared.size() : block->kernel.localBytes;
  if (space == Space::Param)
    size = block->kernel.parameterBytes;
  if (address > size || bytes > size - address)
    throw Fault(700, std::to_string(bytes) + " bytes at " +
                         std::to_string(address) + " are outside the " +
                         std::to_string(size) + " bytes of " +
                         (isShared ? "shared" : "local") + " memory");
  if (space == Space::Param)
    return const_cast<char *>(block->parameters) + address;
  return isShared ? block->shared.data() + address
                  : local.data() + lane * size + address;
}
