//===- Driver.cpp - libcuda.so.1, its entry points, its errors ------------===//
#include "Driver.h"

#include "../Model/Device.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>

using namespace aec;
using namespace aec::runtime;

std::string aec::runtime::cudaVersionText(int version) {
  return concat(version / 1000, ".", version % 1000 / 10);
}

int aec::runtime::versionForPtx(const char *ptx) {
  // Graphs are made with a call of 11.4.
  constexpr int least = 11040;
  const char *line = std::strstr(ptx, ".version ");
  if (!line)
    return least;
  char *end = nullptr;
  auto major = int(std::strtol(line + 9, &end, 10));
  int minor = *end == '.' ? std::atoi(end + 1) : 0;
  // PTX 7.x to 8.5 came with CUDA 11.x to 12.5; 8.6, 8.7 and 8.8 with 12.7,
  // 12.8 and 12.9. PTX ISA, release notes.
  if (major == 8 && minor > 5)
    ++minor;
  return std::max(least, 1000 * (major + 4) + 10 * minor);
}

std::string CudaDriver::text(cuda::Result result) const {
  const char *name = nullptr, *meaning = nullptr;
  if (cuGetErrorName(result, &name) || !name)
    return concat("CUDA error ", result);
  if (cuGetErrorString(result, &meaning) || !meaning)
    return name;
  return concat(name, ", ", meaning);
}

void CudaDriver::check(cuda::Result result, const char *what) const {
  if (result)
    fail("the GPU failed while ", what, ": ", text(result));
}

std::string CudaDriver::workText(cuda::Result result,
                                 const std::string &what) const {
  // What a wrong launch gives; all else comes from kernels before it.
  if (result == cuda::kInvalidValue || result == cuda::kOutOfMemory ||
      result == cuda::kLaunchOutOfResources)
    return concat("the GPU failed while ", what, ": ", text(result));
  // Files are safe whenever this happens: they are written beside their place.
  return concat("the GPU stopped working: ", text(result),
                "; files written before are intact, and training continues "
                "from its last checkpoint with --resume");
}

void CudaDriver::checkWork(cuda::Result result, const std::string &what) const {
  if (result)
    fail(workText(result, what));
}

template <typename... Parts>
[[noreturn]] static void failMissing(const Parts &...parts) {
  throw DeviceMissingError(concat(parts...));
}

/// The address of an entry.
static void *find(void *library, const char *name) {
  if (void *entry = dlsym(library, name))
    return entry;
  failMissing("the NVIDIA driver is too old: it has no ", name,
              ", expected one for "
              "CUDA ",
              cudaVersionText(versionForPtx("")), " or later; update it");
}

static CudaDriver open() {
  void *library = dlopen("libcuda.so.1", RTLD_NOW);
  if (!library)
    failMissing(
        "no NVIDIA driver: ", dlerror(),
        "; this program was compiled for a GPU and needs one to compute");
  CudaDriver driver;
#define X(name, arguments)                                                     \
  driver.name = reinterpret_cast<decltype(driver.name)>(find(library, #name));
  AEC_CUDA_DRIVER_CALLS(X)
#undef X
  return driver;
}

const CudaDriver &CudaDriver::load(int least) {
  static const CudaDriver driver = open();
  int version = 0;
  driver.check(driver.cuDriverGetVersion(&version), "telling its version");
  if (version < least)
    failMissing("the NVIDIA driver is too old: it is for CUDA ",
                cudaVersionText(version), ", this program needs one for CUDA ",
                cudaVersionText(least), " or later; update it");
  cuda::Result result = driver.cuInit(0);
  int count = 0;
  if (!result)
    result = driver.cuDeviceGetCount(&count);
  if (result == cuda::kNoDevice || (!result && !count)) {
    const char *visible = std::getenv("CUDA_VISIBLE_DEVICES");
    failMissing("no NVIDIA GPU: the driver finds none",
                visible
                    ? concat(" (CUDA_VISIBLE_DEVICES is ", quote(visible), ")")
                    : std::string());
  }
  driver.check(result, "starting");
  return driver;
}
