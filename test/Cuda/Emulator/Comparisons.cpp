//===- Comparisons.cpp - setp and selp ------------------------------------===//
//
// For floating-point numbers a plain comparison is false and one with a u (ltu)
// true where an operand is not a number.
//
//===----------------------------------------------------------------------===//
#include "Values.h"

using namespace aec::emulator;

namespace {
enum class Test { Eq, Ne, Lt, Le, Gt, Ge, Num, Nan };

template <Test Kind, bool Unordered, typename T> bool holds(T a, T b) {
  bool isNan = a != a || b != b;
  if (Kind == Test::Num)
    return !isNan;
  if (Kind == Test::Nan)
    return isNan;
  if (isNan)
    return Unordered;
  switch (Kind) {
  case Test::Eq:
    return a == b;
  case Test::Ne:
    return a != b;
  case Test::Lt:
    return a < b;
  case Test::Le:
    return a <= b;
  case Test::Gt:
    return a > b;
  default:
    return a >= b;
  }
}

template <typename T, Test Kind, bool Unordered>
void compare(Warp &warp, const Instruction &i) {
  Lanes &to = warp.reg(i.to[0]);
  const Lanes &a = warp.operand(i.from[0]), &b = warp.operand(i.from[1]);
  warp.each([&](int lane) {
    to[lane] =
        holds<Kind, Unordered, T>(valueOf<T>(a[lane]), valueOf<T>(b[lane]));
  });
  if (i.to.size() > 1) // the opposite
    warp.each([&](int lane) { warp.reg(i.to[1])[lane] = !to[lane]; });
}

template <typename T> void select(Warp &warp, const Instruction &i) {
  Lanes &to = warp.reg(i.to[0]);
  const Lanes &a = warp.operand(i.from[0]), &b = warp.operand(i.from[1]),
              &p = warp.operand(i.from[2]);
  warp.each([&](int lane) {
    to[lane] = bitsOf<T>(valueOf<T>(p[lane] & 1 ? a[lane] : b[lane]));
  });
}

template <typename T, Test Kind, bool Unordered>
void addKind(Table &table, const std::string &name, const std::string &type) {
  table["setp." + name + "." + type] = compare<T, Kind, Unordered>;
}

template <typename T, bool Unordered>
void addOrder(Table &table, const std::string &type, const std::string &u) {
  addKind<T, Test::Eq, Unordered>(table, "eq" + u, type);
  addKind<T, Test::Ne, Unordered>(table, "ne" + u, type);
  addKind<T, Test::Lt, Unordered>(table, "lt" + u, type);
  addKind<T, Test::Le, Unordered>(table, "le" + u, type);
  addKind<T, Test::Gt, Unordered>(table, "gt" + u, type);
  addKind<T, Test::Ge, Unordered>(table, "ge" + u, type);
}

template <typename T> void addFloat(Table &table, const std::string &type) {
  addOrder<T, false>(table, type, "");
  addOrder<T, true>(table, type, "u");
  addKind<T, Test::Num, false>(table, "num", type);
  addKind<T, Test::Nan, false>(table, "nan", type);
  table["selp." + type] = select<T>;
}

template <typename T> void addInteger(Table &table, const std::string &type) {
  addOrder<T, false>(table, type, "");
  table["selp." + type] = select<T>;
}
} // namespace

void aec::emulator::addComparisons(Table &table) {
  addInteger<int16_t>(table, "s16");
  addInteger<uint16_t>(table, "u16");
  addInteger<uint16_t>(table, "b16");
  addInteger<int32_t>(table, "s32");
  addInteger<uint32_t>(table, "u32");
  addInteger<uint32_t>(table, "b32");
  addInteger<int64_t>(table, "s64");
  addInteger<uint64_t>(table, "u64");
  addInteger<uint64_t>(table, "b64");
  addFloat<float>(table, "f32");
  addFloat<double>(table, "f64");
  // PTX's names of unsigned order.
  for (auto [size, lo, ls, hi, hs] :
       {std::array<const char *, 5>{"u32", "lo", "ls", "hi", "hs"},
        {"u64", "lo", "ls", "hi", "hs"},
        {"u16", "lo", "ls", "hi", "hs"}}) {
    std::string type = size;
    table[std::string("setp.") + lo + "." + type] = table["setp.lt." + type];
    table[std::string("setp.") + ls + "." + type] = table["setp.le." + type];
    table[std::string("setp.") + hi + "." + type] = table["setp.gt." + type];
    table[std::string("setp.") + hs + "." + type] = table["setp.ge." + type];
  }
}
