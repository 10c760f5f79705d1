//===- CublasLtApi.h - What is used of cuBLASLt's C interface -------------===//
//
// Declared here, so that nothing of CUDA is needed to build: names, arguments
// and numbers are those of cublasLt.h. Every entry is looked up by its name.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CUDA_CUBLASLTAPI_H
#define AEC_LIB_RUNTIME_CUDA_CUBLASLTAPI_H

#include "DriverApi.h"

namespace aec::cublaslt {

using Status = int;
using Handle = struct HandleTag *;
using MatmulDesc = struct MatmulDescTag *;
using MatrixLayout = struct MatrixLayoutTag *;
using Preference = struct PreferenceTag *;

/// cublasLtMatmulAlgo_t.
struct Algorithm {
  uint64_t data[8];
};

/// cublasLtMatmulHeuristicResult_t.
struct Heuristic {
  Algorithm algorithm;
  size_t workspaceBytes;
  Status state;
  float waves;
  int reserved[4];
};

/// cublasStatus_t, cudaDataType, cublasComputeType_t, cublasOperation_t.
enum : Status {
  kSuccess = 0,
  kInvalidValue = 7,
  kExecutionFailed = 13,
  kNotSupported = 15
};
enum : int { kFloat32 = 0, kCompute32 = 68 };
enum : int32_t { kPlain = 0, kTransposed = 1 };

/// cublasLtMatmulDescAttributes_t, cublasLtMatmulPreferenceAttributes_t.
enum : int {
  kTransposeA = 3,
  kTransposeB = 4,
  kEpilogue = 7,
  kBiasPointer = 8,
  kWorkspaceBytes = 1,
  kAlignmentA = 5,
  kAlignmentB = 6,
  kAlignmentC = 7,
  kAlignmentD = 8
};

/// cublasLtEpilogue_t.
enum : uint32_t { kNoEpilogue = 1, kRelu = 2, kBias = 4, kGelu = 32 };

// X(name, result, arguments): every entry.
#define AEC_CUBLASLT_CALLS(X)                                                  \
  X(cublasLtGetVersion, size_t, ())                                            \
  X(cublasLtGetStatusString, const char *, (Status status))                    \
  X(cublasLtCreate, Status, (Handle * handle))                                 \
  X(cublasLtDestroy, Status, (Handle handle))                                  \
  X(cublasLtMatmulDescCreate, Status,                                          \
    (MatmulDesc * desc, int computeType, int scaleType))                       \
  X(cublasLtMatmulDescDestroy, Status, (MatmulDesc desc))                      \
  X(cublasLtMatmulDescSetAttribute, Status,                                    \
    (MatmulDesc desc, int attribute, const void *value, size_t bytes))         \
  X(cublasLtMatrixLayoutCreate, Status,                                        \
    (MatrixLayout * layout, int type, uint64_t rows, uint64_t columns,         \
     int64_t leading))                                                         \
  X(cublasLtMatrixLayoutDestroy, Status, (MatrixLayout layout))                \
  X(cublasLtMatmulPreferenceCreate, Status, (Preference * preference))         \
  X(cublasLtMatmulPreferenceDestroy, Status, (Preference preference))          \
  X(cublasLtMatmulPreferenceSetAttribute, Status,                              \
    (Preference preference, int attribute, const void *value, size_t bytes))   \
  X(cublasLtMatmulAlgoGetHeuristic, Status,                                    \
    (Handle handle, MatmulDesc desc, MatrixLayout a, MatrixLayout b,           \
     MatrixLayout c, MatrixLayout d, Preference preference, int wanted,        \
     Heuristic *found, int *count))                                            \
  X(cublasLtMatmul, Status,                                                    \
    (Handle handle, MatmulDesc desc, const void *alpha, const void *a,         \
     MatrixLayout aLayout, const void *b, MatrixLayout bLayout,                \
     const void *beta, const void *c, MatrixLayout cLayout, void *d,           \
     MatrixLayout dLayout, const Algorithm *algorithm, void *workspace,        \
     size_t workspaceBytes, aec::cuda::Stream stream))

#define X(name, result, arguments) using name##Call = result(*) arguments;
AEC_CUBLASLT_CALLS(X)
#undef X

} // namespace aec::cublaslt

#endif // AEC_LIB_RUNTIME_CUDA_CUBLASLTAPI_H
