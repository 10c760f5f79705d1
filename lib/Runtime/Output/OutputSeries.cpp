//===- OutputSeries.cpp - Writers of sound and text -----------------------===//
//
// The inverse of the readers of Data/Wav.cpp and Data/Text.cpp: what is windows
// of one file is joined again.
//
//===----------------------------------------------------------------------===//
#include "Output.h"

#include "../Data/Dataset.h"
#include "../Error.h"

#include <algorithm>
#include <cmath>

using namespace aec::runtime;

static double valueAt(const Table &table, int64_t at) {
  switch (table.dtype) {
  case AEC_F32:
    return static_cast<const float *>(table.values)[at];
  case AEC_F64:
    return static_cast<const double *>(table.values)[at];
  case AEC_I32:
    return static_cast<const int32_t *>(table.values)[at];
  case AEC_I64:
    return double(static_cast<const int64_t *>(table.values)[at]);
  }
  return static_cast<const uint8_t *>(table.values)[at];
}

static bool isReal(int64_t dtype) {
  return dtype == AEC_F32 || dtype == AEC_F64;
}

void aec::runtime::expectSeries(OutputFormat format, const std::string &path,
                                int64_t dtype,
                                const std::vector<int64_t> &sample) {
  size_t rank = sample.size();
  if (format == OutputFormat::Wav &&
      (rank < 1 || rank > 2 || (rank == 2 && sample[0] > 8)))
    fail("cannot write ", path, ": results of shape ", shapeText(sample),
         " are no sound, which is frames or up to 8 channels of frames");
  if (format == OutputFormat::Text &&
      (rank != (isReal(dtype) ? 2 : 1) || (rank == 2 && sample[1] > 256)))
    fail("cannot write ", path, ": results of shape ", shapeText(sample),
         " are no text, which is classes, or a score for each of up to 256 "
         "classes, a character");
}

/// Windows that overlap have several values a moment.
static void expectDisjoint(const AtomicFile &file, const Table &table) {
  if (table.stride < table.window)
    fail("cannot write ", file.path(), ": its windows of ", table.window,
         " rows overlap; leave --stride out, or use .npy");
}

static void appendLittle(std::string &bytes, int64_t value, int width) {
  for (int byte = 0; byte < width; ++byte)
    bytes += char(value >> (8 * byte) & 255);
}

static std::string wavHeader(int64_t channels, int64_t rate, int64_t bytes) {
  std::string header = "RIFF";
  appendLittle(header, 36 + bytes, 4);
  header += "WAVEfmt ";
  appendLittle(header, 16, 4);
  appendLittle(header, 1, 2); // PCM
  appendLittle(header, channels, 2);
  appendLittle(header, rate, 4);
  appendLittle(header, rate * channels * 2, 4);
  appendLittle(header, channels * 2, 2);
  appendLittle(header, 16, 2);
  header += "data";
  appendLittle(header, bytes, 4);
  return header;
}

static int16_t toPcm(double value) {
  if (std::isnan(value))
    return 0;
  return int16_t(std::lround(std::clamp(value * 32768, -32768.0, 32767.0)));
}

/// Channels and frames of a sample.
static std::pair<int64_t, int64_t> soundShape(const Table &table) {
  return {table.shape.size() == 2 ? 1 : table.shape[1], table.shape.back()};
}

std::string aec::runtime::wavStart(const AtomicFile &file, const Table &table,
                                   double rate) {
  expectDisjoint(file, table);
  expectSeries(OutputFormat::Wav, file.path(), table.dtype,
               {table.shape.begin() + 1, table.shape.end()});
  auto [channels, frames] = soundShape(table);
  int64_t bytes = 0;
  if (!multiply(table.shape[0] * 2, frames * channels, bytes) ||
      bytes > UINT32_MAX - 36)
    fail("cannot write ", file.path(),
         ": more than 4 GiB of sound do not fit into WAV; use .npy");
  return wavHeader(channels, int64_t(rate), bytes);
}

void TableWriter::addWav(int64_t count) {
  auto [channels, frames] = soundShape(table);
  std::string line;
  for (int64_t sample = 0; sample < count; ++sample) {
    line.clear();
    for (int64_t frame = 0; frame < frames; ++frame)
      for (int64_t channel = 0; channel < channels; ++channel) {
        int64_t at = (sample * channels + channel) * frames + frame;
        appendLittle(line, toPcm(valueAt(table, at)), 2);
      }
    file.write(line);
  }
}

/// The place of the largest of `count` values.
static int64_t largest(const Table &table, int64_t at, int64_t count) {
  int64_t best = 0;
  for (int64_t other = 1; other < count; ++other)
    if (valueAt(table, at + other) > valueAt(table, at + best))
      best = other;
  return best;
}

void aec::runtime::expectText(const AtomicFile &file, const Table &table) {
  expectSeries(OutputFormat::Text, file.path(), table.dtype,
               {table.shape.begin() + 1, table.shape.end()});
  expectDisjoint(file, table);
}

void TableWriter::addText(int64_t count) {
  bool scores = isReal(table.dtype);
  int64_t classes = scores ? table.shape.back() : 1;
  std::string line;
  for (int64_t sample = 0; sample < count; ++sample) {
    line.clear();
    for (int64_t at = 0; at < table.shape[1]; ++at) {
      int64_t from = (sample * table.shape[1] + at) * classes;
      line += char(scores ? largest(table, from, classes)
                          : int64_t(valueAt(table, from)));
    }
    file.write(continuous ? line : line + "\n");
  }
}
