//===- MutationTest.cpp - Damaged files never crash a reader --------------===//
//
// Every prefix of a good file, and every byte of its start changed in several
// ways, is read: the result is values or one Error. With the sanitizers on,
// this is a small fuzzer that always draws the same.
//
//===----------------------------------------------------------------------===//
#include "AtomicFile.h"
#include "Data/Array.h"
#include "Safetensors.h"
#include "Testing.h"

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

TEST_F(Mutation, Csv) { damage("\"a\"\"\",b;c\n1;2\n\"3\"; 4.5e1\r\n", array); }

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
