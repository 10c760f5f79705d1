//===- CudaSignature.h - What compiled code takes and gives ---------------===//
//
// Code for the CPU works on its caller's memory and need not say. The
// descriptor does, in which code is found by its address.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CUDA_CUDASIGNATURE_H
#define AEC_LIB_RUNTIME_CUDA_CUDASIGNATURE_H

#include "aec/Runtime/Abi.h"

#include <vector>

namespace aec::runtime {

/// Bytes of each argument and result of a call.
struct CallBytes {
  std::vector<int64_t> inputs, outputs;

  // Memory for all of them, each at the start of a line of the device's.
  int64_t ofInputs() const;
  int64_t ofOutputs() const;
};

/// For `code`, one of `model`'s, at a batch size. Throws Error for other code.
CallBytes callBytes(const aec_model &model, const aec_code &code,
                    int64_t batch);

/// Which of the model's inputs an objective's code takes; none for other code.
std::vector<int64_t> inputsOf(const aec_model &model, const aec_code &code);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CUDA_CUDASIGNATURE_H
