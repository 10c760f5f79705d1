//===- NpyTest.cpp - .npy files, good and bad -----------------------------===//
//
// Headers are spelled out as NumPy writes them, and as nobody should.
//
//===----------------------------------------------------------------------===//
#include "Data/Array.h"
#include "Testing.h"

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class Npy : public InFolder {
protected:
  std::string messageOf(const std::string &content) {
    writeFile("a.npy", content);
    return errorOf([] { readArray("a.npy"); });
  }
  Array read(const std::string &content) {
    writeFile("a.npy", content);
    return readArray("a.npy");
  }
};
} // namespace

static std::string npy(const std::string &header, const std::string &data,
                       int version = 1) {
  int length = int(header.size());
  std::string result =
      "\x93NUMPY" + bytes({version, 0, length & 255, length >> 8 & 255});
  if (version > 1)
    result += bytes({0, 0});
  return result + header + data;
}

static std::string header(const std::string &descr, const std::string &shape,
                          const std::string &order = "False") {
  return "{'descr': '" + descr + "', 'fortran_order': " + order +
         ", 'shape': " + shape + ", }   \n";
}

TEST_F(Npy, ReadsEveryVersion) {
  for (int version : {1, 2, 3}) {
    Array array =
        read(npy(header("<f4", "(2, 1)"), memory<float>({1.5, -2}), version));
    EXPECT_EQ(array.type, ElementType::F32);
    EXPECT_EQ(array.shape, (std::vector<int64_t>{2, 1}));
    EXPECT_EQ(memory(array.bytes), memory<float>({1.5, -2}));
  }
}

TEST_F(Npy, ReadsEveryType) {
  struct {
    const char *descr;
    ElementType type;
    std::string data;
  } cases[] = {{"|b1", ElementType::Bool, memory<uint8_t>({1})},
               {"|u1", ElementType::U8, memory<uint8_t>({200})},
               {"|i1", ElementType::I8, memory<int8_t>({-3})},
               {"<u2", ElementType::U16, memory<uint16_t>({65535})},
               {"<i2", ElementType::I16, memory<int16_t>({-300})},
               {"<u4", ElementType::U32, memory<uint32_t>({4000000000u})},
               {"<i4", ElementType::I32, memory<int32_t>({-70000})},
               {"<u8", ElementType::U64, memory<uint64_t>({5})},
               {"<i8", ElementType::I64, memory<int64_t>({-5})},
               {"<f4", ElementType::F32, memory<float>({0.5f})},
               {"<f8", ElementType::F64, memory<double>({0.5})}};
  for (auto &c : cases) {
    Array array = read(npy(header(c.descr, "(1,)"), c.data));
    EXPECT_EQ(array.type, c.type) << c.descr;
    EXPECT_EQ(memory(array.bytes), c.data) << c.descr;
  }
}

TEST_F(Npy, FortranOrderBecomesRowMajor) {
  Array array = read(npy(header("|u1", "(2, 3, 2)", "True"),
                         bytes({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})));
  EXPECT_EQ(array.bytes,
            (std::vector<uint8_t>{0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11}));
}

TEST_F(Npy, PythonTwoLongs) {
  EXPECT_EQ(read(npy(header("|u1", "(2L,)"), "ab")).shape,
            (std::vector<int64_t>{2}));
}

TEST_F(Npy, Truncated) {
  EXPECT_EQ(messageOf(npy(header("<f4", "(3,)"), memory<float>({1}))),
            "a.npy is truncated: the .npy data takes 12 bytes, found 4");
  EXPECT_EQ(messageOf("\x93NUMPY" + bytes({1})),
            "a.npy is truncated: the .npy header takes 8 bytes, found 7");
  EXPECT_EQ(messageOf("\x93NUMPY" + bytes({1, 0, 100, 0}) + "{'de"),
            "a.npy is truncated: the .npy header takes 100 bytes, found 4");
}

TEST_F(Npy, Overflow) {
  EXPECT_EQ(messageOf(npy(header("<f4", "(99999999999999999999,)"), "")),
            "a.npy: a dimension of the .npy shape overflows");
  EXPECT_EQ(messageOf(npy(header("<f4", "(4294967296, 4294967296)"), "")),
            "a.npy: the .npy shape 4294967296x4294967296 overflows");
  // The elements fit, their bytes do not.
  EXPECT_EQ(messageOf(npy(header("<f8", "(2305843009213693952,)"), "")),
            "a.npy: the .npy shape 2305843009213693952 overflows");
}

TEST_F(Npy, UnknownTypes) {
  EXPECT_EQ(messageOf(npy(header(">f4", "(1,)"), "abcd")),
            "a.npy: big-endian .npy type \">f4\" is not read; save it with "
            ".astype('<f4')");
  EXPECT_EQ(messageOf(npy(header("<c8", "(1,)"), "abcdefgh")),
            "a.npy: .npy type \"<c8\" is not read; save it with "
            ".astype('<f4')");
  EXPECT_EQ(messageOf(npy(header("|O", "(1,)"), "x")),
            "a.npy: .npy type \"|O\" holds Python objects; save numbers "
            "instead");
  EXPECT_EQ(messageOf(npy("{'descr': [('a', '<f4')], 'fortran_order': False, "
                          "'shape': (1,)}",
                          "")),
            "a.npy: structured .npy arrays are not read; save one field");
}

TEST_F(Npy, MalformedHeaders) {
  EXPECT_EQ(messageOf(npy("nonsense", "")),
            "a.npy: malformed .npy header near \"nonsense\"");
  EXPECT_EQ(messageOf(npy(header("<f4", "(1, -2)"), "")),
            "a.npy: malformed .npy header near \"-2), }   ?\"");
  EXPECT_EQ(messageOf(npy("{'descr': '<f4', 'shape': (1,)}", "")),
            "a.npy: the .npy header lacks \"fortran_order\"");
  EXPECT_EQ(messageOf(npy("{'descr': '<f4', 'descr': '<f8'}", "")),
            "a.npy: the .npy header has \"descr\" twice");
  EXPECT_EQ(messageOf(npy("{'extra': '<f4'}", "")),
            "a.npy: unknown key \"extra\" in the .npy header");
  EXPECT_EQ(messageOf(npy(header("<f4", "(1,)") + "more", "")),
            "a.npy: malformed .npy header near \"more\"");
  EXPECT_EQ(messageOf(npy("{'fortran_order': __import__('os')}", "")),
            "a.npy: malformed .npy header near \"__import__('os')}\"");
}

TEST_F(Npy, TooManyDimensions) {
  std::string shape = "(";
  for (int at = 0; at < 40; ++at)
    shape += "1, ";
  EXPECT_EQ(messageOf(npy(header("<f4", shape + ")"), "")),
            "a.npy: the .npy shape has more than 32 dimensions");
}

TEST_F(Npy, VersionAndHeaderCap) {
  EXPECT_EQ(messageOf(npy(header("<f4", "(1,)"), "", 4)),
            "a.npy: .npy version 4.0; expected 1.0, 2.0 or 3.0");
  EXPECT_EQ(messageOf("\x93NUMPY" + bytes({2, 0, 255, 255, 255, 255})),
            "a.npy: .npy header of 4294967295 bytes; at most 1048576 are read");
}

TEST_F(Npy, TrailingBytes) {
  EXPECT_EQ(messageOf(npy(header("|u1", "(1,)"), "ab")),
            "a.npy has bytes behind the data its header announces");
}
