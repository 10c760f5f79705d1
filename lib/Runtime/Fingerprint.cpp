//===- Fingerprint.cpp - XXH64 --------------------------------------------===//
//
// The specification's four lanes; little-endian machines only, as all of the
// runtime.
//
//===----------------------------------------------------------------------===//
#include "Fingerprint.h"

#include "Error.h"
#include "Samples.h"

#include <cstdio>
#include <cstring>

using namespace aec::runtime;

constexpr uint64_t kPrime1 = 0x9E3779B185EBCA87u, kPrime2 = 0xC2B2AE3D27D4EB4Fu,
                   kPrime3 = 0x165667B19E3779F9u, kPrime4 = 0x85EBCA77C2B2AE63u,
                   kPrime5 = 0x27D4EB2F165667C5u;

static uint64_t rotate(uint64_t value, int bits) {
  return value << bits | value >> (64 - bits);
}

template <typename T> static T take(const uint8_t *&at) {
  T value;
  std::memcpy(&value, at, sizeof(T));
  at += sizeof(T);
  return value;
}

static uint64_t roundOf(uint64_t lane, uint64_t word) {
  return rotate(lane + word * kPrime2, 31) * kPrime1;
}

/// The four lanes over all whole 32-byte blocks, merged.
static uint64_t hashBlocks(const uint8_t *&at, const uint8_t *end,
                           uint64_t seed) {
  uint64_t lanes[] = {seed + kPrime1 + kPrime2, seed + kPrime2, seed,
                      seed - kPrime1};
  while (end - at >= 32)
    for (uint64_t &lane : lanes)
      lane = roundOf(lane, take<uint64_t>(at));
  uint64_t hash = rotate(lanes[0], 1) + rotate(lanes[1], 7) +
                  rotate(lanes[2], 12) + rotate(lanes[3], 18);
  for (uint64_t lane : lanes)
    hash = (hash ^ roundOf(0, lane)) * kPrime1 + kPrime4;
  return hash;
}

uint64_t aec::runtime::fingerprint(const void *data, int64_t bytes,
                                   uint64_t seed) {
  auto *at = static_cast<const uint8_t *>(data);
  const uint8_t *end = at + bytes;
  uint64_t hash = bytes >= 32 ? hashBlocks(at, end, seed) : seed + kPrime5;
  hash += uint64_t(bytes);
  while (end - at >= 8)
    hash =
        rotate(hash ^ roundOf(0, take<uint64_t>(at)), 27) * kPrime1 + kPrime4;
  if (end - at >= 4)
    hash = rotate(hash ^ take<uint32_t>(at) * kPrime1, 23) * kPrime2 + kPrime3;
  while (at < end)
    hash = rotate(hash ^ take<uint8_t>(at) * kPrime5, 11) * kPrime1;
  hash = (hash ^ hash >> 33) * kPrime2;
  hash = (hash ^ hash >> 29) * kPrime3;
  return hash ^ hash >> 32;
}

std::string aec::runtime::fingerprintText(uint64_t value) {
  char text[20];
  std::snprintf(text, sizeof(text), "%016llx", (unsigned long long)value);
  return text;
}

std::string aec::runtime::describe(const Samples &samples) {
  if (!samples.rows)
    return "none";
  uint64_t hash = 0;
  for (const auto &[input, set] : samples.sets) {
    int64_t shape[] = {input, set.rows, set.rowElements, set.dtype};
    hash = fingerprint(shape, sizeof(shape), hash);
    hash = fingerprint(set.values.data(), set.rows * set.rowBytes(), hash);
  }
  return countText(samples.rows, "sample") + ", fingerprint " +
         fingerprintText(hash);
}

std::string
aec::runtime::checksum(const std::vector<SafetensorsTensor> &tensors,
                       std::map<std::string, std::string> metadata) {
  metadata.erase("aec.checksum");
  uint64_t hash = 0;
  auto add = [&hash](const std::string &text) {
    hash = fingerprint(text.data(), int64_t(text.size()), hash);
  };
  for (const auto &[key, value] : metadata) {
    add(key);
    add(value);
  }
  for (const SafetensorsTensor &tensor : tensors) {
    add(tensor.name);
    hash = fingerprint(tensor.data, tensor.bytes, hash);
  }
  return fingerprintText(hash);
}
