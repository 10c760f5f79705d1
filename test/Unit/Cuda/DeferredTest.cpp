//===- DeferredTest.cpp - Work that is under way, on the emulated driver --===//
//
// What the emulation shows of a program that does not wait.
//
//===----------------------------------------------------------------------===//
#include "Cuda/CudaMemory.h"
#include "Testing.h"

#include <cmath>
#include <gtest/gtest.h>

using namespace aec;
using namespace aec::runtime;

namespace {
class Deferred : public ::testing::Test {
protected:
  void SetUp() override {
    setenv("AEC_EMULATED_CUDA", "deferred=1", true);
    cuda.emplace(CudaDriver::load(11040));
    cuda->cuInit(0); // as the first user would
    cuda->cuStreamCreate(&stream, 0);
    cuda->cuEventCreate(&event, 0);
    pinned = std::make_unique<PinnedMemory>(*cuda);
    memory = std::make_unique<DeviceMemory>(*cuda);
    pinned->grow(64);
    memory->grow(64);
  }
  void TearDown() override {
    cuda->cuEventDestroy_v2(event);
    unsetenv("AEC_EMULATED_CUDA");
  }
  float *host() { return reinterpret_cast<float *>(pinned->data()); }
  void send() {
    ASSERT_EQ(cuda->cuMemcpyHtoDAsync_v2(memory->address(), host(), 4, stream),
              cuda::kSuccess);
  }
  void fetch(float *to) {
    ASSERT_EQ(cuda->cuMemcpyDtoHAsync_v2(to, memory->address(), 4, stream),
              cuda::kSuccess);
  }

  std::optional<CudaDriver> cuda;
  cuda::Stream stream = nullptr;
  cuda::Event event = nullptr;
  std::unique_ptr<PinnedMemory> pinned;
  std::unique_ptr<DeviceMemory> memory;
};
} // namespace

TEST_F(Deferred, PinnedMemoryIsReadWhenACopyRuns) {
  host()[0] = 1;
  send();
  host()[0] = 2; // too early
  float found = 0;
  fetch(&found); // pageable: waits
  EXPECT_EQ(found, 2);
}

TEST_F(Deferred, PageableMemoryIsReadAtOnce) {
  float value = 1, found = 0;
  cuda->cuMemcpyHtoDAsync_v2(memory->address(), &value, 4, stream);
  value = 2;
  fetch(&found);
  EXPECT_EQ(found, 1);
}

TEST_F(Deferred, ResultsAreThereBehindTheirEvent) {
  host()[0] = 1;
  send();
  host()[1] = 7;
  fetch(host() + 1);
  cuda->cuEventRecord(event, stream);
  fetch(host() + 2);
  EXPECT_TRUE(std::isnan(host()[1]));
  EXPECT_EQ(cuda->cuEventSynchronize(event), cuda::kSuccess);
  EXPECT_EQ(host()[1], 1);
  EXPECT_TRUE(std::isnan(host()[2]));
  EXPECT_EQ(cuda->cuStreamSynchronize(stream), cuda::kSuccess);
  EXPECT_EQ(host()[2], 1);
}

TEST_F(Deferred, MemoryFreedUnderWayIsMet) {
  send();
  memory->release();
  EXPECT_EQ(cuda->cuStreamSynchronize(stream), cuda::kInvalidValue);
}

TEST_F(Deferred, PinnedMemoryFreedUnderWayIsMet) {
  send();
  pinned->release();
  EXPECT_EQ(cuda->cuStreamSynchronize(stream), cuda::kInvalidValue);
}

TEST_F(Deferred, WorkThatNothingWaitsForIsSaid) {
  send();
  ::testing::internal::CaptureStderr();
  cuda->cuDevicePrimaryCtxRelease_v2(0);
  EXPECT_EQ(::testing::internal::GetCapturedStderr(),
            "emulated CUDA: the context went with 1 operations under way\n");
}
