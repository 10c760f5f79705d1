//===- RangeCoderTest.cpp - Bytes of a range coder, and corrections -------===//
//
// Round trips over what is hard for carries and ends: certain symbols, the
// rarest ones, long runs of a first and of a last symbol.
//
//===----------------------------------------------------------------------===//
#include "Compression/Corrections.h"
#include "Testing.h"

#include <cmath>
#include <random>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
struct Piece {
  uint32_t start, size;
};
} // namespace

static const uint8_t *start(const std::string &bytes) {
  return reinterpret_cast<const uint8_t *>(bytes.data());
}

/// Codes `symbols` of `pieces` and reads them again; the bytes.
static std::string roundTrip(const std::vector<Piece> &pieces,
                             const std::vector<int> &symbols) {
  RangeEncoder encoder;
  for (int symbol : symbols)
    encoder.encode(pieces[symbol].start, pieces[symbol].size);
  double bits = encoder.bits();
  std::string bytes = encoder.finish();
  EXPECT_LE(double(bytes.size()) * 8, bits * 1.0001 + 72);
  EXPECT_GE(double(bytes.size() + 8) * 8, bits);
  RangeDecoder decoder(start(bytes), int64_t(bytes.size()));
  for (int symbol : symbols) {
    uint32_t place = decoder.place();
    if (place < pieces[symbol].start ||
        place >= pieces[symbol].start + pieces[symbol].size) {
      ADD_FAILURE() << "another symbol than " << symbol;
      break;
    }
    decoder.take(pieces[symbol].start, pieces[symbol].size);
  }
  EXPECT_TRUE(decoder.atEnd());
  return bytes;
}

TEST(RangeCoder, BringsSymbolsBack) {
  std::vector<Piece> pieces = {{0, 1}, {1, 65500}, {65501, 34}, {65535, 1}};
  std::mt19937 random(7);
  for (int kind = 0; kind < 6; ++kind) {
    std::vector<int> symbols;
    for (int at = 0; at < 3000; ++at)
      symbols.push_back(kind < 4 ? kind : int(random() % (kind == 4 ? 4 : 2)));
    roundTrip(pieces, symbols);
  }
  EXPECT_TRUE(roundTrip(pieces, {}).empty());
}

TEST(RangeCoder, HasKnownBytes) {
  // The format: these bytes must never change.
  std::vector<Piece> pieces = {{0, 32768}, {32768, 16384}, {49152, 16384}};
  EXPECT_EQ(roundTrip(pieces, {2, 2, 1, 0, 0, 1, 2, 0}), bytes({0xf8, 0xb0}));
}

TEST(RangeCoder, KeepsBitsAndAdaptiveBits) {
  std::mt19937 random(3);
  RangeEncoder encoder;
  std::vector<uint32_t> values;
  AdaptiveBit model;
  for (int at = 0; at < 2000; ++at) {
    values.push_back(random());
    encoder.encodeBits(values.back(), at % 17);
    encoder.encodeBit(model, values.back() % 31 == 0);
  }
  std::string bytes = encoder.finish();
  RangeDecoder decoder(start(bytes), int64_t(bytes.size()));
  AdaptiveBit again;
  for (int at = 0; at < 2000; ++at) {
    ASSERT_EQ(decoder.decodeBits(at % 17), values[at] & ((1u << at % 17) - 1));
    ASSERT_EQ(decoder.decodeBit(again), values[at] % 31 == 0);
  }
}

TEST(RangeCoder, ReadsAnyBytes) {
  std::mt19937 random(11);
  for (int run = 0; run < 200; ++run) {
    std::string bytes;
    for (int at = 0; at < run % 40; ++at)
      bytes += char(run % 3 ? random() : 255);
    RangeDecoder decoder(start(bytes), int64_t(bytes.size()));
    AdaptiveBit model;
    for (int at = 0; at < 500; ++at) {
      uint32_t place = decoder.place();
      ASSERT_LT(place, kFrequencyTotal);
      decoder.take(place, 1);
      ASSERT_LT(decoder.decodeBits(5), 32u);
      decoder.decodeBit(model);
    }
  }
}

TEST(Corrections, BringBytesBackForLittleWhereTheyAreRight) {
  std::string text;
  for (int at = 0; at < 4000; ++at)
    text += "the cat sat on the mat; "[at % 24];
  std::string guesses = text;
  for (size_t at = 0; at < text.size(); at += 50)
    guesses[at] = char(at);
  RangeEncoder encoder;
  ByteCorrections writer;
  for (size_t at = 0; at < text.size(); ++at)
    writer.encode(encoder, uint8_t(guesses[at]), uint8_t(text[at]));
  std::string bytes = encoder.finish();
  EXPECT_LT(bytes.size(), 200u);
  RangeDecoder decoder(start(bytes), int64_t(bytes.size()));
  ByteCorrections reader;
  std::string again;
  for (char guess : guesses)
    again += char(reader.decode(decoder, uint8_t(guess)));
  EXPECT_EQ(again, text);
}

TEST(Corrections, BringIntegersBack) {
  std::vector<int64_t> values = {0, 1, -1, 2, 3, -4, 1000, -65536};
  values.push_back(kLargestCorrection);
  values.push_back(-kLargestCorrection);
  RangeEncoder encoder;
  IntegerCorrections writer(2);
  for (size_t at = 0; at < values.size(); ++at)
    writer.encode(encoder, int64_t(at % 2), values[at]);
  std::string bytes = encoder.finish();
  RangeDecoder decoder(start(bytes), int64_t(bytes.size()));
  IntegerCorrections reader(2);
  for (size_t at = 0; at < values.size(); ++at)
    EXPECT_EQ(reader.decode(decoder, int64_t(at % 2)), values[at]);
}

TEST(Corrections, RefuseWhatIsTooLarge) {
  std::string ones(64, char(0xff));
  RangeDecoder decoder(start(ones), int64_t(ones.size()));
  IntegerCorrections reader(1);
  EXPECT_EQ(errorOf([&] { reader.decode(decoder, 0); }),
            "a correction is larger than 1099511627776");
}
