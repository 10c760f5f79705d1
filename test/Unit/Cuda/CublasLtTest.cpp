//===- CublasLtTest.cpp - Products on the stand-in for cuBLASLt -----------===//
#include "Cuda/CublasLt.h"
#include "aec/Runtime/CudaAbi.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

using namespace aec;
using namespace aec::runtime;

namespace {
/// A matrix in the device's memory.
struct Operand {
  Operand(const CudaDriver &driver, int64_t elements)
      : driver(driver), memory(driver) {
    EXPECT_TRUE(memory.grow(elements * 4));
    for (int64_t at = 0; at < elements; ++at)
      values.push_back(float(at * 7 % 11) / 4 - 1.25f);
    EXPECT_EQ(driver.cuMemcpyHtoDAsync_v2(memory.address(), values.data(),
                                          values.size() * 4, nullptr),
              0);
  }
  std::vector<float> read() {
    EXPECT_EQ(driver.cuMemcpyDtoHAsync_v2(values.data(), memory.address(),
                                          values.size() * 4, nullptr),
              0);
    return values;
  }
  const CudaDriver &driver;
  DeviceMemory memory;
  std::vector<float> values;
};

struct Products : testing::Test {
  const CudaDriver &driver = CudaDriver::load(0);
  CublasLt library{driver};
};
} // namespace

/// Each form against its sum, element by element.
TEST_F(Products, ComputeEveryForm) {
  const int64_t m = 5, n = 3, k = 4;
  Operand lhs(driver, m * k), rhs(driver, k * n), bias(driver, n),
      dst(driver, m * n);
  for (int64_t form = 0; form < 12; ++form)
    for (bool biased : {false, true}) {
      SCOPED_TRACE(testing::Message() << "form " << form << " bias " << biased);
      ASSERT_EQ(library.enqueue({m, n, k, form, lhs.memory.pointer(),
                                 rhs.memory.pointer(),
                                 biased ? bias.memory.pointer() : nullptr,
                                 dst.memory.pointer()},
                                nullptr),
                "");
      std::vector<float> found = dst.read();
      for (int64_t i = 0; i < m; ++i)
        for (int64_t j = 0; j < n; ++j) {
          double sum = biased ? bias.values[j] : 0;
          for (int64_t at = 0; at < k; ++at)
            sum +=
                double(
                    lhs.values[form & AEC_CUDA_LHS_TRANSPOSED ? at * m + i
                                                              : i * k + at]) *
                rhs.values[form & AEC_CUDA_RHS_TRANSPOSED ? j * k + at
                                                          : at * n + j];
          if (form & AEC_CUDA_RELU)
            sum = std::max(sum, 0.0);
          if (form & AEC_CUDA_GELU)
            sum *= 0.5 * (1 + std::tanh(std::sqrt(2 / M_PI) *
                                        (sum + 0.044715 * sum * sum * sum)));
          EXPECT_NEAR(found[size_t(i * n + j)], sum, 1e-5);
        }
    }
}

/// What was chosen for one alignment is not used for another.
TEST_F(Products, ChooseByAlignment) {
  const int64_t m = 2, n = 2, k = 2;
  Operand lhs(driver, 64), rhs(driver, 64), dst(driver, 64);
  for (int64_t shift : {0, 4, 16})
    EXPECT_EQ(library.enqueue({m, n, k, 0, lhs.memory.pointer(shift),
                               rhs.memory.pointer(), nullptr,
                               dst.memory.pointer(shift)},
                              nullptr),
              "");
}

/// Not while a graph is recorded: the library cannot choose then.
TEST_F(Products, SayWhatFailed) {
  Operand lhs(driver, 64), rhs(driver, 64), dst(driver, 64);
  ASSERT_EQ(driver.cuStreamBeginCapture_v2(nullptr, cuda::kCaptureThreadLocal),
            0);
  EXPECT_EQ(
      library.enqueue({2, 3, 4, 0, lhs.memory.pointer(), rhs.memory.pointer(),
                       nullptr, dst.memory.pointer()},
                      nullptr),
      "the GPU failed while multiplying 2x4 by 4x3: "
      "CUBLAS_STATUS_NOT_SUPPORTED");
  cuda::Graph graph = nullptr;
  ASSERT_EQ(driver.cuStreamEndCapture(nullptr, &graph), 0);
  driver.cuGraphDestroy(graph);
}
