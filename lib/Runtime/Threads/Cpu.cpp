//===- Cpu.cpp - CPU levels by cpuid --------------------------------------===//
//
// The features of each level are those of the x86-64 psABI. The operating
// system must save the registers too, which XCR0 tells.
//
//===----------------------------------------------------------------------===//
#include "Cpu.h"

#include "../Error.h"

#include <algorithm>
#include <cstdlib>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

using namespace aec::runtime;

#if defined(__x86_64__)
static bool all(unsigned value, std::initializer_list<int> bits) {
  return std::all_of(bits.begin(), bits.end(),
                     [value](int bit) { return value >> bit & 1; });
}

static unsigned savedRegisters() {
  unsigned low, high;
  asm volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

static int64_t hardwareLevel() {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d))
    return 1;
  // SSE3, SSSE3, CX16, SSE4.1, SSE4.2, POPCNT
  if (!all(c, {0, 9, 13, 19, 20, 23}))
    return 1;
  // FMA, MOVBE, OSXSAVE, AVX, F16C
  bool third = all(c, {12, 22, 27, 28, 29});
  if (!third || (savedRegisters() & 0x6) != 0x6)
    return 2;
  unsigned a7, b7, c7, d7, ax, bx, cx, dx;
  if (!__get_cpuid_count(7, 0, &a7, &b7, &c7, &d7) ||
      !__get_cpuid(0x80000001, &ax, &bx, &cx, &dx))
    return 2;
  // BMI1, AVX2, BMI2; LZCNT
  if (!all(b7, {3, 5, 8}) || !all(cx, {5}))
    return 2;
  // AVX512 F, DQ, CD, BW, VL
  if (!all(b7, {16, 17, 28, 30, 31}) || (savedRegisters() & 0xe6) != 0xe6)
    return 3;
  return 4;
}
#else
static int64_t hardwareLevel() { return 0; }
#endif

static std::string foundText(int64_t level) {
  return level <= 1 ? "x86-64" : concat("x86-64-v", level);
}

int64_t aec::runtime::cpuLevel() {
  int64_t level = hardwareLevel();
  const char *wanted = std::getenv("AEC_CPU_LEVEL");
  if (!wanted)
    return level;
  if (*wanted < '1' || *wanted > '4' || wanted[1])
    fail("AEC_CPU_LEVEL is ", quote(wanted), ", expected 1, 2, 3 or 4");
  int64_t lowered = *wanted - '0';
  if (lowered > level)
    fail("AEC_CPU_LEVEL is ", lowered, "; this CPU offers ", foundText(level));
  return lowered;
}

static std::string levelText(int64_t level) {
  switch (level) {
  case AEC_CPU_X86_64_V3:
    return "x86-64-v3 CPU (AVX2, FMA)";
  case AEC_CPU_X86_64_V4:
    return "x86-64-v4 CPU (AVX-512)";
  }
  return concat("x86-64-v", level, " CPU");
}

const aec_model *aec::runtime::selectModel(const aec_model *const *models,
                                           int64_t level,
                                           std::string &message) {
  int64_t least = INT64_MAX;
  for (; *models; ++models) {
    if ((*models)->cpu_level <= level)
      return *models;
    least = std::min(least, (*models)->cpu_level);
  }
  message =
      concat("this program needs an ", levelText(least), "; this one offers ",
             foundText(level), "; compile the model for this CPU");
  return nullptr;
}
