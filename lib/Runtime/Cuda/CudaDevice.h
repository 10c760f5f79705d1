//===- CudaDevice.h - A model on an NVIDIA GPU ----------------------------===//
//
// One stream, in whose order all happens. Calls go to the device in groups:
// what a group is told comes from a slot of pinned memory, its kernels run, its
// results go back into the slot. A call that takes the host's rows is a group
// of its own; calls that take rows which the device holds wait for each other,
// so that several steps are two copies and one graph. There are a few slots:
// the host prepares the next group while the device works.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CUDA_CUDADEVICE_H
#define AEC_LIB_RUNTIME_CUDA_CUDADEVICE_H

#include "CublasLt.h"
#include "CudaBatch.h"
#include "CudaCode.h"
#include "CudaGraphs.h"
#include "CudaMemory.h"
#include "CudaSets.h"
#include "CudaSignature.h"

#include "../Model/Device.h"
#include "../Model/Runtime.h"

#include <chrono>
#include <deque>
#include <optional>

namespace aec::runtime {

class CudaDevice final : public Device {
public:
  /// Takes the first visible device. Throws Error where the model cannot run.
  explicit CudaDevice(const aec_model &model);
  ~CudaDevice() override;

  std::string name() const override { return title; }
  int64_t depth() const override { return kSlots * kCalls; }
  int64_t hold(const std::vector<HostRows> &data, int64_t rows) override;
  void arrange(int64_t set, const int64_t *order) override;
  void release(int64_t set) override;
  void prepare(const aec_code &code, int64_t batch) override;
  void start(const aec_code &code, const aec_frame &frame,
             const HeldRows &held) override;
  int64_t finish() override;
  void upload(void *const *memory, const std::vector<int64_t> &bytes) override;
  void download(void *const *memory,
                const std::vector<int64_t> &bytes) override;
  void clear(const std::vector<int64_t> &states) override;

  // Behind the functions that generated code calls; errors wait for start().
  void launch(int64_t kernel, const int64_t (&grid)[3],
              const unsigned (&block)[3], int64_t sharedBytes,
              void **arguments);
  void multiply(const Product &product);
  void copy(void *to, const void *from, int64_t bytes);
  void fill(void *to, int64_t byte, int64_t bytes);

private:
  /// Bytes in front of the arguments, for what calls are told.
  static constexpr int64_t kTold = 4 * kDeviceLine;
  /// Groups under way, and calls of a group: enough for a copy in each
  /// direction to be little beside a group of small steps.
  static constexpr int64_t kSlots = 3, kCalls = 8;

  struct Call {
    RecordedCall what;
    aec_frame frame;
    CallBytes bytes;
    /// Where results go, and where they are in the memory for results: behind
    /// a line with the status.
    std::vector<void *> results;
    int64_t at = 0;
  };
  /// A group of calls. Its memory has the parts that the device's `tensors`
  /// has, at the same offsets: what calls are told, arguments, results.
  struct Slot {
    explicit Slot(const CudaDriver &driver) : memory(driver) {}
    PinnedMemory memory;
    aec::cuda::Event done = nullptr;
    std::vector<Call> calls;
    int64_t resultBytes = 0;
  };

  void open();
  void openContext();
  void close();
  bool reserve(int64_t arenaBytes, int64_t inputBytes, int64_t resultBytes);
  int64_t room() const;
  void reserveStates(void *const *memory, const std::vector<int64_t> &bytes);
  void keep(aec::cuda::Result result, const std::string &what);
  void throwKept();
  Slot &slotFor(const Call &call);
  void tell(Slot &slot, const aec_frame &frame, int64_t first);
  void copyInputs(Slot &slot, const Call &call);
  void sendInputs(const Call &call);
  void flush();
  void enqueue(Slot &slot);
  void enqueue(Slot &slot, size_t call);
  void gather(const Call &call, aec::cuda::Address told);
  void measure(int64_t calls);
  void retire();
  int64_t resultsAt() const { return kTold + inputsHeld; }
  /// Throws where a call under way, or what it waited for, failed.
  void check(aec::cuda::Result result) const;

  const CudaDriver &driver;
  std::string title;
  aec::cuda::Device device = 0;
  aec::cuda::Context context = nullptr;
  aec::cuda::Stream stream = nullptr;
  std::optional<CudaCode> code;
  std::optional<CudaGraphs> graphs;
  std::optional<CudaBatch> batch;
  std::optional<CudaSets> sets;
  /// Where the model calls it.
  std::optional<CublasLt> cublasLt;
  const aec_model &model;
  const aec_cuda &described;

  DeviceMemory states, accumulators, arena, tensors, scalars;
  int64_t arenaHeld = 0, inputsHeld = 0, resultsHeld = 0;
  /// Where each state is; null where it has no memory yet.
  std::vector<void *> table;
  std::vector<const void *> inputs;
  std::vector<void *> outputs;
  /// They take turns; groups are counted from the start. The one behind those
  /// that were sent collects calls.
  std::deque<Slot> slots;
  int64_t sent = 0, retired = 0;
  /// Calls of the next group: fewer where they take long, so that the program
  /// is not far ahead of what it reports.
  int64_t groupCalls = kCalls;
  std::chrono::steady_clock::time_point lastRetired;
  /// Calls, and the status of those of retired groups.
  int64_t begun = 0, finished = 0;
  std::deque<int64_t> statuses;
  /// The first error of calls that return none.
  std::string kept;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CUDA_CUDADEVICE_H
