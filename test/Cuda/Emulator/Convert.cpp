//===- Convert.cpp - cvt --------------------------------------------------===//
//
// To whole numbers values are cut to the type's range and not-a-number is 0, as
// PTX ISA 9.7.9.21 says; whole numbers among themselves are cut to their bits,
// with .sat to their range.
//
//===----------------------------------------------------------------------===//
#include "Convert.h"

#include "Values.h"

#include <limits>
#include <type_traits>

using namespace aec::emulator;

namespace {
template <typename T> T rounded(T value, Rounding how) {
  switch (how) {
  case Rounding::Nearest:
    return std::nearbyint(value);
  case Rounding::Zero:
    return std::trunc(value);
  case Rounding::Down:
    return std::floor(value);
  case Rounding::Up:
    return std::ceil(value);
  case Rounding::None:
    break;
  }
  return value;
}

template <typename To, typename From>
To floatToWhole(From value, Rounding how) {
  if (value != value)
    return 0;
  From whole = rounded(value, how);
  constexpr To least = std::numeric_limits<To>::min(),
               most = std::numeric_limits<To>::max();
  // The limits as From may be rounded up, so that equality is outside too.
  if (whole <= From(least))
    return least;
  return whole >= From(most) ? most : To(whole);
}

template <typename To, typename From>
To convertOne(From value, const Instruction &i) {
  if constexpr (std::is_floating_point_v<From> && std::is_integral_v<To>)
    return floatToWhole<To>(value, i.rounding);
  if constexpr (std::is_floating_point_v<From>) {
    From made = i.rounding == Rounding::None || sizeof(To) < sizeof(From)
                    ? value
                    : rounded(value, i.rounding);
    if (i.saturate)
      made = made > 0 ? std::fmin(made, From(1)) : From(0);
    return To(made);
  }
  if constexpr (std::is_integral_v<From> && std::is_integral_v<To>)
    if (i.saturate) {
      __int128 wide = value;
      wide = std::max<__int128>(wide, std::numeric_limits<To>::min());
      return To(std::min<__int128>(wide, std::numeric_limits<To>::max()));
    }
  return To(value);
}

template <typename To, typename From>
void convert(Warp &warp, const Instruction &i) {
  Lanes &to = warp.reg(i.to[0]);
  const Lanes &a = warp.operand(i.from[0]);
  warp.each([&](int lane) {
    To made = convertOne<To, From>(valueOf<From>(a[lane]), i);
    // A wider register gets the sign.
    if constexpr (std::is_integral_v<To> && std::is_signed_v<To>)
      to[lane] = uint64_t(int64_t(made));
    else
      to[lane] = bitsOf<To>(made);
  });
}

template <typename To> Handler from(const std::string &type) {
  if (type == "s8")
    return convert<To, int8_t>;
  if (type == "u8")
    return convert<To, uint8_t>;
  if (type == "s16")
    return convert<To, int16_t>;
  if (type == "u16")
    return convert<To, uint16_t>;
  if (type == "s32")
    return convert<To, int32_t>;
  if (type == "u32")
    return convert<To, uint32_t>;
  if (type == "s64")
    return convert<To, int64_t>;
  if (type == "u64")
    return convert<To, uint64_t>;
  if (type == "f32")
    return convert<To, float>;
  return type == "f64" ? Handler(convert<To, double>) : nullptr;
}
} // namespace

Handler aec::emulator::converter(const std::string &to,
                                 const std::string &type) {
  if (to == "s8")
    return from<int8_t>(type);
  if (to == "u8")
    return from<uint8_t>(type);
  if (to == "s16")
    return from<int16_t>(type);
  if (to == "u16")
    return from<uint16_t>(type);
  if (to == "s32")
    return from<int32_t>(type);
  if (to == "u32")
    return from<uint32_t>(type);
  if (to == "s64")
    return from<int64_t>(type);
  if (to == "u64")
    return from<uint64_t>(type);
  if (to == "f32")
    return from<float>(type);
  return to == "f64" ? from<double>(type) : nullptr;
}
