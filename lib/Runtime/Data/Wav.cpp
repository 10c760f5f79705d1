//===- Wav.cpp - Recordings -----------------------------------------------===//
//
// RIFF WAVE with PCM of 8, 16, 24 or 32 bits or floats of 32 or 64 (Multimedia
// Programming Interface and Data Specifications 1.0; WAVE_FORMAT_EXTENSIBLE
// names the same two kinds by a GUID's first bytes). Integers become numbers in
// [-1, 1); 8-bit ones are unsigned there.
//
//===----------------------------------------------------------------------===//
#include "Array.h"
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

static Array toArray(const std::vector<uint8_t> &bytes, const WavFormat &format,
                     const std::string &path) {
  int64_t width = format.bits / 8, frame = width * format.channels;
  if (bytes.size() % frame)
    fail(path, " is truncated: ", bytes.size(),
         " bytes of sound are no whole number of frames of ", frame);
  Array array;
  array.origin = path;
  array.format = "WAV";
  array.type = ElementType::F32;
  array.shape = {int64_t(bytes.size()) / frame, format.channels};
  array.series = true;
  array.rate = double(format.rate);
  array.detail =
      concat(format.bits, format.kind == Pcm ? "-bit PCM, " : "-bit floats, ",
             format.rate, " Hz, ", countText(format.channels, "channel"), ", ",
             double(array.shape[0]) / array.rate, " seconds");
  std::vector<float> values;
  for (size_t at = 0; at < bytes.size(); at += width)
    values.push_back(valueAt(&bytes[at], format));
  auto *first = reinterpret_cast<const uint8_t *>(values.data());
  array.bytes.assign(first, first + values.size() * sizeof(float));
  return array;
}

Array aec::runtime::readWav(ByteSource &source) {
  std::vector<uint8_t> head;
  source.read(head, 12, "the WAV header");
  if (std::memcmp(head.data(), "RIFF", 4) || std::memcmp(&head[8], "WAVE", 4))
    fail(source.path(), " is a RIFF file and no WAV file of little-endian "
                        "numbers");
  WavFormat format;
  for (;;) {
    std::vector<uint8_t> chunk, ignored;
    source.read(chunk, 8, "a chunk's header in front of the sound");
    std::string name(chunk.begin(), chunk.begin() + 4);
    int64_t size = little(&chunk[4], 4);
    if (name == "fmt ") {
      format = readFormat(source, size);
    } else if (name == "data") {
      if (!format.kind)
        fail(source.path(), " has sound in front of its format");
      std::vector<uint8_t> bytes;
      source.read(bytes, size, "the sound");
      return toArray(bytes, format, source.path());
    } else {
      source.read(ignored, size, "a chunk");
    }
    if (size % 2) // Chunks start at even places.
      source.read(ignored, 1, "a chunk");
  }
}
