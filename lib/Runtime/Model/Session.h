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
  /// Where the batch's rows are, if not in the host's memory.
  HeldRows rows;
};

struct Samples;

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

  /// The same in two halves: on a device up to depth() calls may be under way,
  /// and finish() waits for the oldest one and returns its status. `outputs`
  /// must live until then. The CPU is done when start() returns.
  void start(const aec_code &code, int64_t batch, const void *const *inputs,
             void *const *outputs, const StepInfo &info = {});
  int64_t finish();
  int64_t depth() const { return remote ? remote->depth() : 1; }

  /// Keeps samples where calls compute, as Device::hold(): the number for
  /// StepInfo::rows, or -1 where batches come from the host's memory.
  int64_t hold(const Samples &samples);
  void arrange(int64_t held, const int64_t *order);
  void release(int64_t held);

  /// Where it computes: null stands for the CPU.
  const Device *device() const { return remote.get(); }

private:
  const aec_model &compiled;
  aec_runtime runtime;
  States memory;
  Buffer arena;
  /// Behind the states: what is in its memory has no user without them.
  std::unique_ptr<Device> remote;
  int64_t status = AEC_OK;
};

/// Bytes of arena that `code` needs for a batch: the largest of its lines.
/// Throws Error where the number overflows.
int64_t arenaBytes(const aec_code &code, int64_t batch);

/// Checks the parts of a descriptor that the runtime relies on; throws Error.
void checkModel(const aec_model &model);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_SESSION_H
