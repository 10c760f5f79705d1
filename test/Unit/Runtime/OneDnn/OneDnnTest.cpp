//===- OneDnnTest.cpp - Matrix products through the C ABI -----------------===//
//
// Against a triple loop in double, through the functions generated code calls.
// Allocations are counted by replacing malloc in this executable, because
// oneDNN's own count too.
//
//===----------------------------------------------------------------------===//
#include "aec/Runtime/Abi.h"

#include "Model/Runtime.h"
#include "OneDnn/Backend.h"

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <gtest/gtest.h>
#include <random>

using namespace aec::runtime;

//===----------------------------------------------------------------------===//
// Counting
//===----------------------------------------------------------------------===//

static std::atomic<bool> counting{false};
static std::atomic<int64_t> allocations{0};

extern "C" void *__libc_malloc(size_t);
extern "C" void *__libc_memalign(size_t, size_t);

extern "C" void *malloc(size_t bytes) {
  if (counting.load(std::memory_order_relaxed))
    ++allocations;
  return __libc_malloc(bytes);
}
extern "C" void *aligned_alloc(size_t alignment, size_t bytes) {
  if (counting.load(std::memory_order_relaxed))
    ++allocations;
  return __libc_memalign(alignment, bytes);
}
extern "C" int posix_memalign(void **memory, size_t alignment, size_t bytes) {
  *memory = aligned_alloc(alignment, bytes);
  return *memory ? 0 : 12;
}

//===----------------------------------------------------------------------===//
// Fixture
//===----------------------------------------------------------------------===//

namespace {

constexpr int64_t B = -1;

using Spec = aec_onednn_matmul_spec;

Spec product(int64_t m, int64_t n, int64_t k) {
  return {m, n, k, 0, 0, 0, 0, 0.0, 0.0};
}

/// A runtime as a host has it, which releases its oneDNN part.
struct TestRuntime {
  explicit TestRuntime(int threads) : runtime(aec_runtime_create(threads)) {}
  ~TestRuntime() { aec_runtime_destroy(runtime); }
  aec_runtime *operator&() { return runtime; }
  aec_runtime *runtime;
};

struct AlignedFloats {
  explicit AlignedFloats(int64_t size)
      : size(size), data(static_cast<float *>(
                        std::aligned_alloc(64, (size * 4 + 63) / 64 * 64))) {}
  ~AlignedFloats() { std::free(data); }
  AlignedFloats(const AlignedFloats &) = delete;
  int64_t size;
  float *data;
};

/// Operands of a product in memory, as its spec has them.
struct Operands {
  Operands(const Spec &spec, int64_t batch)
      : m(spec.m == B ? batch : spec.m), n(spec.n == B ? batch : spec.n),
        k(spec.k == B ? batch : spec.k), lhs(m * k), rhs(k * n), bias(n),
        dst(m * n) {
    std::mt19937 random(7);
    std::uniform_real_distribution<float> uniform(-1, 1);
    for (AlignedFloats *array : {&lhs, &rhs, &bias})
      for (int64_t i = 0; i < array->size; ++i)
        array->data[i] = uniform(random);
  }
  void run(aec_runtime *runtime, int64_t index, int64_t batch) {
    aec_onednn_matmul(runtime, index, batch, lhs.data, rhs.data, bias.data,
                      dst.data);
  }
  int64_t m, n, k;
  AlignedFloats lhs, rhs, bias, dst;
};

double activate(const Spec &spec, double x) {
  double a = spec.alpha, b = spec.beta;
  switch (spec.activation) {
  case dnnl_eltwise_relu:
    return x > 0 ? x : a * x;
  case dnnl_eltwise_elu:
    return x > 0 ? x : a * std::expm1(x);
  case dnnl_eltwise_gelu_tanh:
    return x / 2 *
           (1 + std::tanh(std::sqrt(2 / M_PI) * (x + 0.044715 * x * x * x)));
  case dnnl_eltwise_gelu_erf:
    return x / 2 * (1 + std::erf(x / std::sqrt(2.0)));
  case dnnl_eltwise_logistic:
    return 1 / (1 + std::exp(-x));
  case dnnl_eltwise_tanh:
    return std::tanh(x);
  case dnnl_eltwise_swish:
    return x / (1 + std::exp(-a * x));
  case dnnl_eltwise_soft_relu:
    return std::log1p(std::exp(a * x)) / a;
  case dnnl_eltwise_hardswish:
    return x * std::min(1.0, std::max(0.0, a * x + b));
  case dnnl_eltwise_hardsigmoid:
    return std::min(1.0, std::max(0.0, a * x + b));
  case dnnl_eltwise_clip:
    return std::min(b, std::max(a, x));
  }
  return x;
}

/// Checks dst against the definition of the product. The tolerance is what a
/// sum of k products in f32 may lose, times four for the activation's own
/// approximation.
void expectProduct(const Spec &spec, const Operands &on) {
  const double tolerance = 4 * on.k * 6e-8 + 1e-6;
  for (int64_t i = 0; i < on.m; ++i) {
    for (int64_t j = 0; j < on.n; ++j) {
      double sum = spec.bias ? on.bias.data[j] : 0;
      for (int64_t p = 0; p < on.k; ++p)
        sum += double(on.lhs.data[spec.lhs_transposed ? p * on.m + i
                                                      : i * on.k + p]) *
               on.rhs.data[spec.rhs_transposed ? j * on.k + p : p * on.n + j];
      ASSERT_NEAR(on.dst.data[i * on.n + j], activate(spec, sum),
                  tolerance * std::max(1.0, std::abs(sum)))
          << on.m << "x" << on.k << "x" << on.n << " at " << i << "," << j
          << ", activation " << spec.activation;
    }
  }
}

void expectNoRemarks(aec_runtime *runtime) {
  const char *remarks = aec_onednn.remarks(runtime);
  EXPECT_EQ(remarks, nullptr) << remarks;
}

/// Prepares, runs and checks all of `specs` at `batch`.
void check(const std::vector<Spec> &specs, int64_t batch) {
  TestRuntime runtime(2);
  ASSERT_STREQ(aec_onednn.prepare(&runtime, specs.data(), specs.size(), batch),
               nullptr);
  for (size_t i = 0; i < specs.size(); ++i) {
    Operands on(specs[i], batch);
    on.run(&runtime, i, batch);
    expectProduct(specs[i], on);
  }
  expectNoRemarks(&runtime);
}

/// Forward, data gradient and weight gradient of a dense layer.
std::vector<Spec> denseLayer(int64_t in, int64_t out) {
  Spec forward = product(B, out, in);
  forward.bias = 1;
  Spec dataGradient = product(B, in, out);
  dataGradient.rhs_transposed = 1;
  Spec weightGradient = product(in, out, B);
  weightGradient.lhs_transposed = 1;
  return {forward, dataGradient, weightGradient};
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

TEST(OneDnn, DenseLayersAtSeveralBatches) {
  for (int64_t batch : {1, 7, 32}) {
    check(denseLayer(784, 128), batch);
    check(denseLayer(30, 64), batch);
    check(denseLayer(10, 3), batch);
    check(denseLayer(3, 1), batch);
  }
}

TEST(OneDnn, TransposedOperands) {
  for (int64_t left : {0, 1})
    for (int64_t right : {0, 1}) {
      Spec spec = product(B, 48, 33);
      spec.lhs_transposed = left;
      spec.rhs_transposed = right;
      check({spec}, 7);
    }
}

TEST(OneDnn, EveryActivation) {
  struct Activation {
    dnnl_alg_kind_t kind;
    double alpha, beta;
  };
  const Activation activations[] = {{dnnl_eltwise_relu, 0, 0},
                                    {dnnl_eltwise_relu, 0.01, 0},
                                    {dnnl_eltwise_elu, 0.7, 0},
                                    {dnnl_eltwise_gelu_tanh, 0, 0},
                                    {dnnl_eltwise_gelu_erf, 0, 0},
                                    {dnnl_eltwise_logistic, 0, 0},
                                    {dnnl_eltwise_tanh, 0, 0},
                                    {dnnl_eltwise_swish, 1.5, 0},
                                    {dnnl_eltwise_soft_relu, 1, 0},
                                    {dnnl_eltwise_hardswish, 1.0 / 6, 0.5},
                                    {dnnl_eltwise_hardsigmoid, 0.2, 0.5},
                                    {dnnl_eltwise_clip, -0.5, 1.25}};
  std::vector<Spec> specs;
  for (const Activation &activation : activations)
    for (int64_t bias : {0, 1}) {
      Spec spec = product(B, 64, 30);
      spec.bias = bias;
      spec.activation = activation.kind;
      spec.alpha = activation.alpha;
      spec.beta = activation.beta;
      specs.push_back(spec);
    }
  check(specs, 1);
  check(specs, 32);
}

//===----------------------------------------------------------------------===//
// Threads and batches
//===----------------------------------------------------------------------===//

std::vector<float> resultOn(int threads, const std::vector<Spec> &specs,
                            size_t index, int64_t batch) {
  TestRuntime runtime(threads);
  EXPECT_STREQ(aec_onednn.prepare(&runtime, specs.data(), specs.size(), batch),
               nullptr);
  Operands on(specs[index], batch);
  on.run(&runtime, index, batch);
  return {on.dst.data, on.dst.data + on.dst.size};
}

TEST(OneDnn, ThreadsDoNotChangeABit) {
  std::vector<Spec> specs = denseLayer(784, 128);
  for (int64_t batch : {7, 32, 128})
    for (size_t i = 0; i < specs.size(); ++i) {
      std::vector<float> one = resultOn(1, specs, i, batch);
      for (int threads : {2, 4}) {
        std::vector<float> more = resultOn(threads, specs, i, batch);
        EXPECT_EQ(std::memcmp(one.data(), more.data(), one.size() * 4), 0)
            << threads << " threads, batch " << batch << ", product " << i;
      }
    }
}

TEST(OneDnn, KeepsTheLastPartialBatchBesideTheBatch) {
  std::vector<Spec> specs = denseLayer(30, 64);
  TestRuntime runtime(2);
  for (int64_t batch : {32, 5, 32})
    ASSERT_STREQ(aec_onednn.prepare(&runtime, specs.data(), 3, batch), nullptr);
  OneDnnBackend *backend = OneDnnBackend::of(&runtime);
  PreparedBatch *full = backend->find(32);
  ASSERT_NE(full, nullptr);
  ASSERT_NE(backend->find(5), nullptr);
  for (int64_t batch : {32, 5, 32, 5}) {
    Operands on(specs[0], batch);
    on.run(&runtime, 0, batch);
    expectProduct(specs[0], on);
  }
  EXPECT_EQ(backend->find(32), full);
}

TEST(OneDnn, PreparesAnUnknownBatchOnItsFirstCall) {
  std::vector<Spec> specs = denseLayer(30, 64);
  TestRuntime runtime(1);
  ASSERT_STREQ(aec_onednn.prepare(&runtime, specs.data(), 3, 32), nullptr);
  for (int64_t batch = 1; batch <= 12; ++batch) {
    Operands on(specs[0], batch);
    on.run(&runtime, 0, batch);
    expectProduct(specs[0], on);
  }
  EXPECT_EQ(OneDnnBackend::of(&runtime)->find(1), nullptr) << "oldest is gone";
  expectNoRemarks(&runtime);
}

//===----------------------------------------------------------------------===//
// Allocations
//===----------------------------------------------------------------------===//

/// Allocations of one call after the first.
int64_t allocationsOf(aec_runtime *runtime, Operands &on, int64_t index,
                      int64_t batch) {
  on.run(runtime, index, batch); // fills thread-local buffers
  allocations = 0;
  counting = true;
  on.run(runtime, index, batch);
  counting = false;
  return allocations;
}

TEST(OneDnn, AllocationsOfACallAreBounded) {
  // All are oneDNN's: a map node for each of the three or four arguments, the
  // map's buckets, the rest closures of parallel regions. Found: 8 with a bias,
  // 7 without (brgemm, AVX-512); 10 and 7 (gemm, AVX2).
  constexpr int64_t bound = 10;
  std::vector<Spec> specs = denseLayer(784, 128);
  TestRuntime runtime(2);
  ASSERT_STREQ(aec_onednn.prepare(&runtime, specs.data(), 3, 32), nullptr);
  for (size_t i = 0; i < specs.size(); ++i) {
    Operands on(specs[i], 32);
    int64_t found = allocationsOf(&runtime, on, i, 32);
    EXPECT_GE(found, 1) << "the counter must see oneDNN";
    EXPECT_LE(found, bound) << "product " << i;
  }
}

//===----------------------------------------------------------------------===//
// What is refused
//===----------------------------------------------------------------------===//

TEST(OneDnn, NamesTheProductThatCannotBe) {
  TestRuntime runtime(1);
  Spec spec = product(B, 16, 8);
  EXPECT_STREQ(aec_onednn.prepare(&runtime, &spec, 1, 0),
               "expected a batch of at least one row, found 0");
  spec.activation = dnnl_eltwise_sqrt;
  EXPECT_STREQ(aec_onednn.prepare(&runtime, &spec, 1, 4),
               "matmul 0 (4x8 * 8x16): unsupported activation");
  spec = product(B, 0, 8);
  EXPECT_STREQ(aec_onednn.prepare(&runtime, &spec, 1, 4),
               "matmul 0 (4x8 * 8x0): expected positive dimensions");
}

TEST(OneDnn, AFailedCallGivesNanAndARemark) {
  TestRuntime runtime(1);
  Spec spec = product(B, 16, 8);
  ASSERT_STREQ(aec_onednn.prepare(&runtime, &spec, 1, 4), nullptr);
  expectNoRemarks(&runtime);
  Spec broken = spec;
  Operands on(broken, 2);
  spec.activation = dnnl_eltwise_sqrt;
  on.run(&runtime, 0, 2);
  for (int64_t i = 0; i < on.dst.size; ++i)
    EXPECT_TRUE(std::isnan(on.dst.data[i]));
  EXPECT_STREQ(aec_onednn.remarks(&runtime),
               "matmul 0 (2x8 * 8x16): unsupported activation\n");
}

TEST(OneDnn, ReferenceCodeIsARemark) {
  // No product the ABI can describe gets reference code, so the text is tested
  // alone; every test above fails on a remark.
  EXPECT_EQ(referenceRemark("matmul 3 (4x8 * 8x16)", "ref:any"),
            "matmul 3 (4x8 * 8x16): runs slow reference code of oneDNN "
            "(ref:any)\n");
  EXPECT_EQ(referenceRemark("matmul 3", "brg_matmul:avx512_core"), "");
}

TEST(OneDnn, NothingToSayBeforeThePreparation) {
  TestRuntime runtime(1);
  EXPECT_EQ(aec_onednn.remarks(&runtime), nullptr);
}

TEST(OneDnn, ARuntimeThatCannotBeIsNull) {
  for (int64_t threads : {int64_t(0), int64_t(-1), int64_t(4097)})
    EXPECT_EQ(aec_runtime_create(threads), nullptr) << threads;
  aec_runtime_destroy(nullptr);
}

} // namespace
