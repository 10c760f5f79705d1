/*===- BatchKernels.c - What the device does around a call ------------------===*\
|* clang makes PTX of this file, which the runtime carries with it.
\*===----------------------------------------------------------------------===*/
#include "BatchKernels.h"

#define GLOBAL __attribute__((address_space(1)))
#define KERNEL __attribute__((nvptx_kernel)) void

/* Begins a call: its scalars become the device's. `before`, where not null, gets
 * the status that the call in front of it left. One thread. */
KERNEL aec_begin_call(GLOBAL aec_device_scalars *scalars,
                      const GLOBAL aec_cuda_call *call,
                      GLOBAL int64_t *before) {
  if (before)
    *before = scalars->status;
  scalars->step = call->scalars.step;
  scalars->seed = call->scalars.seed;
  scalars->learning_rate = call->scalars.learning_rate;
  scalars->epoch = call->scalars.epoch;
  scalars->epochs = call->scalars.epochs;
  scalars->gradient_weight = call->scalars.gradient_weight;
  if (call->clears_status)
    scalars->status = AEC_OK;
}

/* Ends the last call of several: `status` gets what it left. One thread. */
KERNEL aec_end_call(const GLOBAL aec_device_scalars *scalars,
                    GLOBAL int64_t *status) {
  *status = scalars->status;
}

/* Copies rows of `words` times 4 bytes, a block a row: those at the call's place
 * in `order`, or, where it is null, in the set's own order. */
KERNEL aec_gather_rows(GLOBAL uint32_t *to, const GLOBAL uint32_t *set,
                       const GLOBAL int32_t *order,
                       const GLOBAL aec_cuda_call *call, int64_t words) {
  int64_t at = (int64_t)__nvvm_read_ptx_sreg_ctaid_x();
  int64_t row = call->first_row + at;
  if (order)
    row = order[row];
  to += at * words;
  set += row * words;
  for (int64_t word = __nvvm_read_ptx_sreg_tid_x(); word < words;
       word += __nvvm_read_ptx_sreg_ntid_x())
    to[word] = set[word];
}
