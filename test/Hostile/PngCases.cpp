//===- PngCases.cpp - PNG: chunks, header, palette, pixels ----------------===//
//
// The picture is 4x4 in grey, as the model takes it, unless a case needs
// another kind.
//
//===----------------------------------------------------------------------===//
#include "Bytes.h"
#include "Cases.h"

using namespace aec::hostile;

static const std::string kSignature = "\x89PNG\r\n\x1a\n";
static const std::string kInvalid = " is not a valid PNG picture: ";

static std::string chunk(const std::string &type, const std::string &content) {
  return big(content.size(), 4) + type + content +
         big(checksum(type + content), 4);
}

namespace {
struct Header {
  uint64_t width = 4, height = 4, depth = 8, colour = 0, compression = 0,
           filter = 0, interlace = 0;

  std::string bytes() const {
    return big(width, 4) + big(height, 4) + big(depth, 1) + big(colour, 1) +
           big(compression, 1) + big(filter, 1) + big(interlace, 1);
  }
};
} // namespace

/// Rows of zeros, each with its filter's number in front.
static std::string rows(int64_t count = 4, int64_t bytes = 4, int filter = 0) {
  std::string result;
  for (int64_t row = 0; row < count; ++row)
    result += char(filter) + zeros(bytes);
  return result;
}

static const std::string kEnd = chunk("IEND", "");
static std::string header(const Header &header = {}) {
  return kSignature + chunk("IHDR", header.bytes());
}
static std::string pixels(const std::string &content = rows()) {
  return chunk("IDAT", zlibPacked(content));
}

static void addHeaders(Cases &cases) {
  for (uint64_t Header::*side : {&Header::width, &Header::height})
    for (uint64_t value : extremes(4, 32)) {
      Header lying;
      lying.*side = value;
      std::string name = side == &Header::width ? "width-" : "height-";
      cases.refuse(text(name, value), header(lying) + pixels() + kEnd,
                   value == 0 || value > INT32_MAX ? kInvalid + "it has "
                   : value > 1 << 22 ? "; at most 16777216 pixels are"
                                     : ": samples of shape ");
    }
  for (uint64_t depth : {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 32, 64, 255})
    for (uint64_t colour : {0, 1, 2, 3, 4, 5, 6, 7, 8, 255}) {
      Header lying;
      lying.depth = depth;
      lying.colour = colour;
      if (depth == 8 && colour == 0)
        continue;
      cases.refuse(text("depth-", depth, "-colour-", colour),
                   header(lying) + pixels() + kEnd, "");
    }
  const std::pair<const char *, uint64_t Header::*> methods[] = {
      {"compression", &Header::compression},
      {"filter", &Header::filter},
      {"interlace", &Header::interlace}};
  for (auto [name, field] : methods)
    for (uint64_t value : {1, 2, 8, 64, 127, 128, 255}) {
      Header lying;
      lying.*field = value;
      bool interlaced = field == &Header::interlace && value == 1;
      cases.refuse(text(name, "-", value), header(lying) + pixels() + kEnd,
                   interlaced ? ""
                              : text(kInvalid, "its ", name, " method is "));
    }
  for (size_t length : {0, 1, 12, 14, 26, 4096}) {
    std::string content = Header().bytes();
    content.resize(length);
    cases.refuse(text("header-of-", length),
                 kSignature + chunk("IHDR", content) + pixels() + kEnd,
                 kInvalid + "its first chunk is \"IHDR\" of ");
  }
}

/// Every number of the file's frame, one wrong.
static void addFrames(Cases &cases) {
  const std::vector<std::string> parts = {chunk("IHDR", Header().bytes()),
                                          pixels(), kEnd};
  const char *const names[] = {"IHDR", "IDAT", "IEND"};
  for (size_t at = 0; at < parts.size(); ++at) {
    uint64_t length = parts[at].size() - 12;
    auto with = [&](const std::string &part) {
      std::string file = kSignature;
      for (size_t other = 0; other < parts.size(); ++other)
        file += other == at ? part : parts[other];
      return file;
    };
    for (uint64_t value : extremes(length, 32)) {
      std::string part = parts[at];
      cases.refuse(text(names[at], "-length-", value),
                   with(part.replace(0, 4, big(value, 4))), kInvalid);
    }
    for (size_t byte = 4; byte < parts[at].size(); ++byte)
      for (int bit : {0, 5, 7}) {
        std::string part = parts[at];
        part[byte] = char(part[byte] ^ (1 << bit));
        cases.refuse(text(names[at], "-byte-", byte, "-bit-", bit), with(part),
                     kInvalid);
      }
  }
  for (size_t at = 0; at < kSignature.size(); ++at)
    for (int bit : {0, 7}) {
      std::string file = header() + pixels() + kEnd;
      file[at] = char(file[at] ^ (1 << bit));
      cases.refuse(text("signature-", at, "-bit-", bit), file, "");
    }
}

static void addOrders(Cases &cases) {
  std::string start = header(), data = pixels(),
              first = chunk("IHDR", Header().bytes());
  std::string note = chunk("tEXt", std::string("a\0b", 3));
  std::string packed = zlibPacked(rows());
  std::string half = chunk("IDAT", packed.substr(0, 5)),
              rest = chunk("IDAT", packed.substr(5));
  const std::pair<const char *, std::string> bad[] = {
      {"signature-alone", kSignature},
      {"no-header", kSignature + data + kEnd},
      {"header-late", kSignature + note + first + data + kEnd},
      {"header-twice", start + first + data + kEnd},
      {"header-behind-pixels", start + data + first + kEnd},
      {"no-pixels", start + kEnd},
      {"no-pixels-but-a-note", start + note + kEnd},
      {"no-end", start + data},
      {"end-with-content", start + data + chunk("IEND", "x")},
      {"end-twice", start + data + kEnd + kEnd},
      {"pixels-behind-the-end", start + data + kEnd + data},
      {"byte-behind-the-end", start + data + kEnd + "x"},
      {"zeros-behind-the-end", start + data + kEnd + zeros(1000)},
      {"picture-behind-the-end", start + data + kEnd + start + data + kEnd},
      {"pixels-interrupted", start + half + note + rest + kEnd},
      {"pixels-in-another-order", start + rest + half + kEnd},
      {"half-the-pixels", start + half + kEnd},
      {"pixels-empty", start + chunk("IDAT", "") + kEnd},
      {"pixels-empty-twice",
       start + chunk("IDAT", "") + chunk("IDAT", "") + kEnd},
      {"unknown-critical", start + chunk("ABCD", "") + data + kEnd},
      {"unknown-critical-behind", start + data + chunk("ZZZZ", "x") + kEnd},
      {"palette-in-grey", start + chunk("PLTE", zeros(3)) + data + kEnd},
      {"name-of-digits", start + chunk("1234", "") + data + kEnd},
      {"name-of-controls", start + chunk("\x1b[2J", "") + data + kEnd},
      {"name-of-nuls", start + chunk(zeros(4), "") + data + kEnd}};
  for (const auto &[name, file] : bad)
    cases.refuse(text("order-", name), file, kInvalid);
  cases.take("order-two-pieces", start + half + rest + kEnd);
  cases.take("order-notes", start + note + note + data + note + kEnd);
  cases.take("order-unknown", start + chunk("abCd", "") + data + kEnd);
}

static void addPixels(Cases &cases) {
  for (int64_t count : {0, 1, 2, 3, 5, 8, 1000})
    cases.refuse(text("pixels-of-", count, "-rows"),
                 header() + pixels(rows(count)) + kEnd, kInvalid);
  for (int64_t width : {0, 1, 3, 5, 8})
    cases.refuse(text("pixels-of-", width, "-bytes-a-row"),
                 header() + pixels(rows(4, width)) + kEnd, "");
  for (int filter : {5, 6, 127, 128, 255})
    cases.refuse(text("row-filter-", filter),
                 header() + pixels(rows(4, 4, filter)) + kEnd, kInvalid);
  for (int filter : {1, 2, 3, 4})
    cases.take(text("row-filter-", filter),
               header() + pixels(rows(4, 4, filter)) + kEnd);
  std::string packed = zlibPacked(rows());
  for (size_t length = 0; length < packed.size(); ++length)
    cases.refuse(text("pixels-cut-to-", length),
                 header() + chunk("IDAT", packed.substr(0, length)) + kEnd,
                 kInvalid);
  for (size_t at = 0; at < packed.size(); ++at) {
    std::string bad = packed;
    bad[at] = char(bad[at] ^ 0xff);
    cases.refuse(text("pixels-byte-", at), header() + chunk("IDAT", bad) + kEnd,
                 kInvalid);
  }
  for (int64_t more : {1, 4, 1000})
    cases.refuse(text("pixels-with-", more, "-bytes-behind"),
                 header() + chunk("IDAT", packed + zeros(more)) + kEnd,
                 kInvalid);
}

static void addPalettes(Cases &cases) {
  Header indexed;
  indexed.colour = 3;
  for (size_t length : {0, 1, 2, 4, 767, 769, 771, 1024, 65536})
    cases.refuse(text("palette-of-", length),
                 header(indexed) + chunk("PLTE", zeros(int64_t(length))) +
                     pixels() + kEnd,
                 kInvalid + "its palette of ");
  cases.refuse("palette-missing", header(indexed) + pixels() + kEnd,
               kInvalid + "it has no palette");
  cases.refuse("palette-late",
               header(indexed) + pixels() + chunk("PLTE", zeros(3)) + kEnd,
               kInvalid);
  cases.refuse("palette-twice",
               header(indexed) + chunk("PLTE", zeros(3)) +
                   chunk("PLTE", zeros(3)) + pixels() + kEnd,
               kInvalid);
  for (uint64_t depth : {1, 2, 4}) {
    indexed.depth = depth;
    cases.refuse(text("palette-too-long-for-", depth),
                 header(indexed) + chunk("PLTE", zeros(3 * 17)) + pixels() +
                     kEnd,
                 kInvalid + "its palette of ");
  }
  // Colour where the model takes grey.
  for (uint64_t colour : {2, 6}) {
    Header other;
    other.colour = colour;
    cases.refuse(text("colour-", colour),
                 header(other) + pixels(rows(4, colour == 2 ? 12 : 16)) + kEnd,
                 ": samples of shape 3x4x4");
  }
}

/// Small files that ask for large pictures.
static void addBombs(Cases &cases) {
  for (auto [width, height] : {std::pair<uint64_t, uint64_t>{4097, 4096},
                               {1 << 24, 2},
                               {1 << 30, 1 << 30},
                               {INT32_MAX, INT32_MAX},
                               {65536, 65536}}) {
    Header large;
    large.width = width;
    large.height = height;
    cases.refuse(text("bomb-", height, "x", width),
                 header(large) + pixels(zeros(1 << 20)) + kEnd,
                 "; at most 16777216 pixels are");
  }
  Header large;
  large.width = large.height = 4096;
  cases.refuse("bomb-of-another-size",
               header(large) + pixels(rows(4096, 4096)) + kEnd,
               ": samples of shape 4096x4096");
  cases.refuse(
      "bomb-of-text",
      header() +
          chunk("zTXt", std::string("a\0\0", 3) + zlibPacked(zeros(64 << 20))) +
          pixels(rows(3)) + kEnd,
      kInvalid);
}

Cases aec::hostile::pngCases() {
  Cases cases("png", "x.png");
  std::string good = header() + pixels() + kEnd;
  cases.take("good", good);
  cases.cut("good", good, [](size_t length) -> std::string {
    return length >= 8 ? kInvalid + "it is truncated" : "";
  });
  addHeaders(cases);
  addFrames(cases);
  addOrders(cases);
  addPixels(cases);
  addPalettes(cases);
  addBombs(cases);
  return cases;
}
