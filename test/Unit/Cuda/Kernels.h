//===- Kernels.h - Small kernels for tests --------------------------------===//
#ifndef AEC_TEST_UNIT_CUDA_KERNELS_H
#define AEC_TEST_UNIT_CUDA_KERNELS_H

#include "Module.h"

namespace aec::emulator {

/// A module with one kernel @test of four pointers (%rd10 to %rd13), in which
/// `body` stands; registers %p0-%p9, %rs0-%rs19, %r0-%r39, %rd0-%rd39.
std::string moduleOf(const std::string &body, const std::string &before = "");

using Words = std::vector<uint64_t>;

/// Runs `instruction` for every element of a, b and c: operands are %r1, %r2,
/// %r3 (low halves) or %rd1, %rd2, %rd3, the result is %r4 where `wide` is
/// false, else %rd4.
Words apply(const std::string &instruction, bool wide, const Words &a,
            const Words &b, const Words &c);

/// Runs `body` on one block of `threads`; `data` is at %rd10 before and after.
void runBlock(const std::string &body, Words &data, unsigned threads,
              const std::string &before = "");

} // namespace aec::emulator

#endif // AEC_TEST_UNIT_CUDA_KERNELS_H
