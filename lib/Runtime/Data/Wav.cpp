//===- Wav.cpp - Recordings -----------------------------------------------===//
//
// RIFF WAVE with PCM of 8, 16, 24 or 32 bits or floats of 32 or 64 (Multimedia
// Programming Interface and Data Specifications 1.0; WAVE_FORMAT_EXTENSIBLE
// names the same two kinds by a GUID's first bytes). Integers become numbers in
// [-1, 1); 8-bit ones are unsigned there.
//
//===----------------------------------------------------------------------===//
#include "Array.h"
#include "ArrayWriter.h"
#include "ByteSource.h"
#include "Error.h"

#include <cstring>

using namespace aec::runtime;

namespace {
enum { Pcm = 1, Float = 3, Extensible = 0xfffe };

struct WavFormat {
  int64_t kind = 0, channels = 0, rate = 0, bits = 0;
};
} // namespace

static int64_t little(const uint8_t *bytes, int width) {
  int64_t value = 0;
  for (int byte = 0; byte < width; ++byte)
    value |= int64_t(bytes[byte]) << (8 * byte);
  return value;
}

static WavFormat readFormat(ByteSource &source, int64_t size) {
  constexpr int64_t most = 1 << 16;
  std::vector<uint8_t> bytes;
  if (size < 16 || size > most)
    fail(source.path(), ": the WAV format takes ", size,
         " bytes; expected 16 to ", most);
  source.read(bytes, size, "the WAV format");
  WavFormat format{little(&bytes[0], 2), little(&bytes[2], 2),
                   little(&bytes[4], 4), little(&bytes[14], 2)};
  if (format.kind == Extensible && size >= 40)
    format.kind = little(&bytes[24], 2);
  bool pcm = format.kind == Pcm && (format.bits == 8 || format.bits == 16 ||
                                    format.bits == 24 || format.bits == 32);
  bool real = format.kind == Float && (format.bits == 32 || format.bits == 64);
  if (!pcm && !real)
    fail(source.path(), ": WAV of format ", format.kind, " with ", format.bits,
         " bits is not read; expected PCM of 8, 16, 24 or 32 bits or floats");
  if (format.channels < 1 || format.rate < 1)
    fail(source.path(), ": the WAV format has ",
         countText(format.channels, "channel"), " and ", format.rate,
         " frames a second");
  int64_t frame = little(&bytes[12], 2);
  if (frame != format.channels * format.bits / 8)
    fail(source.path(), ": the WAV format has frames of ",
         countText(frame, "byte"), ", expected ",
         format.channels * format.bits / 8, " for ",
         countText(format.channels, "channel"), " of ", format.bits, " bits");
  return format;
}

/// One number in [-1, 1), or what a float says.
static float valueAt(const uint8_t *bytes, const WavFormat &format) {
  int width = int(format.bits / 8);
  if (format.kind == Float && width == 4) {
    float value;
    std::memcpy(&value, bytes, 4);
    return value;
  }
  if (format.kind == Float) {
    double value;
    std::memcpy(&value, bytes, 8);
    return float(value);
  }
  int64_t half = int64_t(1) << (format.bits - 1);
  int64_t value = little(bytes, width);
  if (width == 1)
    value -= half;
  else if (value >= half)
    value -= 2 * half;
  return float(double(value) / double(half));
}

/// The array without its values, for `size` bytes of sound.
static Array describe(const WavFormat &format, int64_t size,
                      const std::string &path) {
  int64_t frame = format.bits / 8 * format.channels;
  if (size % frame)
    fail(path, " is truncated: ", size,
         " bytes of sound are no whole number of frames of ", frame);
  Array array;
  array.origin = path;
  array.format = "WAV";
  array.type = ElementType::F32;
  array.shape = {size / frame, format.channels};
  array.series = true;
  array.rate = double(format.rate);
  array.detail =
      concat(format.bits, format.kind == Pcm ? "-bit PCM, " : "-bit floats, ",
             format.rate, " Hz, ", countText(format.channels, "channel"), ", ",
             double(array.shape[0]) / array.rate, " seconds");
  return array;
}

static Array readSound(ByteSource &source, const ReadOptions &options,
                       const WavFormat &format, int64_t size) {
  source.expectThere(size, "the sound");
  if (!options.streams)
    source.expect(size, "the sound");
  Array array = describe(format, size, source.path());
  if (options.accept)
    options.accept(array);
  int64_t width = format.bits / 8;
  ArrayWriter writer(array, options);
  writer.expect(size / width * int64_t(sizeof(float)), source.knowsEnd());
  std::vector<uint8_t> bytes;
  std::vector<float> values;
  // Samples of 24 bits: pieces are whole ones.
  source.readPieces(
      size, writer.pieceBytes() / 24 * 24, "the sound", bytes, [&] {
        values.clear();
        for (size_t at = 0; at < bytes.size(); at += width)
          values.push_back(valueAt(&bytes[at], format));
        writer.append(values.data(), int64_t(values.size() * sizeof(float)));
      });
  return array;
}

/// What stands behind the sound: whole chunks, none of it sound again.
static void checkRest(ByteSource &source, bool odd) {
  std::vector<uint8_t> bytes;
  char padding;
  // Writers forget the padding of a last chunk.
  if (odd && source.readSome(&padding, 1) == 0)
    return;
  while (!source.peek().empty()) {
    bytes.clear();
    source.read(bytes, 8, "a chunk's header behind the sound");
    // "RIFF": files that were joined.
    for (const char *name : {"data", "fmt ", "RIFF"})
      if (std::memcmp(bytes.data(), name, 4) == 0)
        fail(source.path(), " has another recording behind its sound");
    int64_t size = little(&bytes[4], 4);
    source.skip(size, "a chunk behind the sound");
    if (size % 2)
      source.readSome(&padding, 1);
  }
}

/// A chunk's name and size.
static std::string nextChunk(ByteSource &source, int64_t &size) {
  std::vector<uint8_t> chunk;
  source.read(chunk, 8, "a chunk's header in front of the sound");
  size = little(&chunk[4], 4);
  return {chunk.begin(), chunk.begin() + 4};
}

Array aec::runtime::readWav(ByteSource &source, const ReadOptions &options) {
  constexpr int mostChunks = 1000;
  std::vector<uint8_t> head;
  source.read(head, 12, "the WAV header");
  if (std::memcmp(head.data(), "RIFF", 4) || std::memcmp(&head[8], "WAVE", 4))
    fail(source.path(), " is a RIFF file and no WAV file of little-endian "
                        "numbers");
  WavFormat format;
  for (int at = 0; at < mostChunks; ++at) {
    int64_t size = 0;
    std::string name = nextChunk(source, size);
    if (name == "fmt ") {
      if (format.kind)
        fail(source.path(), " has two WAV formats");
      format = readFormat(source, size);
    } else if (name == "data") {
      if (!format.kind)
        fail(source.path(), " has sound in front of its format");
      Array array = readSound(source, options, format, size);
      checkRest(source, size % 2);
      return array;
    } else {
      source.skip(size, "a chunk");
    }
    if (size % 2) // Chunks start at even places.
      source.skip(1, "a chunk");
  }
  fail(source.path(), " has ", mostChunks, " chunks and no sound");
}
