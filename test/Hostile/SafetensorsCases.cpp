//===- SafetensorsCases.cpp - Weights: header, layout, values -------------===//
//
// The weights of the tests' model, with one thing wrong. Headers are written as
// text, so that they can be what no library writes.
//
//===----------------------------------------------------------------------===//
#include "Bytes.h"
#include "Cases.h"

#include <limits>

using namespace aec::hostile;

static const std::string kInvalid = " is not a valid safetensors file: ";

namespace {
struct Entry {
  std::string name = "\"\"", dtype = "\"F32\"", shape, begin, end;

  std::string text() const {
    return name + ":{\"dtype\":" + dtype + ",\"shape\":" + shape +
           ",\"data_offsets\":[" + begin + "," + end + "]}";
  }
};
using Entries = std::vector<Entry>;
constexpr int64_t kBytes = 4 * (64 + 4 + 64 + 16);
} // namespace

static Entries goodEntries() {
  return {{"\"encoder.0.weight\"", "\"F32\"", "[4,16]", "0", "256"},
          {"\"encoder.0.bias\"", "\"F32\"", "[4]", "256", "272"},
          {"\"decoder.0.weight\"", "\"F32\"", "[16,4]", "272", "528"},
          {"\"decoder.0.bias\"", "\"F32\"", "[16]", "528", "592"}};
}

static std::string joined(const Entries &entries) {
  std::string result;
  for (const Entry &entry : entries)
    result += (result.empty() ? "" : ",") + entry.text();
  return result;
}

static std::string file(const std::string &header,
                        const std::string &data = zeros(kBytes)) {
  return little(header.size(), 8) + header + data;
}
static std::string written(const Entries &entries,
                           const std::string &data = zeros(kBytes)) {
  return file("{" + joined(entries) + "}", data);
}

/// Every field of every tensor at values that it cannot have.
static void addFields(Cases &cases) {
  const std::string numbers[] = {"-1",
                                 "0",
                                 "1",
                                 "3",
                                 "1.0",
                                 "1e3",
                                 "-0",
                                 "null",
                                 "true",
                                 "\"256\"",
                                 "[256]",
                                 "{}",
                                 "2147483647",
                                 "4294967296",
                                 "9223372036854775807",
                                 "9223372036854775808",
                                 "18446744073709551615",
                                 "18446744073709551616",
                                 "1e400"};
  const std::pair<const char *, std::string Entry::*> offsets[] = {
      {"begin", &Entry::begin}, {"end", &Entry::end}};
  Entries good = goodEntries();
  for (size_t at = 0; at < good.size(); ++at)
    for (const std::string &number : numbers) {
      for (auto [name, field] : offsets) {
        Entries entries = good;
        entries[at].*field = number;
        if (good[at].*field != number)
          cases.refuse(text("tensor-", at, "-", name, "-", number),
                       written(entries), kInvalid);
      }
      for (bool first : {true, false}) {
        Entries entries = good;
        std::string &shape = entries[at].shape;
        shape = first ? "[" + number + "]"
                      : shape.substr(0, shape.size() - 1) + "," + number + "]";
        bool another = !first && number == "1";
        cases.refuse(
            text("tensor-", at, first ? "-shape-" : "-shape-and-", number),
            written(entries),
            another ? " is a weights file of another model" : kInvalid);
      }
    }
}

static void addTypes(Cases &cases) {
  for (const char *type :
       {"\"\"",       "\"f32\"",     "\"F32 \"",    "\" F32\"",
        "\"F33\"",    "\"float32\"", "\"F8\"",      "\"F8_E8M0\"",
        "\"C64\"",    "\"U128\"",    "\"\\u0000\"", "\"\\u001b[2J\"",
        "\"F32\\n\"", "null",        "32",          "[\"F32\"]",
        "{}",         "true",        "F32",         "\"F32",
        "\"BF16\"",   "\"F16\"",     "\"F64\"",     "\"U8\"",
        "\"BOOL\"",   "\"I64\""})
    for (size_t at : {0, 3}) {
      Entries entries = goodEntries();
      entries[at].dtype = type;
      cases.refuse(text("tensor-", at, "-type-", type), written(entries),
                   kInvalid);
    }
  for (const char *type : {"\"I32\"", "\"U32\""}) {
    Entries entries = goodEntries();
    entries[1].dtype = type;
    cases.refuse(text("type-", type), written(entries), "with another type");
  }
}

static void addStructure(Cases &cases) {
  std::string all = joined(goodEntries());
  const std::string tensor = "\"a\":{\"dtype\":\"U8\",\"shape\":[0],"
                             "\"data_offsets\":[0,0]";
  const std::pair<const char *, std::string> bad[] = {
      {"empty", ""},
      {"blanks", "        "},
      {"null", "null"},
      {"number", "1"},
      {"string", "\"a\""},
      {"array", "[" + all + "]"},
      {"no-braces", all},
      {"unclosed", "{" + all},
      {"closed-twice", "{" + all + "}}"},
      {"word-behind", "{" + all + "}x"},
      {"two-objects", "{" + all + "}{}"},
      {"nul-behind", "{" + all + "}" + zeros(1)},
      {"comma-last", "{" + all + ",}"},
      {"comma-first", "{," + all + "}"},
      {"comment", "{" + all + "} // x"},
      {"mark", "\xef\xbb\xbf{" + all + "}"},
      {"blank-first", " {" + all + "}"},
      {"single-quotes", "{'a':{}}"},
      {"nan", "{\"a\":NaN}"},
      {"tensor-null", "{\"a\":null}"},
      {"tensor-number", "{\"a\":1}"},
      {"tensor-array", "{\"a\":[]}"},
      {"tensor-empty", "{\"a\":{}}"},
      {"field-more", "{" + tensor + ",\"more\":1}}"},
      {"field-twice", "{" + tensor + ",\"shape\":[0]}}"},
      {"offsets-one", "{\"a\":{\"dtype\":\"U8\",\"shape\":[0],"
                      "\"data_offsets\":[0]}}"},
      {"offsets-three", "{\"a\":{\"dtype\":\"U8\",\"shape\":[0],"
                        "\"data_offsets\":[0,0,0]}}"},
      {"offsets-none", "{\"a\":{\"dtype\":\"U8\",\"shape\":[0],"
                       "\"data_offsets\":[]}}"},
      {"no-dtype", "{\"a\":{\"shape\":[0],\"data_offsets\":[0,0]}}"},
      {"no-shape", "{\"a\":{\"dtype\":\"U8\",\"data_offsets\":[0,0]}}"},
      {"no-offsets", "{\"a\":{\"dtype\":\"U8\",\"shape\":[0]}}"},
      {"shape-scalar", "{\"a\":{\"dtype\":\"U8\",\"shape\":0,"
                       "\"data_offsets\":[0,0]}}"},
      {"deep-arrays", std::string(1 << 20, '[')},
      {"deep-closed", std::string(1 << 20, '[') + std::string(1 << 20, ']')},
      {"deep-shape", "{\"a\":{\"shape\":" + std::string(1 << 20, '[')},
      {"deep-objects",
       [] {
         std::string deep;
         for (int at = 0; at < 1 << 18; ++at)
           deep += "{\"a\":";
         return deep;
       }()},
      {"shape-of-millions", "{\"a\":{\"dtype\":\"U8\",\"shape\":[" + [] {
         std::string ones;
         for (int at = 0; at < 1 << 22; ++at)
           ones += "1,";
         return ones;
       }() + "1],\"data_offsets\":[0,1]}}"}};
  for (const auto &[name, header] : bad)
    cases.refuse(text("header-", name), file(header), kInvalid);
  cases.refuse("tensors-none", file("{}", ""), "missing \"encoder.0.weight\"");
  cases.take("header-padded", file("{" + all + "}" + std::string(40, ' ')));
}

static void addNames(Cases &cases) {
  const std::string bad[] = {"\"\\ud800\"",
                             "\"\\udc00\\ud800\"",
                             "\"\xff\"",
                             "\"\xc0\x80\"",
                             "\"\xed\xa0\x80\"",
                             "\"\xf4\x90\x80\x80\"",
                             "\"\xc3\"",
                             "\"a\nb\"",
                             "\"\x1b\"",
                             "\"\\x41\"",
                             "\"\\u12\"",
                             "\"a",
                             "a",
                             "1",
                             "null",
                             "[]"};
  for (const std::string &name : bad)
    for (size_t at : {0, 2}) {
      Entries entries = goodEntries();
      entries[at].name = name;
      cases.refuse(text("tensor-", at, "-name-", name), written(entries),
                   kInvalid + "its header is not a JSON object");
    }
  const std::string other[] = {"\"\"",
                               "\"\\u0000\"",
                               "\"\\u001b[2J\"",
                               "\"encoder.0.weight \"",
                               "\"Encoder.0.weight\"",
                               "\"../encoder.0.weight\"",
                               "\"\\u202eabc\"",
                               "\"" + std::string(100000, 'x') + "\""};
  for (size_t at = 0; at < std::size(other); ++at) {
    Entries entries = goodEntries();
    entries[0].name = other[at];
    cases.refuse(text("other-name-", at), written(entries),
                 " is a weights file of another model than fake: missing "
                 "\"encoder.0.weight\" (4x16); unexpected ");
  }
  for (size_t at = 0; at < 4; ++at)
    for (size_t twin = 0; twin < 4; ++twin) {
      if (at == twin)
        continue;
      Entries entries = goodEntries();
      entries[at].name = entries[twin].name;
      cases.refuse(text("name-", at, "-like-", twin), written(entries),
                   " twice");
    }
  for (const char *metadata : {"1", "null", "[]", "\"a\"", "true", "{\"a\":1}",
                               "{\"a\":null}", "{\"a\":[]}", "{\"a\":{}}",
                               "{\"a\":\"b\",\"a\":\"c\"}", "{\"a\":\"\xff\"}"})
    cases.refuse(text("metadata-", metadata),
                 file(text("{\"__metadata__\":", metadata, ",",
                           joined(goodEntries()), "}")),
                 kInvalid);
  cases.refuse("metadata-twice",
               file("{\"__metadata__\":{},\"__metadata__\":{}," +
                    joined(goodEntries()) + "}"),
               " twice");
  for (const char *scale : {"nan", "inf", "-1", "0", "1e999", "x", ""})
    cases.take(text("metadata-scale-", scale),
               file(text("{\"__metadata__\":{\"aec.scale.x\":\"", scale, "\"},",
                         joined(goodEntries()), "}")));
}

/// Gaps, overlaps, orders, tails.
static void addLayouts(Cases &cases) {
  Entries good = goodEntries();
  for (size_t at = 0; at < 4; ++at) {
    for (size_t other = 0; other < 4; ++other) {
      Entries entries = good;
      entries[at].begin = good[other].begin;
      entries[at].end = good[other].end;
      if (at != other)
        cases.refuse(text("tensor-", at, "-at-the-place-of-", other),
                     written(entries), kInvalid);
    }
    for (int64_t shift : {-257, -256, -4, -1, 1, 4, 592}) {
      Entries entries = good;
      int64_t begin = std::stoll(good[at].begin) + shift;
      entries[at].begin = text(begin);
      entries[at].end = text(std::stoll(good[at].end) + shift);
      cases.refuse(text("tensor-", at, "-shifted-by-", shift), written(entries),
                   kInvalid);
    }
    Entries entries = good;
    entries.erase(entries.begin() + int64_t(at));
    cases.refuse(text("without-", at), written(entries), kInvalid);
    entries.clear();
    entries.push_back(good[at]);
    entries[0].end =
        text(std::stoll(good[at].end) - std::stoll(good[at].begin));
    entries[0].begin = "0";
    cases.refuse(text("only-", at),
                 written(entries, zeros(std::stoll(entries[0].end))),
                 " is a weights file of another model than fake: missing ");
  }
  for (int64_t more : {1, 4, 8, 592, 4096})
    cases.refuse(text("with-", more, "-bytes-more"),
                 written(good, zeros(kBytes + more)),
                 text("its last ", more, " bytes belong to no tensor"));
  cases.refuse("twice", written(good) + written(good), "belong to no tensor");
  Entries reversed(good.rbegin(), good.rend());
  cases.take("entries-reversed", written(reversed));
}

static void addLengths(Cases &cases) {
  std::string good = written(goodEntries());
  uint64_t length = good.size() - 8 - kBytes;
  for (uint64_t value : extremes(length, 64)) {
    std::string bad = good;
    cases.refuse(text("header-length-", value),
                 bad.replace(0, 8, little(value, 8)), kInvalid);
  }
  for (uint64_t value :
       {uint64_t(16) << 20, (uint64_t(16) << 20) + 1, uint64_t(100) << 20,
        uint64_t(1) << 32, length + (uint64_t(1) << 32),
        length | (uint64_t(1) << 63)}) {
    std::string bad = good;
    cases.refuse(text("header-length-", value),
                 bad.replace(0, 8, little(value, 8)), kInvalid);
  }
  const std::pair<const char *, std::string> foreign[] = {
      {"zip", "PK\x03\x04" + zeros(100)},
      {"pickle", "\x80\x02}q" + zeros(100)},
      {"npy", goodNpy()},
      {"script", "#!/bin/sh\nexit 0\n"}};
  for (const auto &[name, content] : foreign)
    cases.refuse(text("foreign-", name), content, kInvalid);
}

template <typename T> static void addValues(Cases &cases, const char *type) {
  using Limits = std::numeric_limits<T>;
  Entries entries = goodEntries();
  int64_t at = 0;
  for (Entry &entry : entries) {
    int64_t bytes = (std::stoll(entry.end) - std::stoll(entry.begin)) / 4;
    entry.dtype = text("\"", type, "\"");
    entry.begin = text(at);
    at += bytes * int64_t(sizeof(T));
    entry.end = text(at);
  }
  cases.take(text(type, "-good"), written(entries, zeros(at)));
  for (T value : {Limits::quiet_NaN(), Limits::infinity(), -Limits::infinity(),
                  sizeof(T) == 8 ? T(1e300) : Limits::signaling_NaN()})
    for (int64_t place : {0, 63, 64, 147}) {
      std::string data = zeros(at);
      data.replace(size_t(place) * sizeof(T), sizeof(T), memory(value));
      cases.refuse(text(type, "-", value, "-at-", place, "-",
                        int(uint8_t(memory(value)[sizeof(T) - 2]))),
                   written(entries, data), ", expected a finite F32");
    }
}

Cases aec::hostile::safetensorsCases() {
  Cases cases("safetensors", "x.safetensors");
  std::string good = written(goodEntries());
  cases.take("good", good);
  cases.cut("good", good, [](size_t) { return kInvalid; }, 7);
  addFields(cases);
  addTypes(cases);
  addStructure(cases);
  addNames(cases);
  addLayouts(cases);
  addLengths(cases);
  addValues<float>(cases, "F32");
  addValues<double>(cases, "F64");
  return cases;
}
