//===- CompressedCases.cpp - What compress wrote: header, sizes, bits -----===//
//
// Files for the weights of compressedWeights(): all zeros, and one table of -1,
// 0, 1 and the escape, two bits each, so that the coded bits can be read here.
// Checksums are right unless a case is about them.
//
//===----------------------------------------------------------------------===//
#include "Bytes.h"
#include "Cases.h"

#include <cmath>
#include <limits>

using namespace aec::hostile;

namespace {
/// Two samples of 16 f32, each of four latents 0.
struct File {
  std::string magic = std::string("\x89"
                                  "aec\r\n\x1a\n",
                                  8);
  uint64_t version = 1, level = 0, header = 0;
  uint64_t model = kModel;
  uint64_t type = 9, kind = 0, flags = 0, decimals = 255;
  uint64_t window = 0, channels = 0, height = 0, width = 0;
  double maxError = 0, scale = 1, rate = 0;
  uint64_t values = kValues, payloadBytes = ~0ull;
  std::vector<uint64_t> shape = {2, 16};
  std::string payload = "UU"; // 01 eight times

  std::string text() const;

  /// Fingerprints of the weights and of 32 zeros, as a program writes them.
  static constexpr uint64_t kModel = 0xa72b49d660d2e67dull,
                            kValues = 0x6f975641f69e7c17ull;
};
} // namespace

static std::string sealed(const std::string &content) {
  return content + little(checksum(content), 4);
}

std::string File::text() const {
  std::string result = magic + little(version, 1) + little(level, 1);
  result += little(header ? header : 80 + 8 * shape.size(), 2);
  result += little(model, 8);
  for (uint64_t value : {type, kind, flags, decimals})
    result += little(value, 1);
  for (uint64_t value : {window, channels, height, width})
    result += little(value, 4);
  for (double value : {maxError, scale, rate})
    result += memory(value);
  result += little(values, 8);
  result += little(payloadBytes == ~0ull ? payload.size() : payloadBytes, 8);
  for (uint64_t dim : shape)
    result += little(dim, 8);
  return sealed(result + payload);
}

/// The good file with what `change` does.
template <typename Fn> static std::string changed(Fn &&change) {
  File file;
  change(file);
  return file.text();
}

std::string aec::hostile::compressedWeights() {
  const std::string table = R"({\"elements\":4,\"inner\":4,\"tables\":[)"
                            R"({\"frequencies\":[16384,16384,16384,16384],)"
                            R"(\"low\":-1}]})";
  std::string header =
      R"({"__metadata__":{"aec.entropy":")" + table +
      R"("},"encoder.0.weight":{"dtype":"F32","shape":[4,16],"data_offsets":[0,256]},)"
      R"("encoder.0.bias":{"dtype":"F32","shape":[4],"data_offsets":[256,272]},)"
      R"("decoder.0.weight":{"dtype":"F32","shape":[16,4],"data_offsets":[272,528]},)"
      R"("decoder.0.bias":{"dtype":"F32","shape":[16],"data_offsets":[528,592]}})";
  return little(header.size(), 8) + header + zeros(592);
}

static void addFrames(Cases &cases) {
  std::string good = File().text();
  cases.take("good", good);
  cases.cut("good", good, [&](size_t length) -> std::string {
    if (length < 84)
      return text(" is truncated: a header takes 80 bytes and more, found ",
                  length);
    return length < 100 ? " is truncated: its header takes 96 bytes"
                        : " is damaged";
  });
  for (size_t at = 0; at < good.size(); ++at)
    for (int bit : {0, 7}) {
      std::string flipped = good;
      flipped[at] = char(flipped[at] ^ 1 << bit);
      std::string expected = " is damaged";
      if (at < 8)
        expected = " is no file that compress wrote";
      else if (at == 8)
        expected = " of the format; this program reads 1";
      else if (at == 10 || at == 11)
        expected = "its header";
      cases.refuse(text("bit-", bit, "-of-byte-", at, "-flipped"), flipped,
                   expected);
    }
  for (int64_t more : {1, 4, 8, 100, 4096})
    cases.refuse(text("with-", more, "-bytes-more"), good + zeros(more),
                 " is damaged");
  cases.refuse("twice", good + good, " is damaged");
  for (uint64_t version : extremes(1, 8))
    cases.refuse(text("version-", version),
                 changed([&](File &f) { f.version = version; }),
                 text(" has version ", version));
  for (uint64_t header : extremes(96, 16))
    if (header)
      cases.refuse(text("header-of-", header),
                   changed([&](File &f) { f.header = header; }), "its header");
  for (uint64_t rank : {0, 9, 16, 100, 1000})
    cases.refuse(text("rank-", rank),
                 changed([&](File &f) { f.shape.assign(size_t(rank), 1); }),
                 text(": its header has ", 80 + 8 * rank, " bytes"));
}

/// Fields of few values, all others.
static void addChoices(Cases &cases) {
  auto field = [&](const char *name, uint64_t File::*member,
                   std::vector<uint64_t> values, const std::string &message) {
    for (uint64_t value : values)
      cases.refuse(text(name, "-", value),
                   changed([&](File &f) { f.*member = value; }), message);
  };
  field("level", &File::level, {5, 6, 127, 128, 255}, ": its CPU level is ");
  field("type", &File::type, {11, 12, 16, 32, 64, 127, 128, 254, 255},
        ": its type of values is ");
  field("kind", &File::kind, {3, 4, 127, 128, 255},
        ": its arrangement of samples is ");
  field("flags", &File::flags, {8, 16, 32, 64, 128, 255},
        ": its set of flags is ");
  field("decimals", &File::decimals, {10, 11, 127, 128, 254},
        ": its number of decimals is ");
  field("model", &File::model,
        {0, 1, 2, File::kModel - 1, File::kModel + 1, ~0ull, ~File::kModel},
        " was compressed by another model or other weights than ");
  field("payload", &File::payloadBytes,
        {0, 1, 3, 1ull << 16, 1ull << 31, 1ull << 32, 1ull << 62, 1ull << 63,
         ~1ull},
        " coded bytes, found 2");
  for (uint64_t type = 0; type < 9; ++type)
    cases.refuse(text("whole-numbers-of-type-", type, "-with-decimals"),
                 changed([&](File &f) {
                   f.type = type;
                   f.decimals = 3;
                 }),
                 ": its whole numbers have decimals");
}

static void addReals(Cases &cases) {
  using Limits = std::numeric_limits<double>;
  const std::pair<const char *, double File::*> fields[] = {
      {"error", &File::maxError},
      {"scale", &File::scale},
      {"rate", &File::rate}};
  const double values[] = {Limits::quiet_NaN(),     -Limits::quiet_NaN(),
                           Limits::signaling_NaN(), Limits::infinity(),
                           -Limits::infinity(),     -1.0,
                           -Limits::denorm_min(),   Limits::lowest()};
  for (const auto &field : fields)
    for (const double &value : values)
      cases.refuse(text(field.first, "-", &value - values),
                   changed([&](File &f) { f.*field.second = value; }),
                   ", expected a finite number ");
  cases.refuse("scale-of-0", changed([](File &f) { f.scale = 0; }),
               ": its scale is 0, expected a finite number above 0");
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
    of(text("negative-", dim), {dim, 16}, ": its dimension is ");
  for (uint64_t rows : {100ull, 1000ull, 10000ull, 500000ull})
    of(text("promise-", rows), {rows, 16}, " coded bytes are too few");
  of("memory", {1ull << 22, 16}, " take more than the 67108864 bytes");
}

static void addKinds(Cases &cases) {
  const char *const two = ": its samples are of two kinds";
  for (uint64_t size : {1ull, 16ull, 255ull, 65536ull, 0xffffffffull}) {
    int number = 0;
    for (auto member :
         {&File::window, &File::channels, &File::height, &File::width})
      cases.refuse(text("rows-and-size-", number++, "-of-", size),
                   changed([&](File &f) { f.*member = size; }), two);
  }
  cases.refuse("rows-with-columns-first", changed([](File &f) { f.flags = 4; }),
               two);
  cases.refuse("windows-without-one", changed([](File &f) { f.kind = 1; }),
               two);
  for (uint64_t window : {2ull, 15ull, 17ull, 1ull << 31, 0xffffffffull})
    cases.refuse(text("windows-of-", window), changed([&](File &f) {
                   f.kind = 1;
                   f.window = window;
                   f.shape = {32, 1};
                 }),
                 ": its windows are not of the model's size");
  const uint64_t none[][3] = {
      {0, 0, 0},  {1, 4, 5}, {1, 0, 16}, {16, 1, 1},
      {1, 1, 16}, {2, 2, 4}, {4, 2, 2},  {1ull << 31, 1ull << 31, 4}};
  for (const auto &size : none)
    cases.refuse(text("tiles-of-", size[0], "-", size[1], "-", size[2]),
                 changed([&](File &f) {
                   f.kind = 2;
                   f.channels = size[0];
                   f.height = size[1];
                   f.width = size[2];
                   f.shape = {2, 3, 4, 4};
                 }),
                 size[0] == 1 && size[1] * size[2] == 16
                     ? ""
                     : "tiles are not of the model");
  for (uint64_t rank : {1, 2, 5, 8})
    cases.refuse(text("tiles-of-rank-", rank), changed([&](File &f) {
                   f.kind = 2;
                   f.channels = 1;
                   f.height = f.width = 4;
                   f.shape.assign(size_t(rank), 2);
                 }),
                 ": it has no pictures");
  cases.refuse("text-of-numbers", changed([](File &f) { f.flags = 1; }),
               ": its text is no bytes");
  cases.refuse("text-of-a-model-without", changed([](File &f) {
                 f.flags = 1;
                 f.type = 1;
                 f.decimals = 0;
               }),
               " holds text, which this model does not take");
  cases.refuse("bound-without-corrections",
               changed([](File &f) { f.maxError = 1; }),
               ": it bounds errors and has no corrections");
  cases.refuse("exact-without-digits", changed([](File &f) { f.flags = 2; }),
               ": it bounds errors by 0 where numbers have no last digit");
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
                   f.flags = 2;
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
