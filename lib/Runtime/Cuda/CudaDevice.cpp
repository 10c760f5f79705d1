//===- CudaDevice.cpp - Context, memory, states ---------------------------===//
#include "CudaDevice.h"

#include "../Error.h"
#include "../Model/Session.h"

using namespace aec;
using namespace aec::runtime;

CudaDevice::CudaDevice(const aec_model &model)
    : driver(CudaDriver::load(versionForPtx(model.cuda->ptx))), model(model),
      described(*model.cuda), states(driver), accumulators(driver),
      arena(driver), tensors(driver), scalars(driver),
      table(size_t(model.state_count)) {
  try {
    open();
  } catch (...) {
    close();
    throw;
  }
}

void CudaDevice::open() {
  openContext();
  code.emplace(driver, described, device);
  graphs.emplace(driver, stream);
  batch.emplace(driver, stream);
  sets.emplace(driver, stream);
  if (described.uses_cublaslt)
    cublasLt.emplace(driver);
  for (int64_t at = 0; at < kSlots; ++at) {
    Slot &slot = slots.emplace_back(driver);
    driver.check(driver.cuEventCreate(&slot.done, cuda::kEventDisableTiming),
                 "making an event");
  }
  if (!scalars.grow(sizeof(aec_device_scalars)))
    fail("not enough memory on the GPU to start");
}

void CudaDevice::openContext() {
  driver.check(driver.cuDeviceGet(&device, 0), "opening the device");
  char text[256] = "";
  driver.check(driver.cuDeviceGetName(text, sizeof text, device),
               "describing itself");
  title = text;
  driver.check(driver.cuDevicePrimaryCtxRetain(&context, device),
               "opening the device");
  driver.check(driver.cuCtxSetCurrent(context), "opening the device");
  driver.check(driver.cuStreamCreate(&stream, cuda::kStreamNonBlocking),
               "making a stream");
}

CudaDevice::~CudaDevice() { close(); }

/// As far as open() came. Errors have been told, and what they leave is freed
/// with the process.
void CudaDevice::close() {
  if (stream)
    driver.cuStreamSynchronize(stream);
  graphs.reset();
  sets.reset();
  batch.reset();
  cublasLt.reset();
  code.reset();
  for (Slot &slot : slots) {
    if (slot.done)
      driver.cuEventDestroy_v2(slot.done);
    slot.memory.release();
  }
  for (DeviceMemory *memory :
       {&states, &accumulators, &arena, &tensors, &scalars})
    memory->release();
  if (stream)
    driver.cuStreamDestroy_v2(stream);
  if (context)
    driver.cuDevicePrimaryCtxRelease_v2(device);
}

void CudaDevice::check(cuda::Result result) const {
  driver.checkWork(result, "copying");
}

/// Results and status of calls that are sent together. Code without results is
/// as small as that with losses.
static int64_t resultBytes(const CallBytes &bytes, bool isObjective,
                           int64_t calls) {
  int64_t one = kDeviceLine + std::max(bytes.ofOutputs(), kDeviceLine);
  return isObjective ? calls * one : one;
}

void CudaDevice::prepare(const aec_code &callee, int64_t batch) {
  bool isObjective = !inputsOf(model, callee).empty();
  auto arenaOf = [&](int64_t size) { return arenaBytes(callee, size); };
  auto inputsOf = [&](int64_t size) {
    return callBytes(model, callee, size).ofInputs();
  };
  auto resultsOf = [&](int64_t size) {
    return resultBytes(callBytes(model, callee, size), isObjective, kCalls);
  };
  auto all = [&](int64_t size) {
    return arenaOf(size) + kTold + inputsOf(size) + resultsOf(size);
  };
  if (reserve(arenaOf(batch), inputsOf(batch), resultsOf(batch)))
    return;
  // Memory comes in pages, and other programs take some too.
  int64_t free = room(), usable = free - free / 16, smaller = batch / 2;
  while (smaller && all(smaller) > usable)
    smaller /= 2;
  fail("not enough memory on the GPU for a batch of ", batch, ": ", all(batch),
       " bytes needed, ", free, " free",
       smaller ? concat("; --batch-size ", smaller, " fits") : std::string());
}

/// Grows what calls work in; false where there is not enough memory.
bool CudaDevice::reserve(int64_t newArena, int64_t newInputs,
                         int64_t newResults) {
  bool same = arenaHeld && newArena <= arenaHeld && newInputs <= inputsHeld &&
              newResults <= resultsHeld;
  if (same)
    return true;
  check(driver.cuStreamSynchronize(stream));
  graphs->clear();
  newArena = std::max(newArena, arenaHeld);
  newInputs = std::max(newInputs, inputsHeld);
  newResults = std::max(newResults, resultsHeld);
  arenaHeld = inputsHeld = resultsHeld = 0;
  int64_t newTensors = kTold + newInputs + newResults;
  if (!arena.grow(newArena) || !tensors.grow(newTensors)) {
    arena.release();
    tensors.release();
    return false;
  }
  for (Slot &slot : slots)
    slot.memory.grow(newTensors);
  // At last: what throws above leaves nothing that counts as held.
  arenaHeld = newArena;
  inputsHeld = newInputs;
  resultsHeld = newResults;
  return true;
}

/// What reserve() can have in all.
int64_t CudaDevice::room() const {
  size_t free = 0, total = 0;
  driver.check(driver.cuMemGetInfo_v2(&free, &total), "telling its memory");
  return int64_t(free) + arena.bytes() + tensors.bytes();
}

/// Memory for those states that have none: all but accumulators at first, and
/// these where the host has them.
void CudaDevice::reserveStates(void *const *memory,
                               const std::vector<int64_t> &bytes) {
  int64_t total = 0;
  for (size_t at = 0; at < bytes.size(); ++at)
    if (memory[at] && !table[at])
      total += deviceBytes(bytes[at]);
  if (!total)
    return;
  DeviceMemory &owner = states.bytes() ? accumulators : states;
  if (!owner.grow(total))
    fail("not enough memory on the GPU for the weights and the optimizer's "
         "state: ",
         total, " bytes wanted, ", room(), " free");
  graphs->clear();
  int64_t offset = 0;
  for (size_t at = 0; at < bytes.size(); ++at) {
    if (!memory[at] || table[at])
      continue;
    table[at] = owner.pointer(offset);
    offset += deviceBytes(bytes[at]);
  }
}

/// Pageable memory: the driver has taken it when the call returns.
void CudaDevice::upload(void *const *memory,
                        const std::vector<int64_t> &bytes) {
  flush();
  reserveStates(memory, bytes);
  for (size_t at = 0; at < bytes.size(); ++at)
    if (memory[at] && bytes[at])
      check(driver.cuMemcpyHtoDAsync_v2(
          reinterpret_cast<cuda::Address>(table[at]), memory[at],
          size_t(bytes[at]), stream));
  check(driver.cuStreamSynchronize(stream));
}

void CudaDevice::download(void *const *memory,
                          const std::vector<int64_t> &bytes) {
  flush();
  for (size_t at = 0; at < bytes.size(); ++at)
    if (table[at] && memory[at] && bytes[at])
      check(driver.cuMemcpyDtoHAsync_v2(
          memory[at], reinterpret_cast<cuda::Address>(table[at]),
          size_t(bytes[at]), stream));
  check(driver.cuStreamSynchronize(stream));
}

int64_t CudaDevice::hold(const std::vector<HostRows> &data, int64_t rows) {
  size_t free = 0, total = 0;
  driver.check(driver.cuMemGetInfo_v2(&free, &total), "telling its memory");
  return sets->hold(data, rows, int64_t(free / 2));
}

void CudaDevice::arrange(int64_t set, const int64_t *order) {
  flush();
  check(driver.cuStreamSynchronize(stream));
  sets->arrange(set, order);
}

void CudaDevice::release(int64_t set) {
  // Errors have been told: this is how training ends, too.
  driver.cuStreamSynchronize(stream);
  graphs->clear();
  sets->release(set);
}

void CudaDevice::clear(const std::vector<int64_t> &which) {
  flush(); // behind the calls that were begun
  constexpr unsigned negativeZero = 0x80000000u;
  for (int64_t state : which) {
    const aec_tensor &tensor = model.states[state].tensor;
    int64_t count = 1;
    for (int64_t at = 0; at < tensor.rank; ++at)
      count *= tensor.dims[at];
    if (count)
      check(driver.cuMemsetD32Async(
          reinterpret_cast<cuda::Address>(table[size_t(state)]), negativeZero,
          size_t(count), stream));
  }
}

static std::unique_ptr<Device> open(const aec_model &model) {
  return std::make_unique<CudaDevice>(model);
}

const aec_cuda_backend aec_cuda_device = {open};
