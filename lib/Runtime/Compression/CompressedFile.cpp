//===- CompressedFile.cpp - The bitstream of compress ---------------------===//
//
// The magic has PNG's idea: a byte above 127, line ends of both kinds and a
// control character, so that a transfer as text is noticed.
//
//===----------------------------------------------------------------------===//
#include "CompressedFile.h"

#include "../Error.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <zlib.h>

using namespace aec::runtime;

static const std::string kMagic("\x89"
                                "aec\r\n\x1a\n",
                                8);
static constexpr uint64_t kVersion = 1;
static constexpr uint64_t kMostRank = 8;
static constexpr uint64_t kNoDecimals = 255, kMostDecimals = 9;
/// Bytes of a header without the dimensions.
static constexpr uint64_t kFixedBytes = 80;

namespace {
enum Flag : uint64_t { Text = 1, Corrected = 2, ColumnsFirst = 4 };

class Writer {
public:
  void number(uint64_t value, int bytes) {
    for (int at = 0; at < bytes; ++at)
      content += char(value >> (8 * at) & 255);
  }
  void real(double value) {
    uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    number(bits, 8);
  }
  std::string content;
};

/// Fields one behind the other; the caller knows that they are there.
class Reader {
public:
  Reader(const std::string &path, const std::string &bytes, size_t place = 0)
      : path(path), bytes(bytes), place(place) {}
  uint64_t number(int count) {
    uint64_t value = 0;
    for (int at = 0; at < count; ++at)
      value |= uint64_t(uint8_t(bytes[place++])) << (8 * at);
    return value;
  }
  double real() {
    uint64_t bits = number(8);
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }
  /// A number of at most `most`; `what` names it.
  uint64_t below(int count, uint64_t most, const char *what) {
    uint64_t value = number(count);
    if (value > most)
      fail(path, ": its ", what, " is ", value, ", expected at most ", most);
    return value;
  }
  int64_t size(int count, const char *what) {
    return int64_t(
        below(count, uint64_t(std::numeric_limits<int64_t>::max()), what));
  }

private:
  const std::string &path, &bytes;
  size_t place;
};
} // namespace

static uint32_t crc(const std::string &bytes, size_t count) {
  uLong sum = crc32(0, nullptr, 0);
  for (size_t at = 0; at < count;) {
    auto part = uInt(std::min<size_t>(count - at, 1 << 30));
    sum = crc32(sum, reinterpret_cast<const Bytef *>(bytes.data()) + at, part);
    at += part;
  }
  return uint32_t(sum);
}

std::string aec::runtime::compressedBytes(const CompressedFile &file) {
  const Arrangement &lies = file.arrangement;
  Writer writer;
  writer.content = kMagic;
  writer.number(kVersion, 1);
  writer.number(uint64_t(file.level), 1);
  writer.number(kFixedBytes + 8 * lies.shape.size(), 2);
  writer.number(file.model, 8);
  writer.number(uint64_t(file.type), 1);
  writer.number(uint64_t(lies.kind), 1);
  writer.number((file.text ? Text : 0) | (file.corrected ? Corrected : 0) |
                    (lies.columnsFirst ? ColumnsFirst : 0),
                1);
  writer.number(file.decimals < 0 ? kNoDecimals : uint64_t(file.decimals), 1);
  for (int64_t value :
       {lies.window, lies.tileChannels, lies.tileHeight, lies.tileWidth})
    writer.number(uint64_t(value), 4);
  for (double value : {file.maxError, file.scale, file.rate})
    writer.real(value);
  writer.number(file.values, 8);
  writer.number(file.payload.size(), 8);
  for (int64_t dim : lies.shape)
    writer.number(uint64_t(dim), 8);
  writer.content += file.payload;
  writer.number(crc(writer.content, writer.content.size()), 4);
  return std::move(writer.content);
}

/// Checks what must be right for any field to be read.
static void checkFrame(const std::string &path, const std::string &bytes) {
  if (bytes.compare(0, std::min(bytes.size(), kMagic.size()), kMagic, 0,
                    std::min(bytes.size(), kMagic.size())) != 0)
    fail(path, " is no file that compress wrote");
  if (bytes.size() < kFixedBytes + 4)
    fail(path, " is truncated: a header takes ", kFixedBytes,
         " bytes and more, found ", bytes.size());
  Reader reader(path, bytes);
  reader.number(8);
  if (uint64_t version = reader.number(1); version != kVersion)
    fail(path, " has version ", version, " of the format; this program reads ",
         kVersion);
}

static void checkReal(const std::string &path, const char *what, double value,
                      bool positive) {
  if (!std::isfinite(value) || value < 0 || (positive && value == 0))
    fail(path, ": its ", what, " is ", value, ", expected a finite number ",
         positive ? "above 0" : "of at least 0");
}

static void readFields(CompressedFile &file, Reader &reader) {
  Arrangement &lies = file.arrangement;
  file.model = reader.number(8);
  file.type = ElementType(
      reader.below(1, uint64_t(ElementType::F64), "type of values"));
  lies.kind = Arrangement::Kind(
      reader.below(1, Arrangement::Tiles, "arrangement of samples"));
  uint64_t flags =
      reader.below(1, Text | Corrected | ColumnsFirst, "set of flags");
  file.text = flags & Text;
  file.corrected = flags & Corrected;
  lies.columnsFirst = flags & ColumnsFirst;
  uint64_t decimals = reader.number(1);
  if (decimals > kMostDecimals && decimals != kNoDecimals)
    fail(file.path, ": its number of decimals is ", decimals,
         ", expected at most ", kMostDecimals);
  file.decimals = decimals == kNoDecimals ? -1 : int(decimals);
  for (int64_t *value :
       {&lies.window, &lies.tileChannels, &lies.tileHeight, &lies.tileWidth})
    *value = reader.size(4, "size of samples");
  file.maxError = reader.real();
  file.scale = reader.real();
  file.rate = reader.real();
  checkReal(file.path, "largest error", file.maxError, false);
  checkReal(file.path, "scale", file.scale, true);
  checkReal(file.path, "rate", file.rate, false);
}

/// What the kinds of files have, and have not.
static void checkFields(const CompressedFile &file) {
  const Arrangement &lies = file.arrangement;
  bool windows = lies.kind == Arrangement::Windows;
  bool tiles = lies.kind == Arrangement::Tiles;
  bool tiled = lies.tileChannels || lies.tileHeight || lies.tileWidth;
  if ((lies.window > 0) != windows || (lies.columnsFirst && !windows) ||
      (tiled && !tiles))
    fail(file.path, ": its samples are of two kinds");
  if (isInteger(file.type) && file.decimals != 0)
    fail(file.path, ": its whole numbers have decimals");
  if (file.text && file.type != ElementType::U8)
    fail(file.path, ": its text is no bytes");
  if (!file.corrected && file.maxError != 0)
    fail(file.path, ": it bounds errors and has no corrections");
  if (file.corrected && !file.text && file.decimals < 0 && file.maxError == 0)
    fail(file.path, ": it bounds errors by 0 where numbers have no last digit");
}

CompressedFile aec::runtime::parseCompressed(const std::string &path,
                                             const std::string &bytes) {
  checkFrame(path, bytes);
  Reader reader(path, bytes);
  reader.number(8);
  reader.number(1);
  CompressedFile file;
  file.path = path;
  file.level = int64_t(reader.number(1));
  uint64_t header = reader.number(2);
  uint64_t rank = (header - kFixedBytes) / 8;
  if (header < kFixedBytes + 8 || header % 8 || rank > kMostRank)
    fail(path, ": its header has ", header, " bytes, expected ",
         kFixedBytes + 8, " to ", kFixedBytes + 8 * kMostRank, " by eights");
  if (bytes.size() < header + 4)
    fail(path, " is truncated: its header takes ", header, " bytes, found ",
         bytes.size());
  if (Reader(path, bytes, bytes.size() - 4).number(4) !=
      crc(bytes, bytes.size() - 4))
    fail(path, " is damaged: its checksum is not that of its content");
  if (file.level > AEC_CPU_X86_64_V4)
    fail(path, ": its CPU level is ", file.level, ", expected at most ",
         AEC_CPU_X86_64_V4);
  readFields(file, reader);
  file.values = reader.number(8);
  uint64_t payload = reader.number(8);
  if (payload != bytes.size() - header - 4)
    fail(path, ": its header announces ", payload, " coded bytes, found ",
         bytes.size() - header - 4);
  for (uint64_t at = 0; at < rank; ++at)
    file.arrangement.shape.push_back(reader.size(8, "dimension"));
  checkFields(file);
  file.payload = bytes.substr(header, payload);
  return file;
}
