//===- CudaAbi.h - The part of the ABI that models with GPU code use ------===//
//
// Part of Abi.h, which includes it.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_RUNTIME_CUDAABI_H
#define AEC_RUNTIME_CUDAABI_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The runtime's side of a call: thread pool and library handles. Opaque to
/// generated code.
typedef struct aec_runtime aec_runtime;

/// What changes from step to step, in the device's memory: kernels read it, so
/// that one recorded graph of a step serves all steps. The fields are those of
/// aec_frame.
typedef struct aec_device_scalars {
  int64_t step, seed;
  double learning_rate, epoch, epochs, gradient_weight;
  /// Set to AEC_NONFINITE_LOSS by the kernel that finds one; kernels that
  /// update state return at once while it is not AEC_OK. The runtime clears it.
  int64_t status;
} aec_device_scalars;

typedef struct aec_cuda_backend aec_cuda_backend;

/// The device code of a model. Its host code launches kernels by their index.
typedef struct aec_cuda {
  /// What it was compiled for: "sm_80".
  const char *chip;
  /// PTX, with its terminating 0, which ptx_bytes counts.
  const char *ptx;
  int64_t ptx_bytes;
  /// Machine code for `chip` itself; null and 0 where no assembler was at hand.
  const void *cubin;
  int64_t cubin_bytes;
  int64_t kernel_count;
  const char *const *kernels;
  /// The optional part of the runtime that drives a device, linked because it
  /// is named here.
  const aec_cuda_backend *backend;
  /// Not 0: it calls aec_cuda_matmul, and needs cuBLASLt.
  int64_t uses_cublaslt;
} aec_cuda;

/// What aec_cuda.backend points to: defined by the runtime's part for devices.
extern const aec_cuda_backend aec_cuda_device;

/// Enqueues kernel `kernel` of aec_cuda.kernels: blocks and threads as CUDA
/// counts them, `arguments` as cuLaunchKernel takes them (addresses of the
/// arguments, read before it returns). Nothing is launched where a dimension of
/// the grid is 0. Errors stay in the runtime until it asks for them. Called
/// from generated code, like the next three.
void aec_cuda_launch(aec_runtime *runtime, int64_t kernel, int64_t grid_x,
                     int64_t grid_y, int64_t grid_z, int64_t block_x,
                     int64_t block_y, int64_t block_z, int64_t shared_bytes,
                     void **arguments);

/// What aec_cuda_matmul's `form` is made of.
enum {
  /// The operand is stored transposed.
  AEC_CUDA_LHS_TRANSPOSED = 1,
  AEC_CUDA_RHS_TRANSPOSED = 2,
  /// Done to the sum, the bias included. GELU is the approximation by tanh.
  AEC_CUDA_RELU = 4,
  AEC_CUDA_GELU = 8
};

/// Enqueues dst[m, n] = lhs[m, k] * rhs[k, n] in f32, as cuBLASLt computes it;
/// row-major and dense. `bias` is [n], or null. Nothing is enqueued where m or
/// n is 0. Errors stay in the runtime, as those of a launch.
void aec_cuda_matmul(aec_runtime *runtime, int64_t m, int64_t n, int64_t k,
                     int64_t form, const void *lhs, const void *rhs,
                     const void *bias, void *dst);

/// Enqueues a copy of `bytes` bytes within the device's memory.
void aec_cuda_copy(aec_runtime *runtime, void *dst, const void *src,
                   int64_t bytes);

/// Enqueues filling `bytes` bytes of the device's memory with the low 8 bits of
/// `byte`.
void aec_cuda_fill(aec_runtime *runtime, void *dst, int64_t byte,
                   int64_t bytes);

#ifdef __cplusplus
}
#endif

#endif // AEC_RUNTIME_CUDAABI_H
