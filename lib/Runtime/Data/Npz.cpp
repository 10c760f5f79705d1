//===- Npz.cpp - NumPy's archives of arrays -------------------------------===//
//
// A zip archive with an .npy a name (numpy.lib.format). One array is unpacked,
// piece by piece, and its header is seen before its data.
//
//===----------------------------------------------------------------------===//
#include "Array.h"
#include "ByteSource.h"
#include "Error.h"
#include "ZipArchive.h"

using namespace aec::runtime;

/// "images" for "images.npy".
static std::string arrayName(const std::string &member) {
  size_t size = member.size();
  return size > 4 && member.substr(size - 4) == ".npy"
             ? member.substr(0, size - 4)
             : member;
}

/// The array asked for by name, or the only one.
static const ZipMember &choose(const ZipArchive &archive,
                               const std::string &wanted,
                               const std::string &path) {
  std::string names;
  for (const ZipMember &member : archive.members()) {
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
  ZipBytes bytes(source);
  ZipArchive archive(bytes, source.path());
  const ZipMember &member = choose(archive, options.member, source.path());
  std::string name = source.path() + ":" + arrayName(member.name);
  if (member.size > uint64_t(INT64_MAX))
    fail(name, " has ", member.size, " bytes");
  ByteSource content(name, archive.open(member), int64_t(member.size));
  content.setLimit(source.limit());
  if (content.peek().substr(0, 6) != "\x93NUMPY")
    fail(name, " is no .npy array");
  Array array = readNpy(content, options);
  std::string detail = array.detail.empty() ? "" : ", " + array.detail;
  array.detail = concat("array ", quote(arrayName(member.name)), " of ",
                        countText(archive.members().size(), "array"), detail);
  return array;
}
