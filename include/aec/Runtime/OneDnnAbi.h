//===- OneDnnAbi.h - The part of the ABI that oneDNN's products use -------===//
//
// Part of Abi.h, which includes it.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_RUNTIME_ONEDNNABI_H
#define AEC_RUNTIME_ONEDNNABI_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct aec_runtime aec_runtime;

/// One matrix product given to the library: dst[m, n] = lhs[m, k] * rhs[k, n].
/// A dimension of -1 is the batch. Leading dimensions are dense.
typedef struct aec_onednn_matmul_spec {
  int64_t m, n, k;
  /// Not 0: the operand is stored transposed.
  int64_t lhs_transposed, rhs_transposed;
  /// Not 0: a [n] bias is added.
  int64_t bias;
  /// dnnl_alg_kind_t of the eltwise post-op, 0 for none, and its parameters.
  int64_t activation;
  double alpha, beta;
} aec_onednn_matmul_spec;

/// Entry points of the optional oneDNN part of the runtime. Null in the
/// descriptor of a model without library calls, so that it is not linked.
typedef struct aec_onednn_backend {
  /// Creates all primitives for a batch size; idempotent. Null or a message
  /// that lives as long as the runtime.
  const char *(*prepare)(aec_runtime *runtime,
                         const aec_onednn_matmul_spec *specs, int64_t count,
                         int64_t batch);
  void (*destroy)(aec_runtime *runtime);
  /// Null, or one line each for what the user should know: products that got a
  /// slow reference implementation, calls that failed (their dst is NaN).
  /// Lives until the next call of any function of the backend.
  const char *(*remarks)(aec_runtime *runtime);
} aec_onednn_backend;

/// What aec_model.onednn points to, where it points anywhere.
extern const aec_onednn_backend aec_onednn;

/// Runs the prepared product `index` of aec_model.matmuls for `batch` rows.
/// `bias` is null where the spec has none. Called from generated code.
void aec_onednn_matmul(aec_runtime *runtime, int64_t index, int64_t batch,
                       const void *lhs, const void *rhs, const void *bias,
                       void *dst);

#ifdef __cplusplus
}
#endif

#endif // AEC_RUNTIME_ONEDNNABI_H
