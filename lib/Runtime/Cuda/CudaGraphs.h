//===- CudaGraphs.h - Recorded calls --------------------------------------===//
//
// A step enqueues its kernels one by one, each at a few microseconds of the
// host's time; a graph of several steps is one launch. What changes from step
// to step is in device memory (aec_device_scalars), so that one graph serves
// all epochs.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CUDA_CUDAGRAPHS_H
#define AEC_LIB_RUNTIME_CUDA_CUDAGRAPHS_H

#include "Driver.h"

#include "aec/Runtime/Abi.h"

#include <functional>
#include <map>
#include <tuple>
#include <vector>

namespace aec::runtime {

/// What is recorded as one graph: calls behind each other. Whatever else the
/// kernels of a call depend on is in device memory, or makes clear() necessary.
struct RecordedCall {
  const aec_code *code;
  int64_t batch;
  /// Of CudaSets, and whether its rows have an order; -1: none.
  int64_t set;
  bool arranged;

  friend bool operator<(const RecordedCall &one, const RecordedCall &other) {
    return std::tie(one.code, one.batch, one.set, one.arranged) <
           std::tie(other.code, other.batch, other.set, other.arranged);
  }
};

class CudaGraphs {
public:
  CudaGraphs(const CudaDriver &driver, aec::cuda::Stream stream)
      : driver(driver), stream(stream) {}
  ~CudaGraphs() { clear(); }
  CudaGraphs(const CudaGraphs &) = delete;
  CudaGraphs &operator=(const CudaGraphs &) = delete;

  /// Enqueues what `enqueue` does. The first time that these calls come it runs
  /// as it is, so that an error in a kernel is met there; the second records.
  void run(const std::vector<RecordedCall> &calls,
           const std::function<void()> &enqueue);

  /// To be called where any pointer of a frame changes.
  void clear();

private:
  struct Recorded {
    int64_t times = 0;
    aec::cuda::GraphExec graph = nullptr;
  };
  aec::cuda::GraphExec record(const std::function<void()> &enqueue);

  const CudaDriver &driver;
  aec::cuda::Stream stream;
  std::map<std::vector<RecordedCall>, Recorded> graphs;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CUDA_CUDAGRAPHS_H
