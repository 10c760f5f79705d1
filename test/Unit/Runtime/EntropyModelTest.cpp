//===- EntropyModelTest.cpp - Tables of latents' integers -----------------===//
#include "Compression/EntropyModel.h"
#include "Testing.h"

#include <cmath>
#include <random>

using namespace aec::runtime;
using namespace aec::runtime::testing;

/// Integers near `spread` times a normal draw, element by element.
static std::vector<int32_t> draws(std::mt19937 &random,
                                  const std::vector<double> &spreads) {
  std::vector<int32_t> result;
  std::normal_distribution<double> normal;
  for (double spread : spreads)
    result.push_back(int32_t(std::lround(spread * normal(random))));
  return result;
}

static EntropyModel fitted(const std::vector<int64_t> &shape,
                           const std::vector<double> &spreads, int samples) {
  std::mt19937 random(1);
  SymbolCounts counts(shape);
  for (int at = 0; at < samples; ++at)
    counts.add(draws(random, spreads).data());
  return counts.fit();
}

TEST(EntropyModel, CodesWithinTwoPercentOfTheEntropy) {
  std::vector<double> spreads = {0.1, 0.5, 1, 3, 20};
  EntropyModel model = fitted({5}, spreads, 20000);
  EXPECT_EQ(model.tableCount(), 5);
  std::mt19937 random(2);
  RangeEncoder encoder;
  std::vector<std::vector<int32_t>> samples;
  for (int at = 0; at < 5000; ++at) {
    samples.push_back(draws(random, spreads));
    model.encode(encoder, samples.back().data());
  }
  std::string bytes = encoder.finish();
  // Of a rounded normal distribution, summed here without any table.
  double entropy = 0;
  for (double spread : spreads)
    for (int k = -200; k <= 200; ++k) {
      auto below = [&](double x) {
        return 0.5 * std::erfc(-x / (spread * std::sqrt(2.0)));
      };
      double share = below(k + 0.5) - below(k - 0.5);
      entropy -= share > 0 ? share * std::log2(share) : 0;
    }
  EXPECT_NEAR(double(bytes.size()) * 8, entropy * 5000, entropy * 5000 * 0.02);
  RangeDecoder decoder(reinterpret_cast<const uint8_t *>(bytes.data()),
                       int64_t(bytes.size()));
  std::vector<int32_t> again(5);
  for (const std::vector<int32_t> &sample : samples) {
    model.decode(decoder, again.data());
    ASSERT_EQ(again, sample);
  }
}

TEST(EntropyModel, SharesTablesWhereTheyAreAlike) {
  std::vector<double> alike(32, 2.0), channels, places(32);
  for (int at = 0; at < 32; ++at)
    channels.push_back(at / 8 + 0.5);
  for (int at = 0; at < 32; ++at)
    places[at] = at % 8 * 2 + 0.5;
  EXPECT_EQ(fitted({4, 8}, alike, 100).tableCount(), 1);
  EXPECT_EQ(fitted({4, 8}, channels, 100).tableCount(), 4);
  EXPECT_EQ(fitted({4, 8}, places, 100).tableCount(), 8);
}

TEST(EntropyModel, EscapesWhatTrainingDidNotSee) {
  EntropyModel model = fitted({2}, {1, 1}, 100);
  RangeEncoder encoder;
  auto large = int32_t(kLargestSymbol);
  std::vector<std::vector<int32_t>> samples = {
      {0, 17}, {-1000, 100000}, {large, -large}, {1, -1}};
  for (const auto &sample : samples)
    model.encode(encoder, sample.data());
  std::string bytes = encoder.finish();
  RangeDecoder decoder(reinterpret_cast<const uint8_t *>(bytes.data()),
                       int64_t(bytes.size()));
  for (const auto &sample : samples) {
    std::vector<int32_t> again(2);
    model.decode(decoder, again.data());
    EXPECT_EQ(again, sample);
  }
}

TEST(EntropyModel, CutsLongTables) {
  SymbolCounts counts({1});
  for (int32_t at = -20000; at < 20000; at += 7)
    counts.add(&at);
  int32_t middle = 5;
  for (int at = 0; at < 100; ++at)
    counts.add(&middle);
  EntropyModel model = counts.fit();
  RangeEncoder encoder;
  model.encode(encoder, &middle);
  EXPECT_LT(encoder.bits(), 10);
  EXPECT_LT(model.text().size(), 40000u);
}

TEST(EntropyModel, IsReadAsWritten) {
  EntropyModel model = fitted({2, 3}, {1, 2, 3, 4, 5, 6}, 1000);
  std::string text = model.text();
  EXPECT_EQ(EntropyModel::parse(text, 6, "w").text(), text);
}

static std::string parseError(const std::string &text, int64_t elements = 2) {
  return errorOf([&] { EntropyModel::parse(text, elements, "w"); });
}

TEST(EntropyModel, RefusesOtherTexts) {
  std::string table = R"({"low":0,"frequencies":[65535,1]})";
  auto with = [](const std::string &elements, const std::string &inner,
                 const std::string &tables) {
    return R"({"elements":)" + elements + R"(,"inner":)" + inner +
           R"(,"tables":)" + tables + "}";
  };
  EXPECT_EQ(parseError(with("2", "2", "[" + table + "]")), "no error");
  const std::string bad = "w is no entropy model: ";
  EXPECT_EQ(parseError("{"), bad + "expected a JSON object");
  EXPECT_EQ(parseError("[]"), bad + "expected a JSON object");
  EXPECT_EQ(parseError("{}"), bad + "expected a whole number \"elements\"");
  EXPECT_EQ(parseError(with("3", "1", "[" + table + "]")),
            bad + "it is of 3 numbers a sample, the model's latent has 2");
  EXPECT_EQ(parseError(with("1e30", "1", "[" + table + "]")),
            bad + "expected a whole number \"elements\"");
  EXPECT_EQ(parseError(with("18446744073709551615", "1", "[]")),
            bad + "\"elements\" is 18446744073709551615, expected 1 to "
                  "9223372036854775807");
  EXPECT_EQ(parseError(with("2", "0", "[" + table + "]")),
            bad + "\"inner\" is 0, expected 1 to 2");
  EXPECT_EQ(parseError(with("2", "1", "[]")),
            bad + "expected an array \"tables\"");
  EXPECT_EQ(parseError(with("2", "2", "[" + table + "," + table + "]")),
            bad + "2 tables, each of 2 numbers, do not divide 2");
  EXPECT_EQ(parseError(with("2", "2", "[1]")), bad + "a table is an object");
  auto of = [&](const std::string &low, const std::string &frequencies) {
    return parseError(
        with("2", "2",
             R"([{"low":)" + low + R"(,"frequencies":)" + frequencies + "}]"));
  };
  EXPECT_EQ(of("0", "3"), bad + "a table has an array \"frequencies\"");
  EXPECT_EQ(of("0", "[65536]"), bad + "a table needs a symbol and the escape");
  EXPECT_EQ(of("0", "[65536,0]"),
            bad + "a frequency is 0, expected 1 to 65536");
  EXPECT_EQ(of("0", "[-1,65537]"),
            bad + "a frequency is -1, expected 1 to 65536");
  EXPECT_EQ(of("0", "[1,2]"), bad + "frequencies sum to 3, expected 65536");
  EXPECT_EQ(of("16777216", "[1,1,65534]"),
            bad + "a table ends beyond the largest symbol");
  EXPECT_EQ(of("16777217", "[1,65535]"),
            bad + "\"low\" is 16777217, expected -16777216 to 16777216");
}

TEST(EntropyModel, RefusesDistantSymbols) {
  std::string text =
      R"({"elements":1,"inner":1,"tables":[{"low":0,"frequencies":[1,65535]}]})";
  EntropyModel model = EntropyModel::parse(text, 1, "w");
  std::string ones(64, char(0xff));
  RangeDecoder decoder(reinterpret_cast<const uint8_t *>(ones.data()), 64);
  int32_t symbol = 0;
  EXPECT_EQ(errorOf([&] { model.decode(decoder, &symbol); }),
            "a latent is further from 0 than 16777216 steps");
}
