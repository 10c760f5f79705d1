//===- Array.cpp - Element types, and the choice of a reader --------------===//
//
// The content decides, not the name: a .gz of anything works, and a renamed
// file is read as what it is.
//
//===----------------------------------------------------------------------===//
#include "Array.h"

#include "ByteSource.h"
#include "Error.h"

#include <limits>

using namespace aec::runtime;

namespace {
struct TypeFacts {
  const char *name;
  int64_t bytes;
  bool integer;
  double maximum;
};

template <typename T> constexpr TypeFacts factsOf(const char *name) {
  return {name, sizeof(T), std::numeric_limits<T>::is_integer,
          double(std::numeric_limits<T>::max())};
}
} // namespace

/// In the order of ElementType.
static const TypeFacts &facts(ElementType type) {
  static const TypeFacts table[] = {
      {"bool", 1, true, 1},    factsOf<uint8_t>("u8"),
      factsOf<int8_t>("i8"),   factsOf<uint16_t>("u16"),
      factsOf<int16_t>("i16"), factsOf<uint32_t>("u32"),
      factsOf<int32_t>("i32"), factsOf<uint64_t>("u64"),
      factsOf<int64_t>("i64"), factsOf<float>("f32"),
      factsOf<double>("f64")};
  return table[int(type)];
}

int64_t aec::runtime::elementBytes(ElementType type) {
  return facts(type).bytes;
}
const char *aec::runtime::typeName(ElementType type) {
  return facts(type).name;
}
bool aec::runtime::isInteger(ElementType type) { return facts(type).integer; }
double aec::runtime::typeMaximum(ElementType type) {
  return facts(type).maximum;
}

/// A known container of another kind, for a message better than "not a number".
static const char *foreignFormat(const std::string &head) {
  if (head.substr(0, 4) == "PK\x03\x04")
    return "a zip archive (.npz?); extract the .npy from it";
  if (head.substr(0, 4) == "\x89PNG")
    return "a PNG picture";
  if (head.substr(0, 5) == "\x89HDF\r")
    return "an HDF5 file";
  if (head.substr(0, 4) == "PAR1")
    return "a Parquet file";
  for (char c : head)
    if ((unsigned char)c < 32 && c != '\n' && c != '\r' && c != '\t')
      return "a binary file of unknown format";
  return nullptr;
}

Array aec::runtime::readArray(const std::string &path, bool missing) {
  ByteSource source(path);
  std::string head = source.peek();
  if (head.empty())
    fail(path, " is empty");
  if (head.substr(0, 6) == "\x93NUMPY")
    return readNpy(source);
  if (head.size() >= 2 && head[0] == 0 && head[1] == 0)
    return readIdx(source);
  if (const char *format = foreignFormat(head))
    fail(path, " is ", format, "; expected IDX, .npy or CSV");
  return readCsv(source, missing);
}
