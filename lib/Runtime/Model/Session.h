//===- Session.h - A model with memory and threads, ready to be called ----===//
//
// The one place that fills aec_frame. Everything a call needs is reserved by
// prepare(), so that call() itself allocates nothing.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_SESSION_H
#define AEC_LIB_RUNTIME_SESSION_H

#include "../Support/Buffer.h"
#include "Device.h"
#include "Runtime.h"
#include "State.h"

#include <memory>
#include <string>
#include <vector>

namespace aec::runtime {

/// What changes from step to step besides the batch.
struct StepInfo {
  int64_t step = 1;
  int64_t seed = 0;
  double learningRate = 0;
  /// Epochs before this step and the planned number of them.
  double epoch = 0, epochs = 0;
  /// Of an objective's `update`: what accumulators are multiplied by.
  double gradientWeight = 1;
};

class Session {
public:
  /// `model` must outlive the session; throws Error where it was compiled for
  /// another version of the ABI.
  Session(const aec_model &model, int threads);
  ~Session();
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;

  const aec_model &model() const { return compiled; }
  States &states() { return memory; }
  ThreadPool &pool() { return runtime.pool; }
  const ThreadPool &pool() const { return runtime.pool; }

  /// Reserves the arena and creates the library's primitives for `code`, which
  /// is one of the model's, at a batch size. Throws Error.
  void prepare(const aec_code &code, int64_t batch);

  /// Calls compiled code; see aec_frame for the arguments. Returns its status.
  int64_t call(const aec_code &code, int64_t batch, const void *const *inputs,
               void *const *outputs, const StepInfo &info = {});

  /// Where it computes: null stands for the CPU.
  const Device *device() const { return remote.get(); }

private:
  aec_frame frameOf(int64_t batch, const StepInfo &info);
  void prepareOnDevice(const aec_code &code, int64_t batch);
  int64_t callOnDevice(const aec_code &code, aec_frame frame,
                       const void *const *inputs, void *const *outputs);

  const aec_model &compiled;
  aec_runtime runtime;
  States memory;
  Buffer arena;
  /// Behind the states: what is in its memory has no user without them.
  std::unique_ptr<Device> remote;
};

/// Bytes of arena that `code` needs for a batch: the largest of its lines.
/// Throws Error where the number overflows.
int64_t arenaBytes(const aec_code &code, int64_t batch);

/// Checks the parts of a descriptor that the runtime relies on; throws Error.
void checkModel(const aec_model &model);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_SESSION_H
