//===- Runtime.cpp - The C ABI that generated code calls ------------------===//
//
// Kept apart from the rest, so that a program links only what its code calls.
//
//===----------------------------------------------------------------------===//
#include "Runtime.h"

void aec_parallel_for(aec_runtime *runtime, int64_t count, int64_t grain,
                      void (*body)(void *closure, int64_t lo, int64_t hi),
                      void *closure) {
  // Functions called without a runtime, from tests say, have one thread.
  if (!runtime)
    return body(closure, 0, count);
  runtime->pool.run(count, grain, body, closure);
}
