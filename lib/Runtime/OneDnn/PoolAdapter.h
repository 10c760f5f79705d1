//===- PoolAdapter.h - oneDNN's thread pool is the runtime's ---*- C++ -*-===//
//
// oneDNN partitions a product by the number of threads it is told. It is always
// told the same, so that sums are taken in one order and results are bitwise
// equal on any real number of threads. Four keeps two and four cores busy and
// costs nothing measurable on one.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_ONEDNN_POOLADAPTER_H
#define AEC_LIB_RUNTIME_ONEDNN_POOLADAPTER_H

#include "../Threads/ThreadPool.h"

#include <oneapi/dnnl/dnnl_threadpool_iface.hpp>

namespace aec::runtime {

class PoolAdapter final : public dnnl::threadpool_interop::threadpool_iface {
public:
  /// Threads that oneDNN believes in.
  static constexpr int virtualConcurrency = 4;

  explicit PoolAdapter(ThreadPool &pool) : pool(pool) {}

  int get_num_threads() const override { return virtualConcurrency; }
  bool get_in_parallel() const override { return ThreadPool::insideRegion(); }
  uint64_t get_flags() const override { return 0; }

  void parallel_for(int count,
                    const std::function<void(int, int)> &body) override {
    pool.parallelFor(count, [&](int64_t index) { body(int(index), count); });
  }

private:
  ThreadPool &pool;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_ONEDNN_POOLADAPTER_H
