//===- CpuTest.cpp - Choice among CPU levels ------------------------------===//
//
// Levels are given, so that every case runs on every machine.
//
//===----------------------------------------------------------------------===//
#include "Cpu.h"
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
  EXPECT_LE(cpuLevel(), 1);
  setenv("AEC_CPU_LEVEL", "9", 1);
  int64_t level = cpuLevel();
  unsetenv("AEC_CPU_LEVEL");
  EXPECT_EQ(cpuLevel(), level);
}
