/* Kernels of FakeKernels.h; clang makes PTX of this file. */
#define G __attribute__((address_space(1)))
#include "FakeKernels.h"

#define KERNEL __attribute__((nvptx_kernel)) void

static inline long thread(void) {
  return (long)__nvvm_read_ptx_sreg_ctaid_x() *
             (long)__nvvm_read_ptx_sreg_ntid_x() +
         __nvvm_read_ptx_sreg_tid_x();
}

KERNEL reconstruct(const G float *x, const G float *w1, const G float *w2,
                   G float *y, long batch) {
  if (thread() < batch)
    reconstructRow(x + thread() * kIn, w1, w2, y + thread() * kIn);
}

KERNEL losses(G aec_device_scalars *scalars, const G float *x, const G float *y,
              G float *out, long batch) {
  meanLoss(scalars, x, y, out, batch);
}

/* A thread an element; gradients: [2, hidden, in]. */
KERNEL gradient(const G float *x, const G float *y, const G float *w1,
                const G float *w2, G float *gradients, long batch) {
  int at = (int)thread();
  if (at < 2 * kIn * kHidden)
    gradients[at] = gradientAt(x, y, w1, w2, batch, at);
}

KERNEL update(const G aec_device_scalars *scalars, G float *w, G float *m,
              const G float *gradients) {
  int at = (int)thread();
  if (scalars->status == AEC_OK && at < kIn * kHidden)
    updateAt(scalars, w, m, (float)scalars->gradient_weight * gradients[at],
             at);
}

KERNEL add(const G aec_device_scalars *scalars, G float *sum,
           const G float *gradients) {
  int at = (int)thread();
  if (scalars->status == AEC_OK && at < kIn * kHidden)
    sum[at] += gradients[at];
}

KERNEL encode(const G float *x, const G float *w1, G float *z, long batch) {
  long at = thread();
  if (at < batch * kHidden)
    z[at] = hidden(x + at / kHidden * kIn, w1, (int)(at % kHidden));
}

KERNEL score(const G float *x, const G float *y, G float *out, long batch) {
  if (thread() < batch)
    out[thread()] = scoreRow(x + thread() * kIn, y + thread() * kIn);
}

/* Runs off the end of what it is given. */
KERNEL broken(G float *y) { y[1 << 20] = 1; }
