//===- PngChunks.cpp - The frame of a PNG, strictly -----------------------===//
//
// libpng reads what it can: it takes a picture without its end, and ignores
// checksums of chunks that it does not need. Data must not be read so; this
// walks the chunks first (W3C PNG, third edition, sections 5 and 11.2).
//
//===----------------------------------------------------------------------===//
#include "PngChunks.h"

#include "../Error.h"

#include <cctype>
#include <cstring>
#include <zlib.h>

using namespace aec::runtime;

namespace {
class ChunkWalk {
public:
  ChunkWalk(const std::string &bytes, const std::string &path)
      : bytes(bytes), path(path) {}
  PngHeader run();

private:
  template <typename... Parts>
  [[noreturn]] void broken(const Parts &...parts) const {
    fail(path, " is not a valid PNG picture: ", parts...);
  }
  uint32_t number(size_t at) const;
  void next();
  void header();
  void palette() const;
  void place();

  const std::string &bytes;
  const std::string &path;
  size_t at = 0;      // of the next chunk
  size_t content = 0; // of this one's bytes
  uint32_t length = 0;
  std::string type, before;
  PngHeader result;
  int depth = 0, kind = 0;
  bool hasPalette = false, hasData = false;
};
} // namespace

/// Big-endian.
uint32_t ChunkWalk::number(size_t from) const {
  uint32_t value = 0;
  for (size_t byte = 0; byte < 4; ++byte)
    value = value << 8 | uint8_t(bytes[from + byte]);
  return value;
}

/// Moves to the next chunk and checks its frame.
void ChunkWalk::next() {
  size_t rest = bytes.size() - at;
  if (rest < 12)
    broken("it is truncated: a chunk takes at least 12 bytes, found ", rest);
  length = number(at);
  type = bytes.substr(at + 4, 4);
  for (unsigned char c : type)
    if (c > 127 || !std::isalpha(c))
      broken("chunk ", quote(type), " at byte ", at, " is none");
  if (length > rest - 12)
    broken("it is truncated: chunk ", quote(type), " takes ", length,
           " bytes, found ", rest - 12);
  content = at + 8;
  auto *first = reinterpret_cast<const Bytef *>(bytes.data() + at + 4);
  if (crc32(crc32(0, nullptr, 0), first, length + 4) !=
      number(content + length))
    broken("chunk ", quote(type), " at byte ", at,
           " has another checksum than its content");
  at = content + length + 4;
}

void ChunkWalk::header() {
  if (type != "IHDR" || length != 13)
    broken("its first chunk is ", quote(type), " of ", length,
           " bytes, expected \"IHDR\" of 13");
  result.width = number(content);
  result.height = number(content + 4);
  depth = uint8_t(bytes[content + 8]);
  kind = uint8_t(bytes[content + 9]);
  if (!result.width || !result.height || result.width > INT32_MAX ||
      result.height > INT32_MAX)
    broken("it has ", result.height, "x", result.width, " pixels");
  bool whole = depth == 8 || depth == 16;
  bool small = depth == 1 || depth == 2 || depth == 4;
  bool known = kind == 0   ? whole || small
               : kind == 3 ? depth == 8 || small
                           : whole && (kind == 2 || kind == 4 || kind == 6);
  if (!known)
    broken("no picture has colour type ", kind, " with ", depth, " bits");
  result.colour = kind & 2;
  const char *const names[] = {"compression", "filter", "interlace"};
  const int most[] = {0, 0, 1};
  for (size_t field = 0; field < 3; ++field)
    if (int value = uint8_t(bytes[content + 10 + field]); value > most[field])
      broken("its ", names[field], " method is ", value, ", expected at most ",
             most[field]);
}

void ChunkWalk::palette() const {
  if (hasPalette || hasData)
    broken("its palette stands in the wrong place");
  bool allowed = kind & 2; // 2, 3, 6
  bool fits = length % 3 == 0 && length > 0 && length <= 256 * 3;
  if (!allowed || !fits || (kind == 3 && length / 3 > 1u << depth))
    broken("its palette of ", length, " bytes does not fit colour type ", kind,
           " with ", depth, " bits");
}

/// What may stand where.
void ChunkWalk::place() {
  if (type == "IHDR")
    broken("it has chunk \"IHDR\" twice");
  if (type == "PLTE") {
    palette();
    hasPalette = true;
  } else if (type == "IDAT") {
    if (kind == 3 && !hasPalette)
      broken("it has no palette in front of its pixels");
    if (hasData && before != "IDAT")
      broken("its pixels are interrupted by chunk ", quote(before));
    hasData = true;
  } else if (type == "IEND") {
    if (!hasData)
      broken("it has no pixels");
    if (length != 0 || at != bytes.size())
      broken("it has bytes behind its end");
  } else if (type[0] >= 'A' && type[0] <= 'Z') {
    broken("chunk ", quote(type), " is needed to read it and not known");
  }
}

PngHeader ChunkWalk::run() {
  constexpr char signature[] = "\x89PNG\r\n\x1a\n";
  if (bytes.compare(0, 8, signature, 8) != 0)
    broken("its signature is damaged");
  at = 8;
  next();
  header();
  while (type != "IEND") {
    before = type;
    next();
    place();
  }
  return result;
}

PngHeader aec::runtime::checkPng(const std::string &bytes,
                                 const std::string &path) {
  return ChunkWalk(bytes, path).run();
}
