//===- CudaCalls.cpp - Calls: what goes in, what runs, what comes back ----===//
//
// Status is cleared where no call is under way only: a loss that is not finite
// must stop the calls behind it too, so that the states stay those before it.
// Each call's own is read behind it, to tell which one found it.
//
//===----------------------------------------------------------------------===//
#include "CudaDevice.h"

#include "../Error.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

using namespace aec;
using namespace aec::runtime;

static cuda::Address at(const void *pointer) {
  return reinterpret_cast<cuda::Address>(pointer);
}

/// Where a call's group collects, which is the one that was not sent.
CudaDevice::Slot &CudaDevice::slotFor(const Call &call) {
  int64_t wanted = kDeviceLine + call.bytes.ofOutputs();
  bool takesHeld = call.what.set >= 0 || call.bytes.inputs.empty();
  Slot *slot = &slots[size_t(sent % kSlots)];
  if (!slot->calls.empty() &&
      (!takesHeld || slot->resultBytes + wanted > resultsHeld))
    flush();
  if (sent - retired == kSlots)
    retire();
  slot = &slots[size_t(sent % kSlots)];
  if (slot->calls.empty())
    slot->resultBytes = 0;
  return *slot;
}

/// What the device is told of the slot's last call.
void CudaDevice::tell(Slot &slot, const aec_frame &frame, int64_t first) {
  static_assert(kCalls * sizeof(aec_cuda_call) <= kTold);
  auto *told = reinterpret_cast<aec_cuda_call *>(slot.memory.data());
  told[slot.calls.size() - 1] = {{frame.step, frame.seed, frame.learning_rate,
                                  frame.epoch, frame.epochs,
                                  frame.gradient_weight, AEC_OK},
                                 begun == finished,
                                 first};
}

/// Arguments lie one behind another, in the slot as on the device.
void CudaDevice::copyInputs(Slot &slot, const Call &call) {
  char *staged = slot.memory.data() + kTold;
  for (size_t i = 0; i < call.bytes.inputs.size(); ++i) {
    std::memcpy(staged, call.frame.inputs[i], size_t(call.bytes.inputs[i]));
    staged += deviceBytes(call.bytes.inputs[i]);
  }
}

void CudaDevice::start(const aec_code &callee, const aec_frame &frame,
                       const HeldRows &held) {
  bool isArranged = held.set >= 0 && sets->isArranged(held.set);
  Call call{{&callee, frame.batch, held.set, isArranged},
            frame,
            callBytes(model, callee, frame.batch),
            {},
            0};
  Slot &slot = slotFor(call);
  for (size_t i = 0; i < call.bytes.outputs.size(); ++i)
    call.results.push_back(frame.outputs[i]);
  call.at = slot.resultBytes;
  slot.resultBytes += kDeviceLine + call.bytes.ofOutputs();
  slot.calls.push_back(std::move(call));
  tell(slot, frame, held.first);
  ++begun;
  const Call &last = slot.calls.back();
  bool takesHost = held.set < 0 && !last.bytes.inputs.empty();
  if (takesHost)
    copyInputs(slot, last);
  if (takesHost || int64_t(slot.calls.size()) >= groupCalls)
    flush();
}

/// Sends the group that collects.
void CudaDevice::flush() {
  Slot &slot = slots[size_t(sent % kSlots)];
  if (sent - retired == kSlots || slot.calls.empty())
    return;
  const Call &first = slot.calls.front();
  size_t bytes = slot.calls.size() * sizeof(aec_cuda_call);
  if (first.what.set < 0 && !first.bytes.inputs.empty())
    bytes = size_t(kTold + first.bytes.ofInputs());
  check(driver.cuMemcpyHtoDAsync_v2(tensors.address(), slot.memory.data(),
                                    bytes, stream));
  std::vector<RecordedCall> calls;
  for (const Call &call : slot.calls)
    calls.push_back(call.what);
  graphs->run(calls, [&] { enqueue(slot); });
  check(driver.cuMemcpyDtoHAsync_v2(slot.memory.data() + resultsAt(),
                                    tensors.address() +
                                        cuda::Address(resultsAt()),
                                    size_t(slot.resultBytes), stream));
  check(driver.cuEventRecord(slot.done, stream));
  ++sent;
}

void CudaDevice::enqueue(Slot &slot) {
  for (size_t at = 0; at < slot.calls.size(); ++at)
    enqueue(slot, at);
  batch->end(scalars.address(),
             tensors.address() +
                 cuda::Address(resultsAt() + slot.calls.back().at));
}

/// Rows of a set the device holds, to where the call takes its arguments.
void CudaDevice::gather(const Call &call, cuda::Address told) {
  std::vector<int64_t> wanted = inputsOf(model, *call.what.code);
  for (size_t i = 0; i < wanted.size(); ++i) {
    CudaSets::Source from = sets->find(call.what.set, wanted[i]);
    batch->gather(at(inputs[i]), from.values, from.order, told, call.what.batch,
                  from.rowBytes);
  }
}

void CudaDevice::enqueue(Slot &slot, size_t number) {
  const Call &call = slot.calls[number];
  int64_t offset = kTold;
  inputs.clear();
  outputs.clear();
  for (int64_t bytes : call.bytes.inputs) {
    inputs.push_back(tensors.pointer(offset));
    offset += deviceBytes(bytes);
  }
  offset = resultsAt() + call.at + kDeviceLine;
  for (int64_t bytes : call.bytes.outputs) {
    outputs.push_back(tensors.pointer(offset));
    offset += deviceBytes(bytes);
  }
  cuda::Address told = tensors.address() + number * sizeof(aec_cuda_call),
                before = 0;
  if (number)
    before = tensors.address() +
             cuda::Address(resultsAt() + slot.calls[number - 1].at);
  batch->begin(scalars.address(), told, before);
  if (call.what.set >= 0)
    gather(call, told);
  aec_frame frame = call.frame;
  frame.states = table.data();
  frame.inputs = inputs.data();
  frame.outputs = outputs.data();
  frame.arena = arena.pointer();
  frame.scalars =
      reinterpret_cast<const aec_device_scalars *>(scalars.pointer());
  call.what.code->run(&frame);
  throwKept();
}

/// A group's time is known where the device had the next one already.
void CudaDevice::measure(int64_t calls) {
  constexpr double aGroupAtMost = 0.02; // seconds
  auto now = std::chrono::steady_clock::now();
  std::chrono::duration<double> took = now - lastRetired;
  lastRetired = now;
  if (sent - retired < kSlots)
    return;
  double fit = aGroupAtMost * double(calls) / took.count();
  groupCalls = fit >= kCalls ? kCalls : std::max(int64_t(fit), int64_t(1));
}

/// Waits for the oldest group, and hands out what it gave.
void CudaDevice::retire() {
  Slot &slot = slots[size_t(retired % kSlots)];
  check(driver.cuEventSynchronize(slot.done));
  measure(int64_t(slot.calls.size()));
  for (const Call &call : slot.calls) {
    const char *staged = slot.memory.data() + resultsAt() + call.at;
    statuses.push_back(*reinterpret_cast<const int64_t *>(staged));
    staged += kDeviceLine;
    for (size_t i = 0; i < call.results.size(); ++i) {
      std::memcpy(call.results[i], staged, size_t(call.bytes.outputs[i]));
      staged += deviceBytes(call.bytes.outputs[i]);
    }
  }
  slot.calls.clear();
  ++retired;
}

int64_t CudaDevice::finish() {
  if (statuses.empty()) {
    if (sent == retired)
      flush();
    retire();
  }
  ++finished;
  int64_t status = statuses.front();
  statuses.pop_front();
  return status;
}

//===----------------------------------------------------------------------===//
// What generated code calls
//===----------------------------------------------------------------------===//

void CudaDevice::keep(cuda::Result result, const std::string &what) {
  if (result && kept.empty())
    kept = driver.workText(result, what);
}

void CudaDevice::throwKept() {
  if (!kept.empty())
    fail(kept);
}

void CudaDevice::launch(int64_t kernel, const int64_t (&grid)[3],
                        const unsigned (&block)[3], int64_t sharedBytes,
                        void **arguments) {
  std::string what = concat("launching ", described.kernels[kernel]);
  // What is cut to 32 bits must not pass for a smaller launch.
  if (*std::max_element(grid, grid + 3) > INT32_MAX)
    return keep(cuda::kInvalidValue, what);
  const unsigned blocks[] = {unsigned(grid[0]), unsigned(grid[1]),
                             unsigned(grid[2])};
  keep(code->launch(kernel, blocks, block, sharedBytes, stream, arguments),
       what);
}

void CudaDevice::multiply(const Product &product) {
  std::string failed = cublasLt->enqueue(product, stream);
  if (kept.empty())
    kept = std::move(failed);
}

void CudaDevice::copy(void *to, const void *from, int64_t bytes) {
  if (bytes)
    keep(driver.cuMemcpyDtoDAsync_v2(at(to), at(from), size_t(bytes), stream),
         "copying");
}

void CudaDevice::fill(void *to, int64_t byte, int64_t bytes) {
  if (bytes)
    keep(driver.cuMemsetD8Async(at(to), static_cast<unsigned char>(byte),
                                size_t(bytes), stream),
         "filling memory");
}

static CudaDevice &deviceOf(aec_runtime *runtime) {
  return *static_cast<CudaDevice *>(runtime->device);
}

void aec_cuda_launch(aec_runtime *runtime, int64_t kernel, int64_t grid_x,
                     int64_t grid_y, int64_t grid_z, int64_t block_x,
                     int64_t block_y, int64_t block_z, int64_t shared_bytes,
                     void **arguments) {
  if (grid_x <= 0 || grid_y <= 0 || grid_z <= 0)
    return;
  deviceOf(runtime).launch(
      kernel, {grid_x, grid_y, grid_z},
      {unsigned(block_x), unsigned(block_y), unsigned(block_z)}, shared_bytes,
      arguments);
}

void aec_cuda_matmul(aec_runtime *runtime, int64_t m, int64_t n, int64_t k,
                     int64_t form, const void *lhs, const void *rhs,
                     const void *bias, void *dst) {
  if (m > 0 && n > 0)
    deviceOf(runtime).multiply({m, n, k, form, lhs, rhs, bias, dst});
}

void aec_cuda_copy(aec_runtime *runtime, void *dst, const void *src,
                   int64_t bytes) {
  deviceOf(runtime).copy(dst, src, bytes);
}

void aec_cuda_fill(aec_runtime *runtime, void *dst, int64_t byte,
                   int64_t bytes) {
  deviceOf(runtime).fill(dst, byte, bytes);
}
