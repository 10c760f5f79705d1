//===- IdxTest.cpp - IDX files, good and bad ------------------------------===//
//
// Big-endian on disk, native in memory.
//
//===----------------------------------------------------------------------===//
#include "Data/Array.h"
#include "Testing.h"

#include <zlib.h>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class Idx : public InFolder {
protected:
  std::string messageOf(const std::string &content) {
    writeFile("a.idx", content);
    return errorOf([] { readArray("a.idx"); });
  }
};
} // namespace

/// Header of u8 data.
static std::string header(std::initializer_list<int> dims, int type = 8) {
  std::string result = bytes({0, 0, type, int(dims.size())});
  for (int dim : dims)
    result +=
        bytes({dim >> 24 & 255, dim >> 16 & 255, dim >> 8 & 255, dim & 255});
  return result;
}

TEST_F(Idx, ReadsBytes) {
  writeFile("a.idx", header({2, 1, 3}) + bytes({1, 2, 3, 4, 5, 255}));
  Array array = readArray("a.idx");
  EXPECT_EQ(array.format, "IDX");
  EXPECT_EQ(array.type, ElementType::U8);
  EXPECT_EQ(array.shape, (std::vector<int64_t>{2, 1, 3}));
  EXPECT_EQ(array.bytes, (std::vector<uint8_t>{1, 2, 3, 4, 5, 255}));
}

TEST_F(Idx, SwapsBigEndianTypes) {
  struct {
    int code;
    ElementType type;
    std::string data;
    double expected;
  } cases[] = {
      {0x09, ElementType::I8, bytes({255}), -1},
      {0x0b, ElementType::I16, bytes({255, 254}), -2},
      {0x0c, ElementType::I32, bytes({0, 1, 0, 2}), 65538},
      {0x0d, ElementType::F32, bytes({0x40, 0x20, 0, 0}), 2.5},
      {0x0e, ElementType::F64, bytes({0xc0, 4, 0, 0, 0, 0, 0, 0}), -2.5}};
  for (auto &c : cases) {
    writeFile("a.idx", header({1}, c.code) + c.data);
    Array array = readArray("a.idx");
    EXPECT_EQ(array.type, c.type);
    visitValues(
        array, [&](auto *values) { EXPECT_EQ(double(values[0]), c.expected); });
  }
}

TEST_F(Idx, ReadsGzip) {
  std::string content = header({1, 2}) + bytes({7, 9});
  gzFile file = gzopen("a.idx.gz", "wb");
  gzwrite(file, content.data(), unsigned(content.size()));
  gzclose(file);
  EXPECT_EQ(readArray("a.idx.gz").bytes, (std::vector<uint8_t>{7, 9}));

  std::string packed = readFile("a.idx.gz");
  writeFile("cut.gz", packed.substr(0, packed.size() - 10));
  EXPECT_EQ(errorOf([] { readArray("cut.gz"); }),
            "cut.gz is truncated: its gzip stream ends early");
  packed[packed.size() - 6] ^= 1; // the checksum
  writeFile("bad.gz", packed);
  EXPECT_EQ(errorOf([] { readArray("bad.gz"); }),
            "bad.gz is not a valid gzip file: incorrect data check");
}

TEST_F(Idx, Truncated) {
  EXPECT_EQ(messageOf(header({2, 3}) + bytes({1, 2, 3, 4})),
            "a.idx is truncated: the IDX data takes 6 bytes, found 4");
  EXPECT_EQ(messageOf(bytes({0, 0, 8})),
            "a.idx is truncated: the IDX header takes 4 bytes, found 3");
  EXPECT_EQ(messageOf(bytes({0, 0, 8, 2, 0, 0, 0})),
            "a.idx is truncated: the IDX header's dimensions takes 8 bytes, "
            "found 3");
}

/// The header promises 2^62 bytes: no memory is taken for them.
TEST_F(Idx, HugePromiseIsTruncation) {
  EXPECT_EQ(messageOf(header({0x7fffffff, 0x7fffffff}) + bytes({1})),
            "a.idx is truncated: the IDX data takes 4611686014132420609 bytes, "
            "found 1");
}

TEST_F(Idx, Overflow) {
  EXPECT_EQ(messageOf(header({-1, -1, -1}) + bytes({1})),
            "a.idx: the IDX shape 4294967295x4294967295x4294967295 overflows");
  EXPECT_EQ(messageOf(header({-1, -1, 0, -1}) + bytes({1})),
            "a.idx: the IDX shape 4294967295x4294967295x0x4294967295 "
            "overflows");
}

TEST_F(Idx, BadHeader) {
  EXPECT_EQ(messageOf(bytes({0, 0, 7, 1, 0, 0, 0, 0})),
            "a.idx: unknown IDX element type 0x07; expected 0x08, 0x09, 0x0b, "
            "0x0c, 0x0d or 0x0e");
  EXPECT_EQ(messageOf(bytes({0, 0, 8, 0})),
            "a.idx: IDX rank 0; expected 1 to 8");
  EXPECT_EQ(messageOf(bytes({0, 0, 8, 9})),
            "a.idx: IDX rank 9; expected 1 to 8");
}

TEST_F(Idx, TrailingBytes) {
  EXPECT_EQ(messageOf(header({1}) + bytes({1, 2})),
            "a.idx has bytes behind the data its header announces");
}

TEST_F(Idx, FilesThatAreNotThere) {
  EXPECT_EQ(errorOf([] { readArray("none"); }),
            "cannot read none: No such file or directory");
  std::filesystem::create_directory("folder");
  EXPECT_EQ(errorOf([] { readArray("folder"); }),
            "folder is a folder without .png files");
  EXPECT_EQ(messageOf(""), "a.idx is empty");
}

TEST_F(Idx, ForeignFormatsAreNamed) {
  EXPECT_EQ(messageOf("PAR1 etc"),
            "a.idx is a Parquet file; expected IDX, .npy, .npz, CSV, WAV, PNG "
            "or .txt");
  EXPECT_EQ(messageOf(bytes({1, 2, 3})),
            "a.idx is a binary file of unknown format; expected IDX, .npy, "
            ".npz, CSV, WAV, PNG or .txt");
  EXPECT_EQ(messageOf("PK\x03\x04 etc"),
            "a.idx is not a valid .npz file: it has no directory; was the "
            "download cut?");
  EXPECT_EQ(
      messageOf("\x89PNG\r\n\x1a\n").find("a.idx is not a valid PNG picture: "),
      0u);
}
