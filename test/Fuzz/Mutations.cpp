//===- Mutations.cpp - Ways to change a file ------------------------------===//
//
// The ways of libFuzzer that need no coverage; and numbers in text, which most
// formats have in their headers.
//
//===----------------------------------------------------------------------===//
#include "Mutations.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <string>

using namespace aec::fuzz;

namespace {
/// A file while it is changed; `most` bytes are there.
struct File {
  uint8_t *data;
  size_t size, most;
  Draws &draws;

  size_t place() { return size_t(draws.below(size)); }

  void flipBit() { data[place()] ^= uint8_t(1u << draws.below(8)); }

  void setByte() {
    static const uint8_t likely[] = {0,   1,   0x7f, 0x80, 0xff, ' ', '\n',
                                     '"', ',', '-',  '.',  '0',  '9', '{'};
    uint64_t draw = draws.below(2 * sizeof likely);
    data[place()] = draw < sizeof likely ? likely[draw] : uint8_t(draws.next());
  }

  /// An integer of a header: 2, 4 or 8 bytes, either byte first.
  void setInteger() {
    size_t bytes = size_t(2) << draws.below(3);
    if (size < bytes)
      return setByte();
    const uint64_t likely[] = {0,
                               1,
                               size,
                               uint64_t(size) - 1,
                               uint64_t(-1),
                               uint64_t(-1) >> (64 - 8 * bytes + 1),
                               uint64_t(1) << (8 * bytes - 1),
                               draws.next()};
    uint64_t value = likely[draws.below(8)];
    uint8_t *to = data + draws.below(size - bytes + 1);
    bool bigEndian = draws.below(2);
    for (size_t at = 0; at < bytes; ++at)
      to[bigEndian ? bytes - 1 - at : at] = uint8_t(value >> (8 * at));
  }

  void erase() {
    size_t from = place(), count = 1 + draws.below(std::min(size - from, most));
    std::memmove(data + from, data + from + count, size - from - count);
    size -= count;
  }

  void insert(const std::string &bytes, size_t to) {
    if (size + bytes.size() > most)
      return;
    std::memmove(data + to + bytes.size(), data + to, size - to);
    std::memcpy(data + to, bytes.data(), bytes.size());
    size += bytes.size();
  }

  void repeat() {
    size_t from = place();
    size_t count = 1 + draws.below(std::min<size_t>(size - from, 64));
    std::string piece(data + from, data + from + count);
    insert(piece, place());
  }

  void cut() { size = place(); }

  /// Another number in the place of digits.
  void setDigits() {
    static const char *const likely[] = {"0",
                                         "1",
                                         "18446744073709551616",
                                         "9223372036854775807",
                                         "4294967296",
                                         "-1",
                                         "1e999",
                                         "00"};
    size_t from = place(), begin = from;
    while (begin < size && !std::isdigit(data[begin]))
      ++begin;
    size_t end = begin;
    while (end < size && std::isdigit(data[end]))
      ++end;
    if (begin == end)
      return setByte();
    std::memmove(data + begin, data + end, size - end);
    size -= end - begin;
    insert(likely[draws.below(8)], begin);
  }
};
} // namespace

extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most) {
  static Draws draws;
  File file = {data, size, most, draws};
  if (size == 0) {
    file.insert(std::string(1, char(draws.next())), 0);
    return file.size;
  }
  using Way = void (File::*)();
  static const Way ways[] = {
      &File::flipBit,    &File::setByte,    &File::setByte,
      &File::setInteger, &File::setInteger, &File::setDigits,
      &File::erase,      &File::repeat,     &File::cut};
  (file.*ways[draws.below(sizeof ways / sizeof *ways)])();
  return file.size;
}
