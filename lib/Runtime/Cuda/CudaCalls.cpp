//===- CudaCalls.cpp - Calls: what goes in, what runs, what comes back ----===//
//
// Status is cleared where no call is under way only: a loss that is not finite
// must stop the calls behind it too, so that the states stay those before it.
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

void CudaDevice::sendScalars(Slot &slot, const aec_frame &frame) {
  auto &header = *reinterpret_cast<Header *>(slot.memory.data());
  header.scalars = {frame.step,  frame.seed,   frame.learning_rate,
                    frame.epoch, frame.epochs, frame.gradient_weight,
                    AEC_OK};
  header.status = AEC_OK;
  size_t bytes = begun == finished ? sizeof(aec_device_scalars)
                                   : offsetof(aec_device_scalars, status);
  check(driver.cuMemcpyHtoDAsync_v2(scalars.address(), &header.scalars, bytes,
                                    stream));
}

/// Arguments lie one behind another, in the slot as on the device, and results
/// behind them.
void CudaDevice::sendInputs(Slot &slot, const aec_frame &frame) {
  char *staged = slot.memory.data() + sizeof(Header);
  int64_t offset = 0;
  inputs.clear();
  outputs.clear();
  slot.results.clear();
  for (size_t i = 0; i < slot.bytes.inputs.size(); ++i) {
    int64_t bytes = slot.bytes.inputs[i];
    std::memcpy(staged + offset, frame.inputs[i], size_t(bytes));
    inputs.push_back(tensors.pointer(offset));
    offset += deviceBytes(bytes);
  }
  if (offset)
    check(driver.cuMemcpyHtoDAsync_v2(tensors.address(), staged, size_t(offset),
                                      stream));
  for (size_t i = 0; i < slot.bytes.outputs.size(); ++i) {
    outputs.push_back(tensors.pointer(offset));
    slot.results.push_back(frame.outputs[i]);
    offset += deviceBytes(slot.bytes.outputs[i]);
  }
}

void CudaDevice::fetchOutputs(Slot &slot) {
  char *staged = slot.memory.data() + sizeof(Header);
  for (size_t i = 0; i < outputs.size(); ++i)
    check(driver.cuMemcpyDtoHAsync_v2(
        staged + (at(outputs[i]) - tensors.address()), at(outputs[i]),
        size_t(slot.bytes.outputs[i]), stream));
  auto &header = *reinterpret_cast<Header *>(slot.memory.data());
  check(driver.cuMemcpyDtoHAsync_v2(
      &header.status, scalars.address() + offsetof(aec_device_scalars, status),
      sizeof header.status, stream));
  check(driver.cuEventRecord(slot.done, stream));
}

void CudaDevice::start(const aec_code &callee, const aec_frame &given) {
  Slot &slot = slots[size_t(begun % kSlots)];
  slot.bytes = callBytes(model, callee, given.batch);
  sendScalars(slot, given);
  sendInputs(slot, given);
  aec_frame frame = given;
  frame.states = table.data();
  frame.inputs = inputs.data();
  frame.outputs = outputs.data();
  frame.arena = arena.pointer();
  frame.scalars =
      reinterpret_cast<const aec_device_scalars *>(scalars.pointer());
  graphs->run(callee, frame);
  throwKept();
  fetchOutputs(slot);
  ++begun;
}

int64_t CudaDevice::finish() {
  Slot &slot = slots[size_t(finished++ % kSlots)];
  check(driver.cuEventSynchronize(slot.done));
  const char *staged = slot.memory.data() + sizeof(Header);
  for (int64_t bytes : slot.bytes.inputs)
    staged += deviceBytes(bytes);
  for (size_t i = 0; i < slot.results.size(); ++i) {
    std::memcpy(slot.results[i], staged, size_t(slot.bytes.outputs[i]));
    staged += deviceBytes(slot.bytes.outputs[i]);
  }
  return reinterpret_cast<const Header *>(slot.memory.data())->status;
}

//===----------------------------------------------------------------------===//
// What generated code calls
//===----------------------------------------------------------------------===//

void CudaDevice::keep(cuda::Result result, const std::string &what) {
  if (!result || !kept.empty())
    return;
  // What a wrong launch gives; all else comes from kernels before it.
  bool isOurs = result == cuda::kInvalidValue || result == cuda::kOutOfMemory ||
                result == cuda::kLaunchOutOfResources;
  kept = isOurs
             ? concat("the GPU failed while ", what, ": ", driver.text(result))
             : lostText(result);
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
