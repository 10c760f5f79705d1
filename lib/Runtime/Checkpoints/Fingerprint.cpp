//===- Fingerprint.cpp - XXH64 --------------------------------------------===//
//
// The specification's four lanes; little-endian machines only, as all of the
// runtime.
//
//===----------------------------------------------------------------------===//
#include "Fingerprint.h"

#include "../Data/Samples.h"
#include "../Error.h"

#include <algorithm>
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

Hasher::Hasher(uint64_t seed)
    : seed(seed),
      lanes{seed + kPrime1 + kPrime2, seed + kPrime2, seed, seed - kPrime1} {}

static void addBlock(uint64_t *lanes, const uint8_t *at) {
  for (int lane = 0; lane < 4; ++lane)
    lanes[lane] = roundOf(lanes[lane], take<uint64_t>(at));
}

void Hasher::add(const void *data, int64_t bytes) {
  if (bytes == 0)
    return;
  auto *at = static_cast<const uint8_t *>(data);
  const uint8_t *end = at + bytes;
  int64_t held = total % 32;
  total += bytes;
  if (held + bytes < 32) {
    std::memcpy(rest + held, at, size_t(bytes));
    return;
  }
  if (held) {
    std::memcpy(rest + held, at, size_t(32 - held));
    addBlock(lanes, rest);
    at += 32 - held;
  }
  // Members would be stored for every block.
  uint64_t own[] = {lanes[0], lanes[1], lanes[2], lanes[3]};
  for (; end - at >= 32; at += 32)
    addBlock(own, at);
  std::copy(own, own + 4, lanes);
  std::memcpy(rest, at, size_t(end - at));
}

/// The four lanes, merged.
static uint64_t mergeLanes(const uint64_t *lanes) {
  uint64_t hash = rotate(lanes[0], 1) + rotate(lanes[1], 7) +
                  rotate(lanes[2], 12) + rotate(lanes[3], 18);
  for (int lane = 0; lane < 4; ++lane)
    hash = (hash ^ roundOf(0, lanes[lane])) * kPrime1 + kPrime4;
  return hash;
}

uint64_t Hasher::value() const {
  const uint8_t *at = rest, *end = rest + total % 32;
  uint64_t hash = total >= 32 ? mergeLanes(lanes) : seed + kPrime5;
  hash += uint64_t(total);
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

uint64_t aec::runtime::fingerprint(const void *data, int64_t bytes,
                                   uint64_t seed) {
  Hasher hasher(seed);
  hasher.add(data, bytes);
  return hasher.value();
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
  for (const auto &[input, bound] : samples.sets) {
    const Dataset &set = bound; // a binding is not captured
    int64_t shape[] = {input, set.rows, set.rowElements, set.dtype};
    hash = fingerprint(shape, sizeof(shape), hash);
    Hasher hasher(hash);
    set.forPieces([&](int64_t, int64_t count, const char *values) {
      hasher.add(values, count * set.rowBytes());
    });
    hash = hasher.value();
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
