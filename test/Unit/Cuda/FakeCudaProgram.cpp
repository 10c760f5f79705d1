//===- FakeCudaProgram.cpp - A program for a GPU, or for both -------------===//
#include "FakeCuda.h"

#ifdef AEC_FAKE_BOTH
extern const aec_model *const aec_models[] = {&fakeOnCuda, &fakeOnCpu, nullptr};
#else
extern const aec_model *const aec_models[] = {&fakeOnCuda, nullptr};
#endif
