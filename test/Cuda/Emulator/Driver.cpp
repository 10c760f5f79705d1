//===- Driver.cpp - Devices, memory, streams ------------------------------===//
//
// Everything runs inside the call that enqueues it, or, deferred, as late as
// allowed: orders which a program may not rely on but must be right under.
//
//===----------------------------------------------------------------------===//
#include "Driver.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sstream>

using namespace aec;
using namespace aec::emulator;

Driver &emulator::driver() {
  static Driver *one = new Driver; // outlives every other static
  return *one;
}

void Driver::initialize() {
  readSettings();
  launches = 0;
  sticky = cuda::kSuccess;
  recording = nullptr;
  queue.clear();
  isInitialized = true;
}

void Driver::readSettings() {
  settings = Settings();
  const char *text = std::getenv("AEC_EMULATED_CUDA");
  std::istringstream stream(text ? text : "");
  for (std::string word; std::getline(stream, word, ',');) {
    size_t equals = word.find('=');
    std::string name = word.substr(0, equals);
    int64_t value = std::atoll(word.c_str() + equals + 1);
    for (auto [known, place] :
         {std::pair<const char *, int64_t *>{"devices", &settings.devices},
          {"version", &settings.version},
          {"capability", &settings.capability},
          {"memory", &settings.memory},
          {"cublaslt", &settings.cublasLt},
          {"lost", &settings.lost},
          {"deferred", &settings.deferred}})
      if (name == known)
        *place = value;
  }
}

cuda::Result Driver::enqueue(const Operation &operation) {
  if (sticky)
    return sticky;
  if (recording) {
    recording->push_back(operation);
    return cuda::kSuccess;
  }
  if (!settings.deferred)
    return operation.run();
  queue.push(operation);
  return cuda::kSuccess;
}

cuda::Result Driver::wait(int64_t count) {
  if (recording)
    return cuda::kCaptureUnsupported;
  if (!sticky)
    queue.runUpTo(count);
  return sticky;
}

bool Driver::isPinned(const char *start, size_t bytes) const {
  auto after = pinned.upper_bound(start);
  if (after == pinned.begin())
    return false;
  auto [first, size] = *std::prev(after);
  return bytes <= size && size_t(start - first) <= size - bytes;
}

cuda::Result Driver::run(const Kernel &kernel, const Grid &grid,
                         const std::vector<char> &parameters) {
  if (sticky)
    return sticky;
  // Both are met when something waits for the stream.
  if (++launches == settings.lost) {
    sticky = cuda::kUnknown;
    return cuda::kSuccess;
  }
  try {
    launch(kernel, grid, parameters.data(), memory);
  } catch (const Fault &fault) {
    std::fprintf(stderr, "emulated CUDA: %s\n", fault.what());
    sticky = fault.code;
  }
  return cuda::kSuccess;
}

#define EXPORT extern "C" __attribute__((visibility("default"))) cuda::Result
using Guard = std::lock_guard<std::mutex>;

EXPORT cuInit(unsigned) {
  Guard guard(driver().lock);
  driver().initialize();
  return driver().settings.devices ? cuda::kSuccess : cuda::kNoDevice;
}

EXPORT cuDriverGetVersion(int *version) {
  Guard guard(driver().lock);
  driver().readSettings(); // allowed before cuInit
  *version = int(driver().settings.version);
  return cuda::kSuccess;
}

EXPORT cuDeviceGetCount(int *count) {
  *count = int(driver().settings.devices);
  return driver().isInitialized ? cuda::kSuccess : cuda::kNotInitialized;
}

EXPORT cuDeviceGet(cuda::Device *device, int ordinal) {
  *device = ordinal;
  return ordinal < driver().settings.devices ? cuda::kSuccess
                                             : cuda::kInvalidDevice;
}

EXPORT cuDeviceGetName(char *name, int bytes, cuda::Device) {
  std::snprintf(name, size_t(bytes), "emulated device");
  return cuda::kSuccess;
}

EXPORT cuDeviceGetAttribute(int *value, int attribute, cuda::Device) {
  int capability = int(driver().settings.capability);
  if (attribute == cuda::kCapabilityMajor)
    *value = capability / 10;
  else if (attribute == cuda::kCapabilityMinor)
    *value = capability % 10;
  else
    return cuda::kInvalidValue;
  return cuda::kSuccess;
}

EXPORT cuDevicePrimaryCtxRetain(cuda::Context *context, cuda::Device) {
  *context = reinterpret_cast<cuda::Context>(&driver());
  return cuda::kSuccess;
}

/// What waits is gone.
EXPORT cuDevicePrimaryCtxRelease_v2(cuda::Device) {
  Guard guard(driver().lock);
  if (size_t left = driver().queue.size(); left && !driver().sticky)
    std::fprintf(stderr,
                 "emulated CUDA: the context went with %zu operations under "
                 "way\n",
                 left);
  driver().queue.clear();
  return cuda::kSuccess;
}
EXPORT cuCtxSetCurrent(cuda::Context) { return cuda::kSuccess; }

EXPORT cuMemGetInfo_v2(size_t *free, size_t *total) {
  Guard guard(driver().lock);
  *total = size_t(driver().settings.memory);
  *free = *total - std::min<size_t>(*total, driver().memory.used());
  return driver().sticky;
}

EXPORT cuMemAlloc_v2(cuda::Address *address, size_t bytes) {
  Guard guard(driver().lock);
  if (driver().sticky)
    return driver().sticky;
  if (!bytes)
    return cuda::kInvalidValue;
  auto most = uint64_t(driver().settings.memory);
  if (bytes > most || driver().memory.used() > most - bytes)
    return cuda::kOutOfMemory;
  *address = driver().memory.allocate(bytes);
  return cuda::kSuccess;
}

EXPORT cuMemFree_v2(cuda::Address address) {
  Guard guard(driver().lock);
  return driver().memory.release(address) ? driver().sticky
                                          : cuda::kInvalidValue;
}

EXPORT cuMemHostAlloc(void **memory, size_t bytes, unsigned) {
  Guard guard(driver().lock);
  *memory = std::aligned_alloc(4096, (bytes + 4095) / 4096 * 4096);
  if (!*memory)
    return cuda::kOutOfMemory;
  driver().pinned[static_cast<char *>(*memory)] = bytes;
  return driver().sticky;
}

EXPORT cuMemFreeHost(void *memory) {
  Guard guard(driver().lock);
  if (!driver().pinned.erase(static_cast<char *>(memory)))
    return cuda::kInvalidValue;
  std::free(memory);
  return driver().sticky;
}
