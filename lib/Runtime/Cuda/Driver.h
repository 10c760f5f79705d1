//===- Driver.h - The CUDA driver, loaded at run time ---------------------===//
//
// A program starts on machines without a GPU, prints its help and describes
// itself; only a command that computes comes here.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CUDA_DRIVER_H
#define AEC_LIB_RUNTIME_CUDA_DRIVER_H

#include "DriverApi.h"

#include <string>

namespace aec::runtime {

/// Entry points by their names in the driver's library.
struct CudaDriver {
#define X(name, arguments) aec::cuda::name##Call name = nullptr;
  AEC_CUDA_DRIVER_CALLS(X)
#undef X

  /// The driver, initialised and at least of version `least` (1000 * major + 10
  /// * minor). Throws Error saying what is missing. The library stays loaded.
  static const CudaDriver &load(int least);

  /// "CUDA_ERROR_X, what it means".
  std::string text(aec::cuda::Result result) const;

  /// Throws Error where `result` is not success: "the GPU failed while `what`".
  void check(aec::cuda::Result result, const char *what) const;

  /// The same of a call that meets errors of work enqueued before it: that the
  /// GPU stopped working, unless it is this call's own.
  std::string workText(aec::cuda::Result result, const std::string &what) const;
  void checkWork(aec::cuda::Result result, const std::string &what) const;
};

/// "12.4" of 12040.
std::string cudaVersionText(int version);

/// The driver version that reads this PTX, from its .version line.
int versionForPtx(const char *ptx);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CUDA_DRIVER_H
