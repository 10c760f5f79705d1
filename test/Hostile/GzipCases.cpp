//===- GzipCases.cpp - gzip: header, deflate blocks, trailer --------------===//
#include "Bytes.h"
#include "Cases.h"

using namespace aec::hostile;

static const std::string kInvalid = " is not a valid gzip file: ";
static const std::string kShort = "is truncated: its gzip stream ends early";

static std::string content() { return idx(8, {2, 16}, zeros(32)); }

namespace {
/// A gzip stream, field by field (RFC 1952).
struct Stream {
  uint64_t method = 8, flags = 0;
  std::string time = little(0, 4), more = little(255 << 8, 2), optional;
  std::string body, trailer;

  explicit Stream(const std::string &content = ::content())
      : body(deflated(content)),
        trailer(little(checksum(content), 4) + little(content.size(), 4)) {}
  std::string header() const {
    return "\x1f\x8b" + little(method, 1) + little(flags, 1) + time + more +
           optional;
  }
  std::string bytes() const { return header() + body + trailer; }
};
} // namespace

static void addHeader(Cases &cases) {
  for (uint64_t method : {0, 1, 7, 9, 10, 127, 255}) {
    Stream stream;
    stream.method = method;
    cases.refuse(text("method-", method), stream.bytes(), kInvalid);
  }
  for (uint64_t flags = 32; flags < 256; flags += 16) {
    Stream stream;
    stream.flags = flags;
    cases.refuse(text("flags-", flags), stream.bytes(), kInvalid);
  }
  for (int bit = 0; bit < 8; ++bit)
    for (size_t at : {0, 1}) {
      std::string file = Stream().bytes();
      file[at] = char(file[at] ^ (1 << bit));
      cases.refuse(text("magic-", at, "-bit-", bit), file, "");
    }
  // Fields that are announced and not there are taken from the stream.
  for (uint64_t flags : {2, 4, 6, 8, 16, 24, 28, 30}) {
    Stream stream;
    stream.flags = flags;
    cases.refuse(text("flags-", flags, "-without-fields"), stream.bytes(), "");
  }
  for (uint64_t length : {1, 2, 4, 6, 255, 32767, 65535}) {
    Stream stream;
    stream.flags = 4;
    stream.optional = little(length, 2) + "abc";
    cases.refuse(text("extra-of-", length), stream.bytes(), "");
  }
  for (uint64_t sum : {0, 1, 32767, 65535}) {
    Stream stream;
    stream.flags = 2;
    stream.optional = little(sum, 2);
    cases.refuse(text("header-checksum-", sum), stream.bytes(),
                 kInvalid + "header crc mismatch");
  }
  Stream named;
  named.flags = 8 + 16;
  named.optional = std::string("../../etc/passwd\0\x1b[2J\0", 22);
  cases.take("name-is-a-path", named.bytes());
  Stream timed;
  timed.time = little(0xffffffff, 4);
  cases.take("time-all-ones", timed.bytes());
}

static void addBlocks(Cases &cases) {
  const std::pair<const char *, std::string> bodies[] = {
      {"reserved-type", "\x07"},
      {"reserved-type-all-ones", "\xff\xff\xff"},
      {"stored-lengths-differ", "\x01" + little(44, 2) + little(44, 2)},
      {"stored-lengths-zero", "\x01" + little(0, 2) + little(0, 2)},
      {"stored-length-lies",
       "\x01" + little(65535, 2) + little(0, 2) + content()},
      {"stored-never-last", std::string("\x00", 1) + little(44, 2) +
                                little(0xffff - 44, 2) + content()},
      {"dynamic-too-many-codes", "\xfd\xff\xff"},
      {"dynamic-empty", std::string("\x05\x00\x00\x00\x00", 5)},
      {"fixed-distance-too-far", "\x4b\x04\x12\x00"},
      {"fixed-invalid-code", "\x03\xc6\xff\xff"},
      {"nothing", ""}};
  for (const auto &[name, body] : bodies) {
    Stream stream;
    stream.body = body;
    cases.refuse(text("deflate-", name), stream.bytes(), "");
  }
  std::string good = Stream().bytes();
  size_t start = Stream().header().size();
  size_t last = start + Stream().body.size() - 1;
  for (size_t at = start; at < good.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      if (at == last && bit >= 4) // Behind the last block: padding.
        continue;
      std::string file = good;
      file[at] = char(file[at] ^ (1 << bit));
      cases.refuse(text("byte-", at, "-bit-", bit), file, "");
    }
}

static void addTrailer(Cases &cases) {
  for (uint64_t sum : extremes(checksum(content()), 32)) {
    Stream stream;
    stream.trailer.replace(0, 4, little(sum, 4));
    cases.refuse(text("checksum-", sum), stream.bytes(),
                 kInvalid + "incorrect data check");
  }
  for (uint64_t length : extremes(content().size(), 32)) {
    Stream stream;
    stream.trailer.replace(4, 4, little(length, 4));
    cases.refuse(text("length-", length), stream.bytes(),
                 kInvalid + "incorrect length check");
  }
}

/// The numbers announced, and what follows, in two streams.
static void addStreams(Cases &cases) {
  std::string all = content();
  std::string first = Stream(all.substr(0, 20)).bytes();
  std::string second = Stream(all.substr(20)).bytes();
  cases.take("two-streams", first + second);
  cases.take("empty-streams-between",
             Stream("").bytes() + first + Stream("").bytes() + second);
  for (size_t length = 0; length < second.size(); ++length)
    cases.refuse(text("second-stream-cut-to-", length),
                 first + second.substr(0, length),
                 length == 0   ? "is truncated: the IDX data"
                 : length == 1 ? "has bytes behind its gzip stream"
                               : kShort);
  cases.refuse("three-streams", first + second + second, "has bytes behind");
  cases.refuse("streams-in-another-order", second + first, "");
  cases.refuse("packed-twice", Stream(Stream().bytes()).bytes(), "");
  for (const std::string &tail :
       {std::string("x"), zeros(1), zeros(512), std::string("\x1f"),
        std::string("\x1f\x8c"), std::string(5000, 'x'), content()})
    cases.refuse(text("with-", tail.size(), "-bytes-of-", int(uint8_t(tail[0])),
                      "-behind"),
                 Stream().bytes() + tail, "has bytes behind its gzip stream");
}

/// Small files that unpack to more than may be held.
static void addBombs(Cases &cases) {
  const std::pair<const char *, std::string> bombs[] = {
      {"csv-of-ones", std::string(80 << 20, '1')},
      {"csv-of-blanks", std::string(80 << 20, ' ')},
      {"csv-of-line-ends", std::string(80 << 20, '\n')},
      {"zeros", zeros(80 << 20)},
      {"idx-beyond-the-limit", idx(8, {1u << 23, 16}, zeros(80 << 20))},
      {"idx-of-other-samples", idx(8, {60 << 20}, zeros(60 << 20))},
      {"npy-beyond-the-limit",
       npy("{'descr': '|u1', 'fortran_order': False, 'shape': (8388608, 16)}",
           zeros(80 << 20))},
      {"zip", "PK\x03\x04" + zeros(80 << 20)},
      {"png", "\x89PNG\r\n\x1a\n" + zeros(80 << 20)},
      {"wav", "RIFF" + zeros(4) + "WAVEdata" + zeros(80 << 20)}};
  for (const auto &[name, bomb] : bombs)
    cases.refuse(text("bomb-", name), Stream(bomb).bytes(), "");
}

Cases aec::hostile::gzipCases() {
  Cases cases("gz", "x.gz");
  cases.cut("good", Stream().bytes(), [](size_t length) -> std::string {
    return length < 2 ? length ? "" : "is empty" : kShort;
  });
  addHeader(cases);
  addBlocks(cases);
  addTrailer(cases);
  addStreams(cases);
  addBombs(cases);
  return cases;
}
