//===- Device.h - Where a model runs, if not on the CPU -------------------===//
//
// A session without a device is the CPU: it calls compiled code on the host's
// memory directly, so that this interface costs it one comparison a call. A
// device has copies of the states and moves what a call takes and gives; all
// else in the runtime stays as it is.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_MODEL_DEVICE_H
#define AEC_LIB_RUNTIME_MODEL_DEVICE_H

#include "../Error.h"

#include "aec/Runtime/Abi.h"

#include <memory>
#include <string>
#include <vector>

namespace aec::runtime {

/// There is no device that the model can run on.
class DeviceMissingError : public Error {
public:
  using Error::Error;
};

/// A tensor of `rows` rows in the host's memory, for one of the model's inputs.
struct HostRows {
  int64_t input;
  const void *values;
  int64_t rowBytes;
};

/// Rows of data that a device holds, as they lie in its order.
struct HeldRows {
  /// What Device::hold() gave; -1: none.
  int64_t set = -1;
  int64_t first = 0;
};

/// Driven by one thread. Every function throws Error where the device fails.
class Device {
public:
  virtual ~Device() = default;

  /// For people.
  virtual std::string name() const = 0;

  /// Calls that may be begun and not finished.
  virtual int64_t depth() const = 0;

  /// Copies data, all of it of `rows` rows, to the device, so that calls take
  /// their rows from there. Gives it a number, or -1 where it would take more
  /// than half of the memory that is free.
  virtual int64_t hold(const std::vector<HostRows> &data, int64_t rows) = 0;
  /// The order in which calls begun from now on find the rows; null: their own.
  virtual void arrange(int64_t set, const int64_t *order) = 0;
  virtual void release(int64_t set) = 0;

  /// Reserves what calls of `code`, which is one of the model's, need at a
  /// batch size. No call may be under way.
  virtual void prepare(const aec_code &code, int64_t batch) = 0;

  /// Begins a call with pointers to the host's memory in frame.inputs and
  /// frame.outputs; the inputs may be changed at once. Where `held` has a set,
  /// frame.inputs is not looked at. All else that points is
  /// set here. Once a call has found a loss that is not finite, those begun
  /// before its finish() change no state.
  virtual void start(const aec_code &code, const aec_frame &frame,
                     const HeldRows &held) = 0;

  /// Waits for the oldest call, whose outputs are in the host's memory then;
  /// returns its status.
  virtual int64_t finish() = 0;

  /// Copies states of bytes[i] bytes at memory[i] (null: none) to the device,
  /// and back.
  virtual void upload(void *const *memory,
                      const std::vector<int64_t> &bytes) = 0;
  virtual void download(void *const *memory,
                        const std::vector<int64_t> &bytes) = 0;

  /// Sets all elements of these states, which are f32, to -0.0, behind the
  /// calls that are under way.
  virtual void clear(const std::vector<int64_t> &states) = 0;
};

} // namespace aec::runtime

/// The optional part of the runtime that drives a GPU; Abi.h names it, and only
/// descriptors that point to it bring it into a program.
struct aec_cuda_backend {
  /// Throws Error where there is no device that can run the model.
  std::unique_ptr<aec::runtime::Device> (*open)(const aec_model &model);
};

#endif // AEC_LIB_RUNTIME_MODEL_DEVICE_H
