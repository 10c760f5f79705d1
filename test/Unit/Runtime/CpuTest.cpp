//===- CpuTest.cpp - Choice among CPU levels ------------------------------===//
//
// Levels are given, so that every case runs on every machine.
//
//===----------------------------------------------------------------------===//
#include "Threads/Cpu.h"
#include "Error.h"
#include "FakeModel.h"

#include <gtest/gtest.h>

using namespace aec::runtime;

TEST(Cpu, TakesTheBestThatRuns) {
  aec_model best = fakeModel, plain = fakeModel;
  best.cpu_level = AEC_CPU_X86_64_V4;
  plain.cpu_level = AEC_CPU_X86_64_V3;
  const aec_model *models[] = {&best, &plain, nullptr};
  std::string message;
  EXPECT_EQ(selectModel(models, 4, message), &best);
  EXPECT_EQ(selectModel(models, 3, message), &plain);
  EXPECT_EQ(message, "");
  EXPECT_EQ(selectModel(models, 2, message), nullptr);
  EXPECT_EQ(message,
            "this program needs an x86-64-v3 CPU (AVX2, FMA); this one offers "
            "x86-64-v2; compile the model for this CPU");
}

TEST(Cpu, NamesTheNewestLevel) {
  aec_model best = fakeModel;
  best.cpu_level = AEC_CPU_X86_64_V4;
  const aec_model *models[] = {&best, nullptr};
  std::string message;
  EXPECT_EQ(selectModel(models, 1, message), nullptr);
  EXPECT_EQ(message, "this program needs an x86-64-v4 CPU (AVX-512); this one "
                     "offers x86-64; compile the model for this CPU");
}

TEST(Cpu, EnvironmentLowersTheLevel) {
  setenv("AEC_CPU_LEVEL", "1", 1);
  EXPECT_EQ(cpuLevel(), 1);
  unsetenv("AEC_CPU_LEVEL");
}

static std::string messageFor(const char *level) {
  setenv("AEC_CPU_LEVEL", level, 1);
  std::string message;
  try {
    cpuLevel();
  } catch (const Error &error) {
    message = error.what();
  }
  unsetenv("AEC_CPU_LEVEL");
  return message;
}

TEST(Cpu, EnvironmentNamesALevel) {
  for (std::string level : {"", "0", "5", "9", "v3", "3 ", "avx2"})
    EXPECT_EQ(messageFor(level.c_str()),
              "AEC_CPU_LEVEL is \"" + level + "\", expected 1, 2, 3 or 4");
}

TEST(Cpu, EnvironmentDoesNotRaiseTheLevel) {
  int64_t level = cpuLevel();
  if (level > 3)
    GTEST_SKIP() << "this CPU has every level";
  EXPECT_EQ(messageFor("4"), "AEC_CPU_LEVEL is 4; this CPU offers x86-64-v" +
                                 std::to_string(level));
}
