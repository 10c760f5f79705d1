//===- IdxCases.cpp - IDX: magic, type, rank, dimensions, data ------------===//
#include "Bytes.h"
#include "Cases.h"
#include "Shapes.h"

#include <cmath>
#include <limits>

using namespace aec::hostile;

namespace {
struct Type {
  int code;
  int64_t size;
};
constexpr Type kTypes[] = {{0x08, 1}, {0x09, 1}, {0x0b, 2},
                           {0x0c, 4}, {0x0d, 4}, {0x0e, 8}};
} // namespace

static void addTypes(Cases &cases) {
  for (int code : {0x00, 0x01, 0x02, 0x04, 0x06, 0x07, 0x0a, 0x0f, 0x10, 0x11,
                   0x18, 0x20, 0x40, 0x7f, 0x80, 0x88, 0x8d, 0xf8, 0xfe, 0xff})
    cases.refuse(text("type-", code), idx(code, {2, 16}, zeros(32)),
                 ": unknown IDX element type 0x");
  for (Type type : kTypes) {
    if (type.size > 1)
      cases.refuse(text("type-", type.code, "-data-of-bytes"),
                   idx(type.code, {2, 16}, zeros(32)),
                   text("takes ", 32 * type.size, " bytes, found 32"));
    cases.take(text("type-", type.code),
               idx(type.code, {2, 16}, zeros(32, type.size)));
  }
}

static void addRanks(Cases &cases) {
  for (int rank : {0, 9, 10, 16, 127, 128, 255})
    cases.refuse(text("rank-", rank),
                 idx(8, std::vector<uint32_t>(size_t(rank), 1), zeros(32)),
                 text(": IDX rank ", rank, "; expected 1 to 8"));
  for (uint64_t rank : {3, 4, 5, 6, 7, 8}) {
    // The dimensions that are missing are taken from the data.
    std::string file = idx(8, {2, 16}, zeros(32));
    file[3] = char(rank);
    cases.refuse(text("rank-", rank, "-with-two-dimensions"), file,
                 rank == 3 ? "has no samples" : "");
    cases.list.back().expected = "";
  }
  cases.refuse("rank-1", idx(8, {32}, zeros(32)), ": samples of shape scalar");
  cases.refuse("rank-1-one-sample", idx(8, {16}, zeros(16)),
               "a single sample needs a leading dimension of 1");
}

static void addMagic(Cases &cases) {
  for (int first : {0, 1, 127, 255})
    for (int second : {1, 8, 127, 255}) {
      std::string file = idx(8, {2, 16}, zeros(32));
      file[0] = char(first);
      file[1] = char(second);
      cases.refuse(text("magic-", first, "-", second), file,
                   first == 255 && second == 255 ? "" : "is a binary file");
    }
}

static void addCuts(Cases &cases) {
  for (Type type : kTypes)
    cases.cut(
        text("type-", type.code), idx(type.code, {2, 16}, zeros(32, type.size)),
        [&](size_t length) -> std::string {
          if (length < 2)
            return length ? "is a binary file of unknown format" : "is empty";
          if (length < 4)
            return text("the IDX header takes 4 bytes, found ", length);
          if (length < 12)
            return text("the IDX header's dimensions takes 8 bytes, found ",
                        length - 4);
          return text("the IDX data takes ", 32 * type.size, " bytes, found ",
                      length - 12);
        },
        type.size == 1 ? 1 : 7);
}

static void addTails(Cases &cases) {
  for (Type type : kTypes)
    for (int64_t more : {1, 2, 8, 4096})
      cases.refuse(text("type-", type.code, "-with-", more, "-bytes-more"),
                   idx(type.code, {2, 16}, zeros(32, type.size) + zeros(more)),
                   "has bytes behind the data its header announces");
  std::string good = idx(8, {2, 16}, zeros(32));
  cases.refuse("twice", good + good, "has bytes behind");
}

template <typename T>
static void addValues(Cases &cases, int code, const std::string &name) {
  using Limits = std::numeric_limits<T>;
  const std::pair<const char *, T> values[] = {
      {"nan", Limits::quiet_NaN()},
      {"minus-nan", -Limits::quiet_NaN()},
      {"signalling", Limits::signaling_NaN()},
      {"infinity", Limits::infinity()},
      {"minus-infinity", -Limits::infinity()}};
  for (auto [what, value] : values)
    for (int64_t at : {0, 15, 16, 31}) {
      std::string bytes = memory(value);
      std::string data = zeros(at, sizeof(T)) +
                         std::string(bytes.rbegin(), bytes.rend()) +
                         zeros(31 - at, sizeof(T));
      cases.refuse(
          text(name, "-", what, "-at-", at), idx(code, {2, 16}, data),
          text("row ", at / 16 + 1, ", column ", at % 16 + 1,
               " (counted from 1) is ",
               std::isnan(double(value)) ? "not a number" : "infinite"));
    }
}

Cases aec::hostile::idxCases() {
  Cases cases("idx", "x.idx");
  addTypes(cases);
  addRanks(cases);
  addMagic(cases);
  addCuts(cases);
  addTails(cases);
  addValues<float>(cases, 0x0d, "f32");
  addValues<double>(cases, 0x0e, "f64");
  for (Type type : {kTypes[0], kTypes[4]})
    for (const LyingShape &lying : lyingShapes(32)) {
      std::vector<uint32_t> shape(lying.shape.begin(), lying.shape.end());
      std::string file = idx(type.code, shape, zeros(32, type.size));
      cases.refuse(text("type-", type.code, "-", lying.name), file,
                   complaint(lying.shape, type.size, uint64_t(32 * type.size)));
    }
  return cases;
}
