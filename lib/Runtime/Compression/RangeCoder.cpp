//===- RangeCoder.cpp - Integers to bytes and back ------------------------===//
#include "RangeCoder.h"

#include <cmath>

using namespace aec::runtime;

/// Below it the next byte of `low` is settled, up to a carry.
static constexpr uint64_t kLeast = uint64_t(1) << 56;

void RangeEncoder::take(uint64_t start, uint64_t size, int shift) {
  information += shift - std::log2(double(size));
  uint64_t unit = range >> shift;
  uint64_t before = low;
  low += start * unit;
  // A carry: bytes that are written are one number, 1 is added to it.
  if (low < before)
    for (size_t at = bytes.size(); at-- > 0 && ++bytes[at] == 0;) {
    }
  range = size * unit;
  for (; range < kLeast; range <<= 8, low <<= 8)
    bytes += char(low >> 56);
}

void RangeEncoder::encode(uint32_t start, uint32_t size) {
  take(start, size, kFrequencyBits);
}

/// The share of 0, kept away from 0 and 1.
static uint32_t zeroShare(const AdaptiveBit &model) {
  constexpr uint32_t least = 32;
  uint32_t share = model.zero;
  if (share < least)
    return least;
  return share > kFrequencyTotal - least ? kFrequencyTotal - least : share;
}

void RangeEncoder::encodeBit(AdaptiveBit &model, bool bit) {
  uint32_t zero = zeroShare(model);
  take(bit ? zero : 0, bit ? kFrequencyTotal - zero : zero, kFrequencyBits);
  model.seen(bit);
}

void RangeEncoder::encodeBits(uint32_t value, int count) {
  if (count)
    take(value & ((1u << count) - 1), 1, count);
}

std::string RangeEncoder::finish() {
  // A number in [low, low + range) with as many zero bytes at its end as there
  // are: the decoder reads zeros behind the end.
  for (int kept = 0; kept <= 8; ++kept) {
    uint64_t mask = kept == 8 ? 0 : ~uint64_t(0) >> (8 * kept);
    uint64_t value = low + mask;
    bool carry = value < low;
    value &= ~mask;
    if (value - low >= range) // modulo 2^64, so right with a carry too
      continue;
    if (carry)
      for (size_t at = bytes.size(); at-- > 0 && ++bytes[at] == 0;) {
      }
    for (int byte = 0; byte < kept; ++byte)
      bytes += char(value >> (56 - 8 * byte));
    break;
  }
  return std::move(bytes);
}

RangeDecoder::RangeDecoder(const uint8_t *data, int64_t size)
    : at(data), end(data + size) {
  for (int byte = 0; byte < 8; ++byte)
    code = code << 8 | (at < end ? *at++ : 0);
}

uint64_t RangeDecoder::part(int shift) {
  unit = range >> shift;
  // What no encoder writes: the remainder above the last part. Cut, so that the
  // code stays below the range.
  uint64_t end = unit << shift;
  if (code >= end)
    code = end - 1;
  return code / unit;
}

uint32_t RangeDecoder::place() { return uint32_t(part(kFrequencyBits)); }

void RangeDecoder::advance(uint64_t start, uint64_t size) {
  code -= start * unit;
  range = size * unit;
  for (; range < kLeast; range <<= 8)
    code = code << 8 | (at < end ? *at++ : 0);
}

void RangeDecoder::take(uint32_t start, uint32_t size) { advance(start, size); }

bool RangeDecoder::decodeBit(AdaptiveBit &model) {
  uint32_t zero = zeroShare(model);
  bool bit = place() >= zero;
  advance(bit ? zero : 0, bit ? kFrequencyTotal - zero : zero);
  model.seen(bit);
  return bit;
}

uint32_t RangeDecoder::decodeBits(int count) {
  if (!count)
    return 0;
  uint64_t value = part(count);
  advance(value, 1);
  return uint32_t(value);
}
