//===- Coding.cpp - Blocks of a file's values -----------------------------===//
//
// Reconstructions are computed while compressing too: their error is reported,
// and corrections are against them. Both directions walk the same elements in
// the same order; padding is coded with its sample's latents and corrected not
// at all.
//
//===----------------------------------------------------------------------===//
#include "Codec.h"
#include "Values.h"

#include "../Data/Dataset.h"

#include "../Checkpoints/Fingerprint.h"
#include "../Error.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace aec::runtime;

namespace {
/// The context of a correction: how large those beside it were, in pictures and
/// series, and the column, in tables.
class Contexts {
public:
  Contexts(const Arrangement &lies, const aec_input &input);
  static constexpr int64_t kActivities = 12, kColumns = 64;
  static constexpr int64_t kCount = kActivities * kColumns;

  void start() { std::fill(sizes.begin(), sizes.end(), 0); }
  int64_t of(int64_t at) const;
  void set(int64_t at, int64_t spacings) {
    sizes[size_t(at)] = uint64_t(std::abs(spacings));
  }

private:
  uint64_t sizeAt(int64_t at, int64_t back) const {
    return back && at >= back ? sizes[size_t(at - back)] : 0;
  }

  /// Elements back to neighbours, 0 for none.
  int64_t near = 0, far = 0;
  int64_t columns = 1;
  std::vector<uint64_t> sizes;
};

/// What both directions know of a file.
class Walk {
public:
  Walk(const CodecEntries &entries, const CompressedFile &file)
      : file(file), lies(file.arrangement),
        elements(sampleElements(entries.input->tensor)),
        grid(file.type, file.decimals, file.maxError),
        contexts(lies, *entries.input), numbers(Contexts::kCount) {}

  /// The values of `sample`, which `guesses` approach, into `restored`.
  void decode(RangeDecoder &decoder, int64_t sample, const double *guesses,
              uint8_t *restored);

  const CompressedFile &file;
  const Arrangement &lies;
  int64_t elements;
  ValueGrid grid;
  Contexts contexts;
  ByteCorrections letters;
  IntegerCorrections numbers;
};
} // namespace

Contexts::Contexts(const Arrangement &lies, const aec_input &input)
    : sizes(size_t(sampleElements(input.tensor))) {
  int64_t elements = int64_t(sizes.size());
  if (input.height > 0 && input.width > 0) {
    near = 1;
    far = input.width;
  } else if (lies.kind == Arrangement::Windows) {
    near = lies.columnsFirst ? 1 : elements / lies.window;
    far = 2 * near;
  } else {
    columns = std::min(kColumns, elements);
  }
}

int64_t Contexts::of(int64_t at) const {
  uint64_t activity = sizeAt(at, near) + sizeAt(at, far);
  int64_t level = 0;
  while (activity && level + 1 < kActivities) {
    activity >>= 1;
    ++level;
  }
  return level * kColumns + at % columns;
}

void Walk::decode(RangeDecoder &decoder, int64_t sample, const double *guesses,
                  uint8_t *restored) {
  contexts.start();
  for (int64_t at = 0; at < elements; ++at) {
    bool padding = false;
    int64_t place = lies.place(sample, at, padding);
    if (padding)
      continue;
    double value = grid.nearest(guesses[at]);
    if (file.corrected && file.text) {
      value = letters.decode(decoder, uint8_t(value));
    } else if (file.corrected) {
      int64_t spacings = numbers.decode(decoder, contexts.of(at));
      contexts.set(at, spacings);
      value = grid.moved(value, spacings);
    }
    grid.store(value, restored, place);
  }
}

static uint32_t fingerprintOf(const std::vector<uint8_t> &bytes) {
  return uint32_t(fingerprint(bytes.data(), int64_t(bytes.size())));
}

namespace {
class ValueEncoder : public Walk {
public:
  ValueEncoder(const CodecEntries &entries, const Array &array,
               CompressedFile &file)
      : Walk(entries, file), array(array), restored(array.bytes.size()) {
    report.least = INFINITY;
    report.most = -INFINITY;
  }
  void latents(const EntropyModel &entropy, const int32_t *symbols,
               int64_t count);
  /// The values of `sample`, which `guesses` approach.
  void sample(int64_t sample, const double *guesses);

  RangeEncoder encoder;
  CodecReport report;
  const Array &array;
  std::vector<uint8_t> restored;

private:
  double correct(int64_t at, double guess, double value);
  /// The bound is of decimal numbers; their type holds them rounded.
  double rounding(double value) const;
};
} // namespace

void ValueEncoder::latents(const EntropyModel &entropy, const int32_t *symbols,
                           int64_t count) {
  double before = encoder.bits();
  for (int64_t at = 0; at < count; ++at)
    entropy.encode(encoder, symbols + at * entropy.sampleSymbols());
  report.latentBits += encoder.bits() - before;
}

double ValueEncoder::rounding(double value) const {
  if (file.decimals < 0)
    return 0;
  double epsilon = file.type == ElementType::F32
                       ? std::numeric_limits<float>::epsilon()
                       : std::numeric_limits<double>::epsilon();
  return 2 * epsilon * (std::fabs(value) + file.maxError);
}

/// Codes what `guess` lacks of `value`; returns what a decoder will have.
double ValueEncoder::correct(int64_t at, double guess, double value) {
  if (!file.corrected)
    return guess;
  if (file.text) {
    letters.encode(encoder, uint8_t(guess), uint8_t(value));
    return value;
  }
  int64_t spacings = grid.spacings(guess, value, array.origin.c_str());
  numbers.encode(encoder, contexts.of(at), spacings);
  contexts.set(at, spacings);
  return grid.moved(guess, spacings);
}

void ValueEncoder::sample(int64_t sample, const double *guesses) {
  double before = encoder.bits();
  contexts.start();
  for (int64_t at = 0; at < elements; ++at) {
    bool padding = false;
    int64_t place = lies.place(sample, at, padding);
    if (padding)
      continue;
    double value = valueAt(array.type, array.bytes.data(), place);
    if (!std::isfinite(value))
      fail(array.origin, ": value ", place + 1,
           " is missing or infinite, which compress does not keep");
    double guess = grid.nearest(guesses[at]);
    report.right += guess == value;
    grid.store(correct(at, guess, value), restored.data(), place);
    double error =
        std::fabs(valueAt(array.type, restored.data(), place) - value);
    if (file.corrected && error > file.maxError + rounding(value))
      fail(array.origin, ": ", value, " cannot be kept within ", file.maxError,
           ", which is less than its type resolves; allow a larger "
           "--max-error");
    report.squares += error * error;
    report.largest = std::max(report.largest, error);
    report.least = std::min(report.least, value);
    report.most = std::max(report.most, value);
  }
  report.correctionBits += encoder.bits() - before;
}

CodecReport
aec::runtime::encodeValues(BlockRunner &runner, const CodecEntries &entries,
                           const EntropyModel &entropy, const Array &array,
                           const Samples &samples, CompressedFile &file) {
  ValueEncoder walk(entries, array, file);
  for (int64_t first = 0; first < samples.rows; first += kBlock) {
    int64_t count = std::min(kBlock, samples.rows - first);
    const int32_t *symbols = runner.encode(samples, first, count);
    walk.latents(entropy, symbols, count);
    const double *guesses = runner.decode(symbols, first, count, file.scale);
    for (int64_t at = 0; at < count; ++at)
      walk.sample(first + at, guesses + at * walk.elements);
  }
  file.payload = walk.encoder.finish();
  file.values = fingerprintOf(walk.restored);
  return walk.report;
}

/// More samples than the coded bytes can hold are a promise of memory and time.
static void checkInformation(const CompressedFile &file,
                             const EntropyModel &entropy) {
  double bits = double(file.payload.size() + 8) * 8;
  double least = entropy.leastBits() * double(file.arrangement.samples());
  if (least > bits)
    fail(file.path, ": its header announces ",
         countText(file.arrangement.samples(), "sample"), ", for which its ",
         file.payload.size(), " coded bytes are too few");
}

/// Decodes all blocks; what is wrong with a symbol names no file.
static std::vector<uint8_t>
decodeBlocks(BlockRunner &runner, const EntropyModel &entropy, Walk &walk) {
  const CompressedFile &file = walk.file;
  const Arrangement &lies = file.arrangement;
  RangeDecoder decoder(reinterpret_cast<const uint8_t *>(file.payload.data()),
                       int64_t(file.payload.size()));
  std::vector<uint8_t> restored(
      size_t(lies.elements() * elementBytes(file.type)));
  int64_t size = entropy.sampleSymbols();
  std::vector<int32_t> symbols(size_t(kBlock * size));
  for (int64_t first = 0; first < lies.samples(); first += kBlock) {
    int64_t count = std::min(kBlock, lies.samples() - first);
    for (int64_t at = 0; at < count; ++at)
      entropy.decode(decoder, &symbols[size_t(at * size)]);
    const double *guesses =
        runner.decode(symbols.data(), first, count, file.scale);
    for (int64_t at = 0; at < count; ++at)
      walk.decode(decoder, first + at, guesses + at * walk.elements,
                  restored.data());
  }
  if (!decoder.atEnd())
    fail("it has coded bytes behind the last sample");
  return restored;
}

Restored aec::runtime::decodeValues(BlockRunner &runner,
                                    const CodecEntries &entries,
                                    const EntropyModel &entropy,
                                    const CompressedFile &file) {
  checkInformation(file, entropy);
  Walk walk(entries, file);
  Restored result;
  try {
    result.bytes = decodeBlocks(runner, entropy, walk);
  } catch (const Error &error) {
    fail(file.path, ": ", error.what());
  }
  result.same = fingerprintOf(result.bytes) == file.values;
  return result;
}
