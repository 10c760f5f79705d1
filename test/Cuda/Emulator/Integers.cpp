//===- Integers.cpp - Whole numbers and bits ------------------------------===//
//
// Arithmetic wraps, so that signed types compute as unsigned ones wherever the
// result's bits are the same.
//
//===----------------------------------------------------------------------===//
#include "Values.h"

#include <type_traits>

using namespace aec::emulator;

namespace {
template <typename T> using Bits = std::make_unsigned_t<T>;

#define OPERATION(name, parameters, expression)                                \
  struct name {                                                                \
    template <typename T> static T of parameters { return T(expression); }     \
  };
OPERATION(Add, (T a, T b), Bits<T>(a) + Bits<T>(b))
OPERATION(Sub, (T a, T b), Bits<T>(a) - Bits<T>(b))
OPERATION(MulLo, (T a, T b), uint64_t(Bits<T>(a)) * uint64_t(Bits<T>(b)))
OPERATION(MadLo, (T a, T b, T c),
          uint64_t(Bits<T>(a)) * uint64_t(Bits<T>(b)) + Bits<T>(c))
// What the hardware gives for a division by zero.
OPERATION(Div, (T a, T b),
          b == 0 ? T(-1)
                 : (T(-1) < 0 && b == T(-1) ? T(0 - Bits<T>(a)) : T(a / b)))
OPERATION(Rem, (T a, T b),
          b == 0 ? a : (T(-1) < 0 && b == T(-1) ? T(0) : T(a % b)))
OPERATION(Min, (T a, T b), a < b ? a : b)
OPERATION(Max, (T a, T b), a > b ? a : b)
OPERATION(And, (T a, T b), a &b)
OPERATION(Or, (T a, T b), a | b)
OPERATION(Xor, (T a, T b), a ^ b)
OPERATION(Not, (T a), ~a)
OPERATION(Cnot, (T a), a == 0)
OPERATION(Neg, (T a), 0 - Bits<T>(a))
OPERATION(Abs, (T a), a < 0 ? 0 - Bits<T>(a) : Bits<T>(a))
#undef OPERATION

struct MulHi {
  template <typename T> static T of(T a, T b) {
    using Wide =
        std::conditional_t<std::is_signed_v<T>, __int128, unsigned __int128>;
    return T((Wide(a) * Wide(b)) >> (8 * sizeof(T)));
  }
};
struct MadHi {
  template <typename T> static T of(T a, T b, T c) {
    return T(Bits<T>(MulHi::of(a, b)) + Bits<T>(c));
  }
};
struct Popc {
  template <typename T> static T of(T a) {
    return T(__builtin_popcountll(uint64_t(Bits<T>(a))));
  }
};
struct Clz {
  template <typename T> static T of(T a) {
    int bits = 8 * sizeof(T);
    return T(a == 0 ? bits : __builtin_clzll(uint64_t(Bits<T>(a))) - 64 + bits);
  }
};
struct Brev {
  template <typename T> static T of(T a) {
    Bits<T> from = Bits<T>(a), to = 0;
    for (size_t bit = 0; bit < 8 * sizeof(T); ++bit, from >>= 1)
      to = Bits<T>(to << 1) | (from & 1);
    return T(to);
  }
};
/// PTX predicates as words of 0 and 1.
struct NotPredicate {
  static uint32_t of(uint32_t a) { return !a; }
};

/// Amounts of shifts are u32 and cut to the width.
template <typename T, bool Left> void shift(Warp &warp, const Instruction &i) {
  Lanes &to = warp.reg(i.to[0]);
  const Lanes &a = warp.operand(i.from[0]), &b = warp.operand(i.from[1]);
  constexpr uint32_t bits = 8 * sizeof(T);
  warp.each([&](int lane) {
    T x = valueOf<T>(a[lane]);
    uint32_t by = valueOf<uint32_t>(b[lane]);
    T over = Left || x >= 0 ? T(0) : T(-1);
    T moved =
        Left ? T(Bits<T>(x) << (by & (bits - 1))) : T(x >> (by & (bits - 1)));
    to[lane] = bitsOf<T>(by >= bits ? over : moved);
  });
}

/// d (twice as wide) = a * b, + c.
template <typename T, typename Wide, bool Add>
void wide(Warp &warp, const Instruction &i) {
  Lanes &to = warp.reg(i.to[0]);
  const Lanes &a = warp.operand(i.from[0]), &b = warp.operand(i.from[1]);
  const Lanes &c = warp.operand(i.from[Add ? 2 : 1]);
  warp.each([&](int lane) {
    Wide product = Wide(valueOf<T>(a[lane])) * Wide(valueOf<T>(b[lane]));
    if (Add)
      product = Wide(Bits<Wide>(product) + valueOf<Bits<Wide>>(c[lane]));
    to[lane] = bitsOf<Wide>(product);
  });
}

/// Funnel shifts: the upper (l) or lower (r) word of hi:lo, shifted.
template <bool Left, bool Wrap> void funnel(Warp &warp, const Instruction &i) {
  Lanes &to = warp.reg(i.to[0]);
  const Lanes &lo = warp.operand(i.from[0]), &hi = warp.operand(i.from[1]),
              &amount = warp.operand(i.from[2]);
  warp.each([&](int lane) {
    uint64_t pair = hi[lane] << 32 | uint32_t(lo[lane]);
    uint32_t by = uint32_t(amount[lane]);
    by = Wrap ? by & 31 : (by > 32 ? 32 : by);
    to[lane] = Left ? uint32_t((pair << by) >> 32) : uint32_t(pair >> by);
  });
}

/// d = bits [start, start + length) of a, with the sign where T has one.
template <typename T> void extract(Warp &warp, const Instruction &i) {
  Lanes &to = warp.reg(i.to[0]);
  const Lanes &a = warp.operand(i.from[0]), &b = warp.operand(i.from[1]),
              &c = warp.operand(i.from[2]);
  constexpr int bits = 8 * sizeof(T);
  warp.each([&](int lane) {
    int start = int(b[lane] & 255), length = int(c[lane] & 255);
    length = std::min(length, bits);
    T x = start >= bits ? T(0) : T(valueOf<T>(a[lane]) >> start);
    T left = length == 0 ? T(0) : T(Bits<T>(x) << (bits - length));
    to[lane] = bitsOf<T>(length == 0 ? T(0) : T(left >> (bits - length)));
  });
}

/// Bytes of b:a, chosen by the selector's nibbles; the sign modes are missing.
void permute(Warp &warp, const Instruction &i) {
  Lanes &to = warp.reg(i.to[0]);
  const Lanes &a = warp.operand(i.from[0]), &b = warp.operand(i.from[1]),
              &c = warp.operand(i.from[2]);
  warp.each([&](int lane) {
    uint64_t pair = b[lane] << 32 | uint32_t(a[lane]);
    uint32_t result = 0;
    for (int byte = 0; byte < 4; ++byte) {
      uint32_t pick = uint32_t(c[lane] >> (4 * byte)) & 15;
      uint32_t value = uint32_t(pair >> (8 * (pick & 7))) & 255;
      if (pick & 8)
        value = value & 128 ? 255 : 0;
      result |= value << (8 * byte);
    }
    to[lane] = result;
  });
}

template <typename T> void addType(Table &table, const std::string &type) {
  table["add." + type] = binary<T, Add>;
  table["sub." + type] = binary<T, Sub>;
  table["mul.lo." + type] = binary<T, MulLo>;
  table["mul.hi." + type] = binary<T, MulHi>;
  table["mad.lo." + type] = ternary<T, MadLo>;
  table["mad.hi." + type] = ternary<T, MadHi>;
  table["div." + type] = binary<T, Div>;
  table["rem." + type] = binary<T, Rem>;
  table["min." + type] = binary<T, Min>;
  table["max." + type] = binary<T, Max>;
  table["neg." + type] = unary<T, Neg>;
  table["abs." + type] = unary<T, Abs>;
  table["shr." + type] = shift<T, false>;
  table["bfe." + type] = extract<T>;
}

template <typename T> void addBits(Table &table, const std::string &type) {
  table["and." + type] = binary<T, And>;
  table["or." + type] = binary<T, Or>;
  table["xor." + type] = binary<T, Xor>;
  table["not." + type] = unary<T, Not>;
  table["cnot." + type] = unary<T, Cnot>;
  table["shl." + type] = shift<T, true>;
  table["shr." + type] = shift<T, false>;
  table["popc." + type] = unary<T, Popc>;
  table["clz." + type] = unary<T, Clz>;
  table["brev." + type] = unary<T, Brev>;
}
} // namespace

void aec::emulator::addIntegers(Table &table) {
  addType<int16_t>(table, "s16");
  addType<uint16_t>(table, "u16");
  addType<int32_t>(table, "s32");
  addType<uint32_t>(table, "u32");
  addType<int64_t>(table, "s64");
  addType<uint64_t>(table, "u64");
  addBits<uint16_t>(table, "b16");
  addBits<uint32_t>(table, "b32");
  addBits<uint64_t>(table, "b64");
  addBits<uint32_t>(table, "pred");
  table["not.pred"] = unary<uint32_t, NotPredicate>;
  table["mul.wide.s16"] = wide<int16_t, int32_t, false>;
  table["mul.wide.u16"] = wide<uint16_t, uint32_t, false>;
  table["mul.wide.s32"] = wide<int32_t, int64_t, false>;
  table["mul.wide.u32"] = wide<uint32_t, uint64_t, false>;
  table["mad.wide.s32"] = wide<int32_t, int64_t, true>;
  table["mad.wide.u32"] = wide<uint32_t, uint64_t, true>;
  table["shf.l.wrap.b32"] = funnel<true, true>;
  table["shf.l.clamp.b32"] = funnel<true, false>;
  table["shf.r.wrap.b32"] = funnel<false, true>;
  table["shf.r.clamp.b32"] = funnel<false, false>;
  table["prmt.b32"] = permute;
}
