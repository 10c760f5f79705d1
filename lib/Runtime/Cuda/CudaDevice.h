//===- CudaDevice.h - A model on an NVIDIA GPU ----------------------------===//
//
// One stream, in whose order all happens: a call's arguments and scalars come
// from a slot of pinned memory, its kernels run, its results and its status go
// back into the slot. There are a few slots, so that the host prepares the next
// calls while the device works; nothing waits but finish().
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CUDA_CUDADEVICE_H
#define AEC_LIB_RUNTIME_CUDA_CUDADEVICE_H

#include "CublasLt.h"
#include "CudaCode.h"
#include "CudaGraphs.h"
#include "CudaMemory.h"
#include "CudaSignature.h"

#include "../Model/Device.h"
#include "../Model/Runtime.h"

#include <deque>
#include <optional>

namespace aec::runtime {

class CudaDevice final : public Device {
public:
  /// Takes the first visible device. Throws Error where the model cannot run.
  explicit CudaDevice(const aec_model &model);
  ~CudaDevice() override;

  std::string name() const override { return title; }
  int64_t depth() const override { return kSlots; }
  void prepare(const aec_code &code, int64_t batch) override;
  void start(const aec_code &code, const aec_frame &frame) override;
  int64_t finish() override;
  void upload(void *const *memory, const std::vector<int64_t> &bytes) override;
  void download(void *const *memory,
                const std::vector<int64_t> &bytes) override;

  // Behind the functions that generated code calls; errors wait for start().
  void launch(int64_t kernel, const int64_t (&grid)[3],
              const unsigned (&block)[3], int64_t sharedBytes,
              void **arguments);
  void multiply(const Product &product);
  void copy(void *to, const void *from, int64_t bytes);
  void fill(void *to, int64_t byte, int64_t bytes);

private:
  static constexpr int64_t kSlots = 4;
  /// Scalars and status of a slot, behind which its tensors are.
  struct Header {
    aec_device_scalars scalars;
    int64_t status;
  };
  struct Slot {
    explicit Slot(const CudaDriver &driver) : memory(driver) {}
    PinnedMemory memory;
    aec::cuda::Event done = nullptr;
    /// Of the call under way: bytes of what it takes and gives, and where
    /// results go.
    CallBytes bytes;
    std::vector<void *> results;
  };

  void open();
  void openContext();
  void close();
  bool reserve(int64_t arenaBytes, int64_t tensorBytes);
  int64_t room() const;
  void reserveStates(void *const *memory, const std::vector<int64_t> &bytes);
  void keep(aec::cuda::Result result, const std::string &what);
  void throwKept();
  void sendInputs(Slot &slot, const aec_frame &frame);
  void sendScalars(Slot &slot, const aec_frame &frame);
  void fetchOutputs(Slot &slot);
  /// Throws where a call under way, or what it waited for, failed.
  void check(aec::cuda::Result result) const;
  std::string lostText(aec::cuda::Result result) const;

  const CudaDriver &driver;
  std::string title;
  aec::cuda::Device device = 0;
  aec::cuda::Context context = nullptr;
  aec::cuda::Stream stream = nullptr;
  std::optional<CudaCode> code;
  std::optional<CudaGraphs> graphs;
  /// Where the model calls it.
  std::optional<CublasLt> cublasLt;
  const aec_model &model;
  const aec_cuda &described;

  DeviceMemory states, accumulators, arena, tensors, scalars;
  int64_t arenaHeld = 0, tensorsHeld = 0;
  /// Where each state is; null where it has no memory yet.
  std::vector<void *> table;
  std::vector<const void *> inputs;
  std::vector<void *> outputs;
  std::deque<Slot> slots;
  int64_t begun = 0, finished = 0;
  /// The first error of calls that return none.
  std::string kept;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CUDA_CUDADEVICE_H
