//===- FakeModel.h - Descriptors written by hand --------------------------===//
//
// What the compiler would emit, in plain C++: a dense autoencoder 16-4-16 with
// tanh and Adam. It lets the runtime be tested without the compiler.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_TEST_UNIT_RUNTIME_FAKEMODEL_H
#define AEC_TEST_UNIT_RUNTIME_FAKEMODEL_H

#include "aec/Runtime/Abi.h"

/// 4x4 pictures, mean squared error; the decoder's weight is held transposed.
extern const aec_model fakeModel;
/// The same with a standardising normaliser in preparation and a second term.
extern const aec_model fakeNormalized;
/// The first with latents on a grid of eighths, and without scores.
extern const aec_model fakeCompressing;

#endif // AEC_TEST_UNIT_RUNTIME_FAKEMODEL_H
