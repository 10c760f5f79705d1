//===- CudaBatch.h - The runtime's own kernels ----------------------------===//
//
// BatchKernels.c, as PTX that every program for a GPU carries.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CUDA_CUDABATCH_H
#define AEC_LIB_RUNTIME_CUDA_CUDABATCH_H

#include "BatchKernels.h"
#include "Driver.h"

namespace aec::runtime {

class CudaBatch {
public:
  CudaBatch(const CudaDriver &driver, aec::cuda::Stream stream);
  ~CudaBatch();
  CudaBatch(const CudaBatch &) = delete;
  CudaBatch &operator=(const CudaBatch &) = delete;

  // Addresses are the device's. All enqueue, and throw Error where they cannot.

  /// `before`: where the status of the call in front goes, or 0.
  void begin(aec::cuda::Address scalars, aec::cuda::Address call,
             aec::cuda::Address before) const;
  void end(aec::cuda::Address scalars, aec::cuda::Address status) const;
  /// `order` may be 0. Rows are of whole 4 bytes.
  void gather(aec::cuda::Address to, aec::cuda::Address set,
              aec::cuda::Address order, aec::cuda::Address call, int64_t rows,
              int64_t rowBytes) const;

private:
  aec::cuda::Function find(const char *name) const;
  void launch(aec::cuda::Function kernel, int64_t blocks, int64_t threads,
              void **arguments) const;

  const CudaDriver &driver;
  aec::cuda::Stream stream;
  aec::cuda::Module module = nullptr;
  aec::cuda::Function beginCall = nullptr, endCall = nullptr,
                      gatherRows = nullptr;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CUDA_CUDABATCH_H
