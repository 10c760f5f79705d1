//===- Draws.h - States and data that a check begins with
//------------------===//
//
// Every number is an f32 number, so that two targets differ by what they
// compute and by nothing they were given.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_DRIVER_CHECK_DRAWS_H
#define AEC_LIB_DRIVER_CHECK_DRAWS_H

#include "LoadedModel.h"

namespace aec {

/// States as the program draws them, but for parameters that are constants,
/// which are moved: biases of 0 would hide what multiplies them and put units
/// onto their kinks.
void drawStates(LoadedModel &model, int64_t seed);

/// One list an input of the model: uniform in [0, 1), which every loss takes;
/// integers over all that an input takes, or 0 or 1.
std::vector<Numbers> drawData(const aec_model &model, int64_t batch,
                              int64_t seed);

} // namespace aec

#endif // AEC_LIB_DRIVER_CHECK_DRAWS_H
