/*===- BatchKernels.h - What a call is told, in the device's memory
---------===*\
|* Shared by the kernels, in C, and by the host.
\*===----------------------------------------------------------------------===*/
#ifndef AEC_LIB_RUNTIME_CUDA_BATCHKERNELS_H
#define AEC_LIB_RUNTIME_CUDA_BATCHKERNELS_H

#include "aec/Runtime/Abi.h"

/* One call of several that are sent at once. */
typedef struct aec_cuda_call {
  /* But for its status, which the device keeps from call to call. */
  aec_device_scalars scalars;
  /* Not 0: the status of earlier calls is forgotten. */
  int64_t clears_status;
  /* Of the call's rows, the first one's place in their order. */
  int64_t first_row;
} aec_cuda_call;

#endif /* AEC_LIB_RUNTIME_CUDA_BATCHKERNELS_H */
