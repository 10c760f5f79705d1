//===- Array.cpp - Element types, and the choice of a reader --------------===//
//
// The content decides, not the name: a .gz of anything works, and a renamed
// file is read as what it is.
//
//===----------------------------------------------------------------------===//
#include "Array.h"

#include "ArrayWriter.h"
#include "ByteSource.h"
#include "Error.h"

#include <limits>
#include <sys/stat.h>

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
  if (head.substr(0, 5) == "\x89HDF\r")
    return "an HDF5 file";
  if (head.substr(0, 4) == "PAR1")
    return "a Parquet file";
  std::string mark = head.substr(0, 2);
  if (mark == "\xff\xfe" || mark == "\xfe\xff")
    return "text in UTF-16, which is to be saved as UTF-8";
  for (char c : head)
    if ((unsigned char)c < 32 && c != '\n' && c != '\r' && c != '\t')
      return "a binary file of unknown format";
  return nullptr;
}

static bool isFolder(const std::string &path) {
  struct stat status;
  return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool aec::runtime::isPlainText(const std::string &path) {
  for (std::string end : {".txt", ".txt.gz"})
    if (path.size() >= end.size() &&
        path.compare(path.size() - end.size(), end.size(), end) == 0)
      return true;
  return false;
}

void aec::runtime::readValues(ByteSource &source, const ReadOptions &options,
                              Array &array, const std::string &what,
                              const ValueFilter &filter) {
  int64_t count = 0, bytes = 0;
  if (!elementCount(array.shape, count) ||
      !multiply(count, elementBytes(array.type), bytes))
    fail(source.path(), ": the ", what, " shape ", shapeText(array.shape),
         " overflows");
  std::string data = concat("the ", what, " data");
  source.expectThere(bytes, data.c_str());
  if (!options.streams)
    source.expect(bytes, data.c_str());
  if (options.accept)
    options.accept(array);
  bool large = options.streams && bytes > options.memoryLimit;
  if (large && !filter && source.leaveInPlace(array.file, array.fileAt)) {
    source.skip(bytes, data.c_str());
    return source.expectEnd();
  }
  ArrayWriter writer(array, options);
  writer.expect(bytes, source.knowsEnd());
  std::vector<uint8_t> piece;
  source.readPieces(bytes, writer.pieceBytes(), data.c_str(), piece, [&] {
    if (filter)
      filter(piece);
    writer.append(piece.data(), int64_t(piece.size()));
  });
  source.expectEnd();
}

/// Chooses the reader by the first bytes.
static Array readAny(ByteSource &source, const ReadOptions &options) {
  const std::string &path = source.path();
  std::string head = source.peek();
  if (head.empty())
    fail(path, " is empty");
  if (head.substr(0, 6) == "\x93NUMPY")
    return readNpy(source, options);
  if (head.size() >= 2 && head[0] == 0 && head[1] == 0)
    return readIdx(source, options);
  if (head.substr(0, 4) == "PK\x03\x04")
    return readNpz(source, options);
  if (head.substr(0, 4) == "RIFF" || head.substr(0, 4) == "RIFX")
    return readWav(source, options);
  if (head.substr(0, 4) == "\x89PNG")
    return readPicture(source, options);
  if (isPlainText(path))
    return readText(source, options);
  if (const char *format = foreignFormat(head))
    fail(path, " is ", format,
         "; expected IDX, .npy, .npz, CSV, WAV, PNG or .txt");
  return readCsv(source, options);
}

Array aec::runtime::readArray(const std::string &path,
                              const ReadOptions &options) {
  if (isFolder(path))
    return readPictures(path, options);
  ByteSource source(path);
  source.setLimit(options.memoryLimit);
  Array array = readAny(source, options);
  if (source.packed())
    array.detail = array.detail.empty() ? "unpacked from gzip"
                                        : array.detail + ", from gzip";
  return array;
}
