//===- Convert.h - cvt ----------------------------------------------------===//
#ifndef AEC_TEST_CUDA_EMULATOR_CONVERT_H
#define AEC_TEST_CUDA_EMULATOR_CONVERT_H

#include "Module.h"

namespace aec::emulator {

/// The function for cvt from one type ("f32") to another; null: unknown.
Handler converter(const std::string &to, const std::string &from);

} // namespace aec::emulator

#endif // AEC_TEST_CUDA_EMULATOR_CONVERT_H
