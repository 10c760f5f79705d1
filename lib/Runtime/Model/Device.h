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

/// One argument or result of a call in the host's memory.
struct HostTensor {
  void *data;
  int64_t bytes;
};

/// What a call takes and gives.
struct HostCall {
  std::vector<HostTensor> inputs, outputs;
};

/// Driven by one thread. Every function throws Error where the device fails.
class Device {
public:
  virtual ~Device() = default;

  /// For people.
  virtual std::string name() const = 0;

  /// Calls that may be under way.
  virtual int64_t depth() const = 0;

  /// Has memory for calls that need an arena and arguments with results of so
  /// many bytes; false where there is not enough. No call may be under way.
  virtual bool reserve(int64_t arenaBytes, int64_t tensorBytes) = 0;

  /// Bytes that reserve() can have in all.
  virtual int64_t room() const = 0;

  /// Begins a call and returns its number. The inputs may be changed at once;
  /// frame.inputs, outputs, states, arena and scalars are set here. Once a call
  /// has found a loss that is not finite, those begun before its finish()
  /// change no state.
  virtual int64_t start(const aec_code &code, aec_frame frame,
                        HostCall call) = 0;

  /// Waits for the oldest call, whose outputs are in the host's memory then;
  /// returns its status.
  virtual int64_t finish() = 0;

  /// Copies states of bytes[i] bytes at memory[i] (null: none) to the device,
  /// and back.
  virtual void upload(void *const *memory,
                      const std::vector<int64_t> &bytes) = 0;
  virtual void download(void *const *memory,
                        const std::vector<int64_t> &bytes) = 0;
};

} // namespace aec::runtime

/// The optional part of the runtime that drives a GPU; Abi.h names it, and only
/// descriptors that point to it bring it into a program.
struct aec_cuda_backend {
  /// Throws Error where there is no device that can run the model.
  std::unique_ptr<aec::runtime::Device> (*open)(const aec_model &model);
};

#endif // AEC_LIB_RUNTIME_MODEL_DEVICE_H
