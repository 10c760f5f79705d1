//===- Array.h - What a data file holds, before preparation ---------------===//
//
// Readers give the file's own type and shape, native byte order, row-major;
// nothing here knows the model. Dataset.h turns it into what the model takes.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_DATA_ARRAY_H
#define AEC_LIB_RUNTIME_DATA_ARRAY_H

#include <cstdint>
#include <string>
#include <vector>

namespace aec::runtime {

enum class ElementType { Bool, U8, I8, U16, I16, U32, I32, U64, I64, F32, F64 };

/// Bytes of an element.
int64_t elementBytes(ElementType type);
/// "u8", "f32", ...
const char *typeName(ElementType type);
bool isInteger(ElementType type);
/// The largest value of an integer type (1 for bool).
double typeMaximum(ElementType type);

struct Array {
  /// The file, as the user named it.
  std::string origin;
  /// "IDX", "npy", "CSV", "WAV", "text" or "PNG".
  std::string format;
  ElementType type = ElementType::F64;
  std::vector<int64_t> shape;
  /// elements * elementBytes(type).
  std::vector<uint8_t> bytes;
  /// Names of a CSV's columns, empty without a header.
  std::vector<std::string> columns;
  /// Rows are moments of one recording or text, not samples: a model takes
  /// windows of them.
  bool series = false;
  /// Frames a second of a recording.
  double rate = 0;
  /// More of what the file says of itself: "16-bit PCM, 8000 Hz, 1 channel".
  std::string detail;
};

/// What the command line says of files that hold more than is wanted.
struct ReadOptions {
  /// Columns of a CSV to keep, by name or number from 1; empty: all.
  std::vector<std::string> columns;
  /// Columns to leave out.
  std::vector<std::string> without;
  /// The array of an .npz to take where there are several.
  std::string member;
  /// Whether empty cells of a CSV and "nan" are NaN.
  bool missing = false;
};

/// Calls fn(const T *values) with the element type's T.
template <typename Fn> void visitValues(const Array &array, Fn &&fn) {
  auto as = [&](auto *kind) {
    fn(reinterpret_cast<decltype(kind)>(array.bytes.data()));
  };
  switch (array.type) {
  case ElementType::Bool:
  case ElementType::U8:
    return as((const uint8_t *)nullptr);
  case ElementType::I8:
    return as((const int8_t *)nullptr);
  case ElementType::U16:
    return as((const uint16_t *)nullptr);
  case ElementType::I16:
    return as((const int16_t *)nullptr);
  case ElementType::U32:
    return as((const uint32_t *)nullptr);
  case ElementType::I32:
    return as((const int32_t *)nullptr);
  case ElementType::U64:
    return as((const uint64_t *)nullptr);
  case ElementType::I64:
    return as((const int64_t *)nullptr);
  case ElementType::F32:
    return as((const float *)nullptr);
  case ElementType::F64:
    return as((const double *)nullptr);
  }
}

/// Reads a file of any known format, told by its first bytes; text is CSV, or
/// plain text where its name ends in .txt. gzip is undone first. A folder is
/// one of pictures. Throws Error.
Array readArray(const std::string &path, const ReadOptions &options = {});

/// True where the name says plain text: .txt or .txt.gz.
bool isPlainText(const std::string &path);

class ByteSource;
/// The readers behind readArray; `source` is at the first byte.
Array readIdx(ByteSource &source);
Array readNpy(ByteSource &source);
Array readCsv(ByteSource &source, const ReadOptions &options);
Array readNpz(ByteSource &source, const ReadOptions &options);
Array readWav(ByteSource &source);
Array readText(ByteSource &source);
Array readPicture(ByteSource &source);
/// All .png files of a folder, by name; pictures of one size and kind.
Array readPictures(const std::string &folder);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_DATA_ARRAY_H
