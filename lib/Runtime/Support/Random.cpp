//===- Random.cpp - Philox, FNV-1a, shuffling -----------------------------===//
//
// The constants are those of the paper and of the FNV specification; tests
// check them against the published known answers.
//
//===----------------------------------------------------------------------===//
#include "Random.h"

#include <cmath>
#include <numeric>
#include <utility>

using namespace aec::runtime;

Words aec::runtime::philox(Words counter, std::array<uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    uint64_t first = uint64_t(0xD2511F53u) * counter[0];
    uint64_t second = uint64_t(0xCD9E8D57u) * counter[2];
    counter = {uint32_t(second >> 32) ^ counter[1] ^ key[0], uint32_t(second),
               uint32_t(first >> 32) ^ counter[3] ^ key[1], uint32_t(first)};
    key[0] += 0x9E3779B9u;
    key[1] += 0xBB67AE85u;
  }
  return counter;
}

/// A word as a double strictly inside (0, 1).
static double unit(uint32_t word) { return (word + 0.5) * 0x1p-32; }

std::array<double, 4> aec::runtime::draws(Words words, bool normal) {
  std::array<double, 4> result;
  for (int at = 0; at < 4; ++at)
    result[at] = unit(words[at]);
  for (int at = 0; normal && at < 4; at += 2) {
    double radius = std::sqrt(-2 * std::log(result[at]));
    double angle = 2 * M_PI * result[at + 1];
    result[at] = radius * std::cos(angle);
    result[at + 1] = radius * std::sin(angle);
  }
  return result;
}

std::array<uint32_t, 2> aec::runtime::keyOf(int64_t seed) {
  return {uint32_t(uint64_t(seed)), uint32_t(uint64_t(seed) >> 32)};
}

uint64_t aec::runtime::fnv1a(const std::string &text) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (unsigned char byte : text)
    hash = (hash ^ byte) * 0x100000001b3u;
  return hash;
}

void aec::runtime::permutation(int64_t count, int64_t seed, int64_t epoch,
                               std::vector<int64_t> &order) {
  constexpr uint32_t purpose = 0x53485546; // "SHUF"
  order.resize(count);
  std::iota(order.begin(), order.end(), int64_t(0));
  for (int64_t i = count - 1; i > 0; --i) {
    Words words = philox({uint32_t(uint64_t(i)), uint32_t(uint64_t(i) >> 32),
                          uint32_t(epoch), purpose},
                         keyOf(seed));
    uint64_t draw = words[0] | uint64_t(words[1]) << 32;
    auto other = int64_t((unsigned __int128)draw * uint64_t(i + 1) >> 64);
    std::swap(order[i], order[other]);
  }
}
