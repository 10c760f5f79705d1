//===- Transfers.cpp - mov, ld, st, atom, cvta ----------------------------===//
#include "Values.h"

using namespace aec::emulator;

namespace {
void move(Warp &warp, const Instruction &i) {
  Lanes &to = warp.reg(i.to[0]);
  const Lanes &a = warp.operand(i.from[0]);
  uint64_t mask = i.bits == 64 ? ~uint64_t(0) : (uint64_t(1) << i.bits) - 1;
  if (i.to.size() == 1 && i.from.size() == 1) {
    warp.each([&](int lane) { to[lane] = a[lane] & mask; });
    return;
  }
  // One register in parts, or parts as one register.
  size_t parts = std::max(i.to.size(), i.from.size());
  int bits = i.bits / int(parts);
  uint64_t part = (uint64_t(1) << bits) - 1;
  warp.each([&](int lane) {
    uint64_t value = a[lane];
    if (i.to.size() > 1) {
      for (size_t at = 0; at < parts; ++at)
        warp.reg(i.to[at])[lane] = value >> (bits * at) & part;
      return;
    }
    value = 0;
    for (size_t at = 0; at < parts; ++at)
      value |= (warp.operand(i.from[at])[lane] & part) << (bits * at);
    to[lane] = value;
  });
}

template <typename T> void loadAs(Warp &warp, const Instruction &i) {
  const Lanes &base = warp.operand(i.from[0]);
  unsigned count = unsigned(i.to.size());
  warp.each([&](int lane) {
    const char *from = warp.locate(i.space, base[lane] + uint64_t(i.offset),
                                   unsigned(sizeof(T)) * count, lane);
    for (unsigned at = 0; at < count; ++at) {
      T value;
      std::memcpy(&value, from + at * sizeof(T), sizeof(T));
      warp.reg(i.to[at])[lane] =
          i.isSigned ? uint64_t(int64_t(std::make_signed_t<T>(value))) : value;
    }
  });
}

template <typename T> void storeAs(Warp &warp, const Instruction &i) {
  const Lanes &base = warp.operand(i.from[0]);
  unsigned count = unsigned(i.from.size()) - 1;
  warp.each([&](int lane) {
    char *to = warp.locate(i.space, base[lane] + uint64_t(i.offset),
                           unsigned(sizeof(T)) * count, lane);
    for (unsigned at = 0; at < count; ++at) {
      T value = T(warp.operand(i.from[1 + at])[lane]);
      std::memcpy(to + at * sizeof(T), &value, sizeof(T));
    }
  });
}

#define BY_WIDTH(function)                                                     \
  switch (i.bits) {                                                            \
  case 8:                                                                      \
    return function<uint8_t>(warp, i);                                         \
  case 16:                                                                     \
    return function<uint16_t>(warp, i);                                        \
  case 32:                                                                     \
    return function<uint32_t>(warp, i);                                        \
  default:                                                                     \
    return function<uint64_t>(warp, i);                                        \
  }
void load(Warp &warp, const Instruction &i) { BY_WIDTH(loadAs) }
void store(Warp &warp, const Instruction &i){BY_WIDTH(storeAs)}
#undef BY_WIDTH

/// Generic address from one of a space, and back.
uint64_t windowOf(const Instruction &i) {
  if (i.space == Space::Shared)
    return kSharedWindow;
  return i.space == Space::Local ? kLocalWindow : 0;
}
void toGeneric(Warp &warp, const Instruction &i) {
  Lanes &to = warp.reg(i.to[0]);
  const Lanes &a = warp.operand(i.from[0]);
  warp.each([&](int lane) { to[lane] = a[lane] + windowOf(i); });
}
void fromGeneric(Warp &warp, const Instruction &i) {
  Lanes &to = warp.reg(i.to[0]);
  const Lanes &a = warp.operand(i.from[0]);
  warp.each([&](int lane) { to[lane] = a[lane] - windowOf(i); });
}

struct AtomAdd {
  template <typename T> static T of(T a, T b) { return a + b; }
};
struct AtomMin {
  template <typename T> static T of(T a, T b) { return b < a ? b : a; }
};
struct AtomMax {
  template <typename T> static T of(T a, T b) { return b > a ? b : a; }
};
struct AtomAnd {
  template <typename T> static T of(T a, T b) { return a & b; }
};
struct AtomOr {
  template <typename T> static T of(T a, T b) { return a | b; }
};
struct AtomExch {
  template <typename T> static T of(T, T b) { return b; }
};

/// Blocks run side by side, so that these must be atomic here too. `red` has
/// no result.
template <typename T, typename Op>
void atomic(Warp &warp, const Instruction &i) {
  using Word = std::conditional_t<sizeof(T) == 8, uint64_t, uint32_t>;
  const Lanes &base = warp.operand(i.from[0]), &b = warp.operand(i.from[1]);
  warp.each([&](int lane) {
    auto *place = reinterpret_cast<Word *>(
        warp.locate(i.space, base[lane] + uint64_t(i.offset), sizeof(T), lane));
    Word old = __atomic_load_n(place, __ATOMIC_RELAXED), made;
    do
      made = Word(bitsOf<T>(Op::of(valueOf<T>(old), valueOf<T>(b[lane]))));
    while (!__atomic_compare_exchange_n(place, &old, made, false,
                                        __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
    if (!i.to.empty())
      warp.reg(i.to[0])[lane] = old;
  });
}

template <typename Word> void swapIfEqual(Warp &warp, const Instruction &i) {
  const Lanes &base = warp.operand(i.from[0]), &b = warp.operand(i.from[1]),
              &c = warp.operand(i.from[2]);
  warp.each([&](int lane) {
    auto *place = reinterpret_cast<Word *>(warp.locate(
        i.space, base[lane] + uint64_t(i.offset), sizeof(Word), lane));
    Word old = Word(b[lane]);
    __atomic_compare_exchange_n(place, &old, Word(c[lane]), false,
                                __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
    warp.reg(i.to[0])[lane] = old;
  });
}

template <typename T> void addAtomics(Table &table, const std::string &type) {
  for (std::string name : {"atom.", "red."}) {
    table[name + "add." + type] = atomic<T, AtomAdd>;
    table[name + "min." + type] = atomic<T, AtomMin>;
    table[name + "max." + type] = atomic<T, AtomMax>;
  }
}
} // namespace

void aec::emulator::addTransfers(Table &table) {
  for (const char *type : {"b8", "u8", "s8", "b16", "u16", "s16", "b32", "u32",
                           "s32", "f32", "b64", "u64", "s64", "f64", "pred"}) {
    std::string end = std::string(".") + type;
    table["mov" + end] = move;
    table["ld" + end] = table["ldu" + end] = load;
    table["st" + end] = store;
    table["cvta" + end] = toGeneric;
    table["cvta.to" + end] = fromGeneric;
  }
  addAtomics<int32_t>(table, "s32");
  addAtomics<uint32_t>(table, "u32");
  addAtomics<int64_t>(table, "s64");
  addAtomics<uint64_t>(table, "u64");
  addAtomics<float>(table, "f32");
  addAtomics<double>(table, "f64");
  for (std::string name : {"atom.", "red."}) {
    table[name + "and.b32"] = atomic<uint32_t, AtomAnd>;
    table[name + "or.b32"] = atomic<uint32_t, AtomOr>;
    table[name + "exch.b32"] = atomic<uint32_t, AtomExch>;
    table[name + "exch.b64"] = atomic<uint64_t, AtomExch>;
  }
  table["atom.cas.b32"] = swapIfEqual<uint32_t>;
  table["atom.cas.b64"] = swapIfEqual<uint64_t>;
}
