//===- Runtime.cpp - The C ABI that generated code calls ------------------===//
//
// Kept apart from the rest, so that a program links only what its code calls.
//
//===----------------------------------------------------------------------===//
#include "Runtime.h"

#include <exception>

void aec_parallel_for(aec_runtime *runtime, int64_t count, int64_t grain,
                      void (*body)(void *closure, int64_t lo, int64_t hi),
                      void *closure) {
  // Functions called without a runtime, from tests say, have one thread.
  if (!runtime)
    return body(closure, 0, count);
  runtime->pool.run(count, grain, body, closure);
}

// Visible, so that a shared library exports them; programs drop them.
__attribute__((visibility("default"))) aec_runtime *
aec_runtime_create(int64_t threads) {
  if (threads < 1 || threads > 4096)
    return nullptr;
  try {
    return new aec_runtime(int(threads));
  } catch (const std::exception &) {
    return nullptr;
  }
}

__attribute__((visibility("default"))) void
aec_runtime_destroy(aec_runtime *runtime) {
  if (runtime && runtime->onednn)
    runtime->destroyOneDnn(runtime);
  delete runtime;
}
