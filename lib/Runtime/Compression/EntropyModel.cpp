//===- EntropyModel.cpp - Tables of a latent's integers -------------------===//
#include "EntropyModel.h"

#include "Error.h"

#include <algorithm>
#include <cmath>

using namespace aec::runtime;

SymbolTable::SymbolTable(int64_t low, const std::vector<uint32_t> &frequencies)
    : first(low), starts{0} {
  for (uint32_t frequency : frequencies)
    starts.push_back(starts.back() + frequency);
}

std::vector<uint32_t> SymbolTable::frequencies() const {
  std::vector<uint32_t> result;
  for (size_t at = 1; at < starts.size(); ++at)
    result.push_back(starts[at] - starts[at - 1]);
  return result;
}

/// An integer outside the table: its side, and its distance by Elias' gamma
/// code (1975), whose lengths suit a distribution that nobody knows.
static void encodeOutside(RangeEncoder &encoder, bool above, int64_t distance) {
  encoder.encodeBits(above, 1);
  int length = 0;
  while (distance >> (length + 1))
    ++length;
  for (int bit = 0; bit < length; ++bit)
    encoder.encodeBits(1, 1);
  encoder.encodeBits(0, 1);
  for (int bit = length; bit-- > 0;)
    encoder.encodeBits(uint32_t(distance >> bit & 1), 1);
}

static int64_t decodeOutside(RangeDecoder &decoder, bool &above) {
  constexpr int most = 26; // twice kLargestSymbol
  above = decoder.decodeBits(1);
  int length = 0;
  while (decoder.decodeBits(1))
    if (++length > most)
      fail("a latent is further from 0 than ", kLargestSymbol, " steps");
  int64_t distance = 1;
  for (int bit = 0; bit < length; ++bit)
    distance = distance << 1 | decoder.decodeBits(1);
  return distance;
}

void SymbolTable::encode(RangeEncoder &encoder, int64_t symbol) const {
  int64_t place = symbol - first;
  bool inside = place >= 0 && place < count();
  int64_t at = inside ? place : count();
  encoder.encode(starts[at], starts[at + 1] - starts[at]);
  if (!inside)
    encodeOutside(encoder, place > 0, place < 0 ? -place : place - count() + 1);
}

int64_t SymbolTable::decode(RangeDecoder &decoder) const {
  uint32_t place = decoder.place();
  int64_t at = std::upper_bound(starts.begin(), starts.end() - 1, place) -
               starts.begin() - 1;
  decoder.take(starts[at], starts[at + 1] - starts[at]);
  if (at < count())
    return first + at;
  bool above = false;
  int64_t distance = decodeOutside(decoder, above);
  int64_t symbol = above ? first + count() - 1 + distance : first - distance;
  if (std::abs(symbol) > kLargestSymbol)
    fail("a latent is further from 0 than ", kLargestSymbol, " steps");
  return symbol;
}

void EntropyModel::encode(RangeEncoder &encoder, const int32_t *symbols) const {
  for (int64_t at = 0; at < elements; ++at)
    tableOf(at).encode(encoder, symbols[at]);
}

void EntropyModel::decode(RangeDecoder &decoder, int32_t *symbols) const {
  for (int64_t at = 0; at < elements; ++at)
    symbols[at] = int32_t(tableOf(at).decode(decoder));
}

double EntropyModel::leastBits() const {
  double bits = 0;
  for (const SymbolTable &table : tables) {
    std::vector<uint32_t> all = table.frequencies();
    bits += kFrequencyBits -
            std::log2(double(*std::max_element(all.begin(), all.end())));
  }
  return bits * double(elements) / double(tables.size());
}

SymbolCounts::SymbolCounts(std::vector<int64_t> shape)
    : shape(std::move(shape)) {
  int64_t elements = 1;
  for (int64_t size : this->shape)
    elements *= size;
  counts.resize(size_t(elements));
}

void SymbolCounts::add(const int32_t *symbols) {
  for (size_t at = 0; at < counts.size(); ++at)
    ++counts[at][symbols[at]];
}

std::vector<SymbolCounts::Counts> SymbolCounts::grouped(int64_t inner,
                                                        int64_t tables) const {
  std::vector<Counts> result(static_cast<size_t>(tables));
  for (size_t at = 0; at < counts.size(); ++at)
    for (auto [symbol, count] : counts[at])
      result[int64_t(at) / inner % tables][symbol] += count;
  return result;
}

/// Tables longer than this are cut; what is outside is escaped.
static constexpr int64_t kLongest = 4096;

/// What an adaptive code of these symbols takes, in nats.
static double adaptiveLength(const std::map<int64_t, int64_t> &counts) {
  if (counts.empty())
    return 0;
  double symbols = double(
      std::min(counts.rbegin()->first - counts.begin()->first + 2, kLongest));
  double total = 0, length = 0;
  for (auto [symbol, count] : counts) {
    total += double(count);
    length -= std::lgamma(double(count) + 0.5) - std::lgamma(0.5);
  }
  return length + std::lgamma(total + symbols / 2) - std::lgamma(symbols / 2);
}

/// The stretch of at most kLongest integers that is left when what is rarer of
/// both ends goes.
static void cut(std::map<int64_t, int64_t> &counts) {
  while (counts.rbegin()->first - counts.begin()->first >= kLongest) {
    auto last = std::prev(counts.end());
    counts.erase(counts.begin()->second < last->second ? counts.begin() : last);
  }
}

static SymbolTable tableOf(std::map<int64_t, int64_t> counts) {
  if (counts.empty())
    counts[0] = 0;
  cut(counts);
  int64_t low = counts.begin()->first;
  auto size = size_t(counts.rbegin()->first - low + 1);
  // Half a count for everything, as the adaptive code starts; the escape too.
  std::vector<double> weights(size + 1, 0.5);
  double total = double(size + 1) * 0.5;
  for (auto [symbol, count] : counts) {
    weights[size_t(symbol - low)] += double(count);
    total += double(count);
  }
  std::vector<uint32_t> frequencies;
  uint32_t sum = 0;
  double spare = double(kFrequencyTotal) - double(size + 1);
  for (double weight : weights) {
    frequencies.push_back(1 + uint32_t(weight / total * spare));
    sum += frequencies.back();
  }
  // What rounding down left goes where it changes least.
  *std::max_element(frequencies.begin(), frequencies.end()) +=
      kFrequencyTotal - sum;
  return SymbolTable(low, frequencies);
}

EntropyModel SymbolCounts::fit() const {
  auto elements = int64_t(counts.size());
  std::vector<std::pair<int64_t, int64_t>> groupings = {{1, elements},
                                                        {elements, 1}};
  int64_t inner = elements;
  for (int64_t size : shape) {
    inner /= size;
    groupings.push_back({inner, size});
  }
  double best = 0;
  std::pair<int64_t, int64_t> chosen;
  for (auto grouping : groupings) {
    double length = 0;
    for (const Counts &group : grouped(grouping.first, grouping.second))
      length += adaptiveLength(group);
    if (!chosen.first || length < best) {
      best = length;
      chosen = grouping;
    }
  }
  std::vector<SymbolTable> tables;
  for (Counts &group : grouped(chosen.first, chosen.second))
    tables.push_back(tableOf(std::move(group)));
  return EntropyModel(elements, chosen.first, std::move(tables));
}
