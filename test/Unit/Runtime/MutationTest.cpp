//===- MutationTest.cpp - Damaged files never crash a reader --------------===//
//
// Every prefix of a good file, and every byte of its start changed in several
// ways, is read: the result is values or one Error. With the sanitizers on,
// this is a small fuzzer that always draws the same.
//
//===----------------------------------------------------------------------===//
#include "Data/Array.h"
#include "Output/Output.h"
#include "Output/Png.h"
#include "Support/AtomicFile.h"
#include "Testing.h"
#include "Weights/Safetensors.h"
#include "aec/Runtime/Abi.h"

#include <functional>
#include <zlib.h>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class Mutation : public InFolder {
protected:
  using Reader = std::function<void()>;

  /// Reads `content` from the file "m"; anything but Error escapes.
  void readAs(const std::string &content, const Reader &reader) {
    writeFile("m", content);
    errorOf(reader);
  }
  void damage(const std::string &good, const Reader &reader) {
    writeFile("m", good);
    ASSERT_EQ(errorOf(reader), "no error");
    for (size_t length = 0; length < good.size(); ++length)
      readAs(good.substr(0, length), reader);
    for (size_t at = 0; at < std::min<size_t>(good.size(), 200); ++at)
      for (int change : {0x01, 0x80, 0xff, int(good[at])}) {
        std::string bad = good;
        bad[at] = char(bad[at] ^ change);
        readAs(bad, reader);
      }
  }
  Reader array = [] { readArray("m"); };
};
} // namespace

TEST_F(Mutation, Idx) {
  damage(bytes({0, 0, 0x0c, 2, 0, 0, 0, 2, 0, 0, 0, 1}) +
             bytes({0, 0, 0, 1, 0, 0, 0, 2}),
         array);
}

TEST_F(Mutation, Npy) {
  std::string header = "{'descr': '<f4', 'fortran_order': True, 'shape': (2, "
                       "3), }\n";
  damage("\x93NUMPY" + bytes({1, 0, int(header.size()), 0}) + header +
             memory<float>({1, 2, 3, 4, 5, 6}),
         array);
}

TEST_F(Mutation, Csv) { damage("\"a\"\"\";b,c\n1;2\n\"3\"; 4.5e1\r\n", array); }

/// A zip archive of one stored file.
static std::string archive(const std::string &name,
                           const std::string &content) {
  auto number = [](uint64_t value, int width) {
    std::string text;
    for (int byte = 0; byte < width; ++byte)
      text += char(value >> (8 * byte));
    return text;
  };
  auto checksum = crc32(0, reinterpret_cast<const Bytef *>(content.data()),
                        uInt(content.size()));
  std::string sizes = number(checksum, 4) + number(content.size(), 4) +
                      number(content.size(), 4) + number(name.size(), 2) +
                      number(0, 2);
  std::string start = number(0, 2) + number(0, 2) + number(0, 2) + number(0, 2);
  std::string local = "PK\x03\x04" + number(20, 2) + start + sizes + name;
  std::string entry = "PK\x01\x02" + number(20, 2) + number(20, 2) + start +
                      sizes + number(0, 2) + number(0, 2) + number(0, 2) +
                      number(0, 4) + number(0, 4) + name;
  return local + content + entry + "PK\x05\x06" + number(0, 4) + number(1, 2) +
         number(1, 2) + number(entry.size(), 4) +
         number(local.size() + content.size(), 4) + number(0, 2);
}

TEST_F(Mutation, Npz) {
  std::string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (3,"
                       "), }\n";
  damage(archive("x.npy", "\x93NUMPY" + bytes({1, 0, int(header.size()), 0}) +
                              header + "abc"),
         array);
}

TEST_F(Mutation, Wav) {
  std::vector<float> values = {0, 0.5, -1, 0.25};
  Table table;
  table.values = values.data();
  table.dtype = AEC_F32;
  table.shape = {1, 2, 2};
  AtomicFile file("good");
  writeWav(file, table, 8000);
  damage(readFile("good"), array);
}

TEST_F(Mutation, Png) {
  std::vector<float> values = {0, 0.5, 1, 0.25};
  AtomicFile file("good");
  writePictures(file, {2, 2, 1, false}, {{values.data(), AEC_F32}}, 1, 1);
  damage(readFile("good"), array);
}

TEST_F(Mutation, Gzip) {
  std::string content = bytes({0, 0, 8, 1, 0, 0, 0, 40}) + std::string(40, 'x');
  gzFile file = gzopen("good.gz", "wb");
  gzwrite(file, content.data(), unsigned(content.size()));
  gzclose(file);
  damage(readFile("good.gz"), array);
}

TEST_F(Mutation, Safetensors) {
  std::vector<float> values = {1, 2};
  auto *data = reinterpret_cast<const uint8_t *>(values.data());
  AtomicFile file("good");
  writeSafetensors(
      file, {{"a", "F32", {1, 1}, data, 4}, {"b", "F32", {1}, data + 4, 4}},
      {{"k", "v"}});
  damage(readFile("good"), [] { readSafetensors("m"); });
}
