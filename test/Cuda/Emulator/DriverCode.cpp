//===- DriverCode.cpp - Modules, launches, graphs, errors -----------------===//
#include "Driver.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

using namespace aec;
using namespace aec::emulator;

#define EXPORT extern "C" __attribute__((visibility("default"))) cuda::Result
using Guard = std::lock_guard<std::mutex>;

using Operations = std::vector<Operation>;

EXPORT cuStreamCreate(cuda::Stream *stream, unsigned) {
  *stream = reinterpret_cast<cuda::Stream>(&driver());
  return driver().sticky;
}

EXPORT cuStreamDestroy_v2(cuda::Stream) { return driver().sticky; }

EXPORT cuStreamSynchronize(cuda::Stream) {
  Guard guard(driver().lock);
  return driver().waitForAll();
}

EXPORT cuStreamBeginCapture_v2(cuda::Stream, unsigned) {
  Guard guard(driver().lock);
  if (driver().recording)
    return cuda::kCaptureUnsupported;
  driver().recording = new Operations;
  return driver().sticky;
}

EXPORT cuStreamEndCapture(cuda::Stream, cuda::Graph *graph) {
  Guard guard(driver().lock);
  if (!driver().recording)
    return cuda::kInvalidValue;
  *graph = reinterpret_cast<cuda::Graph>(driver().recording);
  driver().recording = nullptr;
  return driver().sticky;
}

EXPORT cuGraphInstantiateWithFlags(cuda::GraphExec *exec, cuda::Graph graph,
                                   unsigned long long) {
  *exec = reinterpret_cast<cuda::GraphExec>(
      new Operations(*reinterpret_cast<Operations *>(graph)));
  return driver().sticky;
}

EXPORT cuGraphLaunch(cuda::GraphExec exec, cuda::Stream) {
  Guard guard(driver().lock);
  for (const Operation &operation : *reinterpret_cast<Operations *>(exec))
    if (cuda::Result result = driver().enqueue(operation))
      return result;
  return cuda::kSuccess;
}

EXPORT cuGraphExecDestroy(cuda::GraphExec exec) {
  delete reinterpret_cast<Operations *>(exec);
  return cuda::kSuccess;
}

EXPORT cuGraphDestroy(cuda::Graph graph) {
  delete reinterpret_cast<Operations *>(graph);
  return cuda::kSuccess;
}

/// Operations that it stands behind.
struct aec::cuda::EventTag {
  int64_t place = 0;
};

EXPORT cuEventCreate(cuda::Event *event, unsigned) {
  *event = new cuda::EventTag;
  return driver().sticky;
}
EXPORT cuEventRecord(cuda::Event event, cuda::Stream) {
  Guard guard(driver().lock);
  if (!driver().recording)
    event->place = driver().queue.end();
  return driver().sticky;
}
EXPORT cuEventSynchronize(cuda::Event event) {
  Guard guard(driver().lock);
  return driver().wait(event->place);
}
EXPORT cuEventDestroy_v2(cuda::Event event) {
  delete event;
  return driver().sticky;
}

/// The number behind "sm_" of the module's target.
static int64_t targetOf(const std::string &ptx) {
  size_t at = ptx.find(".target sm_");
  return at == std::string::npos ? 0 : std::atoll(ptx.c_str() + at + 11);
}

EXPORT cuModuleLoadDataEx(cuda::Module *module, const void *image,
                          unsigned count, int *options, void **values) {
  Guard guard(driver().lock);
  char *log = nullptr;
  size_t bytes = 0;
  for (unsigned at = 0; at < count; ++at) {
    if (options[at] == cuda::kJitErrorLog)
      log = static_cast<char *>(values[at]);
    if (options[at] == cuda::kJitErrorLogBytes)
      bytes = reinterpret_cast<size_t>(values[at]);
  }
  // A cubin is for hardware.
  if (std::memcmp(image,
                  "\x7f"
                  "ELF",
                  4) == 0)
    return cuda::kNoBinary;
  std::string ptx = static_cast<const char *>(image);
  try {
    if (targetOf(ptx) > driver().settings.capability)
      throw Fault(cuda::kInvalidPtx, "the target is newer than the device");
    auto parsed = std::make_shared<Module>(parse(ptx, driver().memory));
    *module = reinterpret_cast<cuda::Module>(parsed.get());
    driver().modules.push_back(std::move(parsed));
  } catch (const Fault &fault) {
    if (log && bytes)
      std::snprintf(log, bytes, "emulated CUDA: %s", fault.what());
    return fault.code;
  }
  return driver().sticky;
}

EXPORT cuModuleUnload(cuda::Module module) {
  Guard guard(driver().lock);
  auto &all = driver().modules;
  auto *gone = reinterpret_cast<Module *>(module);
  for (uint64_t address : gone->variables)
    driver().memory.release(address);
  all.erase(std::remove_if(all.begin(), all.end(),
                           [&](auto &one) { return one.get() == gone; }),
            all.end());
  return driver().sticky;
}

EXPORT cuModuleGetFunction(cuda::Function *function, cuda::Module module,
                           const char *name) {
  for (Kernel &kernel : reinterpret_cast<Module *>(module)->kernels)
    if (kernel.name == name) {
      *function = reinterpret_cast<cuda::Function>(&kernel);
      return driver().sticky;
    }
  return cuda::kNotFound;
}

EXPORT cuFuncSetAttribute(cuda::Function, int, int) { return driver().sticky; }

/// The module that a kernel belongs to.
static std::weak_ptr<Module> moduleOf(const Kernel *kernel) {
  for (const auto &module : driver().modules)
    if (kernel >= module->kernels.data() &&
        kernel < module->kernels.data() + module->kernels.size())
      return module;
  return {};
}

EXPORT cuLaunchKernel(cuda::Function function, unsigned gridX, unsigned gridY,
                      unsigned gridZ, unsigned blockX, unsigned blockY,
                      unsigned blockZ, unsigned sharedBytes, cuda::Stream,
                      void **arguments, void **) {
  Guard guard(driver().lock);
  auto *kernel = reinterpret_cast<Kernel *>(function);
  uint64_t threads = uint64_t(blockX) * blockY * blockZ;
  bool isEmpty = !gridX || !gridY || !gridZ || !threads;
  if (isEmpty || threads > 1024 || blockZ > 64 || gridY > 65535 ||
      gridZ > 65535 ||
      (kernel->maxThreads && threads > uint64_t(kernel->maxThreads)))
    return cuda::kInvalidValue;
  // 48 KiB without the attribute, at most 227 KiB with it on sm_90.
  if (kernel->sharedBytes + sharedBytes > (227 << 10))
    return cuda::kInvalidValue;
  std::vector<char> parameters(size_t(kernel->parameterBytes) + 8);
  for (size_t at = 0; at < kernel->parameters.size(); ++at)
    std::memcpy(parameters.data() + kernel->parameters[at].offset,
                arguments[at], size_t(kernel->parameters[at].bytes));
  Grid grid{{gridX, gridY, gridZ}, {blockX, blockY, blockZ}, sharedBytes};
  auto run = [kernel, grid, parameters, owner = moduleOf(kernel)] {
    if (auto alive = owner.lock())
      return driver().run(*kernel, grid, parameters);
    std::fprintf(stderr, "emulated CUDA: a kernel's module was unloaded before "
                         "it ran\n");
    return driver().sticky = cuda::kIllegalAddress;
  };
  return driver().enqueue({run});
}

static const char *nameOf(cuda::Result code) {
  switch (code) {
  case cuda::kSuccess:
    return "CUDA_SUCCESS";
  case cuda::kInvalidValue:
    return "CUDA_ERROR_INVALID_VALUE";
  case cuda::kOutOfMemory:
    return "CUDA_ERROR_OUT_OF_MEMORY";
  case cuda::kNoDevice:
    return "CUDA_ERROR_NO_DEVICE";
  case cuda::kNoBinary:
    return "CUDA_ERROR_NO_BINARY_FOR_GPU";
  case cuda::kInvalidPtx:
    return "CUDA_ERROR_INVALID_PTX";
  case cuda::kNotFound:
    return "CUDA_ERROR_NOT_FOUND";
  case cuda::kIllegalAddress:
    return "CUDA_ERROR_ILLEGAL_ADDRESS";
  case cuda::kCaptureUnsupported:
    return "CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED";
  }
  return "CUDA_ERROR_UNKNOWN";
}

EXPORT cuGetErrorName(cuda::Result code, const char **name) {
  *name = nameOf(code);
  return cuda::kSuccess;
}

EXPORT cuGetErrorString(cuda::Result code, const char **text) {
  *text = code == cuda::kIllegalAddress ? "an illegal memory access"
                                        : "an emulated error";
  return cuda::kSuccess;
}
