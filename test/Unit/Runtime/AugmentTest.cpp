//===- AugmentTest.cpp - Training samples varied at random
//-----------------===//
//
// Pixels against the plain formula out[y][x] = in[y - down][x - right]; runs
// against each other, byte by byte.
//
//===----------------------------------------------------------------------===//
#include "Training/Augment.h"
#include "FakeModel.h"
#include "ProgramTesting.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
constexpr int64_t kHeight = 5, kWidth = 7, kChannels = 2;

/// A model of a noisy picture of planes, a clean one of pixels with channels
/// last, and a number.
class Augment : public Program {
protected:
  Augment() {
    model.name = "denoiser";
    model.input_count = 3;
    model.inputs = inputs;
    for (int64_t at = 0; at < 3; ++at) {
      Dataset set;
      set.rows = kRows;
      set.rowElements = sampleElements(inputs[at].tensor);
      set.values = Buffer(set.rows * set.rowBytes(), "test");
      std::iota(set.values.as<float>(),
                set.values.as<float>() + set.rows * set.rowElements, 1.0f);
      samples.add(at, std::move(set));
    }
  }

  /// A batch of rows begin, begin + 1, ... of `order`, varied.
  Batch &varied(const std::string &text, const int64_t *order, int64_t begin,
                int64_t count, int64_t epoch = 1) {
    batch.emplace(samples, kRows);
    batch->load(samples, order, begin, count, pool);
    augment(parseAugmentation(text, model), model, 3, epoch, order, begin,
            count, *batch, pool);
    return *batch;
  }
  float noisy(int64_t sample, int64_t c, int64_t y, int64_t x) {
    return static_cast<float *>(
        batch->input(0))[((sample * kChannels + c) * kHeight + y) * kWidth + x];
  }
  float clean(int64_t sample, int64_t c, int64_t y, int64_t x) {
    return static_cast<float *>(
        batch->input(1))[((sample * kHeight + y) * kWidth + x) * kChannels + c];
  }
  std::string message(const std::string &text) {
    return errorOf([&] { parseAugmentation(text, model); });
  }

  static constexpr int64_t kRows = 64;
  const int64_t planes[4] = {-1, kChannels, kHeight, kWidth};
  const int64_t pixels[4] = {-1, kHeight, kWidth, kChannels};
  const int64_t single[2] = {-1, 1};
  aec_input inputs[3] = {
      {{"noisy", AEC_F32, 4, planes}, 0, kHeight, kWidth, kChannels, 0, 0},
      {{"clean", AEC_F32, 4, pixels}, 0, kHeight, kWidth, kChannels, 0, 0},
      {{"number", AEC_F32, 2, single}, 0, 0, 0, 0, 0, 0}};
  aec_model model = {};
  Samples samples;
  ThreadPool pool{2};
  std::optional<Batch> batch;
};
} // namespace

/// Where a sample's picture was moved, found by its values: all numbers differ.
TEST_F(Augment, PicturesMoveAsOne) {
  for (bool edge : {false, true}) {
    varied(edge ? "shift=2,edge,flip,flip-vertical"
                : "shift=2,flip,flip-vertical",
           nullptr, 0, kRows);
    std::set<std::string> seen;
    for (int64_t sample = 0; sample < kRows; ++sample) {
      auto matches = [&](int64_t down, int64_t right, bool mirror,
                         bool upside) {
        for (int64_t c = 0; c < kChannels; ++c)
          for (int64_t y = 0; y < kHeight; ++y)
            for (int64_t x = 0; x < kWidth; ++x) {
              int64_t fromY = y - down, fromX = x - right;
              bool outside =
                  fromY < 0 || fromY >= kHeight || fromX < 0 || fromX >= kWidth;
              fromY = std::clamp<int64_t>(fromY, 0, kHeight - 1);
              fromX = std::clamp<int64_t>(fromX, 0, kWidth - 1);
              fromY = upside ? kHeight - 1 - fromY : fromY;
              fromX = mirror ? kWidth - 1 - fromX : fromX;
              bool zero = outside && !edge;
              int64_t plane =
                  ((sample * kChannels + c) * kHeight + fromY) * kWidth + fromX;
              int64_t pixel =
                  ((sample * kHeight + fromY) * kWidth + fromX) * kChannels + c;
              if (noisy(sample, c, y, x) != (zero ? 0 : float(plane + 1)) ||
                  clean(sample, c, y, x) != (zero ? 0 : float(pixel + 1)))
                return false;
            }
        return true;
      };
      int found = 0;
      for (int64_t down = -2; down <= 2; ++down)
        for (int64_t right = -2; right <= 2; ++right)
          for (int turns = 0; turns < 4; ++turns)
            if (matches(down, right, turns & 1, turns & 2)) {
              ++found;
              seen.insert(std::to_string(down) + "," + std::to_string(right));
            }
      EXPECT_EQ(found, 1) << sample;
      EXPECT_EQ(static_cast<float *>(batch->input(2))[sample], sample + 1);
    }
    // 64 samples on 25 places.
    EXPECT_GT(seen.size(), 18u);
  }
}

TEST_F(Augment, SamplesDoNotDependOnBatches) {
  auto copy = [&](int64_t at) {
    auto *first = static_cast<float *>(batch->input(0));
    return std::vector<float>(first + at * 70, first + (at + 1) * 70);
  };
  varied("shift=1,flip,noise=0.5", nullptr, 0, kRows);
  std::vector<float> alone = copy(37), other = copy(36);
  std::vector<int64_t> order(kRows);
  std::iota(order.rbegin(), order.rend(), 0);
  varied("shift=1,flip,noise=0.5", order.data(), 20, 9);
  EXPECT_EQ(copy(kRows - 1 - 37 - 20), alone);
  varied("shift=1,flip,noise=0.5", nullptr, 37, 1, /*epoch=*/2);
  EXPECT_NE(copy(0), alone);
  EXPECT_NE(alone, other);
}

TEST_F(Augment, NoiseIsNormal) {
  varied("noise:clean=0.25", nullptr, 0, kRows);
  double sum = 0, squares = 0;
  int64_t count = kRows * 70;
  for (int64_t at = 0; at < count; ++at) {
    double added = static_cast<float *>(batch->input(1))[at] - (at + 1);
    sum += added;
    squares += added * added;
  }
  // Five standard errors of 4480 draws.
  EXPECT_NEAR(sum / double(count), 0, 5 * 0.25 / std::sqrt(count));
  EXPECT_NEAR(std::sqrt(squares / double(count)), 0.25,
              5 * 0.25 / std::sqrt(2 * count));
  EXPECT_EQ(noisy(3, 1, 2, 4), ((3 * 2 + 1) * 5 + 2) * 7 + 4 + 1);
}

TEST_F(Augment, Refusals) {
  std::string expected = "--augment: expected a list of shift=N, edge, flip, "
                         "flip-vertical and noise=X, found ";
  for (std::string word :
       {"turn", "shift", "shift=0", "shift=-1", "flip=1", "noise", "noise=0",
        "noise=-1", "noise=inf", "noisy=1", ""})
    EXPECT_EQ(message(word), expected + "\"" + word + "\"");
  EXPECT_EQ(message("flip,,edge"), expected + "\"\"");
  EXPECT_EQ(message("edge"),
            "--augment: edge says what a shift moves in; give shift=N");
  EXPECT_EQ(message("shift=5"), "--augment: a shift of 5 pixels moves pictures "
                                "of 5x7 away; give less");
  EXPECT_EQ(message("noise:nosy=1"), "--augment: no input is called \"nosy\"");
  inputs[0].tensor.dtype = AEC_I32;
  EXPECT_EQ(message("noise=1"),
            "--augment: noise is for floating-point numbers, and input "
            "\"noisy\" has none; noise:NAME=X names another");
  inputs[0].height = inputs[1].height = 0;
  EXPECT_EQ(message("flip"),
            "--augment: shift and flip are for pictures, and no input of "
            "denoiser is one; noise is for any numbers");
}

/// The weights of an augmented run do not know of threads, pauses or memory.
TEST_F(Augment, RunsAreReproducible) {
  writeData("x.npy", 50);
  std::string call = "train --data x.npy --epochs 4 --validation 0.2 "
                     "--augment shift=1,flip,noise=0.1 ";
  ASSERT_EQ(run(call + "--threads 1 --weights whole.safetensors").err, "");
  ASSERT_EQ(run(call + "--threads 2 --memory-limit 1000").err, "");
  std::string whole = readFile("whole.safetensors");
  EXPECT_EQ(readFile("fake.safetensors"), whole);
  std::string first = call;
  first.replace(first.find("--epochs 4"), 10, "--epochs 2");
  ASSERT_EQ(run(first + "--checkpoint c --every 2").err, "");
  run(call + "--checkpoint c --resume");
  EXPECT_EQ(readFile("fake.safetensors"), whole);
  run("train --data x.npy --epochs 4 --validation 0.2");
  EXPECT_NE(readFile("fake.safetensors"), whole);
  std::string other = call;
  other.replace(other.find("shift=1"), 7, "shift=2");
  std::string error = errorOfRun(other + "--checkpoint c --resume");
  EXPECT_NE(error.find("continues another run: --augment was "
                       "shift=1,flip,noise:x=0.1, now "
                       "shift=2,flip,noise:x=0.1; give the same, or another "
                       "folder to start afresh"),
            std::string::npos)
      << error;
  EXPECT_EQ(
      errorOfRun("train --data x.npy --augment flip --overfit-one-batch", 2),
      "--overfit-one-batch learns one batch by heart; leave out "
      "--augment");
}

/// Validation sees the samples as they are: a step too small to change a
/// weight leaves the loss that an unvaried run has.
TEST_F(Augment, ValidationIsNotVaried) {
  writeData("x.npy", 50);
  std::string call = "train --data x.npy --epochs 1 --validation 0.5 "
                     "--learning-rate 1e-30 --log ";
  run(call + "plain.jsonl");
  run(call + "varied.jsonl --augment noise=1");
  auto value = [](const std::string &path, const std::string &key) {
    std::string text = readFile(path);
    return std::stod(
        text.substr(text.find("\"" + key + "\": ") + key.size() + 4));
  };
  EXPECT_EQ(value("plain.jsonl", "validation"),
            value("varied.jsonl", "validation"));
  EXPECT_NE(value("plain.jsonl", "loss"), value("varied.jsonl", "loss"));
}
