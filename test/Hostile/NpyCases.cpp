//===- NpyCases.cpp - .npy: magic, version, dictionary, data --------------===//
#include "Bytes.h"
#include "Cases.h"
#include "Shapes.h"

#include <cmath>
#include <limits>

using namespace aec::hostile;

static const std::string kDescr = "'descr': '<f4'", kOrder = "'fortran_order': "
                                                             "False";
static const std::string kShape = "'shape': (2, 16)";
static const std::string kMalformed = ": malformed .npy header near ";

/// A file with this dictionary and data for 2 samples.
static std::string withDictionary(const std::string &dictionary) {
  return npy(dictionary, zeros(32, 4));
}
static std::string withDescr(const std::string &descr) {
  return withDictionary("{'descr': " + descr + ", " + kOrder + ", " + kShape +
                        ", }\n");
}
static std::string withOrder(const std::string &order) {
  return withDictionary("{" + kDescr + ", 'fortran_order': " + order + ", " +
                        kShape + ", }\n");
}
static std::string withShape(const std::string &shape) {
  return withDictionary("{" + kDescr + ", " + kOrder + ", 'shape': " + shape +
                        ", }\n");
}

static void addFrame(Cases &cases) {
  std::string good = goodNpy();
  for (size_t at = 0; at < 6; ++at)
    for (int change : {0x01, 0x20, 0x80}) {
      std::string file = good;
      file[at] = char(file[at] ^ change);
      cases.refuse(text("magic-byte-", at, "-changed-by-", change), file, "");
    }
  for (int major : {0, 4, 5, 127, 128, 255}) {
    std::string file = good;
    file[6] = char(major);
    cases.refuse(text("version-", major), file,
                 text(": .npy version ", major, ".0; expected"));
  }
  for (int minor : {1, 2, 3, 127, 255}) {
    std::string file = good;
    file[7] = char(minor);
    cases.refuse(text("version-1.", minor), file,
                 text(": .npy version 1.", minor, "; expected"));
  }
  uint64_t length = uint64_t(uint8_t(good[8]));
  for (uint64_t value : extremes(length, 16)) {
    std::string file = good;
    file.replace(8, 2, little(value, 2));
    cases.refuse(text("header-length-", value), file, "");
  }
  std::string dictionary = good.substr(10, length), data = zeros(32, 4);
  for (int version : {2, 3}) {
    cases.take(text("version-", version, "-good"),
               npy(dictionary, data, version));
    for (uint64_t value : extremes(length, 32)) {
      std::string file = npy(dictionary, data, version);
      file.replace(8, 4, little(value, 4));
      cases.refuse(text("version-", version, "-header-length-", value), file,
                   value > 1 << 20 ? "; at most 1048576 are read" : "");
    }
  }
}

static void addGrammar(Cases &cases) {
  std::string all = kDescr + ", " + kOrder + ", " + kShape;
  const std::pair<const char *, std::string> broken[] = {
      {"empty", ""},
      {"blanks", std::string(100, ' ')},
      {"no-braces", all},
      {"unclosed", "{" + all},
      {"unopened", all + "}"},
      {"twice-closed", "{" + all + "}}"},
      {"twice-opened", "{{" + all + "}"},
      {"square", "[" + all + "]"},
      {"round", "(" + all + ")"},
      {"two-dictionaries", "{" + all + "}{" + all + "}"},
      {"word-behind", "{" + all + "} x"},
      {"nul-behind", "{" + all + "}" + zeros(1)},
      {"nul-inside", "{" + zeros(1) + all + "}"},
      {"two-commas", "{" + all + ",,}"},
      {"comma-first", "{," + all + "}"},
      {"no-commas", "{" + kDescr + " " + kOrder + " " + kShape + "}"},
      {"semicolons", "{" + kDescr + "; " + kOrder + "; " + kShape + "}"},
      {"no-colon", "{'descr' '<f4', " + kOrder + ", " + kShape + "}"},
      {"equals", "{'descr'='<f4', " + kOrder + ", " + kShape + "}"},
      {"bare-key", "{descr: '<f4', " + kOrder + ", " + kShape + "}"},
      {"open-key", "{'descr: <f4}"},
      {"mixed-quotes", "{'descr\": '<f4', " + kOrder + ", " + kShape + "}"},
      {"number-key", "{1: '<f4', " + kOrder + ", " + kShape + "}"},
      {"tabs", "{\t" + all + "}"},
      {"comment", "{" + all + "} # a comment"},
      {"json", "{\"descr\": \"<f4\", \"fortran_order\": false, "
               "\"shape\": [2, 16]}"},
      {"call", "dict(descr='<f4', fortran_order=False, shape=(2, 16))"},
      {"evaluated", "__import__('os').system('true')"},
      {"deep", std::string(5000, '{')},
      {"deep-tuple",
       "{" + kDescr + ", " + kOrder + ", 'shape': " + std::string(5000, '(')},
      {"utf-8", "{'d\xc3\xa9scr': '<f4', " + kOrder + ", " + kShape + "}"},
      {"not-utf-8", "{'\xff\xfe': '<f4', " + kOrder + ", " + kShape + "}"},
      {"escape", "{'\x1b[2J': '<f4', " + kOrder + ", " + kShape + "}"}};
  for (const auto &[name, dictionary] : broken)
    cases.refuse(text("dictionary-", name), withDictionary(dictionary), "");
  cases.take("dictionary-padded",
             withDictionary("{" + all + "}" + std::string(500, ' ') + "\n"));
  cases.take("dictionary-other-order",
             withDictionary("{" + kShape + "," + kDescr + "," + kOrder + "}"));
}

static void addKeys(Cases &cases) {
  const std::pair<std::string, std::string> keys[] = {
      {"descr", kDescr}, {"fortran_order", kOrder}, {"shape", kShape}};
  for (const auto &[missing, ignored] : keys) {
    std::string rest, all;
    for (const auto &[name, entry] : keys) {
      all += entry + ", ";
      if (name != missing)
        rest += entry + ", ";
    }
    cases.refuse("without-" + missing, withDictionary("{" + rest + "}"),
                 ": the .npy header lacks \"" + missing + "\"");
    cases.refuse("twice-" + missing, withDictionary("{" + all + ignored + "}"),
                 ": the .npy header has \"" + missing + "\" twice");
    std::string upper = all;
    upper[upper.find(missing)] = char(std::toupper(missing[0]));
    cases.refuse("capital-" + missing, withDictionary("{" + upper + "}"),
                 ": unknown key ");
  }
  for (const char *key :
       {"", "x", "descr ", " shape", "data", "order", "aligned", "__class__"})
    cases.refuse(text("key-", key),
                 withDictionary(text("{'", key, "': 1, ", kDescr, "}")),
                 ": unknown key ");
}

static void addTypes(Cases &cases) {
  for (const char *type : {"",         "<",        "f",
                           "4",        "<f",       "<f2",
                           "<f3",      "<f16",     "<f12",
                           "<f-4",     "<f04",     "<f4 ",
                           " <f4",     "<<f4",     "!f4",
                           "<F4",      "<c8",      "<c16",
                           "<U4",      "|S4",      "|V4",
                           "<M8",      "<m8",      "<u3",
                           "<u16",     "<i0",      "<b2",
                           "f32",      "float",    "int",
                           "<f4<f4",   "{'a': 1}", "<f4294967296",
                           "<e",       "\x1b[2J",  "\xff",
                           "bfloat16", "<i",       "|",
                           "=",        ">",        "<?"})
    cases.refuse(text("type-", type), withDescr(text("\"", type, "\"")),
                 ": .npy type ");
  for (const char *type : {"O", "|O", "<O8", "|O8", ">O"})
    cases.refuse(text("objects-", type), withDescr(text("'", type, "'")),
                 "holds Python objects; save numbers instead");
  for (const char *type : {">f4", ">f8", ">i2", ">u4", ">i8", ">u8"})
    cases.refuse(text("type-", type), withDescr(text("'", type, "'")),
                 ": big-endian .npy type ");
  for (const char *type : {"[('a', '<f4')]", "[('a', '<f4'), ('b', '<i2')]",
                           "[]", "[[]]", "['<f4']"})
    cases.refuse(text("structure-", type), withDescr(type),
                 ": structured .npy arrays are not read");
  for (const char *type : {"<f4", "('<f4', (2,))", "None", "1", "{}", "'<f4",
                           "<f4'", "f4", "b'<f4'"})
    cases.refuse(text("descr-", type), withDescr(type), kMalformed);
  for (const char *type : {"<f8", "<i8", "<u8"})
    cases.refuse(text("type-", type, "-data-of-4-bytes"),
                 withDescr(text("'", type, "'")), "takes 256 bytes, found 128");
  for (const char *type : {"<i2", "<u2", "|u1", "|i1", "|b1"})
    cases.refuse(text("type-", type, "-data-of-4-bytes"),
                 withDescr(text("'", type, "'")),
                 "has bytes behind the data its header announces");
}

static void addOrders(Cases &cases) {
  for (const char *order :
       {"0", "1", "true", "false", "'True'", "None", "", "T", "Tru",
        "TrueFalse", "Truee", "[]", "not True", "FALSE", "False()", "1 == 1"})
    cases.refuse(text("order-", order), withOrder(order), kMalformed);
  cases.take("order-fortran", withOrder("True"));
}

static void addShapes(Cases &cases) {
  for (const char *shape : {"2",
                            "[2, 16]",
                            "'2, 16'",
                            "(2, 16",
                            "2, 16)",
                            "(2 16)",
                            "(2; 16)",
                            "(2, , 16)",
                            "(, 2, 16)",
                            "(,)",
                            "(-2, 16)",
                            "(2, -16)",
                            "(+2, 16)",
                            "(2.0, 16)",
                            "(2e0, 16)",
                            "(0x2, 16)",
                            "(02, 16)",
                            "(2, 016)",
                            "(32)",
                            "(None, 16)",
                            "(True, 16)",
                            "(2, (16))",
                            "((2, 16))",
                            "(2, x)",
                            "()x",
                            "(2, 16,,)",
                            "(2, '16')",
                            "(2LL, 16)",
                            "(2, 1 6)",
                            "(2,\t16)",
                            "(\xef\xbc\x92, 16)",
                            "(2_0, 16)",
                            "(--2, 16)",
                            "(2**4, 16)"})
    cases.refuse(text("shape-", shape), withShape(shape), kMalformed);
  for (const char *dim : {"9223372036854775808", "18446744073709551616",
                          "99999999999999999999999999999999"})
    for (const char *rest : {"16", "0", "1", "18446744073709551616"})
      cases.refuse(text("shape-", dim, "-", rest),
                   withShape(text("(", dim, ", ", rest, ")")),
                   ": a dimension of the .npy shape overflows");
  for (int rank : {33, 34, 100, 1000}) {
    std::string dims;
    for (int axis = 0; axis < rank; ++axis)
      dims += axis ? "1, " : "2, ";
    cases.refuse(text("rank-", rank), withShape("(" + dims + ")"),
                 ": the .npy shape has more than 32 dimensions");
  }
  cases.refuse("rank-0",
               npy("{" + kDescr + ", " + kOrder + ", 'shape': ()}", zeros(4)),
               "holds a single number; expected samples of shape 16");
  for (const LyingShape &lying : lyingShapes(64)) {
    std::string dims;
    bool large = false;
    for (uint64_t dim : lying.shape) {
      dims += text(dim, ", ");
      large |= dim > uint64_t(INT64_MAX);
    }
    cases.refuse(lying.name, withShape("(" + dims + ")"),
                 large ? ": a dimension of the .npy shape overflows"
                       : complaint(lying.shape, 4, 128));
  }
}

static void addData(Cases &cases) {
  for (int64_t more : {1, 3, 4, 64, 4096})
    cases.refuse(text("with-", more, "-bytes-more"), goodNpy() + zeros(more),
                 "has bytes behind the data its header announces");
  cases.refuse("twice", goodNpy() + goodNpy(), "has bytes behind");
  for (int value : {2, 3, 127, 128, 255})
    cases.refuse(text("bool-", value),
                 npy("{'descr': '|b1', " + kOrder + ", " + kShape + "}",
                     zeros(31) + little(uint64_t(value), 1)),
                 text(": a bool of the .npy data is ", value));
  using Limits = std::numeric_limits<double>;
  for (double value : {Limits::quiet_NaN(), Limits::infinity(),
                       -Limits::infinity(), 1e300, -1e39})
    for (int64_t at : {0, 31})
      cases.refuse(text("f64-", value, "-at-", at),
                   npy("{'descr': '<f8', " + kOrder + ", " + kShape + "}",
                       zeros(at, 8) + memory(value) + zeros(31 - at, 8)),
                   std::isnan(value)   ? "(counted from 1) is not a number"
                   : std::isinf(value) ? "(counted from 1) is infinite"
                                       : "which type f32 cannot hold");
}

Cases aec::hostile::npyCases() {
  Cases cases("npy", "x.npy");
  std::string good = goodNpy();
  size_t header = good.size() - 128;
  cases.cut("good", good, [&](size_t length) -> std::string {
    if (length < 6)
      return length ? "" : "is empty";
    return length < header
               ? "is truncated: the .npy header"
               : text("the .npy data takes 128 bytes, found ", length - header);
  });
  addFrame(cases);
  addGrammar(cases);
  addKeys(cases);
  addTypes(cases);
  addOrders(cases);
  addShapes(cases);
  addData(cases);
  return cases;
}
