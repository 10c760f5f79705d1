//===- CublasLt.h - Products by cuBLASLt ----------------------------------===//
//
// Loaded at run time, and only for a program that calls aec_cuda_matmul.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CUDA_CUBLASLT_H
#define AEC_LIB_RUNTIME_CUDA_CUBLASLT_H

#include "CublasLtApi.h"
#include "CudaMemory.h"

#include <map>
#include <memory>
#include <tuple>

namespace aec::runtime {

/// Entry points by their names in the library.
struct CublasLtLibrary {
#define X(name, result, arguments) aec::cublaslt::name##Call name = nullptr;
  AEC_CUBLASLT_CALLS(X)
#undef X

  /// Throws DeviceMissingError saying what is missing. The library stays
  /// loaded.
  static const CublasLtLibrary &load();
};

/// A product as aec_cuda_matmul is asked for it.
struct Product {
  int64_t m, n, k, form;
  const void *lhs, *rhs, *bias;
  void *dst;
};

class CublasLt {
public:
  /// In the current context. Throws Error.
  explicit CublasLt(const CudaDriver &driver);
  ~CublasLt();
  CublasLt(const CublasLt &) = delete;
  CublasLt &operator=(const CublasLt &) = delete;

  /// Enqueues a product; empty, or what went wrong. What the library chose for
  /// sizes and alignments is kept: the first call with them must not be one
  /// that is recorded.
  std::string enqueue(const Product &product, aec::cuda::Stream stream);

private:
  /// What a choice depends on.
  using Key = std::tuple<int64_t, int64_t, int64_t, int64_t, uint32_t, uint32_t,
                         uint32_t, uint32_t>;
  struct Plan;
  std::string describe(const Product &product, Plan &plan) const;
  std::string choose(const Product &product, Plan &plan) const;
  std::string run(const Product &product, Plan &plan, aec::cuda::Stream stream);
  std::string text(const Product &product, aec::cublaslt::Status status) const;

  const CublasLtLibrary &library;
  aec::cublaslt::Handle handle = nullptr;
  DeviceMemory workspace;
  std::map<Key, std::unique_ptr<Plan>> plans;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CUDA_CUBLASLT_H
