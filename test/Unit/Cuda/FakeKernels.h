/*===- FakeKernels.h - A linear autoencoder, for the CPU and for PTX
-------===*\
|* One source for both, so that a test can ask for equal bits. G is empty on
|* the CPU and the global address space in PTX; what a function does for a
|* thread is the CPU's loop body.
\*===----------------------------------------------------------------------===*/
#ifndef AEC_TEST_UNIT_CUDA_FAKEKERNELS_H
#define AEC_TEST_UNIT_CUDA_FAKEKERNELS_H

#include "aec/Runtime/Abi.h"

enum { kIn = 16, kHidden = 4 };

/* y = (x w1^T) w2; w1: [hidden, in], w2: [hidden, in] (transposed in files). */
static inline float hidden(const G float *x, const G float *w1, int j) {
  float sum = 0;
  for (int i = 0; i < kIn; ++i)
    sum += x[i] * w1[j * kIn + i];
  return sum;
}

static inline void decodeRow(const float *h, const G float *w2, G float *y) {
  for (int i = 0; i < kIn; ++i) {
    float sum = 0;
    for (int j = 0; j < kHidden; ++j)
      sum += h[j] * w2[j * kIn + i];
    y[i] = sum;
  }
}

static inline void reconstructRow(const G float *x, const G float *w1,
                                  const G float *w2, G float *y) {
  float h[kHidden];
  for (int j = 0; j < kHidden; ++j)
    h[j] = hidden(x, w1, j);
  decodeRow(h, w2, y);
}

static inline float scoreRow(const G float *x, const G float *y) {
  float sum = 0;
  for (int i = 0; i < kIn; ++i)
    sum += (y[i] - x[i]) * (y[i] - x[i]);
  return sum / kIn;
}

/* By one thread: the mean of the rows' losses, twice, and the status. */
static inline void meanLoss(G aec_device_scalars *scalars, const G float *x,
                            const G float *y, G float *losses, long batch) {
  float sum = 0;
  for (long row = 0; row < batch; ++row)
    sum += scoreRow(x + row * kIn, y + row * kIn);
  losses[0] = losses[1] = sum / (float)batch;
  if (!(losses[0] <= 3e38f) && scalars->status == AEC_OK)
    scalars->status = AEC_NONFINITE_LOSS;
}

/* Element `at` of the gradients of w1 (at < hidden * in) and, behind, of w2. */
static inline float gradientAt(const G float *x, const G float *y,
                               const G float *w1, const G float *w2, long batch,
                               int at) {
  int j = at % (kIn * kHidden) / kIn, i = at % kIn;
  float sum = 0;
  for (long row = 0; row < batch; ++row) {
    const G float *xs = x + row * kIn, *ys = y + row * kIn;
    float scale = 2.0f / (float)(batch * kIn);
    if (at >= kIn * kHidden) {
      sum += scale * (ys[i] - xs[i]) * hidden(xs, w1, j);
      continue;
    }
    float dh = 0;
    for (int k = 0; k < kIn; ++k)
      dh += scale * (ys[k] - xs[k]) * w2[j * kIn + k];
    sum += dh * xs[i];
  }
  return sum;
}

/* Momentum, with a rate that falls with the steps. */
static inline void updateAt(const G aec_device_scalars *scalars, G float *w,
                            G float *m, float gradient, int at) {
  float rate =
      (float)scalars->learning_rate / (1.0f + 0.01f * (float)scalars->step);
  m[at] = 0.9f * m[at] + gradient;
  w[at] -= rate * m[at];
}

#endif
