//===- NpzCases.cpp - .npz: every field of a zip archive ------------------===//
//
// An archive is made of structures whose fields are named, so that each can be
// set to each extreme value while the rest stays as a writer leaves it.
//
//===----------------------------------------------------------------------===//
#include "Bytes.h"
#include "Cases.h"

#include <map>

using namespace aec::hostile;

namespace {
struct Field {
  const char *name;
  int width;
  uint64_t value;
  /// Readers pass over it.
  bool ignored = false;
};
using Record = std::vector<Field>;

/// One member and what the archive says of it.
struct Member {
  std::string name, stored;
  Record local, central;
  std::string localExtra, centralExtra;
};

struct Archive {
  std::vector<Member> members;
  Record end;
  std::string comment;

  std::string bytes() const;
};
} // namespace

static std::string written(const Record &record) {
  std::string result;
  for (const Field &field : record)
    result += little(field.value, field.width);
  return result;
}

static Field &fieldOf(Record &record, const std::string &name) {
  for (Field &field : record)
    if (name == field.name)
      return field;
  std::abort();
}

std::string Archive::bytes() const {
  std::string result, directory;
  for (const Member &member : members) {
    result +=
        written(member.local) + member.name + member.localExtra + member.stored;
    directory += written(member.central) + member.name + member.centralExtra;
  }
  return result + directory + written(end) + comment;
}

static Member memberOf(const std::string &name, const std::string &content,
                       bool packed, uint64_t offset) {
  Member member;
  member.name = name;
  member.stored = packed ? deflated(content) : content;
  uint64_t method = packed ? 8 : 0, sum = checksum(content);
  uint64_t small = member.stored.size(), size = content.size();
  member.local = {{"signature", 4, 0x04034b50},
                  {"version", 2, 20, true},
                  {"flags", 2, 0},
                  {"method", 2, method},
                  {"time", 2, 0, true},
                  {"date", 2, 33, true},
                  {"checksum", 4, sum},
                  {"packed", 4, small},
                  {"size", 4, size},
                  {"name-length", 2, name.size()},
                  {"extra-length", 2, 0}};
  member.central = {{"signature", 4, 0x02014b50},
                    {"made-by", 2, 20, true},
                    {"version", 2, 20, true},
                    {"flags", 2, 0},
                    {"method", 2, method},
                    {"time", 2, 0, true},
                    {"date", 2, 33, true},
                    {"checksum", 4, sum},
                    {"packed", 4, small},
                    {"size", 4, size},
                    {"name-length", 2, name.size()},
                    {"extra-length", 2, 0},
                    {"comment-length", 2, 0},
                    {"disk", 2, 0},
                    {"internal", 2, 0, true},
                    {"external", 4, 0, true},
                    {"offset", 4, offset}};
  return member;
}

static Archive
archiveOf(const std::vector<std::pair<std::string, std::string>> &contents,
          bool packed) {
  Archive archive;
  uint64_t offset = 0, directory = 0;
  for (const auto &[name, content] : contents) {
    archive.members.push_back(memberOf(name, content, packed, offset));
    offset += 30 + name.size() + archive.members.back().stored.size();
    directory += 46 + name.size();
  }
  uint64_t count = contents.size();
  archive.end = {{"signature", 4, 0x06054b50},
                 {"disk", 2, 0},
                 {"directory-disk", 2, 0},
                 {"count-here", 2, count},
                 {"count", 2, count},
                 {"directory-size", 4, directory},
                 {"directory-offset", 4, offset},
                 {"comment-length", 2, 0}};
  return archive;
}

static Archive goodArchive(bool packed) {
  return archiveOf({{"x.npy", goodNpy()}, {"y.npy", goodNpy(3)}}, packed);
}

static const std::string kInvalid = " is not a valid .npz file: ";

/// Each field of one record at its extremes.
static void addFields(Cases &cases, const std::string &name, bool packed,
                      const std::function<Record &(Archive &)> &recordOf) {
  Archive good = goodArchive(packed);
  for (const Field &field : recordOf(good))
    for (uint64_t value : extremes(field.value, 8 * field.width)) {
      Archive archive = goodArchive(packed);
      fieldOf(recordOf(archive), field.name).value = value;
      std::string title = text(packed ? "packed-" : "stored-", name, "-",
                               field.name, "-is-", value);
      if (field.ignored)
        cases.take(title, archive.bytes());
      else
        // Without its signature it is no archive at all.
        cases.refuse(
            title, archive.bytes(),
            title.find("local-signature") == std::string::npos ? kInvalid : "");
    }
}

static void addFlags(Cases &cases) {
  for (int bit = 0; bit < 16; ++bit) {
    Archive archive = goodArchive(true);
    Member &member = archive.members[0];
    uint64_t flags = 1ull << bit;
    fieldOf(member.local, "flags").value = flags;
    fieldOf(member.central, "flags").value = flags;
    std::string name = text("flag-", bit);
    if (bit == 0 || bit == 6 || bit == 13)
      cases.refuse(name, archive.bytes(), "is encrypted");
    else
      cases.take(name, archive.bytes());
  }
  // Sizes that come behind the member stand in the directory all the same.
  Archive archive = goodArchive(true);
  Member &member = archive.members[0];
  for (const char *field : {"flags"})
    fieldOf(member.local, field).value = fieldOf(member.central, field).value =
        8;
  for (const char *field : {"checksum", "packed", "size"})
    fieldOf(member.local, field).value = 0;
  cases.take("descriptor", archive.bytes());
}

static void addMethods(Cases &cases) {
  for (uint64_t method : {1, 2, 6, 7, 9, 12, 14, 93, 95, 98, 99, 65535}) {
    Archive archive = goodArchive(true);
    fieldOf(archive.members[0].local, "method").value = method;
    fieldOf(archive.members[0].central, "method").value = method;
    cases.refuse(text("method-", method), archive.bytes(),
                 text("is packed by method ", method, ", expected 0"));
  }
  for (bool packed : {false, true}) {
    Archive archive = goodArchive(packed);
    fieldOf(archive.members[0].local, "method").value = packed ? 0 : 8;
    fieldOf(archive.members[0].central, "method").value = packed ? 0 : 8;
    cases.refuse(packed ? "packed-as-stored" : "stored-as-packed",
                 archive.bytes(), packed ? "has two sizes" : "does not unpack");
  }
}

/// Both headers lie alike: only the content shows it.
static void addAgreedLies(Cases &cases) {
  for (bool packed : {false, true})
    for (const char *field : {"checksum", "packed", "size"}) {
      uint64_t good =
          fieldOf(goodArchive(packed).members[0].local, field).value;
      for (uint64_t value : extremes(good, 32)) {
        Archive archive = goodArchive(packed);
        fieldOf(archive.members[0].local, field).value = value;
        fieldOf(archive.members[0].central, field).value = value;
        cases.refuse(
            text(packed ? "packed" : "stored", "-agreed-", field, "-", value),
            archive.bytes(), std::string(field) == "size" ? "" : kInvalid);
      }
    }
}

static void addNames(Cases &cases) {
  const std::pair<const char *, std::string> bad[] = {
      {"empty", ""},
      {"nul", std::string("x\0.npy", 6)},
      {"escape", "\x1b[2Jx.npy"},
      {"line", "x\ny.npy"},
      {"not-utf-8", "\xff\xfe.npy"},
      {"turned", "x\xe2\x80\xaeypn.npy"},
      {"half-character", "x\xc3"},
      {"delete", "x\x7f.npy"}};
  for (const auto &[name, member] : bad)
    cases.refuse(text("name-", name),
                 archiveOf({{member, goodNpy()}}, true).bytes(),
                 " is not a valid .npz file: a member is called ");
  for (const char *name : {"x.npy", "y.npy"})
    cases.refuse(
        text("name-twice-", name),
        archiveOf({{name, goodNpy()}, {name, goodNpy()}}, true).bytes(),
        "twice");
  // Nothing is written, so paths are names like others.
  for (const char *name : {"../x.npy", "/etc/passwd", "a/b.npy", "C:\\x.npy",
                           "x.npy.npy", "..", "x"})
    cases.take(text("name-", name),
               archiveOf({{name, goodNpy()}}, true).bytes());
  cases.refuse(
      "name-wrong",
      archiveOf({{"a.npy", goodNpy()}, {"b.npy", goodNpy()}}, true).bytes(),
      "holds 2 arrays (\"a\", \"b\"), expected one, or one called");
  Archive other = goodArchive(true);
  other.members[0].name[0] = 'z';
  std::string bytes = other.bytes();
  bytes[30] = 'x';
  cases.refuse("name-differs", bytes, "contradicts the directory");
}

static void addContents(Cases &cases) {
  const std::pair<const char *, std::string> bad[] = {
      {"nothing", ""},
      {"text", "1,2,3\n"},
      {"idx", idx(8, {2, 16}, zeros(32))},
      {"pickle", "\x80\x04\x95."},
      {"half-magic", "\x93NUM"}};
  for (bool packed : {false, true})
    for (const auto &[name, content] : bad)
      cases.refuse(text(packed ? "packed-" : "stored-", name),
                   archiveOf({{"x.npy", content}}, packed).bytes(),
                   ":x is no .npy array");
  Cases inner = npyCases();
  for (size_t at = 0; at < inner.list.size(); at += 12) {
    const Case &one = inner.list[at];
    if (!one.valid && one.content.compare(0, 6, "\x93NUMPY") == 0)
      cases.refuse("member-" + one.name,
                   archiveOf({{"x.npy", one.content}}, at % 24 == 0).bytes(),
                   one.expected.find("takes") == std::string::npos
                       ? one.expected
                       : " is truncated");
  }
}

static void addLayout(Cases &cases) {
  std::string good = goodArchive(true).bytes();
  cases.take("good", good);
  cases.refuse("prefixed", "PK\x03\x04" + good, kInvalid);
  cases.refuse("with-bytes-more", good + "x", kInvalid);
  cases.refuse("twice", good + good, kInvalid);
  cases.refuse("empty", archiveOf({}, true).bytes(), "");
  Archive archive = goodArchive(true);
  fieldOf(archive.members[1].central, "offset").value = 0;
  cases.refuse("both-at-one-place", archive.bytes(), kInvalid);
  // The one's data holds the other's header: unpacked again and again.
  Archive inner = goodArchive(false);
  std::string nested = inner.bytes();
  for (int depth = 0; depth < 3; ++depth)
    nested = archiveOf({{"x.npy", nested}}, false).bytes();
  cases.refuse("nested", nested, ":x is no .npy array");
  for (size_t more : {1, 100, 65535}) {
    archive = goodArchive(true);
    archive.comment = std::string(more, 'c');
    cases.refuse(text("comment-not-announced-", more), archive.bytes(),
                 kInvalid);
    fieldOf(archive.end, "comment-length").value = more;
    cases.take(text("comment-", more), archive.bytes());
  }
  archive = goodArchive(true);
  archive.comment = "PK\x05\x06" + zeros(18);
  fieldOf(archive.end, "comment-length").value = archive.comment.size();
  cases.refuse("directory-in-the-comment", archive.bytes(), "");
}

/// A Zip64 field that stands for the sizes.
static std::string zip64(uint64_t size, uint64_t packed, uint64_t length = 16) {
  return little(1, 2) + little(length, 2) + little(size, 8) + little(packed, 8);
}

static void addZip64(Cases &cases) {
  auto build = [](const std::string &extra, bool local, bool central) {
    Archive archive = archiveOf({{"x.npy", goodNpy()}}, true);
    Member &member = archive.members[0];
    for (auto *record : {&member.local, &member.central}) {
      if (record == &member.local ? !local : !central)
        continue;
      fieldOf(*record, "size").value = fieldOf(*record, "packed").value =
          0xffffffff;
      fieldOf(*record, "extra-length").value = extra.size();
      (record == &member.local ? member.localExtra : member.centralExtra) =
          extra;
    }
    if (local)
      fieldOf(archive.end, "directory-offset").value += extra.size();
    if (central)
      fieldOf(archive.end, "directory-size").value += extra.size();
    return archive.bytes();
  };
  uint64_t size = goodNpy().size(), packed = deflated(goodNpy()).size();
  for (bool local : {false, true})
    for (bool central : {false, true}) {
      std::string where =
          text(local ? "-local" : "", central ? "-central" : "");
      if (!local && !central)
        continue;
      cases.take("zip64" + where, build(zip64(size, packed), local, central));
      for (uint64_t value : extremes(size, 64))
        cases.refuse(text("zip64", where, "-size-", value),
                     build(zip64(value, packed), local, central), "");
      for (uint64_t value : extremes(packed, 64))
        cases.refuse(text("zip64", where, "-packed-", value),
                     build(zip64(size, value), local, central), kInvalid);
      for (uint64_t length : {0, 1, 4, 8, 15, 17, 255, 65535})
        cases.refuse(text("zip64", where, "-length-", length),
                     build(zip64(size, packed, length), local, central),
                     kInvalid);
    }
}

Cases aec::hostile::npzCases() {
  Cases cases("npz", "x.npz");
  for (bool packed : {false, true}) {
    addFields(cases, "local", packed,
              [](Archive &a) -> Record & { return a.members[0].local; });
    addFields(cases, "central", packed,
              [](Archive &a) -> Record & { return a.members[0].central; });
    addFields(cases, "end", packed,
              [](Archive &a) -> Record & { return a.end; });
  }
  cases.cut(
      "good", goodArchive(true).bytes(), [](size_t) { return std::string(); },
      5);
  addFlags(cases);
  addMethods(cases);
  addAgreedLies(cases);
  addNames(cases);
  addContents(cases);
  addLayout(cases);
  addZip64(cases);
  return cases;
}
