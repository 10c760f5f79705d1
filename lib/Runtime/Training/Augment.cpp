//===- Augment.cpp - Shifts, mirror images, noise
//--------------------------===//
//
// In place: rows move towards where they come from last, so that nothing is
// overwritten before it is read. The order is flip, shift, noise.
//
//===----------------------------------------------------------------------===//
#include "Augment.h"

#include "../Error.h"
#include "../Support/Random.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

using namespace aec::runtime;

static bool isPicture(const aec_input &input) {
  return input.height > 0 && input.width > 0;
}

static bool isReal(const aec_input &input) {
  return input.tensor.dtype == AEC_F32 || input.tensor.dtype == AEC_F64;
}

template <typename T> static bool parse(const std::string &text, T &value) {
  const char *last = text.data() + text.size();
  auto [end, error] = std::from_chars(text.data(), last, value);
  return error == std::errc() && end == last;
}

/// One word of the list; false where it is none.
static bool parseWord(const std::string &word, const aec_model &model,
                      Augmentation &choice) {
  size_t equals = word.find('=');
  std::string name = word.substr(0, equals);
  std::string value =
      equals == std::string::npos ? "" : word.substr(equals + 1);
  if (name == "shift")
    return parse(value, choice.shift) && choice.shift > 0;
  if (name.rfind("noise", 0) == 0 && (name.size() == 5 || name[5] == ':')) {
    std::string input = name.size() == 5 ? "" : name.substr(6);
    choice.noiseInput = input.empty() ? 0 : -1;
    for (int64_t at = 0; at < model.input_count; ++at)
      if (input == model.inputs[at].tensor.name)
        choice.noiseInput = at;
    if (choice.noiseInput < 0)
      fail("--augment: no input is called ", quote(input));
    return parse(value, choice.noise) && choice.noise > 0 &&
           std::isfinite(choice.noise);
  }
  bool *flag = name == "flip"            ? &choice.flip
               : name == "flip-vertical" ? &choice.flipVertical
               : name == "edge"          ? &choice.edge
                                         : nullptr;
  return flag && equals == std::string::npos && (*flag = true);
}

/// Refuses what changes nothing of this model, or makes no sense.
static void check(const Augmentation &choice, const aec_model &model) {
  int64_t pictures = 0;
  for (int64_t at = 0; at < model.input_count; ++at) {
    const aec_input &input = model.inputs[at];
    if (!isPicture(input))
      continue;
    ++pictures;
    if (choice.shift >= std::min(input.height, input.width))
      fail("--augment: a shift of ", choice.shift, " pixels moves pictures of ",
           input.height, "x", input.width, " away; give less");
  }
  if (choice.pictures() && !pictures)
    fail("--augment: shift and flip are for pictures, and no input of ",
         model.name, " is one; noise is for any numbers");
  if (choice.edge && !choice.shift)
    throw UsageError(
        "--augment: edge says what a shift moves in; give shift=N");
  if (choice.noise > 0 && !isReal(model.inputs[choice.noiseInput]))
    fail("--augment: noise is for floating-point numbers, and input ",
         quote(model.inputs[choice.noiseInput].tensor.name),
         " has none; noise:NAME=X names another");
}

Augmentation aec::runtime::parseAugmentation(const std::string &text,
                                             const aec_model &model) {
  Augmentation choice;
  for (size_t at = 0; at <= text.size();) {
    size_t end = std::min(text.find(',', at), text.size());
    std::string word = text.substr(at, end - at);
    if (!parseWord(word, model, choice))
      throw UsageError(concat("--augment: expected a list of shift=N, edge, "
                              "flip, flip-vertical and noise=X, found ",
                              quote(word)));
    at = end + 1;
  }
  check(choice, model);
  return choice;
}

std::string aec::runtime::augmentationText(const Augmentation &choice,
                                           const aec_model &model) {
  std::string text;
  auto add = [&](const std::string &word) {
    text += (text.empty() ? "" : ",") + word;
  };
  if (choice.shift)
    add(concat("shift=", choice.shift));
  if (choice.edge)
    add("edge");
  if (choice.flip)
    add("flip");
  if (choice.flipVertical)
    add("flip-vertical");
  if (choice.noise > 0)
    add(concat("noise:", model.inputs[choice.noiseInput].tensor.name, "=",
               choice.noise));
  return text.empty() ? "not given" : text;
}

namespace {
/// What is drawn for a sample.
struct Draw {
  int64_t down = 0, right = 0;
  bool mirror = false, upside = false;
};

/// A picture in memory: `planes` times height x width pixels of `size` bytes.
struct Plane {
  int64_t planes, height, width, size;
};
} // namespace

/// The geometry of an input's samples. Channels stand last where the shape says
/// so, as in Commands/Sinks.cpp.
static Plane planeOf(const aec_input &input) {
  const aec_tensor &tensor = input.tensor;
  int64_t channels = std::max<int64_t>(input.channels, 1);
  int64_t bytes = dtypeBytes(tensor.dtype);
  bool last = tensor.rank == 4 && tensor.dims[3] == channels &&
              tensor.dims[1] != channels;
  if (last)
    return {1, input.height, input.width, channels * bytes};
  return {channels, input.height, input.width, bytes};
}

static void flip(char *values, const Plane &plane, const Draw &draw) {
  int64_t row = plane.width * plane.size;
  for (int64_t y = 0; draw.mirror && y < plane.planes * plane.height; ++y)
    for (int64_t x = 0; x < plane.width / 2; ++x)
      std::swap_ranges(values + y * row + x * plane.size,
                       values + y * row + (x + 1) * plane.size,
                       values + y * row + (plane.width - 1 - x) * plane.size);
  for (int64_t at = 0; draw.upside && at < plane.planes; ++at)
    for (int64_t y = 0; y < plane.height / 2; ++y) {
      char *top = values + (at * plane.height + y) * row;
      char *bottom = values + (at * plane.height + plane.height - 1 - y) * row;
      std::swap_ranges(top, top + row, bottom);
    }
}

/// Moves a row of pixels to the right, or left by a negative number.
static void shiftRow(char *row, const Plane &plane, int64_t right, bool edge) {
  int64_t size = plane.size, kept = plane.width - std::abs(right);
  char *to = row + std::max<int64_t>(right, 0) * size;
  char *from = row + std::max<int64_t>(-right, 0) * size;
  std::memmove(to, from, kept * size);
  char *gap = right > 0 ? row : row + kept * size;
  const char *border = right > 0 ? to : to + (kept - 1) * size;
  for (int64_t x = 0; x < std::abs(right); ++x)
    if (edge)
      std::memcpy(gap + x * size, border, size);
    else
      std::memset(gap + x * size, 0, size);
}

static void shift(char *values, const Plane &plane, const Draw &draw,
                  bool edge) {
  int64_t row = plane.width * plane.size, height = plane.height;
  int64_t kept = height - std::abs(draw.down);
  for (int64_t at = 0; at < plane.planes; ++at, values += height * row) {
    char *to = values + std::max<int64_t>(draw.down, 0) * row;
    std::memmove(to, values + std::max<int64_t>(-draw.down, 0) * row,
                 kept * row);
    for (int64_t y = 0; y < kept; ++y)
      shiftRow(to + y * row, plane, draw.right, edge);
    char *gap = draw.down > 0 ? values : values + kept * row;
    const char *border = draw.down > 0 ? to : to + (kept - 1) * row;
    for (int64_t y = 0; y < std::abs(draw.down); ++y)
      if (edge)
        std::memcpy(gap + y * row, border, row);
      else
        std::memset(gap + y * row, 0, row);
  }
}

/// A whole number from -most to most.
static int64_t upTo(int64_t most, uint32_t word) {
  return int64_t(uint64_t(word) * uint64_t(2 * most + 1) >> 32) - most;
}

/// The counter of a sample's draws; `block` counts them from 1, 0 is movement.
static Words draw(int64_t seed, int64_t epoch, int64_t sample, int64_t block) {
  constexpr uint32_t purpose = 0x4155474d; // "AUGM"
  std::array<uint32_t, 2> key = keyOf(seed);
  key[1] ^= purpose;
  return philox({uint32_t(sample), uint32_t(uint64_t(sample) >> 32),
                 uint32_t(epoch), uint32_t(block)},
                key);
}

template <typename T>
static void addNoise(T *values, int64_t count, double deviation, int64_t seed,
                     int64_t epoch, int64_t sample) {
  for (int64_t at = 0; at < count; at += 4) {
    std::array<double, 4> normal =
        draws(draw(seed, epoch, sample, 1 + at / 4), true);
    for (int64_t more = 0; more < 4 && at + more < count; ++more)
      values[at + more] = T(values[at + more] + deviation * normal[more]);
  }
}

void aec::runtime::augment(const Augmentation &choice, const aec_model &model,
                           int64_t seed, int64_t epoch, const int64_t *order,
                           int64_t begin, int64_t count, const Batch &batch,
                           ThreadPool &pool) {
  if (!choice.any())
    return;
  auto one = [&](int64_t at) {
    int64_t sample = order ? order[begin + at] : begin + at;
    Words words = draw(seed, epoch, sample, 0);
    Draw drawn{upTo(choice.shift, words[0]), upTo(choice.shift, words[1]),
               choice.flip && (words[2] & 1),
               choice.flipVertical && (words[3] & 1)};
    for (int64_t input = 0; input < model.input_count; ++input) {
      const aec_input &entry = model.inputs[input];
      int64_t elements = sampleElements(entry.tensor);
      auto *values = static_cast<char *>(batch.input(input));
      if (!values)
        continue;
      values += at * elements * dtypeBytes(entry.tensor.dtype);
      if (choice.pictures() && isPicture(entry)) {
        flip(values, planeOf(entry), drawn);
        shift(values, planeOf(entry), drawn, choice.edge);
      }
      if (choice.noise <= 0 || input != choice.noiseInput)
        continue;
      if (entry.tensor.dtype == AEC_F64)
        addNoise(reinterpret_cast<double *>(values), elements, choice.noise,
                 seed, epoch, sample);
      else
        addNoise(reinterpret_cast<float *>(values), elements, choice.noise,
                 seed, epoch, sample);
    }
  };
  pool.parallelRanges(count, 1, [&](int64_t lo, int64_t hi) {
    for (int64_t at = lo; at < hi; ++at)
      one(at);
  });
}
