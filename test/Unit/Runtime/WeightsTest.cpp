//===- WeightsTest.cpp - Files against a model, states in memory ----------===//
//
// The decoder's weight is held transposed, which no file may show.
//
//===----------------------------------------------------------------------===//
#include "Weights/Weights.h"
#include "FakeModel.h"
#include "Support/AtomicFile.h"
#include "Testing.h"
#include "Weights/Safetensors.h"

#include <limits>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class Weights : public InFolder {
protected:
  /// Writes tensors of zeros.
  void
  write(const std::vector<
        std::tuple<std::string, std::string, std::vector<int64_t>>> &entries) {
    std::vector<SafetensorsTensor> tensors;
    for (const auto &[name, dtype, shape] : entries) {
      int64_t count = 0;
      elementCount(shape, count);
      int64_t bytes = count * (dtype.back() == '4' ? 8 : 4);
      tensors.push_back({name, dtype, shape, zeros.data(), bytes});
    }
    AtomicFile file("w");
    writeSafetensors(file, tensors, {});
  }
  std::string loadMessage() {
    return errorOf([&] { loadWeights(states, "w"); });
  }

  std::vector<uint8_t> zeros = std::vector<uint8_t>(4096);
  States states{fakeModel};
};
} // namespace

TEST_F(Weights, RoundTripKeepsEveryBit) {
  states.initialize(1);
  {
    AtomicFile file("w");
    saveWeights(file, states, {{"aec.scale.x", "255"}});
  }
  States other(fakeModel);
  LoadedWeights loaded = loadWeights(other, "w");
  EXPECT_EQ(loaded.metadata.at("aec.model"), "fake");
  EXPECT_EQ(loaded.metadata.at("aec.hash"), "c0ffee");
  EXPECT_EQ(loaded.metadata.at("aec.scale.x"), "255");
  for (int64_t state = 0; state < 4; ++state)
    EXPECT_EQ(other.exportRaw(state), states.exportRaw(state));
}

/// [16, 4] in the file, [4, 16] in memory.
TEST_F(Weights, TransposedInMemoryOnly) {
  states.set(2, 1 * 4 + 3, 42);
  EXPECT_EQ(static_cast<float *>(states.pointers()[2])[3 * 16 + 1], 42);
  std::vector<uint8_t> raw = states.exportRaw(2);
  float value;
  std::memcpy(&value, raw.data() + 4 * (1 * 4 + 3), 4);
  EXPECT_EQ(value, 42);
}

TEST_F(Weights, MomentsAreNotStored) {
  {
    AtomicFile file("w");
    saveWeights(file, states, {});
  }
  EXPECT_EQ(readSafetensors("w").tensors.size(), 4u);
}

TEST_F(Weights, DoublesConvert) {
  std::vector<double> weight(64, 0.1);
  std::vector<SafetensorsTensor> tensors = {
      {"encoder.0.weight",
       "F64",
       {4, 16},
       reinterpret_cast<const uint8_t *>(weight.data()),
       512},
      {"encoder.0.bias", "F32", {4}, zeros.data(), 16},
      {"decoder.0.weight", "F32", {16, 4}, zeros.data(), 256},
      {"decoder.0.bias", "F32", {16}, zeros.data(), 64}};
  {
    AtomicFile file("w");
    writeSafetensors(file, tensors, {});
  }
  loadWeights(states, "w");
  EXPECT_EQ(states.get(0, 5), double(0.1f));
}

TEST_F(Weights, AnotherModel) {
  write({{"encoder.0.weight", "F32", {4, 8}},
         {"encoder.0.bias", "I32", {4}},
         {"decoder.0.weight", "F32", {16, 4}},
         {"extra", "F32", {1}}});
  EXPECT_EQ(loadMessage(),
            "w is a weights file of another model than fake: missing "
            "\"decoder.0.bias\" (16); unexpected \"extra\" (1); with another "
            "shape \"encoder.0.weight\" (4x8, expected 4x16); with another "
            "type \"encoder.0.bias\" (I32, expected F32)");
}

TEST_F(Weights, LongListsAreCut) {
  write({{"a", "F32", {1}},
         {"b", "F32", {1}},
         {"c", "F32", {1}},
         {"d", "F32", {1}},
         {"e", "F32", {1}},
         {"f", "F32", {1}}});
  EXPECT_NE(loadMessage().find("unexpected \"a\" (1), \"b\" (1), \"c\" (1), "
                               "\"d\" (1) and 2 more"),
            std::string::npos);
}

/// A refused file changes nothing.
TEST_F(Weights, RefusedFileChangesNothing) {
  states.initialize(1);
  std::vector<uint8_t> before = states.exportRaw(0);
  write({{"encoder.0.weight", "F32", {4, 16}}});
  EXPECT_NE(loadMessage(), "no error");
  EXPECT_EQ(states.exportRaw(0), before);
}

TEST_F(Weights, OptionalStatesMayBeMissing) {
  States normalized(fakeNormalized);
  write({{"encoder.0.weight", "F32", {4, 16}},
         {"encoder.0.bias", "F32", {4}},
         {"decoder.0.weight", "F32", {16, 4}},
         {"decoder.0.bias", "F32", {16}}});
  EXPECT_EQ(loadWeights(normalized, "w", {16, 17}).absent,
            (std::set<int64_t>{16, 17}));
}

TEST_F(Weights, InitialValues) {
  states.initialize(0);
  for (int64_t at = 0; at < 64; ++at) {
    EXPECT_LE(std::abs(states.get(0, at)), 0.25);
    EXPECT_LE(std::abs(states.get(2, at)), 0.3 * 7);
  }
  EXPECT_NE(states.get(0, 0), states.get(0, 1));
  EXPECT_EQ(states.get(3, 0), 0);
  States other(fakeModel);
  other.initialize(1);
  EXPECT_NE(other.get(0, 0), states.get(0, 0));
}

/// A tensor's values depend on its name, not on its neighbours.
TEST_F(Weights, InitialValuesIgnoreOtherLayers) {
  states.initialize(0);
  aec_model shifted = fakeModel;
  shifted.states = fakeModel.states + 2;
  shifted.state_count = 2;
  States other(shifted);
  other.initialize(0);
  EXPECT_EQ(other.exportRaw(0), states.exportRaw(2));
}

TEST_F(Weights, FindsNonFiniteStates) {
  EXPECT_EQ(states.firstNonFinite(), -1);
  states.set(4, 0, std::numeric_limits<double>::quiet_NaN()); // a moment
  EXPECT_EQ(states.firstNonFinite(), -1);
  states.set(2, 7, std::numeric_limits<double>::infinity());
  EXPECT_EQ(states.firstNonFinite(), 2);
}
