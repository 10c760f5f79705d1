//===- FakeCuda.h - A model written by hand, for the CPU and for a GPU ----===//
#ifndef AEC_TEST_UNIT_CUDA_FAKECUDA_H
#define AEC_TEST_UNIT_CUDA_FAKECUDA_H

#include "aec/Runtime/Abi.h"

/// The linear autoencoder of FakeKernels.h, 16-4-16, trained with momentum;
/// entries encode, reconstruct and score.
extern const aec_model fakeOnCpu, fakeOnCuda;
/// Its PTX is for a GPU that is still to be built, or no PTX at all; its code
/// writes where it must not.
extern const aec_model fakeForFuture, fakeRefused, fakeBroken;

#endif // AEC_TEST_UNIT_CUDA_FAKECUDA_H
