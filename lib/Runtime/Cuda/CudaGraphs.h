//===- CudaGraphs.h - Recorded calls --------------------------------------===//
//
// A step enqueues some tens of kernels, each at a few microseconds of the
// host's time; its graph is one launch. What changes from step to step is in
// device memory (aec_device_scalars), so that one graph serves all of them.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CUDA_CUDAGRAPHS_H
#define AEC_LIB_RUNTIME_CUDA_CUDAGRAPHS_H

#include "Driver.h"

#include "aec/Runtime/Abi.h"

#include <map>

namespace aec::runtime {

class CudaGraphs {
public:
  CudaGraphs(const CudaDriver &driver, aec::cuda::Stream stream)
      : driver(driver), stream(stream) {}
  ~CudaGraphs() { clear(); }
  CudaGraphs(const CudaGraphs &) = delete;
  CudaGraphs &operator=(const CudaGraphs &) = delete;

  /// Enqueues what code.run(&frame) does. The first call with a batch size runs
  /// it as it is, so that an error in a kernel is met there; the second
  /// records.
  void run(const aec_code &code, const aec_frame &frame);

  /// To be called where any pointer of a frame changes.
  void clear();

private:
  struct Recorded {
    int64_t calls = 0;
    aec::cuda::GraphExec graph = nullptr;
  };
  aec::cuda::GraphExec record(const aec_code &code, const aec_frame &frame);

  const CudaDriver &driver;
  aec::cuda::Stream stream;
  std::map<std::pair<const aec_code *, int64_t>, Recorded> graphs;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CUDA_CUDAGRAPHS_H
