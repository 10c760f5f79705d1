//===- Driver.cpp - Devices, memory, streams ------------------------------===//
//
// Everything runs inside the call that enqueues it: an order which a program
// may not rely on but must be right under.
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
          {"lost", &settings.lost}})
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
  return operation();
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

EXPORT cuDevicePrimaryCtxRelease_v2(cuda::Device) { return cuda::kSuccess; }
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
  driver().pinned.insert(*memory);
  return *memory ? driver().sticky : cuda::kOutOfMemory;
}

EXPORT cuMemFreeHost(void *memory) {
  Guard guard(driver().lock);
  if (!driver().pinned.erase(memory))
    return cuda::kInvalidValue;
  std::free(memory);
  return driver().sticky;
}

/// A copy or fill whose device ranges are checked when it runs.
static cuda::Result transfer(const char *what,
                             const std::function<void()> &body) {
  return driver().enqueue([what, body]() -> cuda::Result {
    try {
      body();
    } catch (const Fault &fault) {
      std::fprintf(stderr, "emulated CUDA: %s: %s\n", what, fault.what());
      return driver().sticky = cuda::kInvalidValue;
    }
    return cuda::kSuccess;
  });
}

EXPORT cuMemcpyHtoDAsync_v2(cuda::Address to, const void *from, size_t bytes,
                            cuda::Stream) {
  Guard guard(driver().lock);
  return transfer("copy to the device", [=] {
    std::memcpy(driver().memory.at(to, bytes), from, bytes);
  });
}

EXPORT cuMemcpyDtoHAsync_v2(void *to, cuda::Address from, size_t bytes,
                            cuda::Stream) {
  Guard guard(driver().lock);
  return transfer("copy from the device", [=] {
    std::memcpy(to, driver().memory.at(from, bytes), bytes);
  });
}

EXPORT cuMemcpyDtoDAsync_v2(cuda::Address to, cuda::Address from, size_t bytes,
                            cuda::Stream) {
  Guard guard(driver().lock);
  return transfer("copy on the device", [=] {
    std::memmove(driver().memory.at(to, bytes), driver().memory.at(from, bytes),
                 bytes);
  });
}

EXPORT cuMemsetD8Async(cuda::Address to, unsigned char value, size_t bytes,
                       cuda::Stream) {
  Guard guard(driver().lock);
  return transfer("fill", [=] {
    std::memset(driver().memory.at(to, bytes), value, bytes);
  });
}
