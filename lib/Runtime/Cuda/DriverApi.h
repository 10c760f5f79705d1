//===- DriverApi.h - What is used of the CUDA driver's C interface --------===//
//
// Declared here, so that nothing of CUDA is needed to build: names, arguments
// and numbers are those of the driver API's reference. Every entry is looked up
// by its name in libcuda.so.1, which ships with the driver; names that end in
// _v2 are the current form of calls whose sizes once had 32 bits.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CUDA_DRIVERAPI_H
#define AEC_LIB_RUNTIME_CUDA_DRIVERAPI_H

#include <cstddef>
#include <cstdint>

namespace aec::cuda {

using Result = int;
using Device = int;
using Address = uint64_t;
using Context = struct ContextTag *;
using Stream = struct StreamTag *;
using Module = struct ModuleTag *;
using Function = struct FunctionTag *;
using Event = struct EventTag *;
using Graph = struct GraphTag *;
using GraphExec = struct GraphExecTag *;

/// CUresult.
enum : Result {
  kSuccess = 0,
  kInvalidValue = 1,
  kOutOfMemory = 2,
  kNotInitialized = 3,
  kNoDevice = 100,
  kInvalidDevice = 101,
  kInvalidImage = 200,
  kNoBinary = 209,
  kInvalidPtx = 218,
  kUnsupportedPtx = 222,
  kNotFound = 500,
  kNotReady = 600,
  kIllegalAddress = 700,
  kLaunchOutOfResources = 701,
  kLaunchFailed = 719,
  kCaptureUnsupported = 900,
  kUnknown = 999
};

/// CUdevice_attribute, CUfunction_attribute, CUjit_option, flags.
enum : int {
  kCapabilityMajor = 75,
  kCapabilityMinor = 76,
  kMaxDynamicShared = 8,
  kJitErrorLog = 5,
  kJitErrorLogBytes = 6
};
enum : unsigned {
  kStreamNonBlocking = 1,
  kEventDisableTiming = 2,
  kCaptureThreadLocal = 1
};

// X(name, arguments): every entry, all of them returning Result.
#define AEC_CUDA_DRIVER_CALLS(X)                                               \
  X(cuInit, (unsigned flags))                                                  \
  X(cuDriverGetVersion, (int *version))                                        \
  X(cuGetErrorName, (Result code, const char **name))                          \
  X(cuGetErrorString, (Result code, const char **text))                        \
  X(cuDeviceGetCount, (int *count))                                            \
  X(cuDeviceGet, (Device * device, int ordinal))                               \
  X(cuDeviceGetName, (char *name, int bytes, Device device))                   \
  X(cuDeviceGetAttribute, (int *value, int attribute, Device device))          \
  X(cuDevicePrimaryCtxRetain, (Context * context, Device device))              \
  X(cuDevicePrimaryCtxRelease_v2, (Device device))                             \
  X(cuCtxSetCurrent, (Context context))                                        \
  X(cuMemGetInfo_v2, (size_t *free, size_t *total))                            \
  X(cuMemAlloc_v2, (Address * address, size_t bytes))                          \
  X(cuMemFree_v2, (Address address))                                           \
  X(cuMemHostAlloc, (void **memory, size_t bytes, unsigned flags))             \
  X(cuMemFreeHost, (void *memory))                                             \
  X(cuMemcpyHtoDAsync_v2,                                                      \
    (Address to, const void *from, size_t bytes, Stream stream))               \
  X(cuMemcpyDtoHAsync_v2,                                                      \
    (void *to, Address from, size_t bytes, Stream stream))                     \
  X(cuMemcpyDtoDAsync_v2,                                                      \
    (Address to, Address from, size_t bytes, Stream stream))                   \
  X(cuMemsetD8Async,                                                           \
    (Address to, unsigned char value, size_t bytes, Stream stream))            \
  X(cuMemsetD32Async,                                                          \
    (Address to, unsigned value, size_t count, Stream stream))                 \
  X(cuStreamCreate, (Stream * stream, unsigned flags))                         \
  X(cuStreamDestroy_v2, (Stream stream))                                       \
  X(cuStreamSynchronize, (Stream stream))                                      \
  X(cuStreamBeginCapture_v2, (Stream stream, unsigned mode))                   \
  X(cuStreamEndCapture, (Stream stream, Graph * graph))                        \
  X(cuGraphInstantiateWithFlags,                                               \
    (GraphExec * exec, Graph graph, unsigned long long flags))                 \
  X(cuGraphLaunch, (GraphExec exec, Stream stream))                            \
  X(cuGraphExecDestroy, (GraphExec exec))                                      \
  X(cuGraphDestroy, (Graph graph))                                             \
  X(cuEventCreate, (Event * event, unsigned flags))                            \
  X(cuEventRecord, (Event event, Stream stream))                               \
  X(cuEventSynchronize, (Event event))                                         \
  X(cuEventDestroy_v2, (Event event))                                          \
  X(cuModuleLoadDataEx, (Module * module, const void *image, unsigned count,   \
                         int *options, void **values))                         \
  X(cuModuleUnload, (Module module))                                           \
  X(cuModuleGetFunction,                                                       \
    (Function * function, Module module, const char *name))                    \
  X(cuFuncSetAttribute, (Function function, int attribute, int value))         \
  X(cuLaunchKernel,                                                            \
    (Function function, unsigned gridX, unsigned gridY, unsigned gridZ,        \
     unsigned blockX, unsigned blockY, unsigned blockZ, unsigned sharedBytes,  \
     Stream stream, void **arguments, void **extra))

#define X(name, arguments) using name##Call = Result(*) arguments;
AEC_CUDA_DRIVER_CALLS(X)
#undef X

} // namespace aec::cuda

#endif // AEC_LIB_RUNTIME_CUDA_DRIVERAPI_H
