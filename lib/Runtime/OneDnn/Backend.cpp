//===- Backend.cpp - The oneDNN part of a runtime -------------------------===//
//
// Behind aec_onednn of Abi.h. A product runs in the caller's thread and opens
// regions on the pool itself, so it must not be called from a parallel body;
// all products of a runtime share one scratch memory.
//
//===----------------------------------------------------------------------===//
#include "Backend.h"

#include "../Model/Runtime.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <oneapi/dnnl/dnnl_threadpool.h>

using namespace aec::runtime;

namespace {
constexpr size_t alignment = 64;

std::string productName(int64_t index, const aec_onednn_matmul_spec &spec,
                        int64_t batch) {
  auto dim = [&](int64_t size) {
    return std::to_string(size == -1 ? batch : size);
  };
  return "matmul " + std::to_string(index) + " (" + dim(spec.m) + "x" +
         dim(spec.k) + " * " + dim(spec.k) + "x" + dim(spec.n) + ")";
}
} // namespace

void OneDnnBackend::FreeAligned::operator()(void *memory) const {
  std::free(memory);
}

OneDnnBackend *OneDnnBackend::of(aec_runtime *runtime) {
  return static_cast<OneDnnBackend *>(runtime->onednn);
}

const char *OneDnnBackend::fail(std::string message) {
  error = std::move(message);
  return error.c_str();
}

PreparedBatch *OneDnnBackend::find(int64_t batch) {
  for (const std::unique_ptr<PreparedBatch> &prepared : batches)
    if (prepared->batch == batch)
      return prepared.get();
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Preparation
//===----------------------------------------------------------------------===//

const char *OneDnnBackend::start() {
  // Primitives are laid out for this number of threads; the setting belongs to
  // the calling thread.
  dnnl_threadpool_interop_set_max_concurrency(PoolAdapter::virtualConcurrency);
  if (stream)
    return nullptr;
  dnnl_set_primitive_cache_capacity(0);
  dnnl_engine_t rawEngine = nullptr;
  if (dnnl_engine_create(&rawEngine, dnnl_cpu, 0))
    return fail("oneDNN cannot create a CPU engine");
  engine.reset(rawEngine);
  dnnl_stream_t rawStream = nullptr;
  if (dnnl_threadpool_interop_stream_create(&rawStream, rawEngine, &adapter))
    return fail("oneDNN cannot create a stream; expected a build with "
                "ONEDNN_CPU_RUNTIME=THREADPOOL");
  stream.reset(rawStream);
  return nullptr;
}

const char *OneDnnBackend::createProducts(PreparedBatch &prepared) {
  prepared.products.resize(count);
  for (int64_t i = 0; i < count; ++i)
    if (const char *message =
            prepared.products[i].create(engine.get(), specs[i], prepared.batch))
      return fail(productName(i, specs[i], prepared.batch) + ": " + message);
  return nullptr;
}

/// Grows the shared scratch memory to what any product needs.
void OneDnnBackend::reserveScratch(const PreparedBatch &prepared) {
  size_t needed = scratchBytes;
  for (const Matmul &product : prepared.products)
    needed = std::max(needed, product.scratchBytes());
  if (needed == scratchBytes)
    return;
  needed = (needed + alignment - 1) / alignment * alignment;
  scratch.reset(std::aligned_alloc(alignment, needed));
  scratchBytes = scratch ? needed : 0;
}

const char *OneDnnBackend::prepare(const aec_onednn_matmul_spec *modelSpecs,
                                   int64_t modelCount, int64_t batch) {
  if (batch < 1)
    return fail("expected a batch of at least one row, found " +
                std::to_string(batch));
  if (modelSpecs != specs || modelCount != count)
    batches.clear();
  specs = modelSpecs;
  count = modelCount;
  if (find(batch))
    return nullptr;
  if (const char *message = start())
    return message;
  auto prepared = std::make_unique<PreparedBatch>();
  prepared->batch = batch;
  if (const char *message = createProducts(*prepared))
    return message;
  reserveScratch(*prepared);
  if (batches.size() == maxPreparedBatches)
    batches.erase(batches.begin());
  batches.push_back(std::move(prepared));
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

void OneDnnBackend::poison(int64_t index, int64_t batch, void *dst) {
  auto size = [&](int64_t dim) { return dim == -1 ? batch : dim; };
  std::fill_n(static_cast<float *>(dst),
              size(specs[index].m) * size(specs[index].n), std::nanf(""));
}

void OneDnnBackend::run(int64_t index, int64_t batch, const void *lhs,
                        const void *rhs, const void *bias, void *dst) {
  PreparedBatch *prepared = find(batch);
  if (!prepared) {
    if (const char *message = prepare(specs, count, batch)) {
      failedCall = message;
      return poison(index, batch, dst);
    }
    prepared = find(batch);
  }
  Matmul &product = prepared->products[index];
  bool fits = product.scratchBytes() <= scratchBytes;
  if (fits && product.run(stream.get(), lhs, rhs, bias, dst, scratch.get()))
    return;
  failedCall = productName(index, specs[index], batch) +
               (fits ? ": oneDNN failed" : ": out of scratch memory");
  poison(index, batch, dst);
}

std::string aec::runtime::referenceRemark(const std::string &product,
                                          const std::string &implementation) {
  if (implementation.find("ref") == std::string::npos)
    return "";
  return product + ": runs slow reference code of oneDNN (" + implementation +
         ")\n";
}

const char *OneDnnBackend::remarks() {
  report.clear();
  for (const std::unique_ptr<PreparedBatch> &prepared : batches)
    for (int64_t i = 0; i < count; ++i)
      report += referenceRemark(productName(i, specs[i], prepared->batch),
                                prepared->products[i].implementation());
  if (!failedCall.empty())
    report += failedCall + "\n";
  return report.empty() ? nullptr : report.c_str();
}

//===----------------------------------------------------------------------===//
// The C ABI
//===----------------------------------------------------------------------===//

static void destroyBackend(aec_runtime *runtime) {
  delete OneDnnBackend::of(runtime);
  runtime->onednn = nullptr;
}

static const char *prepareBackend(aec_runtime *runtime,
                                  const aec_onednn_matmul_spec *specs,
                                  int64_t count, int64_t batch) {
  if (!runtime->onednn)
    runtime->onednn = new OneDnnBackend(runtime->pool);
  runtime->destroyOneDnn = destroyBackend;
  return OneDnnBackend::of(runtime)->prepare(specs, count, batch);
}

static const char *remarksOfBackend(aec_runtime *runtime) {
  return runtime->onednn ? OneDnnBackend::of(runtime)->remarks() : nullptr;
}

const aec_onednn_backend aec_onednn = {prepareBackend, destroyBackend,
                                       remarksOfBackend};

void aec_onednn_matmul(aec_runtime *runtime, int64_t index, int64_t batch,
                       const void *lhs, const void *rhs, const void *bias,
                       void *dst) {
  OneDnnBackend::of(runtime)->run(index, batch, lhs, rhs, bias, dst);
}
