//===- StateTest.cpp - Memory in another order than files ------------------===//
//
// A dense weight [2, 12] whose columns are an image of 3 channels and 2x2
// pixels lies as [pixel, channel, row]; a convolution's weight [O, I, kh, kw]
// as [kh, kw, I, O]. Files, initial values and elements must not show it.
//
//===----------------------------------------------------------------------===//
#include "Model/State.h"
#include "Testing.h"
#include "Weights/Weights.h"

#include "Support/AtomicFile.h"

#include <cstring>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
const int64_t denseDims[] = {2, 12}, denseView[] = {2, 3, 2, 2},
              denseOrder[] = {2, 3, 1, 0};
const aec_layout denseLayout = {4, denseView, denseOrder};
const int64_t convDims[] = {3, 5, 1, 2}, convOrder[] = {2, 3, 1, 0};
const aec_layout convLayout = {4, convDims, convOrder};
const int64_t countDims[] = {3}, countOrder[] = {0};
const aec_layout sameLayout = {1, countDims, countOrder};

std::array<aec_state, 3> statesWith(bool layouts) {
  return {
      {{{"dense", AEC_F32, 2, denseDims},
        AEC_PARAMETER,
        layouts ? &denseLayout : nullptr,
        AEC_INIT_NORMAL,
        0.5,
        2},
       // 30 elements: the last draw of four is cut.
       {{"conv", AEC_F64, 4, convDims},
        AEC_PARAMETER,
        layouts ? &convLayout : nullptr,
        AEC_INIT_UNIFORM,
        -1,
        1},
       {{"count", AEC_I64, 1, countDims},
        AEC_STATISTIC,
        layouts ? &sameLayout : nullptr,
        AEC_INIT_CONSTANT,
        7,
        0}}};
}

aec_model modelOf(const std::array<aec_state, 3> &states) {
  aec_model model = {};
  model.abi_version = AEC_ABI_VERSION;
  model.name = "layouts";
  model.hash = "c0ffee";
  model.state_count = states.size();
  model.states = states.data();
  return model;
}

class StateLayout : public InFolder {
protected:
  std::array<aec_state, 3> hereStates = statesWith(true),
                           plainStates = statesWith(false);
  aec_model hereModel = modelOf(hereStates), plainModel = modelOf(plainStates);
  States here{hereModel}, plain{plainModel};
};
} // namespace

TEST_F(StateLayout, ElementsLieInTheOrderOfTheView) {
  for (int64_t index = 0; index < 24; ++index)
    here.set(0, index, double(index));
  auto *memory = static_cast<const float *>(here.pointers()[0]);
  for (int row = 0; row < 2; ++row)
    for (int channel = 0; channel < 3; ++channel)
      for (int pixel = 0; pixel < 4; ++pixel) {
        float file = float(row * 12 + channel * 4 + pixel);
        EXPECT_EQ(memory[(pixel * 3 + channel) * 2 + row], file);
        EXPECT_EQ(here.get(0, int64_t(file)), file);
      }
}

TEST_F(StateLayout, InitialValuesAreThoseOfTheFilesElements) {
  here.initialize(3);
  plain.initialize(3);
  for (int64_t state = 0; state < 3; ++state) {
    EXPECT_EQ(here.exportRaw(state), plain.exportRaw(state));
    for (int64_t at = 0; at < here.elements(state); ++at)
      EXPECT_EQ(here.get(state, at), plain.get(state, at));
  }
  EXPECT_NE(std::memcmp(here.pointers()[0], plain.pointers()[0], 24 * 4), 0);
  EXPECT_NE(std::memcmp(here.pointers()[1], plain.pointers()[1], 30 * 8), 0);
}

TEST_F(StateLayout, FilesAreTheSame) {
  here.initialize(4);
  {
    AtomicFile file("here");
    saveWeights(file, here, {});
  }
  loadWeights(plain, "here");
  {
    AtomicFile file("plain");
    saveWeights(file, plain, {});
  }
  EXPECT_EQ(readFile("here"), readFile("plain"));
  States again(hereModel);
  loadWeights(again, "plain");
  for (int64_t state = 0; state < 3; ++state)
    EXPECT_EQ(std::memcmp(again.pointers()[state], here.pointers()[state],
                          here.bytes(state)),
              0);
}
