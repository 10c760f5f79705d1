//===- Npz.cpp - NumPy's archives of arrays -------------------------------===//
//
// A zip archive with an .npy a name (numpy.lib.format). The central directory
// says where each is; sizes in it are checked against the file and against what
// inflating gives, never trusted with memory. Zip64 is read for its sizes as
// NumPy writes it.
//
//===----------------------------------------------------------------------===//
#include "Array.h"
#include "ByteSource.h"
#include "Error.h"

#include <algorithm>
#include <map>
#include <zlib.h>

using namespace aec::runtime;

namespace {
/// One file of the archive.
struct Member {
  std::string name;
  uint64_t method = 0, packed = 0, size = 0, offset = 0;
};

/// Reads the directory and the members of an archive in memory.
class Archive {
public:
  Archive(const std::string &bytes, const std::string &path)
      : bytes(bytes), path(path) {
    readDirectory();
  }
  const std::vector<Member> &members() const { return list; }
  std::string content(const Member &member) const;

private:
  uint64_t number(uint64_t at, int width) const;
  void readDirectory();
  Member readEntry(uint64_t &at) const;
  void readZip64(Member &member, uint64_t at, uint64_t length) const;
  [[noreturn]] void broken(const char *what) const {
    fail(path, " is not a valid .npz file: ", what);
  }

  const std::string &bytes;
  const std::string &path;
  std::vector<Member> list;
};
} // namespace

/// A little-endian number of `width` bytes.
uint64_t Archive::number(uint64_t at, int width) const {
  if (at > bytes.size() || bytes.size() - at < uint64_t(width))
    broken("it is truncated");
  uint64_t value = 0;
  for (int byte = 0; byte < width; ++byte)
    value |= uint64_t(uint8_t(bytes[at + byte])) << (8 * byte);
  return value;
}

/// The sizes and the offset that did not fit into 32 bits, in this order.
void Archive::readZip64(Member &member, uint64_t at, uint64_t length) const {
  for (uint64_t end = at + length; at + 4 <= end;) {
    uint64_t kind = number(at, 2), size = number(at + 2, 2);
    uint64_t field = at + 4;
    if (kind == 1)
      for (uint64_t *value : {&member.size, &member.packed, &member.offset})
        if (*value == 0xffffffff) {
          *value = number(field, 8);
          field += 8;
        }
    at += 4 + size;
  }
}

Member Archive::readEntry(uint64_t &at) const {
  if (number(at, 4) != 0x02014b50)
    broken("its directory is damaged");
  Member member;
  member.method = number(at + 10, 2);
  member.packed = number(at + 20, 4);
  member.size = number(at + 24, 4);
  uint64_t nameLength = number(at + 28, 2), extra = number(at + 30, 2);
  uint64_t comment = number(at + 32, 2);
  member.offset = number(at + 42, 4);
  number(at + 46 + nameLength + extra, 0); // all of it is there
  member.name = bytes.substr(at + 46, nameLength);
  readZip64(member, at + 46 + nameLength, extra);
  at += 46 + nameLength + extra + comment;
  return member;
}

/// The record at the end, behind which only a comment of 64 KiB may stand.
void Archive::readDirectory() {
  size_t end = bytes.rfind("PK\x05\x06");
  if (end == std::string::npos)
    broken("it has no directory; was the download cut?");
  uint64_t count = number(end + 10, 2), at = number(end + 16, 4);
  for (uint64_t entry = 0; entry < count; ++entry)
    list.push_back(readEntry(at));
}

std::string Archive::content(const Member &member) const {
  // Names and extra fields of the local header have lengths of their own.
  if (number(member.offset, 4) != 0x04034b50)
    broken("a member's header is damaged");
  uint64_t start = member.offset + 30 + number(member.offset + 26, 2) +
                   number(member.offset + 28, 2);
  if (start > bytes.size() || bytes.size() - start < member.packed)
    broken("it is truncated");
  std::string packed = bytes.substr(start, member.packed);
  if (member.method == 0)
    return packed;
  if (member.method != 8)
    broken("a member is packed by another method than deflate");
  z_stream stream = {};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
    fail("not enough memory");
  stream.next_in = reinterpret_cast<Bytef *>(packed.data());
  stream.avail_in = uInt(packed.size());
  std::string result;
  int status = Z_OK;
  while (status == Z_OK && result.size() <= member.size) {
    size_t done = result.size();
    result.resize(done + (1 << 20));
    stream.next_out = reinterpret_cast<Bytef *>(result.data() + done);
    stream.avail_out = 1 << 20;
    status = inflate(&stream, Z_NO_FLUSH);
    result.resize(result.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (status != Z_STREAM_END || result.size() != member.size)
    broken("a member does not unpack to its size");
  return result;
}

/// "images" for "images.npy".
static std::string arrayName(const std::string &member) {
  size_t size = member.size();
  return size > 4 && member.substr(size - 4) == ".npy"
             ? member.substr(0, size - 4)
             : member;
}

/// The array asked for by name, or the only one.
static const Member &choose(const Archive &archive, const std::string &wanted,
                            const std::string &path) {
  std::string names;
  for (const Member &member : archive.members()) {
    if (arrayName(member.name) == wanted)
      return member;
    names += (names.empty() ? "" : ", ") + quote(arrayName(member.name));
  }
  if (archive.members().empty())
    fail(path, " holds no array");
  if (archive.members().size() > 1)
    fail(path, " holds ", archive.members().size(), " arrays (", names,
         "), expected one, or one called ", quote(wanted));
  return archive.members().front();
}

Array aec::runtime::readNpz(ByteSource &source, const ReadOptions &options) {
  std::string bytes;
  std::vector<char> chunk(1 << 20);
  while (int64_t got = source.readSome(chunk.data(), chunk.size()))
    bytes.append(chunk.data(), got);
  Archive archive(bytes, source.path());
  const Member &member = choose(archive, options.member, source.path());
  std::string name = source.path() + ":" + arrayName(member.name);
  ByteSource content(name, archive.content(member));
  if (content.peek().substr(0, 6) != "\x93NUMPY")
    fail(name, " is no .npy array");
  Array array = readNpy(content);
  array.detail = concat("array ", quote(arrayName(member.name)), " of ",
                        countText(archive.members().size(), "array"));
  return array;
}
