//===- Array.h - What a data file holds, before preparation ---------------===//
//
// Readers give the file's own type and shape, native byte order, row-major;
// nothing here knows the model. Dataset.h turns it into what the model takes.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_DATA_ARRAY_H
#define AEC_LIB_RUNTIME_DATA_ARRAY_H

#include <cstdint>
#include <functional>
#include <memory>
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

/// A column of a CSV that samples are made of.
struct Column {
  /// Empty without a header.
  std::string name;
  /// Of a column of words its vocabulary: word i is a one in place i of as many
  /// values as there are words. Empty: a column of numbers.
  std::vector<std::string> words;
  int64_t width() const { return words.empty() ? 1 : int64_t(words.size()); }
};

/// Cells of a column of words that its vocabulary does not have.
struct UnknownWords {
  std::string column;
  int64_t cells = 0;
  /// A few of them.
  std::vector<std::string> examples;
};

/// What a CSV says beside its samples' values. Rows are those of the file,
/// before any are chosen.
struct TableFacts {
  std::vector<Column> columns;
  std::string idName, labelName;
  /// A row each, empty where the column was not asked for.
  std::vector<std::string> ids, labels;
  std::vector<UnknownWords> unknown;
  /// What a user should know of how columns were found, empty for nothing.
  std::string remark;
};

class SpoolFile;

struct Array {
  /// The file, as the user named it.
  std::string origin;
  /// "IDX", "npy", "CSV", "WAV", "text" or "PNG".
  std::string format;
  ElementType type = ElementType::F64;
  std::vector<int64_t> shape;
  /// elements * elementBytes(type); empty where a file has them.
  std::vector<uint8_t> bytes;
  /// Where the values are that memory has no room for, and the first one's
  /// place in it.
  std::shared_ptr<SpoolFile> file;
  int64_t fileAt = 0;
  /// Names of a CSV's columns, empty without a header.
  std::vector<std::string> columns;
  /// Rows are moments of one recording or text, not samples: a model takes
  /// windows of them.
  bool series = false;
  /// Frames a second of a recording.
  double rate = 0;
  /// More of what the file says of itself: "16-bit PCM, 8000 Hz, 1 channel".
  std::string detail;
  /// Of a CSV.
  std::shared_ptr<const TableFacts> facts;
};

/// Height and width; where only the height is given, both (for a crop) or the
/// shorter side (to resize).
struct PictureSize {
  int64_t height = 0, width = 0;
};

/// What becomes of pictures while they are read, in this order.
struct PictureOptions {
  /// 1: grey, 3: colour, 0: as they are.
  int64_t channels = 0;
  PictureSize resize, crop;
};

/// What the command line says of files that hold more than is wanted.
struct ReadOptions {
  /// Columns of a CSV to keep, by name or number from 1; empty: all.
  std::vector<std::string> columns;
  /// Columns to leave out.
  std::vector<std::string> without;
  /// The array of an .npz to take where there are several.
  std::string member;
  /// Between the cells of a CSV; 0: found on its first line.
  char separator = 0;
  PictureOptions pictures;
  /// Whether empty cells of a CSV and "nan" are NaN.
  bool missing = false;
  /// Sees type and shape where a file says them in front of its values, before
  /// memory is taken for those; throws where they cannot be used.
  std::function<void(const Array &)> accept;
  /// The most bytes that the values may take in memory.
  int64_t memoryLimit = INT64_MAX;
  /// Values beyond go to a temporary file in the folder `spool` (empty: the
  /// default); otherwise they are refused.
  bool streams = false;
  std::string spool;
  /// Columns that are no part of the samples: keys or times, labels, weights.
  std::string idColumn, labelColumn, weightColumn;
  /// Columns to take as words though they look like numbers.
  std::vector<std::string> categories;
  /// The columns that training had; empty: vocabularies are learned.
  std::vector<Column> schema;
};

/// Bytes of a piece of a file that is not read whole.
int64_t pieceBytes(const ReadOptions &options);

/// Calls fn(const T *values) with the element type's T, for an array in memory.
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
Array readIdx(ByteSource &source, const ReadOptions &options = {});
Array readNpy(ByteSource &source, const ReadOptions &options = {});
Array readCsv(ByteSource &source, const ReadOptions &options);
Array readNpz(ByteSource &source, const ReadOptions &options);
Array readWav(ByteSource &source, const ReadOptions &options = {});
Array readText(ByteSource &source, const ReadOptions &options = {});
Array readPicture(ByteSource &source, const ReadOptions &options = {});
/// All .png files of a folder, by name; pictures of one size and kind.
Array readPictures(const std::string &folder, const ReadOptions &options = {});
/// Changes values of an array while they are read: bytes of whole elements.
using ValueFilter = std::function<void(std::vector<uint8_t> &)>;

/// Reads the values of an array whose type and shape are known, if the caller
/// accepts them; `what` is for messages. Without a filter a large plain file
/// keeps its values where they are.
void readValues(ByteSource &source, const ReadOptions &options, Array &array,
                const std::string &what, const ValueFilter &filter = {});

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_DATA_ARRAY_H
