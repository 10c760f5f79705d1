//===- CompressedCases.cpp - What compress wrote: header, sizes, bits -----===//
//===----------------------------------------------------------------------===//
#include "Cases.h"
#include "CompressedBytes.h"

#include <cmath>
#include <limits>

using namespace aec::hostile;

using File = CompressedFields;

/// The good file with what `change` does.
template <typename Fn> static std::string changed(Fn &&change) {
  File file;
  change(file);
  return file.content();
}

static void addFrames(Cases &cases) {
  std::string good = File().content();
  cases.take("good", good);
  cases.cut("good", good, [&](size_t length) -> std::string {
    return length < 20 ? text(" is truncated: a header takes 16 bytes and "
                              "more, found ",
                              length)
                       : " is damaged";
  });
  for (size_t at = 0; at < good.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      std::string flipped = good;
      flipped[at] = char(flipped[at] ^ 1 << bit);
      cases.refuse(text("bit-", bit, "-of-byte-", at, "-flipped"), flipped,
                   at < 4    ? " is no file that compress wrote"
                   : at == 4 ? " of the format; this program reads 2"
                             : " is damaged");
    }
  for (int64_t more : {1, 4, 8, 100, 4096})
    cases.refuse(text("with-", more, "-bytes-more"), good + zeros(more),
                 " is damaged");
  cases.refuse("twice", good + good, " is damaged");
  for (uint64_t version : extremes(2, 8))
    cases.refuse(text("version-", version),
                 changed([&](File &f) { f.version = version; }),
                 text(" has version ", version));
  // Headers that end too early, with a checksum that is right.
  for (size_t length = 0; length < 18; ++length)
    cases.refuse(text("sealed-after-", length), sealed(good.substr(0, length)),
                 length < 4    ? " is no file that compress wrote"
                 : length < 16 ? " is truncated: "
                               : ": its header ends behind its ");
}

/// Fields of few values, all others.
static void addChoices(Cases &cases) {
  auto field = [&](const char *name, uint64_t File::*member,
                   std::vector<uint64_t> values, const std::string &message) {
    for (uint64_t value : values)
      cases.refuse(text(name, "-", value),
                   changed([&](File &f) { f.*member = value; }), message);
  };
  field("level", &File::level, {5, 6, 7}, ": its CPU level is ");
  field("type", &File::type, {11, 12, 13, 14, 15}, ": its type of values is ");
  field("kind", &File::kind, {3}, ": its arrangement of samples is ");
  field("decimals", &File::decimals, {10, 11, 12, 13, 14},
        ": its number of decimals is ");
  field("rank", &File::rank, {0}, ": it has no dimensions");
  field("rank", &File::rank, {9, 10, 16, 100, 127, 128, 255},
        ": its number of dimensions is ");
  field("model", &File::model,
        {0, 1, 2, File::kModel - 1, File::kModel + 1, 0xffffffff,
         File::kModel ^ 0xffffffff},
        " was compressed by another model or other weights than ");
  for (uint64_t type = 0; type < 9; ++type)
    cases.refuse(text("whole-numbers-of-type-", type, "-with-decimals"),
                 changed([&](File &f) {
                   f.type = type;
                   f.decimals = 3;
                 }),
                 ": its whole numbers have decimals");
}

/// Files that have the real number `what`.
static std::string withReal(const std::string &what, const std::string &bytes) {
  return changed([&](File &f) {
    f.scaled = what == "scale";
    f.corrected = what == "error";
    f.kind = what == "rate";
    if (f.kind)
      f.shape = {32, 1};
    f.reals = bytes;
  });
}

static void addReals(Cases &cases) {
  using Limits = std::numeric_limits<double>;
  const double values[] = {
      Limits::quiet_NaN(),   -Limits::quiet_NaN(), Limits::signaling_NaN(),
      Limits::infinity(),    -Limits::infinity(),  -1.0,
      -Limits::denorm_min(), Limits::lowest(),     -0.0};
  for (const char *name : {"scale", "error", "rate"}) {
    for (const double &value : values)
      cases.refuse(text(name, "-", &value - values),
                   withReal(name, real(value)), ", expected a finite number ");
    for (int count : {9, 10, 16, 127, 128, 255})
      cases.refuse(text(name, "-of-", count, "-bytes"),
                   withReal(name, char(count) + std::string(300, '\x3f')),
                   ", expected at most 8");
    // Zero bytes at the end, which no writer leaves.
    for (int count = 1; count <= 8; ++count)
      cases.refuse(text(name, "-with-a-zero-behind-", count - 1),
                   withReal(name, char(count) +
                                      std::string(size_t(count - 1), '\x3f') +
                                      zeros(1)),
                   " is not written as compress writes numbers");
  }
  cases.take("rate-of-0", withReal("rate", real(0)));
  cases.take("rate-of-8000", withReal("rate", real(8000)));
  cases.take("scale-of-2", withReal("scale", real(2)));
  cases.refuse("scale-of-0", withReal("scale", real(0)),
               ": its scale is 0, expected a finite number above 0");
  cases.refuse("usual-scale", withReal("scale", real(1)),
               ": its scale is the usual one, which is left out");
  cases.refuse("error-of-0", withReal("error", real(0)),
               ": it bounds errors by 0 where numbers have no last digit");
  // A dimension in more groups than it needs, or than 63 bits have.
  for (int groups : {2, 3, 9, 10, 11, 40})
    cases.refuse(
        text("dimension-in-", groups, "-groups"), changed([&](File &f) {
          f.rank = 2;
          f.shape = {2};
          f.reals = '\x90' + std::string(size_t(groups - 2), '\x80') + zeros(1);
        }),
        ": its dimension is not written as compress writes numbers");
}

/// Sizes that are no samples of 16, or more than anything holds.
static void addShapes(Cases &cases) {
  auto of = [&](const std::string &name, std::vector<uint64_t> shape,
                const std::string &message) {
    cases.refuse("shape-" + name, changed([&](File &f) { f.shape = shape; }),
                 message);
  };
  const uint64_t large[] = {1ull << 31, 1ull << 32, 1ull << 59, 1ull << 60,
                            1ull << 61, 1ull << 62, ~0ull >> 1};
  for (uint64_t rows : large)
    of(text(rows, "-rows"), {rows, 16},
       rows >= 1ull << 59 ? "" : " take more than the ");
  for (uint64_t size : large) {
    of(text("of-", size), {size}, ": ");
    of(text("of-2-", size), {2, size}, ": ");
    of(text("of-", size, "-", size), {size, size}, ": ");
  }
  for (uint64_t size : {0ull, 1ull, 15ull, 17ull, 32ull})
    of(text("of-2-", size), {2, size},
       size ? ": its rows are not of the model's size"
            : ": a size is not above 0, or their product overflows");
  of("of-0-16", {0, 16}, ": a size is not above 0");
  for (uint64_t dim : {1ull << 63, ~0ull})
    of(text("beyond-63-bits-", dim), {dim, 16},
       ": its dimension is not written ");
  for (uint64_t rows : {100ull, 1000ull, 10000ull, 500000ull})
    of(text("promise-", rows), {rows, 16}, " coded bytes are too few");
  of("memory", {1ull << 22, 16}, " take more than the 67108864 bytes");
}

static void addKinds(Cases &cases) {
  for (uint64_t columns : {3ull, 5ull, 15ull, 17ull, 32ull, 1ull << 31,
                           1ull << 40, 1ull << 59, (1ull << 62) - 1})
    cases.refuse(text("windows-of-", columns, "-columns"),
                 changed([&](File &f) {
                   f.kind = 1;
                   f.shape = {2, columns};
                   f.reals = real(0);
                 }),
                 ": its windows are not of the model's size");
  for (uint64_t rows : {1000ull, 10000ull, 1ull << 20})
    cases.refuse(text("windows-promise-", rows), changed([&](File &f) {
                   f.kind = 1;
                   f.shape = {rows, 1};
                   f.reals = real(0);
                 }),
                 " coded bytes are too few");
  for (uint64_t rank : {1, 2, 5, 8})
    cases.refuse(text("tiles-of-rank-", rank), changed([&](File &f) {
                   f.kind = 2;
                   f.shape.assign(size_t(rank), 2);
                 }),
                 ": it has no pictures");
  for (uint64_t size : {64ull, 1024ull, 1ull << 11})
    cases.refuse(text("tiles-promise-", size), changed([&](File &f) {
                   f.kind = 2;
                   f.shape = {1, size, size};
                 }),
                 " coded bytes are too few");
  for (uint64_t size : {1ull << 20, 1ull << 30})
    cases.refuse(text("tiles-of-", size), changed([&](File &f) {
                   f.kind = 2;
                   f.shape = {1, size, size};
                 }),
                 " take more than the ");
  // Many tiles of few pixels each: one pixel a tile is 16 in the model.
  cases.refuse("tiles-of-columns", changed([](File &f) {
                 f.kind = 2;
                 f.shape = {1, 1, 1ull << 61};
               }),
               ": ");
  for (uint64_t flags = 0; flags < 2; ++flags)
    cases.refuse(text("text-of-numbers-", flags), changed([&](File &f) {
                   f.text = 1;
                   f.corrected = flags;
                 }),
                 ": its text is no bytes");
  cases.refuse("text-of-a-model-without", changed([](File &f) {
                 f.text = 1;
                 f.type = 1;
                 f.decimals = 0;
               }),
               " holds text, which this model does not take");
}

/// Coded bits: escapes, ends, corrections.
static void addPayloads(Cases &cases) {
  auto of = [&](const std::string &name, const std::string &payload,
                const std::string &message) {
    cases.refuse("payload-" + name,
                 changed([&](File &f) { f.payload = payload; }), message);
  };
  // Escape, side, then a length in ones.
  for (size_t size : {5, 6, 8, 16, 64})
    of(text("of-", size, "-ones"), std::string(size, '\xff'),
       ": a latent is further from 0 than 16777216 steps");
  for (size_t more : {9, 10, 20, 100, 1000})
    of(text("with-", more, "-bytes-more"), "UU" + zeros(int64_t(more)),
       ": it has coded bytes behind the last sample");
  // Exact corrections that are not those of these weights.
  for (int byte = 0; byte < 256; byte += 5)
    cases.refuse(text("corrections-", byte), changed([&](File &f) {
                   f.corrected = 1;
                   f.reals = real(0);
                   f.decimals = 0;
                   f.payload += byte ? std::string(12, char(byte)) + "a" : "";
                   f.values = 1;
                 }),
                 byte ? "" : " does not decode to what was compressed");
}

Cases aec::hostile::compressedCases() {
  Cases cases("aec", "x.aec");
  addFrames(cases);
  addChoices(cases);
  addReals(cases);
  addShapes(cases);
  addKinds(cases);
  addPayloads(cases);
  return cases;
}
