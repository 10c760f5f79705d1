//===- Matrices.cpp - Tensor cores ----------------------------------------===//
//
// Fragments as PTX ISA 9.7.15.5 lays them out for m16n8k8 (.tf32) and m16n8k16
// (.bf16). PTX leaves the precision of the sums open ("at least single"): here
// they are f32, term by term, which is one of what hardware may do. Numbers
// that were not rounded to tf32 are an error: hardware would cut them.
//
//===----------------------------------------------------------------------===//
#include "Values.h"

using namespace aec::emulator;

namespace {
constexpr int kRows = 16, kColumns = 8;

float fromBf16(uint64_t bits) {
  return valueOf<float>(uint64_t(uint16_t(bits)) << 16);
}

/// Nearest, ties to even (.rn).
uint64_t toBf16(float value) {
  auto bits = uint32_t(bitsOf(value));
  if (value != value)
    return 0x7fff;
  return (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
}

/// Nearest, ties away from zero (.rna): 10 bits of the mantissa are left.
uint64_t toTf32(float value) {
  auto bits = uint32_t(bitsOf(value));
  if (value != value)
    return 0x7fffffff;
  return std::isinf(value) ? bits : (bits + 0x1000) & ~uint32_t(0x1fff);
}

void roundToTf32(Warp &warp, const Instruction &i) {
  Lanes &to = warp.reg(i.to[0]);
  const Lanes &a = warp.operand(i.from[0]);
  warp.each([&](int lane) { to[lane] = toTf32(valueOf<float>(a[lane])); });
}

void roundToBf16(Warp &warp, const Instruction &i) {
  Lanes &to = warp.reg(i.to[0]);
  const Lanes &a = warp.operand(i.from[0]);
  warp.each([&](int lane) { to[lane] = toBf16(valueOf<float>(a[lane])); });
}

/// The first operand is the upper half.
void roundPairToBf16(Warp &warp, const Instruction &i) {
  Lanes &to = warp.reg(i.to[0]);
  const Lanes &a = warp.operand(i.from[0]), &b = warp.operand(i.from[1]);
  warp.each([&](int lane) {
    to[lane] =
        toBf16(valueOf<float>(a[lane])) << 16 | toBf16(valueOf<float>(b[lane]));
  });
}

float tf32(const Lanes &values, int lane) {
  if (values[lane] & 0x1fff)
    throw Fault(715, "an operand of mma that was not rounded to tf32");
  return valueOf<float>(values[lane]);
}

/// Lane 4 * group + t holds (group, t), (group + 8, t), (group, t + 4) and
/// (group + 8, t + 4) of the left operand.
struct Tf32 {
  static constexpr int depth = 8;
  static float left(Warp &warp, const Instruction &i, int row, int k) {
    int at = row / 8 + 2 * (k / 4);
    return tf32(warp.operand(i.from[at]), row % 8 * 4 + k % 4);
  }
  static float right(Warp &warp, const Instruction &i, int k, int column) {
    return tf32(warp.operand(i.from[4 + k / 4]), column * 4 + k % 4);
  }
};

/// The same of pairs of terms.
struct Bf16 {
  static constexpr int depth = 16;
  static float half(const Lanes &values, int lane, int k) {
    return fromBf16(values[lane] >> (k % 2 * 16));
  }
  static float left(Warp &warp, const Instruction &i, int row, int k) {
    int at = row / 8 + 2 * (k / 8);
    return half(warp.operand(i.from[at]), row % 8 * 4 + k % 8 / 2, k);
  }
  static float right(Warp &warp, const Instruction &i, int k, int column) {
    return half(warp.operand(i.from[4 + k / 8]), column * 4 + k % 8 / 2, k);
  }
};

template <typename Kind> void multiply(Warp &warp, const Instruction &i) {
  if (warp.active != ~0u)
    throw Fault(715, "mma without all threads of the warp");
  if (i.to.size() != 4 || i.from.size() != 10)
    throw Fault(218, "mma with other fragments than 4, 4, 2 and 4");
  float left[kRows][Kind::depth], right[Kind::depth][kColumns];
  for (int k = 0; k < Kind::depth; ++k) {
    for (int row = 0; row < kRows; ++row)
      left[row][k] = Kind::left(warp, i, row, k);
    for (int column = 0; column < kColumns; ++column)
      right[k][column] = Kind::right(warp, i, k, column);
  }
  // Lane 4 * group + t holds columns 2 t and 2 t + 1 of rows group, group + 8.
  Lanes sums[4];
  for (int at = 0; at < 4; ++at)
    for (int lane = 0; lane < kLanes; ++lane) {
      int row = lane / 4 + at / 2 * 8, column = lane % 4 * 2 + at % 2;
      auto sum = valueOf<float>(warp.operand(i.from[6 + at])[lane]);
      for (int k = 0; k < Kind::depth; ++k)
        sum += left[row][k] * right[k][column];
      sums[at][lane] = bitsOf(sum);
    }
  for (int at = 0; at < 4; ++at)
    warp.reg(i.to[at]) = sums[at];
}
} // namespace

void aec::emulator::addMatrices(Table &table) {
  table["mma.sync.m16n8k8.row.col.f32.tf32.tf32.f32"] = multiply<Tf32>;
  table["mma.sync.m16n8k16.row.col.f32.bf16.bf16.f32"] = multiply<Bf16>;
  table["cvt.rna.tf32.f32"] = roundToTf32;
  table["cvt.rn.bf16.f32"] = roundToBf16;
  table["cvt.rn.bf16x2.f32"] = roundPairToBf16;
}
