//===- CudaProgramTest.cpp - Programs for a GPU, as users run them --------===//
#include "ProgramTesting.h"

using namespace aec::runtime::testing;

namespace {
/// Everything once as soon and once as late as a device may.
class CudaProgram : public Program,
                    public ::testing::WithParamInterface<const char *> {
protected:
  /// With the emulated driver, and what it is told.
  Outcome onGpu(const std::string &arguments, const std::string &settings = "",
                const char *program = AEC_FAKE_MODEL) {
    return run(arguments, program,
               "LD_LIBRARY_PATH=" AEC_EMULATED_FOLDER " AEC_EMULATED_CUDA=" +
                   std::string(GetParam()) + "," + settings);
  }
  std::string errorOfGpu(const std::string &arguments,
                         const std::string &settings,
                         const char *program = AEC_FAKE_MODEL, int code = 1) {
    Outcome result = onGpu(arguments, settings, program);
    EXPECT_EQ(result.code, code) << result.err;
    return result.err;
  }
};

INSTANTIATE_TEST_SUITE_P(Work, CudaProgram,
                         ::testing::Values("deferred=0", "deferred=1"),
                         [](auto &info) {
                           return info.index ? "Deferred" : "AtOnce";
                         });
} // namespace

TEST_P(CudaProgram, TrainsAndMovesWeightsBetweenDevices) {
  writeData("x.npy", 50);
  Outcome trained = onGpu("train --data x.npy --epochs 2");
  ASSERT_EQ(trained.code, 0) << trained.err;
  EXPECT_NE(trained.out.find("on emulated device"), std::string::npos)
      << trained.out;
  Outcome cpu = run("train --device cpu --data x.npy --epochs 2 --weights "
                    "cpu.safetensors",
                    AEC_FAKE_BOTH);
  ASSERT_EQ(cpu.code, 0) << cpu.err;
  EXPECT_EQ(readFile("fake.safetensors"), readFile("cpu.safetensors"));
  ASSERT_EQ(onGpu("score --data x.npy --out gpu.csv").code, 0);
  ASSERT_EQ(
      run("score --data x.npy --out cpu.csv --device=cpu", AEC_FAKE_BOTH).code,
      0);
  EXPECT_EQ(readFile("gpu.csv"), readFile("cpu.csv"));
}

/// Two epochs here and one there are three epochs.
TEST_P(CudaProgram, CheckpointsMoveBetweenDevices) {
  writeData("x.npy", 50);
  std::string train = "train --data x.npy --epochs 3 --checkpoint ";
  ASSERT_EQ(onGpu(train + "whole --weights whole.safetensors").code, 0);
  for (bool gpuFirst : {true, false}) {
    std::string first = train + "part --max-time 0.000001",
                second = train + "part --resume --weights part.safetensors";
    auto on = [&](bool gpu, const std::string &line) {
      return onGpu(line + (gpu ? "" : " --device cpu"), "", AEC_FAKE_BOTH);
    };
    ASSERT_EQ(on(gpuFirst, first).code, 0);
    Outcome rest = on(!gpuFirst, second);
    ASSERT_EQ(rest.code, 0) << rest.err;
    EXPECT_NE(rest.out.find("continuing from"), std::string::npos);
    EXPECT_EQ(readFile("part.safetensors"), readFile("whole.safetensors"));
    std::filesystem::remove_all("part");
  }
}

TEST_P(CudaProgram, StartsWithoutADriver) {
  writeData("x.npy", 50);
  EXPECT_EQ(run("info").code, 0);
  EXPECT_EQ(run("--help").code, 0);
  EXPECT_EQ(run("train --help").code, 0);
  std::string error = errorOfRun("train --data x.npy");
  EXPECT_EQ(error.find("no NVIDIA driver: libcuda.so.1: "), 0u) << error;
  EXPECT_NE(error.find("; this program was compiled for a GPU and needs one to "
                       "compute"),
            std::string::npos);
  Outcome both = run("train --data x.npy", AEC_FAKE_BOTH);
  EXPECT_EQ(both.code, 1);
  EXPECT_NE(both.err.find("; --device cpu computes without one\n"),
            std::string::npos)
      << both.err;
  EXPECT_FALSE(std::filesystem::exists("fake.safetensors"));
}

TEST_P(CudaProgram, ADriverThatLacksACall) {
  writeData("x.npy", 50);
  EXPECT_EQ(run("train --data x.npy", AEC_FAKE_MODEL,
                "LD_LIBRARY_PATH=" AEC_OLD_FOLDER)
                .err,
            "error: the NVIDIA driver is too old: it has no "
            "cuDriverGetVersion, expected one for CUDA 11.4 or later; update "
            "it\n");
}

TEST_P(CudaProgram, DevicesThatAreNotThere) {
  EXPECT_EQ(errorOfRun("info --device cpu", 2),
            "--device: this program has no code for the CPU; compile the model "
            "with --target=cpu");
  EXPECT_EQ(errorOfRun("info --device tpu", 2),
            "--device: expected cuda or cpu, found \"tpu\"");
  EXPECT_EQ(errorOfRun("info --device", 2),
            "--device: expected cuda or cpu, found \"\"");
  EXPECT_EQ(run("info --device cuda").code, 0);
  EXPECT_NE(run("--help", AEC_FAKE_BOTH).out.find("--device cuda|cpu"),
            std::string::npos);
}

/// The run ends with an error, and what is on disk continues.
TEST_P(CudaProgram, ALostDeviceLeavesTheCheckpoint) {
  writeData("x.npy", 50);
  std::string train = "train --data x.npy --epochs 4 --checkpoint c";
  ASSERT_EQ(onGpu("train --data x.npy --epochs 4 --checkpoint w --weights "
                  "whole.safetensors")
                .code,
            0);
  std::string error = errorOfGpu(train, "lost=50");
  EXPECT_NE(error.find("error: the GPU stopped working"), std::string::npos)
      << error;
  Outcome rest = onGpu(train + " --resume");
  ASSERT_EQ(rest.code, 0) << rest.err;
  EXPECT_EQ(readFile("fake.safetensors"), readFile("whole.safetensors"));
}

TEST_P(CudaProgram, TooLittleMemory) {
  writeData("x.npy", 500);
  EXPECT_EQ(errorOfGpu("train --data x.npy --batch-size 500", "memory=30000"),
            "error: not enough memory on the GPU for a batch of 500: 70400 "
            "bytes needed, 28464 free; --batch-size 125 fits\n");
}
