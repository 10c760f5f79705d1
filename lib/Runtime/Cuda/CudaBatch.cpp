//===- CudaBatch.cpp - Loading and launching the runtime's kernels --------===//
#include "CudaBatch.h"

#include <algorithm>

using namespace aec;
using namespace aec::runtime;

// With its terminating 0.
extern "C" const char aecBatchKernels[];
asm(".section .rodata\n.globl aecBatchKernels\naecBatchKernels:\n"
    ".incbin \"" AEC_BATCH_PTX "\"\n.byte 0\n.previous");

CudaBatch::CudaBatch(const CudaDriver &driver, cuda::Stream stream)
    : driver(driver), stream(stream) {
  driver.check(
      driver.cuModuleLoadDataEx(&module, aecBatchKernels, 0, nullptr, nullptr),
      "loading the runtime's kernels");
  beginCall = find("aec_begin_call");
  endCall = find("aec_end_call");
  gatherRows = find("aec_gather_rows");
}

CudaBatch::~CudaBatch() {
  if (module)
    driver.cuModuleUnload(module);
}

cuda::Function CudaBatch::find(const char *name) const {
  cuda::Function function = nullptr;
  driver.check(driver.cuModuleGetFunction(&function, module, name),
               "loading the runtime's kernels");
  return function;
}

void CudaBatch::launch(cuda::Function kernel, int64_t blocks, int64_t threads,
                       void **arguments) const {
  driver.checkWork(driver.cuLaunchKernel(kernel, unsigned(blocks), 1, 1,
                                         unsigned(threads), 1, 1, 0, stream,
                                         arguments, nullptr),
                   "launching the runtime's kernels");
}

void CudaBatch::begin(cuda::Address scalars, cuda::Address call,
                      cuda::Address before) const {
  void *arguments[] = {&scalars, &call, &before};
  launch(beginCall, 1, 1, arguments);
}

void CudaBatch::end(cuda::Address scalars, cuda::Address status) const {
  void *arguments[] = {&scalars, &status};
  launch(endCall, 1, 1, arguments);
}

void CudaBatch::gather(cuda::Address to, cuda::Address set, cuda::Address order,
                       cuda::Address call, int64_t rows,
                       int64_t rowBytes) const {
  int64_t words = rowBytes / 4;
  if (!rows || !words)
    return;
  void *arguments[] = {&to, &set, &order, &call, &words};
  // Whole warps, and no more of them than the row has use for.
  launch(gatherRows, rows, std::min<int64_t>((words + 31) / 32 * 32, 256),
         arguments);
}
