//===- Values.h - Registers as values of a type ---------------------------===//
#ifndef AEC_TEST_CUDA_EMULATOR_VALUES_H
#define AEC_TEST_CUDA_EMULATOR_VALUES_H

#include "Warp.h"

#include <cmath>
#include <cstring>
#include <unordered_map>

namespace aec::emulator {

/// The low bits of a register as a T.
template <typename T> inline T valueOf(uint64_t bits) {
  T value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

template <typename T> inline uint64_t bitsOf(T value) {
  uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof value);
  return bits;
}

template <typename T> inline T flushed(T value) { return value; }
/// Denormal numbers as .ftz has them: zero with their sign.
inline float flushed(float value) {
  return std::fabs(value) < 1.17549435e-38f ? std::copysign(0.0f, value)
                                            : value;
}

/// d = Op(a), Op(a, b), Op(a, b, c), of one type.
template <typename T, typename Op, bool Flush = false>
void unary(Warp &warp, const Instruction &i) {
  Lanes &to = warp.reg(i.to[0]);
  const Lanes &a = warp.operand(i.from[0]);
  warp.each([&](int lane) {
    T x = valueOf<T>(a[lane]);
    T result = Op::of(Flush ? flushed(x) : x);
    to[lane] = bitsOf<T>(Flush ? flushed(result) : result);
  });
}

template <typename T, typename Op, bool Flush = false>
void binary(Warp &warp, const Instruction &i) {
  Lanes &to = warp.reg(i.to[0]);
  const Lanes &a = warp.operand(i.from[0]), &b = warp.operand(i.from[1]);
  warp.each([&](int lane) {
    T x = valueOf<T>(a[lane]), y = valueOf<T>(b[lane]);
    T result = Flush ? Op::of(flushed(x), flushed(y)) : Op::of(x, y);
    to[lane] = bitsOf<T>(Flush ? flushed(result) : result);
  });
}

template <typename T, typename Op, bool Flush = false>
void ternary(Warp &warp, const Instruction &i) {
  Lanes &to = warp.reg(i.to[0]);
  const Lanes &a = warp.operand(i.from[0]), &b = warp.operand(i.from[1]),
              &c = warp.operand(i.from[2]);
  warp.each([&](int lane) {
    T x = valueOf<T>(a[lane]), y = valueOf<T>(b[lane]), z = valueOf<T>(c[lane]);
    T result =
        Flush ? Op::of(flushed(x), flushed(y), flushed(z)) : Op::of(x, y, z);
    to[lane] = bitsOf<T>(Flush ? flushed(result) : result);
  });
}

/// What runs each "opcode.type"; one function a family of instructions.
using Table = std::unordered_map<std::string, Handler>;
void addIntegers(Table &table);
void addFloats(Table &table);
void addComparisons(Table &table);
void addTransfers(Table &table);
void addControl(Table &table);
void addMatrices(Table &table);

} // namespace aec::emulator

#endif // AEC_TEST_CUDA_EMULATOR_VALUES_H
