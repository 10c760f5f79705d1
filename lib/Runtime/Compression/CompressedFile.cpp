//===- CompressedFile.cpp - The bitstream of compress ---------------------===//
//
// One way to write a number and no other: groups of seven bits without an empty
// last one (LEB128), reals without the zero bytes at their end. So every file
// that is read is one that compress writes, byte for byte.
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

static const std::string kMagic = "\x89"
                                  "aec";
static constexpr uint64_t kVersion = 2;
static constexpr uint64_t kNoDecimals = 15, kMostDecimals = 9;
/// Bytes of a header without its numbers of changing length, and of a checksum.
static constexpr size_t kFixedBytes = 16, kSumBytes = 4;

/// What integers of a type are divided by where nobody says otherwise: the
/// header leaves it out.
static double usualScale(const CompressedFile &file) {
  return isInteger(file.type) && !file.text ? typeMaximum(file.type) : 1;
}

namespace {
class Writer {
public:
  void number(uint64_t value, int bytes) {
    for (int at = 0; at < bytes; ++at)
      content += char(value >> (8 * at) & 255);
  }
  /// Seven bits a byte, lowest first; the highest bit says that more follow.
  void varying(uint64_t value) {
    for (; value > 127; value >>= 7)
      content += char(value | 128);
    content += char(value);
  }
  /// How many of its bytes, highest first, are not zeros at the end, and those.
  void real(double value) {
    uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    std::string bytes;
    for (; bits; bits <<= 8)
      bytes += char(bits >> 56);
    content += char(bytes.size());
    content += bytes;
  }
  std::string content;
};

/// Fields one behind the other; throws where they are at their end.
class Reader {
public:
  Reader(const std::string &path, const std::string &bytes, size_t end)
      : path(path), bytes(bytes), last(end) {}
  uint64_t byte() {
    if (place >= last)
      fail(path, ": its header ends behind its ", last, " bytes");
    return uint8_t(bytes[place++]);
  }
  uint64_t number(int count) {
    uint64_t value = 0;
    for (int at = 0; at < count; ++at)
      value |= byte() << (8 * at);
    return value;
  }
  int64_t size(const char *what);
  double real(const char *what, bool positive);
  size_t at() const { return place; }

private:
  const std::string &path, &bytes;
  size_t place = 0, last;
};
} // namespace

int64_t Reader::size(const char *what) {
  uint64_t value = 0;
  for (int shift = 0;; shift += 7) {
    uint64_t next = byte();
    if (shift > 56 || (next == 0 && shift > 0))
      fail(path, ": its ", what, " is not written as compress writes numbers");
    value |= (next & 127) << shift;
    if (next < 128)
      return int64_t(value);
  }
}

double Reader::real(const char *what, bool positive) {
  uint64_t bits = 0, count = byte(), next = 1;
  if (count > 8)
    fail(path, ": its ", what, " has ", count, " bytes, expected at most 8");
  for (uint64_t at = 0; at < count; ++at)
    bits |= (next = byte()) << (56 - 8 * at);
  if (next == 0)
    fail(path, ": its ", what, " is not written as compress writes numbers");
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  if (!std::isfinite(value) || std::signbit(value) || (positive && value == 0))
    fail(path, ": its ", what, " is ", value, ", expected a finite number ",
         positive ? "above 0" : "of at least 0");
  return value;
}

static uint32_t crc(const std::string &bytes, size_t count) {
  uLong sum = crc32(0, nullptr, 0);
  for (size_t at = 0; at < count;) {
    auto part = uInt(std::min<size_t>(count - at, 1 << 30));
    sum = crc32(sum, reinterpret_cast<const Bytef *>(bytes.data()) + at, part);
    at += part;
  }
  return uint32_t(sum);
}

/// A byte of several small fields.
static uint64_t kindByte(const CompressedFile &file) {
  bool scaled = file.scale != usualScale(file);
  return uint64_t(file.level) | uint64_t(file.arrangement.kind) << 3 |
         uint64_t(file.text) << 5 | uint64_t(file.corrected) << 6 |
         uint64_t(scaled) << 7;
}

/// Whether the header has a bound of errors.
static bool isBounded(const CompressedFile &file) {
  return file.corrected && !file.text;
}

std::string aec::runtime::compressedBytes(const CompressedFile &file) {
  const Arrangement &lies = file.arrangement;
  Writer writer;
  writer.content = kMagic;
  writer.number(kVersion, 1);
  writer.number(kindByte(file), 1);
  uint64_t decimals = file.decimals < 0 ? kNoDecimals : uint64_t(file.decimals);
  writer.number(uint64_t(file.type) | decimals << 4, 1);
  writer.number(lies.shape.size(), 1);
  writer.number(file.model, 4);
  writer.number(file.values, 4);
  for (int64_t dim : lies.shape)
    writer.varying(uint64_t(dim));
  if (file.scale != usualScale(file))
    writer.real(file.scale);
  if (isBounded(file))
    writer.real(file.maxError);
  if (lies.kind == Arrangement::Windows)
    writer.real(file.rate);
  writer.content += file.payload;
  writer.number(crc(writer.content, writer.content.size()), kSumBytes);
  return std::move(writer.content);
}

/// Checks what must be right for any field to be read.
static void checkFrame(const std::string &path, const std::string &bytes) {
  size_t known = std::min(bytes.size(), kMagic.size());
  if (bytes.compare(0, known, kMagic, 0, known) != 0)
    fail(path, " is no file that compress wrote");
  if (bytes.size() < kFixedBytes + kSumBytes)
    fail(path, " is truncated: a header takes ", kFixedBytes,
         " bytes and more, found ", bytes.size());
  if (uint8_t version = uint8_t(bytes[kMagic.size()]); version != kVersion)
    fail(path, " has version ", int(version),
         " of the format; this program reads ", kVersion);
  Writer sum;
  sum.number(crc(bytes, bytes.size() - kSumBytes), kSumBytes);
  if (bytes.compare(bytes.size() - kSumBytes, kSumBytes, sum.content) != 0)
    fail(path, " is damaged: its checksum is not that of its content");
}

/// A field of few values; `what` names it.
static uint64_t below(const CompressedFile &file, uint64_t value, uint64_t most,
                      const char *what) {
  if (value > most)
    fail(file.path, ": its ", what, " is ", value, ", expected at most ", most);
  return value;
}

/// The bytes of several small fields, and how many dimensions follow.
static uint64_t readKinds(CompressedFile &file, Reader &reader, bool &scaled) {
  uint64_t kinds = reader.byte();
  file.level = int64_t(below(file, kinds & 7, AEC_CPU_X86_64_V4, "CPU level"));
  file.arrangement.kind = Arrangement::Kind(below(
      file, kinds >> 3 & 3, Arrangement::Tiles, "arrangement of samples"));
  file.text = kinds >> 5 & 1;
  file.corrected = kinds >> 6 & 1;
  scaled = kinds >> 7;
  uint64_t type = reader.byte();
  file.type = ElementType(
      below(file, type & 15, uint64_t(ElementType::F64), "type of values"));
  if (type >> 4 != kNoDecimals)
    file.decimals =
        int(below(file, type >> 4, kMostDecimals, "number of decimals"));
  uint64_t rank = reader.byte();
  if (rank == 0)
    fail(file.path, ": it has no dimensions");
  return below(file, rank, kMostRank, "number of dimensions");
}

/// What the kinds of files have, and have not.
static void checkFields(const CompressedFile &file, bool scaled) {
  if (scaled && file.scale == usualScale(file))
    fail(file.path, ": its scale is the usual one, which is left out");
  if (isInteger(file.type) && file.decimals != 0)
    fail(file.path, ": its whole numbers have decimals");
  if (file.text && file.type != ElementType::U8)
    fail(file.path, ": its text is no bytes");
  if (isBounded(file) && file.decimals < 0 && file.maxError == 0)
    fail(file.path, ": it bounds errors by 0 where numbers have no last digit");
}

CompressedFile aec::runtime::parseCompressed(const std::string &path,
                                             const std::string &bytes) {
  checkFrame(path, bytes);
  size_t end = bytes.size() - kSumBytes;
  Reader reader(path, bytes, end);
  reader.number(int(kMagic.size()) + 1);
  CompressedFile file;
  file.path = path;
  bool scaled = false;
  uint64_t rank = readKinds(file, reader, scaled);
  file.model = uint32_t(reader.number(4));
  file.values = uint32_t(reader.number(4));
  for (uint64_t at = 0; at < rank; ++at)
    file.arrangement.shape.push_back(reader.size("dimension"));
  file.scale = scaled ? reader.real("scale", true) : usualScale(file);
  if (isBounded(file))
    file.maxError = reader.real("largest error", false);
  if (file.arrangement.kind == Arrangement::Windows)
    file.rate = reader.real("rate", false);
  checkFields(file, scaled);
  file.payload = bytes.substr(reader.at(), end - reader.at());
  return file;
}
