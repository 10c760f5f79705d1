//===- ZipArchive.cpp - APPNOTE.TXT 6.3, what NumPy writes of it ----------===//
//
// The directory at the end counts; the headers in front of the members must say
// the same, unless they leave sizes to a descriptor (flag 3) as writers to
// pipes do.
//
//===----------------------------------------------------------------------===//
#include "ZipArchive.h"

#include "../Error.h"

#include <algorithm>
#include <memory>
#include <set>
#include <zlib.h>

using namespace aec::runtime;

namespace {
enum Flags { Encrypted = 1, Descriptor = 8, Strong = 64, Masked = 8192 };
enum Method { Stored = 0, Deflated = 8 };
constexpr uint64_t kNone16 = 0xffff, kNone32 = 0xffffffff;
} // namespace

void ZipArchive::broken(const std::string &what) const {
  fail(path, " is not a valid .npz file: ", what);
}

/// A little-endian number of `width` bytes.
uint64_t ZipArchive::number(uint64_t at, int width) const {
  if (at > bytes.size() || bytes.size() - at < uint64_t(width))
    broken("it is truncated");
  uint8_t read[8];
  bytes.read(at, read, uint64_t(width));
  uint64_t value = 0;
  for (int byte = 0; byte < width; ++byte)
    value |= uint64_t(read[byte]) << (8 * byte);
  return value;
}

/// The record at the end, behind which only its comment stands.
uint64_t ZipArchive::findEnd() const {
  constexpr uint64_t record = 22;
  uint64_t length = std::min<uint64_t>(bytes.size(), record + kNone16);
  uint64_t first = bytes.size() - length;
  std::string tail = bytes.text(first, length);
  for (size_t end = tail.rfind("PK\x05\x06"); end != std::string::npos;
       end = end ? tail.rfind("PK\x05\x06", end - 1) : std::string::npos)
    if (length - end >= record &&
        end + record + number(first + end + 20, 2) == length)
      return first + end;
  broken("it has no directory; was the download cut?");
}

/// Replaces what did not fit by what the record of Zip64 says.
void ZipArchive::readZip64End(Directory &directory) const {
  constexpr uint64_t locator = 20, record = 56;
  if (directory.end < locator + record ||
      number(directory.end - locator, 4) != 0x07064b50)
    broken("its Zip64 directory is missing");
  uint64_t at = number(directory.end - locator + 8, 8);
  if (at > directory.end - locator - record || number(at, 4) != 0x06064b50 ||
      number(at + 4, 8) != directory.end - locator - at - 12)
    broken("its Zip64 directory is damaged");
  if (number(at + 16, 4) || number(at + 20, 4) ||
      number(at + 24, 8) != number(at + 32, 8))
    broken("it is one of several parts");
  directory = {number(at + 32, 8), number(at + 40, 8), number(at + 48, 8), at};
}

ZipArchive::Directory ZipArchive::readEnd() const {
  uint64_t end = findEnd();
  Directory directory{number(end + 10, 2), number(end + 12, 4),
                      number(end + 16, 4), end};
  if (number(end + 4, 2) || number(end + 6, 2) ||
      number(end + 8, 2) != directory.count)
    broken("it is one of several parts");
  if (directory.count == kNone16 || directory.size == kNone32 ||
      directory.offset == kNone32)
    readZip64End(directory);
  if (directory.offset > directory.end ||
      directory.size != directory.end - directory.offset)
    broken("its directory does not end where it says");
  return directory;
}

/// Sizes and offsets that did not fit into 32 bits, in this order.
void ZipArchive::readZip64(std::vector<uint64_t *> values, uint64_t at,
                           uint64_t length) const {
  uint64_t end = at + length;
  while (at < end) {
    uint64_t kind = number(at, 2), size = number(at + 2, 2);
    if (end - at < 4 || size > end - at - 4)
      broken("an extra field is damaged");
    uint64_t field = at + 4, rest = size;
    for (uint64_t *value : values) {
      if (kind != 1 || *value != kNone32)
        continue;
      if (rest < 8)
        broken("an extra field is damaged");
      *value = number(field, 8);
      field += 8;
      rest -= 8;
    }
    at += 4 + size;
  }
}

ZipMember ZipArchive::readEntry(uint64_t &at, uint64_t end) const {
  constexpr uint64_t record = 46;
  if (end - at < record || number(at, 4) != 0x02014b50)
    broken("its directory is damaged");
  ZipMember member;
  member.flags = number(at + 8, 2);
  member.method = number(at + 10, 2);
  member.checksum = number(at + 16, 4);
  member.packed = number(at + 20, 4);
  member.size = number(at + 24, 4);
  member.offset = number(at + 42, 4);
  uint64_t name = number(at + 28, 2), extra = number(at + 30, 2);
  uint64_t comment = number(at + 32, 2);
  if (name + extra + comment > end - at - record)
    broken("its directory is damaged");
  member.name = bytes.text(at + record, name);
  if (number(at + 34, 2))
    broken("it is one of several parts");
  readZip64({&member.size, &member.packed, &member.offset}, at + record + name,
            extra);
  at += record + name + extra + comment;
  return member;
}

/// Compares the header in front of a member with the directory's entry, and
/// finds the member's bytes.
void ZipArchive::readLocal(ZipMember &member, uint64_t directory) const {
  constexpr uint64_t record = 30;
  std::string name = quote(member.name);
  uint64_t at = member.offset;
  if (at > directory || directory - at < record || number(at, 4) != 0x04034b50)
    broken("the header of member " + name + " is damaged");
  uint64_t packed = number(at + 18, 4), size = number(at + 22, 4);
  uint64_t nameLength = number(at + 26, 2), extra = number(at + 28, 2);
  if (nameLength + extra > directory - at - record)
    broken("the header of member " + name + " is damaged");
  readZip64({&size, &packed}, at + record + nameLength, extra);
  bool later = member.flags & Descriptor;
  if (number(at + 6, 2) != member.flags || number(at + 8, 2) != member.method ||
      bytes.text(at + record, nameLength) != member.name ||
      (!later && (number(at + 14, 4) != member.checksum ||
                  packed != member.packed || size != member.size)))
    broken("the header of member " + name + " contradicts the directory");
  member.data = at + record + nameLength + extra;
  if (member.packed > directory - member.data)
    broken("member " + name + " reaches into the directory");
  if (member.flags & (Encrypted | Strong | Masked))
    broken("member " + name + " is encrypted");
  if (member.method != Stored && member.method != Deflated)
    broken(concat("member ", name, " is packed by method ", member.method,
                  ", expected 0 (stored) or 8 (deflated)"));
  if (member.method == Stored && member.packed != member.size)
    broken("member " + name + " is stored, and has two sizes");
}

void ZipArchive::checkNames() const {
  std::set<std::string> names;
  for (const ZipMember &member : list) {
    if (member.name.empty() || printable(member.name) != member.name)
      broken("a member is called " + quote(member.name));
    if (!names.insert(member.name).second)
      broken("it has member " + quote(member.name) + " twice");
  }
}

void ZipArchive::checkOverlaps() const {
  std::vector<const ZipMember *> order;
  for (const ZipMember &member : list)
    order.push_back(&member);
  std::sort(order.begin(), order.end(),
            [](auto *a, auto *b) { return a->offset < b->offset; });
  for (size_t at = 1; at < order.size(); ++at)
    if (order[at]->offset < order[at - 1]->data + order[at - 1]->packed)
      broken("member " + quote(order[at]->name) + " overlaps another");
}

ZipArchive::ZipArchive(const ZipBytes &bytes, const std::string &path)
    : bytes(bytes), path(path) {
  Directory directory = readEnd();
  uint64_t at = directory.offset;
  for (uint64_t entry = 0; entry < directory.count; ++entry) {
    list.push_back(readEntry(at, directory.end));
    readLocal(list.back(), directory.offset);
  }
  if (at != directory.end)
    broken("its directory has more than its " +
           countText(int64_t(directory.count), "entry"));
  checkNames();
  checkOverlaps();
}

namespace {
/// The bytes of one member, unpacked piece by piece.
class MemberReader {
public:
  MemberReader(const ZipBytes &bytes, const ZipMember &member,
               const std::string &path);
  ~MemberReader() { inflateEnd(&stream); }
  MemberReader(const MemberReader &) = delete;
  MemberReader &operator=(const MemberReader &) = delete;

  int64_t readSome(void *to, int64_t count);

private:
  [[noreturn]] void broken(const char *what) const {
    fail(path, " is not a valid .npz file: member ", quote(member.name), what);
  }
  void fill();
  int64_t inflateSome(void *to, int64_t count);
  int64_t copySome(void *to, int64_t count);
  void finish() const;

  const ZipBytes &bytes;
  ZipMember member;
  std::string path;
  z_stream stream = {};
  std::vector<Bytef> piece;
  uint64_t consumed = 0, produced = 0;
  uLong checksum = crc32(0, nullptr, 0);
  bool ended = false;
};
} // namespace

MemberReader::MemberReader(const ZipBytes &bytes, const ZipMember &member,
                           const std::string &path)
    : bytes(bytes), member(member), path(path) {
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
    fail("cannot read ", path, ": not enough memory");
}

int64_t MemberReader::copySome(void *to, int64_t count) {
  auto got = std::min<uint64_t>(uint64_t(count), member.packed - consumed);
  bytes.read(member.data + consumed, to, got);
  consumed += got;
  ended = consumed == member.packed;
  return int64_t(got);
}

/// More of the packed bytes; fewer than zlib's 32 bits count.
void MemberReader::fill() {
  constexpr uint64_t most = 1 << 16;
  piece.resize(std::min(most, member.packed - consumed));
  bytes.read(member.data + consumed, piece.data(), piece.size());
  consumed += piece.size();
  stream.next_in = piece.data();
  stream.avail_in = uInt(piece.size());
}

int64_t MemberReader::inflateSome(void *to, int64_t count) {
  stream.next_out = static_cast<Bytef *>(to);
  stream.avail_out = uInt(count);
  while (!ended && stream.avail_out == uInt(count)) {
    if (stream.avail_in == 0)
      fill();
    bool none = stream.avail_in == 0;
    int status = inflate(&stream, Z_NO_FLUSH);
    ended = status == Z_STREAM_END;
    if ((status != Z_OK && !ended) || (none && !ended))
      broken(" does not unpack");
  }
  return count - int64_t(stream.avail_out);
}

void MemberReader::finish() const {
  if (produced != member.size || consumed != member.packed || stream.avail_in)
    broken(" does not unpack to its size");
  if (checksum != member.checksum)
    broken(" has another checksum than its content");
}

int64_t MemberReader::readSome(void *to, int64_t count) {
  constexpr int64_t most = 1 << 24;
  count = std::min(count, most);
  if (ended || count == 0)
    return 0;
  int64_t got =
      member.method == Stored ? copySome(to, count) : inflateSome(to, count);
  produced += uint64_t(got);
  if (produced > member.size)
    broken(" does not unpack to its size");
  checksum = crc32(checksum, static_cast<const Bytef *>(to), uInt(got));
  if (ended)
    finish();
  return got;
}

Pull ZipArchive::open(const ZipMember &member) const {
  auto reader = std::make_shared<MemberReader>(bytes, member, path);
  return
      [reader](void *to, int64_t count) { return reader->readSome(to, count); };
}
