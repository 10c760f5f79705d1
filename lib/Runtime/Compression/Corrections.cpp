//===- Corrections.cpp - What a reconstruction lacks ----------------------===//
#include "Corrections.h"

#include "Error.h"

using namespace aec::runtime;

ByteCorrections::ByteCorrections() : hits(256 * 4), trees(256 * 256) {}

void ByteCorrections::seen(bool right, uint8_t byte) {
  recent = (recent << 1 | unsigned(right)) & 3;
  before = byte;
}

void ByteCorrections::encode(RangeEncoder &encoder, uint8_t guess,
                             uint8_t byte) {
  encoder.encodeBit(hit(guess), guess == byte);
  if (guess != byte) {
    AdaptiveBit *tree = &trees[size_t(before) * 256];
    unsigned node = 1;
    for (int bit = 7; bit >= 0; --bit) {
      bool one = byte >> bit & 1;
      encoder.encodeBit(tree[node], one);
      node = node << 1 | unsigned(one);
    }
  }
  seen(guess == byte, byte);
}

uint8_t ByteCorrections::decode(RangeDecoder &decoder, uint8_t guess) {
  bool right = decoder.decodeBit(hit(guess));
  uint8_t byte = guess;
  if (!right) {
    AdaptiveBit *tree = &trees[size_t(before) * 256];
    unsigned node = 1;
    while (node < 256)
      node = node << 1 | unsigned(decoder.decodeBit(tree[node]));
    byte = uint8_t(node);
  }
  seen(right, byte);
  return byte;
}

IntegerCorrections::IntegerCorrections(int64_t contexts)
    : models(static_cast<size_t>(contexts)) {}

void IntegerCorrections::encode(RangeEncoder &encoder, int64_t context,
                                int64_t value) {
  Models &m = models[size_t(context)];
  encoder.encodeBit(m.zero, value != 0);
  if (!value)
    return;
  encoder.encodeBit(m.negative, value < 0);
  uint64_t magnitude = value < 0 ? uint64_t(-value) : uint64_t(value);
  int length = 0;
  while (magnitude >> (length + 1)) {
    encoder.encodeBit(m.longer[length], true);
    ++length;
  }
  encoder.encodeBit(m.longer[length], false);
  for (int bit = length; bit-- > 0;) {
    bool one = magnitude >> bit & 1;
    if (bit == length - 1)
      encoder.encodeBit(m.second[length], one);
    else
      encoder.encodeBits(one, 1);
  }
}

int64_t IntegerCorrections::decode(RangeDecoder &decoder, int64_t context) {
  Models &m = models[size_t(context)];
  if (!decoder.decodeBit(m.zero))
    return 0;
  bool negative = decoder.decodeBit(m.negative);
  int length = 0;
  while (decoder.decodeBit(m.longer[length]))
    if (++length >= kLengths - 1)
      fail("a correction is larger than ", kLargestCorrection);
  int64_t magnitude = 1;
  for (int bit = length; bit-- > 0;) {
    bool one = bit == length - 1 ? decoder.decodeBit(m.second[length])
                                 : decoder.decodeBits(1);
    magnitude = magnitude << 1 | int64_t(one);
  }
  if (magnitude > kLargestCorrection)
    fail("a correction is larger than ", kLargestCorrection);
  return negative ? -magnitude : magnitude;
}
