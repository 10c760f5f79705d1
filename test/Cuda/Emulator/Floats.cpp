//===- Floats.cpp - f32 and f64 -------------------------------------------===//
//
// .approx functions give the nearest value: PTX bounds their error and says no
// more, so that a program may not rely on the hardware's.
//
//===----------------------------------------------------------------------===//
#include "Values.h"

using namespace aec::emulator;

namespace {
#define OPERATION(name, parameters, expression)                                \
  struct name {                                                                \
    template <typename T> static T of parameters { return T(expression); }     \
  };
OPERATION(Add, (T a, T b), a + b)
OPERATION(Sub, (T a, T b), a - b)
OPERATION(Mul, (T a, T b), a *b)
OPERATION(Div, (T a, T b), a / b)
OPERATION(Fma, (T a, T b, T c), std::fma(a, b, c))
OPERATION(Neg, (T a), -a)
OPERATION(Abs, (T a), std::fabs(a))
OPERATION(Sqrt, (T a), std::sqrt(a))
OPERATION(Rcp, (T a), T(1) / a)
OPERATION(Rsqrt, (T a), 1.0 / std::sqrt(double(a)))
OPERATION(Ex2, (T a), std::exp2(a))
OPERATION(Lg2, (T a), std::log2(a))
OPERATION(Sin, (T a), std::sin(a))
OPERATION(Cos, (T a), std::cos(a))
OPERATION(Tanh, (T a), std::tanh(a))
// PTX: the sign of a on the magnitude of b.
OPERATION(CopySign, (T a, T b), std::copysign(b, a))
#undef OPERATION

/// Not-a-number loses, and +0 is above -0; with Keep not-a-number wins.
template <bool Greater, bool Keep> struct Extreme {
  template <typename T> static T of(T a, T b) {
    if (a != a || b != b)
      return Keep ? std::numeric_limits<T>::quiet_NaN() : (a != a ? b : a);
    if (a == b)
      return std::signbit(a) == Greater ? b : a;
    return (a > b) == Greater ? a : b;
  }
};

template <typename Op, bool Flush> struct F32 {
  static void one(Table &table, const std::string &name) {
    table[name + (Flush ? ".ftz.f32" : ".f32")] = unary<float, Op, Flush>;
  }
  static void two(Table &table, const std::string &name) {
    table[name + (Flush ? ".ftz.f32" : ".f32")] = binary<float, Op, Flush>;
  }
};

template <typename Op> void addUnary(Table &table, const std::string &name) {
  F32<Op, false>::one(table, name);
  F32<Op, true>::one(table, name);
  table[name + ".f64"] = unary<double, Op>;
}

template <typename Op> void addBinary(Table &table, const std::string &name) {
  F32<Op, false>::two(table, name);
  F32<Op, true>::two(table, name);
  table[name + ".f64"] = binary<double, Op>;
}

/// d = whether a is of a class.
template <typename T, bool (*Test)(T)>
void testProperty(Warp &warp, const Instruction &i) {
  Lanes &to = warp.reg(i.to[0]);
  const Lanes &a = warp.operand(i.from[0]);
  warp.each([&](int lane) { to[lane] = Test(valueOf<T>(a[lane])); });
}

template <typename T> bool isFinite(T x) { return std::isfinite(x); }
template <typename T> bool isInfinite(T x) { return std::isinf(x); }
template <typename T> bool isNumber(T x) { return !std::isnan(x); }
template <typename T> bool isNan(T x) { return std::isnan(x); }

template <typename T> void addTests(Table &table, const std::string &type) {
  table["testp.finite." + type] = testProperty<T, isFinite<T>>;
  table["testp.infinite." + type] = testProperty<T, isInfinite<T>>;
  table["testp.number." + type] = testProperty<T, isNumber<T>>;
  table["testp.notanumber." + type] = testProperty<T, isNan<T>>;
}
} // namespace

void aec::emulator::addFloats(Table &table) {
  addBinary<Add>(table, "add");
  addBinary<Sub>(table, "sub");
  addBinary<Mul>(table, "mul");
  addBinary<Div>(table, "div");
  addBinary<Extreme<false, false>>(table, "min");
  addBinary<Extreme<true, false>>(table, "max");
  addBinary<Extreme<false, true>>(table, "min.NaN");
  addBinary<Extreme<true, true>>(table, "max.NaN");
  addBinary<CopySign>(table, "copysign");
  addUnary<Neg>(table, "neg");
  addUnary<Abs>(table, "abs");
  addUnary<Sqrt>(table, "sqrt");
  addUnary<Rcp>(table, "rcp");
  addUnary<Rsqrt>(table, "rsqrt");
  addUnary<Ex2>(table, "ex2");
  addUnary<Lg2>(table, "lg2");
  addUnary<Sin>(table, "sin");
  addUnary<Cos>(table, "cos");
  addUnary<Tanh>(table, "tanh");
  for (const char *name : {"fma", "mad"}) {
    table[std::string(name) + ".f32"] = ternary<float, Fma>;
    table[std::string(name) + ".ftz.f32"] = ternary<float, Fma, true>;
    table[std::string(name) + ".f64"] = ternary<double, Fma>;
  }
  addTests<float>(table, "f32");
  addTests<double>(table, "f64");
}
