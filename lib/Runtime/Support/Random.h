//===- Random.h - Counter-based random numbers ----------------------------===//
//
// Philox-4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy
// as 1, 2, 3", SC 2011). A draw is a pure function of key and counter, so the
// initial weights of a layer do not depend on the other layers, an epoch's
// order does not depend on the epochs before, and Python can repeat both.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_RANDOM_H
#define AEC_LIB_RUNTIME_RANDOM_H

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace aec::runtime {

using Words = std::array<uint32_t, 4>;

/// Four words of the stream of `key` at `counter`.
Words philox(Words counter, std::array<uint32_t, 2> key);

/// Four draws of a block of words: uniform in (0, 1), or standard normal by Box
/// and Muller.
std::array<double, 4> draws(Words words, bool normal);

/// The key of a seed: its low and its high word.
std::array<uint32_t, 2> keyOf(int64_t seed);

/// FNV-1a, 64 bit.
uint64_t fnv1a(const std::string &text);

/// The order of `count` rows in an epoch (from 1): the Fisher-Yates shuffle of
/// 0, 1, ..., count - 1 from the back, where position i changes places with
/// position (r_i * (i + 1)) >> 64 and r_i is the first two words (low first) of
/// philox({i low, i high, epoch, "SHUF" = 0x53485546}, seed).
void permutation(int64_t count, int64_t seed, int64_t epoch,
                 std::vector<int64_t> &order);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_RANDOM_H
