//===- CublasLt.cpp - A stand-in for cuBLASLt, on the emulated driver -----===//
//
// What the real one checks is checked: sizes of attributes, layouts that fit
// each other, an algorithm chosen for these very operands, their alignment, the
// workspace. Matrices count columns first. Products run where kernels run, in
// the order of the stream and in recorded graphs.
//
//===----------------------------------------------------------------------===//
#include "Driver.h"
#include "Runtime/Cuda/CublasLtApi.h"

#include <cmath>
#include <cstdio>
#include <cstring>

using namespace aec;
using namespace aec::cublaslt;
using aec::emulator::driver;

namespace aec::cublaslt {
struct HandleTag {};
struct MatmulDescTag {
  int32_t transposeA = kPlain, transposeB = kPlain;
  uint32_t epilogue = kNoEpilogue;
  uint64_t bias = 0;
};
struct MatrixLayoutTag {
  uint64_t rows = 0, columns = 0;
  int64_t leading = 0;
};
struct PreferenceTag {
  uint64_t workspace = 0;
  uint32_t alignment[4] = {256, 256, 256, 256};
};
} // namespace aec::cublaslt

namespace {
constexpr uint64_t kWorkspaceNeeded = 4096;

/// Rows and columns as the product reads an operand.
std::pair<uint64_t, uint64_t> shapeOf(const MatrixLayoutTag &layout,
                                      int32_t transposed) {
  return transposed ? std::pair(layout.columns, layout.rows)
                    : std::pair(layout.rows, layout.columns);
}

bool fit(const MatmulDescTag &desc, const MatrixLayoutTag &a,
         const MatrixLayoutTag &b, const MatrixLayoutTag &d) {
  auto [m, k] = shapeOf(a, desc.transposeA);
  auto [otherK, n] = shapeOf(b, desc.transposeB);
  return k == otherK && m == d.rows && n == d.columns;
}

/// What an algorithm was chosen for.
uint64_t fingerprint(const MatmulDescTag &desc, const MatrixLayoutTag &a,
                     const MatrixLayoutTag &b, const MatrixLayoutTag &d) {
  uint64_t sum = desc.epilogue;
  for (uint64_t value :
       {uint64_t(desc.transposeA), uint64_t(desc.transposeB), a.rows, a.columns,
        b.rows, b.columns, d.rows, d.columns})
    sum = sum * 1000003 + value;
  return sum;
}

struct Call {
  MatmulDescTag desc;
  MatrixLayoutTag a, b, d;
  uint64_t aAddress, bAddress, dAddress;

  const float *read(uint64_t address, const MatrixLayoutTag &layout) const {
    return reinterpret_cast<const float *>(driver().memory.at(
        address, uint64_t(layout.leading) * layout.columns * sizeof(float)));
  }
  void run() const;
};

float finish(float sum, uint32_t epilogue) {
  if (epilogue & kRelu)
    return sum > 0 ? sum : 0;
  if (epilogue & kGelu)
    return 0.5f * sum *
           (1 + std::tanh(0.7978845608f * (sum + 0.044715f * sum * sum * sum)));
  return sum;
}
} // namespace

void Call::run() const {
  const float *left = read(aAddress, a), *right = read(bAddress, b);
  auto *to = const_cast<float *>(read(dAddress, d));
  const float *bias = nullptr;
  if (desc.epilogue & kBias)
    bias = reinterpret_cast<const float *>(
        driver().memory.at(desc.bias, d.rows * sizeof(float)));
  uint64_t depth = shapeOf(a, desc.transposeA).second;
  auto at = [](const MatrixLayoutTag &layout, int32_t transposed, uint64_t row,
               uint64_t column) {
    if (transposed)
      std::swap(row, column);
    return row + column * uint64_t(layout.leading);
  };
  for (uint64_t column = 0; column < d.columns; ++column)
    for (uint64_t row = 0; row < d.rows; ++row) {
      float sum = 0;
      for (uint64_t k = 0; k < depth; ++k)
        sum += left[at(a, desc.transposeA, row, k)] *
               right[at(b, desc.transposeB, k, column)];
      to[at(d, kPlain, row, column)] =
          finish(bias ? sum + bias[row] : sum, desc.epilogue);
    }
}

#define EXPORT extern "C" __attribute__((visibility("default")))

EXPORT size_t cublasLtGetVersion() {
  return size_t(driver().settings.cublasLt);
}

EXPORT const char *cublasLtGetStatusString(Status status) {
  switch (status) {
  case kInvalidValue:
    return "CUBLAS_STATUS_INVALID_VALUE";
  case kNotSupported:
    return "CUBLAS_STATUS_NOT_SUPPORTED";
  default:
    return "CUBLAS_STATUS_EXECUTION_FAILED";
  }
}

EXPORT Status cublasLtCreate(Handle *handle) {
  *handle = new HandleTag;
  return kSuccess;
}

EXPORT Status cublasLtDestroy(Handle handle) {
  delete handle;
  return kSuccess;
}

EXPORT Status cublasLtMatmulDescCreate(MatmulDesc *desc, int computeType,
                                       int scaleType) {
  *desc = new MatmulDescTag;
  return computeType == kCompute32 && scaleType == kFloat32 ? kSuccess
                                                            : kNotSupported;
}

EXPORT Status cublasLtMatmulDescDestroy(MatmulDesc desc) {
  delete desc;
  return kSuccess;
}

template <typename T>
static Status take(T &place, const void *value, size_t bytes) {
  if (bytes != sizeof(T))
    return kInvalidValue;
  std::memcpy(&place, value, bytes);
  return kSuccess;
}

EXPORT Status cublasLtMatmulDescSetAttribute(MatmulDesc desc, int attribute,
                                             const void *value, size_t bytes) {
  switch (attribute) {
  case kTransposeA:
    return take(desc->transposeA, value, bytes);
  case kTransposeB:
    return take(desc->transposeB, value, bytes);
  case kEpilogue:
    return take(desc->epilogue, value, bytes);
  case kBiasPointer:
    return take(desc->bias, value, bytes);
  default:
    return kInvalidValue;
  }
}

EXPORT Status cublasLtMatrixLayoutCreate(MatrixLayout *layout, int type,
                                         uint64_t rows, uint64_t columns,
                                         int64_t leading) {
  if (type != kFloat32 || leading < int64_t(rows))
    return kInvalidValue;
  *layout = new MatrixLayoutTag{rows, columns, leading};
  return kSuccess;
}

EXPORT Status cublasLtMatrixLayoutDestroy(MatrixLayout layout) {
  delete layout;
  return kSuccess;
}

EXPORT Status cublasLtMatmulPreferenceCreate(Preference *preference) {
  *preference = new PreferenceTag;
  return kSuccess;
}

EXPORT Status cublasLtMatmulPreferenceDestroy(Preference preference) {
  delete preference;
  return kSuccess;
}

EXPORT Status cublasLtMatmulPreferenceSetAttribute(Preference preference,
                                                   int attribute,
                                                   const void *value,
                                                   size_t bytes) {
  if (attribute == kWorkspaceBytes)
    return take(preference->workspace, value, bytes);
  if (attribute >= kAlignmentA && attribute <= kAlignmentD)
    return take(preference->alignment[attribute - kAlignmentA], value, bytes);
  return kInvalidValue;
}

EXPORT Status cublasLtMatmulAlgoGetHeuristic(Handle, MatmulDesc desc,
                                             MatrixLayout a, MatrixLayout b,
                                             MatrixLayout, MatrixLayout d,
                                             Preference preference, int wanted,
                                             Heuristic *found, int *count) {
  *count = 0;
  if (!fit(*desc, *a, *b, *d) || wanted < 1)
    return kInvalidValue;
  if (driver().recording) // it may read memory, and takes long
    return kNotSupported;
  if (preference->workspace < kWorkspaceNeeded)
    return kSuccess;
  *found = {};
  found->algorithm.data[0] = fingerprint(*desc, *a, *b, *d);
  for (int at = 0; at < 4; ++at)
    found->algorithm.data[1 + at] = preference->alignment[at];
  found->workspaceBytes = kWorkspaceNeeded;
  *count = 1;
  return kSuccess;
}

EXPORT Status cublasLtMatmul(Handle, MatmulDesc desc, const void *alpha,
                             const void *a, MatrixLayout aLayout, const void *b,
                             MatrixLayout bLayout, const void *beta,
                             const void *c, MatrixLayout, void *d,
                             MatrixLayout dLayout, const Algorithm *algorithm,
                             void *workspace, size_t workspaceBytes,
                             cuda::Stream) {
  std::lock_guard<std::mutex> guard(driver().lock);
  float one = *static_cast<const float *>(alpha),
        zero = *static_cast<const float *>(beta);
  if (one != 1 || zero != 0 || c != d ||
      !fit(*desc, *aLayout, *bLayout, *dLayout))
    return kInvalidValue;
  const void *operands[] = {a, b, c, d};
  for (int at = 0; at < 4; ++at)
    if (reinterpret_cast<uint64_t>(operands[at]) % algorithm->data[1 + at])
      return kInvalidValue;
  if (algorithm->data[0] != fingerprint(*desc, *aLayout, *bLayout, *dLayout) ||
      workspaceBytes < kWorkspaceNeeded)
    return kInvalidValue;
  auto scratch = reinterpret_cast<uint64_t>(workspace);
  Call call{*desc,
            *aLayout,
            *bLayout,
            *dLayout,
            reinterpret_cast<uint64_t>(a),
            reinterpret_cast<uint64_t>(b),
            reinterpret_cast<uint64_t>(d)};
  cuda::Result result = driver().enqueue({[call, scratch]() -> cuda::Result {
    try {
      (void)driver().memory.at(scratch, kWorkspaceNeeded);
      call.run();
    } catch (const emulator::Fault &fault) {
      std::fprintf(stderr, "emulated cuBLASLt: %s\n", fault.what());
      return driver().sticky = cuda::kIllegalAddress;
    }
    return cuda::kSuccess;
  }});
  return result ? kExecutionFailed : kSuccess;
}
