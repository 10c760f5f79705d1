//===- Backend.h - The oneDNN part of a runtime ----------------*- C++ -*-===//
//
// Holds the products of a model for the few batch sizes in use. This table is
// the only cache: oneDNN's own is switched off, because it would keep
// primitives alive that are gone from here.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_ONEDNN_BACKEND_H
#define AEC_LIB_RUNTIME_ONEDNN_BACKEND_H

#include "Matmul.h"
#include "PoolAdapter.h"

#include <vector>

struct aec_runtime;

namespace aec::runtime {

/// All products of a model for one batch size.
struct PreparedBatch {
  int64_t batch;
  std::vector<Matmul> products;
};

/// The line that tells of slow reference code, or nothing where the
/// implementation's name shows none.
std::string referenceRemark(const std::string &product,
                            const std::string &implementation);

class OneDnnBackend {
public:
  /// Batch sizes kept: training, its last partial batch, validation and its
  /// own, and as many for entries. The oldest goes first.
  static constexpr size_t maxPreparedBatches = 8;

  explicit OneDnnBackend(ThreadPool &pool) : adapter(pool) {}

  /// The backend of a runtime; null before its first prepare().
  static OneDnnBackend *of(aec_runtime *runtime);

  /// Creates all products for `batch` unless they are there. Returns null or a
  /// message that lives as long as the backend.
  const char *prepare(const aec_onednn_matmul_spec *specs, int64_t count,
                      int64_t batch);

  /// Runs product `index`. A batch that was not prepared is prepared here. On
  /// failure fills dst with NaN, so that a step ends as non-finite, and says so
  /// in remarks().
  void run(int64_t index, int64_t batch, const void *lhs, const void *rhs,
           const void *bias, void *dst);

  /// See aec_onednn_backend.remarks.
  const char *remarks();

  /// The prepared batch, or null.
  PreparedBatch *find(int64_t batch);

private:
  const char *start();
  const char *createProducts(PreparedBatch &prepared);
  void reserveScratch(const PreparedBatch &prepared);
  const char *fail(std::string message);
  void poison(int64_t index, int64_t batch, void *dst);

  PoolAdapter adapter;
  DnnlOwner<dnnl_engine_t, dnnl_engine_destroy> engine;
  DnnlOwner<dnnl_stream_t, dnnl_stream_destroy> stream;
  const aec_onednn_matmul_spec *specs = nullptr;
  int64_t count = 0;
  std::vector<std::unique_ptr<PreparedBatch>> batches;
  struct FreeAligned {
    void operator()(void *memory) const;
  };
  std::unique_ptr<void, FreeAligned> scratch;
  size_t scratchBytes = 0;
  std::string error, failedCall, report;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_ONEDNN_BACKEND_H
