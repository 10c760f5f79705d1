//===- TextModel.cpp - How likely the next bit of a text is ---------------===//
#include "TextModel.h"

#include <algorithm>
#include <array>

using namespace aec::runtime;

/// 4096 / (1 + exp(-x / 256)) for x from -2047 to 2047, between values at every
/// 128th.
static int32_t squash(int32_t x) {
  static constexpr int16_t values[] = {
      1,    2,    4,    6,    10,   17,   27,   45,   74,   120,  194,
      311,  488,  747,  1102, 1546, 2048, 2550, 2994, 3349, 3608, 3785,
      3902, 3976, 4022, 4051, 4069, 4079, 4086, 4090, 4092, 4094, 4095};
  x = std::clamp(x, -2047, 2047) + 2048;
  int32_t at = x >> 7, part = x & 127;
  return (values[at] * (128 - part) + values[at + 1] * part + 64) >> 7;
}

/// The inverse: for each probability in 1/4096 the least x that reaches it.
static const std::array<int16_t, 4096> &stretches() {
  static const std::array<int16_t, 4096> table = [] {
    std::array<int16_t, 4096> result{};
    int32_t x = -2047;
    for (int32_t share = 0; share < 4096; ++share) {
      while (x < 2047 && squash(x) < share)
        ++x;
      result[size_t(share)] = int16_t(x);
    }
    return result;
  }();
  return table;
}

TextModel::TextModel() : weights(size_t(4 * kContexts), 1 << 14) {
  for (std::vector<Slot> &table : tables)
    table.resize(size_t(1) << kSlotBits);
}

static uint32_t mix(uint64_t context, uint32_t salt) {
  uint64_t hash = (context + salt + 1) * 0x9e3779b97f4a7c15ull;
  hash ^= hash >> 29;
  return uint32_t((hash * 0xbf58476d1ce4e5b9ull) >> 32);
}

void TextModel::begin(uint8_t next) {
  guess = next;
  node = 1;
  auto last = [&](int bytes) {
    return history & ((uint64_t(1) << (8 * bytes)) - 1);
  };
  const uint64_t contexts[kContexts] = {0,
                                        last(1),
                                        last(2),
                                        last(3),
                                        last(5),
                                        uint64_t(guess) << 8 | last(1),
                                        uint64_t(guess) << 2 | recent};
  for (int at = 0; at < kContexts; ++at)
    hashes[at] = mix(contexts[at], uint32_t(at));
  choose();
}

void TextModel::choose() {
  for (int at = 0; at < kContexts; ++at) {
    uint32_t place = (hashes[at] ^ node * 0x9e3779b1u) * 0x85ebca6bu;
    slots[at] = &tables[at][place >> (32 - kSlotBits)];
  }
}

uint32_t TextModel::zeroShare() {
  const auto &stretch = stretches();
  const int32_t *weight = &weights[size_t(recent) * kContexts];
  int64_t sum = 0;
  for (int at = 0; at < kContexts; ++at) {
    inputs[at] = stretch[size_t(slots[at]->one >> 4)];
    sum += int64_t(inputs[at]) * weight[at];
  }
  mixed = squash(int32_t(std::clamp<int64_t>(sum >> 16, -2047, 2047)));
  constexpr int32_t least = 32, all = 65536;
  return uint32_t(std::clamp(all - mixed * 16, least, all - least));
}

void TextModel::seen(bool bit) {
  constexpr int32_t rate = 10;
  constexpr uint16_t most = 250;
  int32_t error = ((int32_t(bit) << 12) - mixed) * rate;
  int32_t *weight = &weights[size_t(recent) * kContexts];
  for (int at = 0; at < kContexts; ++at) {
    weight[at] += (inputs[at] * error + (1 << 15)) >> 16;
    weight[at] = std::clamp(weight[at], -(1 << 22), 1 << 22);
    Slot &slot = *slots[at];
    int32_t apart = (bit ? 65535 : 0) - slot.one;
    slot.one = uint16_t(slot.one + apart * 2 / (2 * slot.count + 3));
    slot.count = std::min(uint16_t(slot.count + 1), most);
  }
  node = node << 1 | unsigned(bit);
  if (node < 256)
    return choose();
  auto byte = uint8_t(node);
  history = history << 8 | byte;
  recent = (recent << 1 | unsigned(byte == guess)) & 3;
}
