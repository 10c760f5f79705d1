//===- CudaCode.cpp - Loading kernels, and launching them -----------------===//
#include "CudaCode.h"

#include "../Error.h"
#include "../Model/Device.h"

#include <cstdlib>
#include <cstring>

using namespace aec;
using namespace aec::runtime;

std::string aec::runtime::chipOf(const CudaDriver &driver,
                                 cuda::Device device) {
  int major = 0, minor = 0;
  driver.check(
      driver.cuDeviceGetAttribute(&major, cuda::kCapabilityMajor, device),
      "describing itself");
  driver.check(
      driver.cuDeviceGetAttribute(&minor, cuda::kCapabilityMinor, device),
      "describing itself");
  return concat("sm_", major * 10 + minor);
}

/// "sm_90a" runs on a device of 90 alone, "sm_80" on all from 80.
static void checkChip(const std::string &needed, const std::string &found) {
  int wanted = std::atoi(needed.c_str() + 3),
      has = std::atoi(found.c_str() + 3);
  bool isExact = needed.back() == 'a';
  if (isExact ? has != wanted : has < wanted)
    throw DeviceMissingError(concat(
        "this program was compiled for ", needed, isExact ? "" : " and later",
        ", the GPU is ", found,
        // The oldest that aec makes code for.
        has < 80 ? std::string() : concat("; compile it with --chip=", found)));
}

void CudaCode::load(const aec_cuda &code, const std::string &chip) {
  if (code.cubin_bytes && chip == code.chip &&
      !driver.cuModuleLoadDataEx(&module, code.cubin, 0, nullptr, nullptr))
    return;
  char log[4096] = "";
  int options[] = {cuda::kJitErrorLog, cuda::kJitErrorLogBytes};
  void *values[] = {log, reinterpret_cast<void *>(sizeof log - 1)};
  cuda::Result result =
      driver.cuModuleLoadDataEx(&module, code.ptx, 2, options, values);
  if (!result)
    return;
  std::string said = log;
  while (!said.empty() && (said.back() == '\n' || said.back() == ' '))
    said.pop_back();
  throw DeviceMissingError(
      concat("the NVIDIA driver refuses this program's code for ", code.chip,
             ": ", driver.text(result), said.empty() ? "" : "\n", said));
}

CudaCode::CudaCode(const CudaDriver &driver, const aec_cuda &code,
                   cuda::Device device)
    : driver(driver) {
  std::string chip = chipOf(driver, device);
  checkChip(code.chip, chip);
  load(code, chip);
  for (int64_t at = 0; at < code.kernel_count; ++at) {
    cuda::Function function = nullptr;
    if (cuda::Result result =
            driver.cuModuleGetFunction(&function, module, code.kernels[at]))
      fail("this program's GPU code has no kernel ", quote(code.kernels[at]),
           ": ", driver.text(result));
    kernels.push_back({function, 0});
  }
}

CudaCode::~CudaCode() {
  if (module)
    driver.cuModuleUnload(module);
}

cuda::Result CudaCode::launch(int64_t index, const unsigned (&grid)[3],
                              const unsigned (&block)[3], int64_t sharedBytes,
                              cuda::Stream stream, void **arguments) {
  Kernel &kernel = kernels[size_t(index)];
  // More than this must be asked for, once a kernel.
  constexpr int64_t plain = 48 << 10;
  if (sharedBytes > plain && sharedBytes > kernel.sharedBytes) {
    if (cuda::Result result = driver.cuFuncSetAttribute(
            kernel.function, cuda::kMaxDynamicShared, int(sharedBytes)))
      return result;
    kernel.sharedBytes = sharedBytes;
  }
  return driver.cuLaunchKernel(
      kernel.function, grid[0], grid[1], grid[2], block[0], block[1], block[2],
      unsigned(sharedBytes), stream, arguments, nullptr);
}
