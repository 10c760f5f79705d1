//===- Runtime.h - What a call's opaque runtime pointer points to ---------===//
//
// The parts of the runtime that generated code reaches through the C ABI: the
// pool, and the slots of the optional parts.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_RUNTIME_H
#define AEC_LIB_RUNTIME_RUNTIME_H

#include "aec/Runtime/Abi.h"

#include "../Threads/ThreadPool.h"

namespace aec::runtime {
class Device;
} // namespace aec::runtime

/// Not copyable; owned by the program, which destroys `onednn` through the
/// model's backend first.
struct aec_runtime {
  explicit aec_runtime(int threads) : pool(threads) {}

  aec::runtime::ThreadPool pool;
  /// Owned and typed by lib/Runtime/OneDnn; null until its first prepare(),
  /// which also says how to destroy it.
  void *onednn = nullptr;
  void (*destroyOneDnn)(aec_runtime *runtime) = nullptr;
  /// Of a session that computes on one; null on the CPU.
  aec::runtime::Device *device = nullptr;
};

#endif // AEC_LIB_RUNTIME_RUNTIME_H
