//===- ArithmeticTest.cpp - Instructions against the host's arithmetic ----===//
#include "Kernels.h"

#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>
#include <random>

using namespace aec::emulator;

namespace {
template <typename T> T as(uint64_t bits) {
  T value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}
template <typename T> uint64_t bits(T value) {
  uint64_t result = 0;
  std::memcpy(&result, &value, sizeof value);
  return result;
}

/// Random bits between values that arithmetic treats as special.
template <typename T> Words inputs(unsigned seed) {
  std::mt19937_64 engine(seed);
  std::normal_distribution<double> normal(0, 8);
  using Limits = std::numeric_limits<T>;
  const T special[] = {T(0),
                       T(-0.0),
                       T(1),
                       T(-1),
                       Limits::max(),
                       Limits::lowest(),
                       Limits::min(),
                       T(7),
                       Limits::infinity(),
                       Limits::quiet_NaN()};
  Words values(512);
  for (uint64_t &value : values) {
    uint64_t kind = engine() % 8;
    if (kind == 0)
      value = bits<T>(special[engine() % std::size(special)]);
    else if (Limits::is_integer)
      value = kind < 4 ? engine() % 100 : engine();
    else
      value = bits<T>(T(normal(engine)));
    value &= sizeof(T) == 8 ? ~uint64_t(0) : 0xffffffff;
  }
  return values;
}

/// "add.f32 D, A, B" for T's registers, against `expected`. NaN equals NaN.
template <typename T, typename Result, typename Function>
void check(std::string text, Function expected) {
  bool isWide = sizeof(T) == 8;
  std::string instruction;
  for (char c : text)
    if (c == 'A' || c == 'B' || c == 'C')
      instruction += (isWide ? "%rd" : "%r") + std::to_string(c - 'A' + 1);
    else if (c == 'D')
      instruction += sizeof(Result) == 8 ? "%rd4" : "%r4";
    else
      instruction += c;
  Words a = inputs<T>(1), b = inputs<T>(2), c = inputs<T>(3);
  Words got = apply(instruction + ";", sizeof(Result) == 8, a, b, c);
  for (size_t at = 0; at < a.size(); ++at) {
    Result want = expected(as<T>(a[at]), as<T>(b[at]), as<T>(c[at]));
    if (want != want && as<Result>(got[at]) != as<Result>(got[at]))
      continue;
    ASSERT_EQ(got[at], bits<Result>(want))
        << text << " of " << as<T>(a[at]) << ", " << as<T>(b[at]) << ", "
        << as<T>(c[at]) << " is " << as<Result>(got[at]) << ", not " << want;
  }
}

template <typename T> void checkFloats(const std::string &type) {
  check<T, T>("add.rn" + type + " D, A, B;", [](T a, T b, T) { return a + b; });
  check<T, T>("sub.rn" + type + " D, A, B;", [](T a, T b, T) { return a - b; });
  check<T, T>("mul.rn" + type + " D, A, B;", [](T a, T b, T) { return a * b; });
  check<T, T>("div.rn" + type + " D, A, B;", [](T a, T b, T) { return a / b; });
  check<T, T>("fma.rn" + type + " D, A, B, C;",
              [](T a, T b, T c) { return std::fma(a, b, c); });
  check<T, T>("neg" + type + " D, A;", [](T a, T, T) { return -a; });
  check<T, T>("abs" + type + " D, A;", [](T a, T, T) { return std::fabs(a); });
  check<T, T>("sqrt.rn" + type + " D, A;",
              [](T a, T, T) { return std::sqrt(a); });
  check<T, T>("rcp.rn" + type + " D, A;", [](T a, T, T) { return 1 / a; });
  check<T, T>("copysign" + type + " D, A, B;",
              [](T a, T b, T) { return std::copysign(b, a); });
  check<T, T>("max" + type + " D, A, B;", [](T a, T b, T) {
    return a == b && a == 0 ? (std::signbit(a) ? b : a) : std::fmax(a, b);
  });
  check<T, T>("min" + type + " D, A, B;", [](T a, T b, T) {
    return a == b && a == 0 ? (std::signbit(a) ? a : b) : std::fmin(a, b);
  });
}
} // namespace

TEST(Ptx, FloatArithmetic) {
  checkFloats<float>(".f32");
  checkFloats<double>(".f64");
  check<float, float>("ex2.approx.f32 D, A;",
                      [](float a, float, float) { return std::exp2(a); });
  check<float, float>("lg2.approx.f32 D, A;",
                      [](float a, float, float) { return std::log2(a); });
  check<float, float>("max.NaN.f32 D, A, B;", [](float a, float b, float) {
    if (a != a || b != b)
      return std::nanf("");
    return a == b && a == 0 ? (std::signbit(a) ? b : a) : std::fmax(a, b);
  });
}

TEST(Ptx, IntegerArithmetic) {
  check<int32_t, int32_t>("add.s32 D, A, B;",
                          [](int32_t a, int32_t b, int32_t) {
                            return int32_t(uint32_t(a) + uint32_t(b));
                          });
  check<int64_t, int64_t>("sub.s64 D, A, B;",
                          [](int64_t a, int64_t b, int64_t) {
                            return int64_t(uint64_t(a) - uint64_t(b));
                          });
  check<uint32_t, uint32_t>(
      "mad.lo.s32 D, A, B, C;",
      [](uint32_t a, uint32_t b, uint32_t c) { return a * b + c; });
  check<uint32_t, uint32_t>("mul.hi.u32 D, A, B;",
                            [](uint32_t a, uint32_t b, uint32_t) {
                              return uint32_t(uint64_t(a) * b >> 32);
                            });
  check<int32_t, int64_t>(
      "mul.wide.s32 D, A, B;",
      [](int32_t a, int32_t b, int32_t) { return int64_t(a) * int64_t(b); });
  check<uint32_t, uint64_t>("mul.wide.u32 D, A, B;",
                            [](uint32_t a, uint32_t b, uint32_t) {
                              return uint64_t(a) * uint64_t(b);
                            });
  check<int64_t, int64_t>("mul.hi.s64 D, A, B;",
                          [](int64_t a, int64_t b, int64_t) {
                            return int64_t((__int128(a) * b) >> 64);
                          });
  check<int32_t, int32_t>(
      "min.s32 D, A, B;",
      [](int32_t a, int32_t b, int32_t) { return std::min(a, b); });
  check<uint64_t, uint64_t>(
      "max.u64 D, A, B;",
      [](uint64_t a, uint64_t b, uint64_t) { return std::max(a, b); });
  check<int32_t, int32_t>("div.s32 D, A, 7;",
                          [](int32_t a, int32_t, int32_t) { return a / 7; });
  check<int32_t, int32_t>("rem.s32 D, A, -5;",
                          [](int32_t a, int32_t, int32_t) { return a % -5; });
}

TEST(Ptx, Bits) {
  check<uint32_t, uint32_t>(
      "shl.b32 D, A, B;",
      [](uint32_t a, uint32_t b, uint32_t) { return b > 31 ? 0 : a << b; });
  check<int32_t, int32_t>("shr.s32 D, A, B;",
                          [](int32_t a, int32_t b, int32_t) {
                            return uint32_t(b) > 31 ? (a < 0 ? -1 : 0) : a >> b;
                          });
  check<uint32_t, uint32_t>(
      "shf.l.wrap.b32 D, A, B, 8;",
      [](uint32_t a, uint32_t b, uint32_t) { return b << 8 | a >> 24; });
  check<uint64_t, uint64_t>("xor.b64 D, A, B;", [](uint64_t a, uint64_t b,
                                                   uint64_t) { return a ^ b; });
  check<uint32_t, uint32_t>("not.b32 D, A;",
                            [](uint32_t a, uint32_t, uint32_t) { return ~a; });
  check<uint32_t, uint32_t>(
      "bfe.u32 D, A, 4, 9;",
      [](uint32_t a, uint32_t, uint32_t) { return a >> 4 & 511; });
  check<uint32_t, uint32_t>(
      "prmt.b32 D, A, B, 0x6240;", [](uint32_t a, uint32_t b, uint32_t) {
        return (a & 255) | (b & 255) << 8 | (a >> 16 & 255) << 16 |
               (b >> 16 & 255) << 24;
      });
  check<uint64_t, uint32_t>(
      "mov.b64 {_, %r4}, A;",
      [](uint64_t a, uint64_t, uint64_t) { return uint32_t(a >> 32); });
  check<uint64_t, uint64_t>(
      "mov.b64 D, {%r2, %r1};",
      [](uint64_t a, uint64_t b, uint64_t) { return a << 32 | uint32_t(b); });
}

TEST(Ptx, Conversions) {
  check<float, int32_t>("cvt.rzi.s32.f32 D, A;", [](float a, float, float) {
    if (a != a)
      return 0;
    return a >= 2147483648.0f    ? std::numeric_limits<int32_t>::max()
           : a <= -2147483648.0f ? std::numeric_limits<int32_t>::min()
                                 : int32_t(a);
  });
  check<float, float>("cvt.rmi.f32.f32 D, A;",
                      [](float a, float, float) { return std::floor(a); });
  check<float, float>("cvt.rni.f32.f32 D, A;",
                      [](float a, float, float) { return std::nearbyint(a); });
  check<double, float>("cvt.rn.f32.f64 D, A;",
                       [](double a, double, double) { return float(a); });
  check<float, double>("cvt.f64.f32 D, A;",
                       [](float a, float, float) { return double(a); });
  check<int32_t, float>("cvt.rn.f32.s32 D, A;",
                        [](int32_t a, int32_t, int32_t) { return float(a); });
  check<uint64_t, double>(
      "cvt.rn.f64.u64 D, A;",
      [](uint64_t a, uint64_t, uint64_t) { return double(a); });
  check<int32_t, int64_t>("cvt.s64.s32 D, A;", [](int32_t a, int32_t, int32_t) {
    return int64_t(a);
  });
  check<uint32_t, uint64_t>(
      "cvt.u64.u32 D, A;",
      [](uint32_t a, uint32_t, uint32_t) { return uint64_t(a); });
}

TEST(Ptx, Comparisons) {
  auto set = [](const char *test, const char *type) {
    return std::string("setp.") + test + "." + type +
           " %p1, A, B; selp.b32 D, 1, 0, %p1;";
  };
  check<float, uint32_t>(set("lt", "f32"), [](float a, float b, float) {
    return uint32_t(a < b);
  });
  check<float, uint32_t>(set("geu", "f32"), [](float a, float b, float) {
    return uint32_t(!(a < b));
  });
  check<float, uint32_t>(set("nan", "f32"), [](float a, float b, float) {
    return uint32_t(a != a || b != b);
  });
  check<int32_t, uint32_t>(set("gt", "s32"), [](int32_t a, int32_t b, int32_t) {
    return uint32_t(a > b);
  });
  check<uint64_t, uint32_t>(
      set("lo", "u64"),
      [](uint64_t a, uint64_t b, uint64_t) { return uint32_t(a < b); });
  check<float, uint32_t>(
      "testp.infinite.f32 %p1, A; selp.b32 D, 1, 0, %p1;",
      [](float a, float, float) { return uint32_t(std::isinf(a)); });
}
