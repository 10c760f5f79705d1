//===- CudaCode.h - A model's kernels on a device -------------------------===//
#ifndef AEC_LIB_RUNTIME_CUDA_CUDACODE_H
#define AEC_LIB_RUNTIME_CUDA_CUDACODE_H

#include "Driver.h"

#include "aec/Runtime/Abi.h"

#include <vector>

namespace aec::runtime {

/// "sm_90" of a device.
std::string chipOf(const CudaDriver &driver, aec::cuda::Device device);

class CudaCode {
public:
  /// Loads the machine code where it fits the device, else the PTX, which the
  /// driver translates. Throws Error with the translator's log.
  CudaCode(const CudaDriver &driver, const aec_cuda &code,
           aec::cuda::Device device);
  ~CudaCode();
  CudaCode(const CudaCode &) = delete;
  CudaCode &operator=(const CudaCode &) = delete;

  /// Enqueues kernel `index`.
  aec::cuda::Result launch(int64_t index, const unsigned (&grid)[3],
                           const unsigned (&block)[3], int64_t sharedBytes,
                           aec::cuda::Stream stream, void **arguments);

private:
  struct Kernel {
    aec::cuda::Function function;
    int64_t sharedBytes;
  };
  void load(const aec_cuda &code, const std::string &chip);

  const CudaDriver &driver;
  aec::cuda::Module module = nullptr;
  std::vector<Kernel> kernels;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CUDA_CUDACODE_H
