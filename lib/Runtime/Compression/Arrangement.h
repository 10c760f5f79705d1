//===- Arrangement.h - A file's values as samples, and back ---------------===//
//
// Programs take samples of one size; files to compress have any. Windows of a
// series are padded by its last row, pictures of another size are cut into
// tiles and padded by their border, as codecs do: repeated values cost less
// than zeros. What is padding is told by one function, so that both directions
// agree and no size is stored twice.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMPRESSION_ARRANGEMENT_H
#define AEC_LIB_RUNTIME_COMPRESSION_ARRANGEMENT_H

#include "../Data/Array.h"

#include "aec/Runtime/Abi.h"

namespace aec::runtime {

/// Dimensions that compressed data has at the most.
constexpr size_t kMostRank = 8;

/// How samples lie in a file's array.
struct Arrangement {
  enum Kind { Rows = 0, Windows = 1, Tiles = 2 };

  Kind kind = Rows;
  /// The file's array: [samples, ...], [rows, columns] of a series, or
  /// [pictures, height, width], [pictures, channels, height, width].
  std::vector<int64_t> shape;

  /// Sets what follows from kind, shape and the samples of `input`: sizes of
  /// windows and tiles. Checks all against each other, with no overflow; throws
  /// Error, `place` first.
  void check(const aec_input &input, const std::string &place);

  /// Rows of a window; whether a sample has columns in front of rows.
  int64_t window = 0;
  bool columnsFirst = false;
  /// Of a tile: [channels, height, width], where channels are those of the
  /// pictures, or 1, which makes a tile of each.
  int64_t tileChannels = 0, tileHeight = 0, tileWidth = 0;

  int64_t samples() const { return sampleCount; }
  /// Elements of the file's array.
  int64_t elements() const { return fileElements; }
  /// Where element `at` of `sample` lies in the file's array; for padding the
  /// place whose value it repeats, and `padding` is set.
  int64_t place(int64_t sample, int64_t at, bool &padding) const;

  /// Pictures and planes of the file's array where it is one of pictures.
  int64_t height() const { return shape[shape.size() - 2]; }
  int64_t width() const { return shape.back(); }
  int64_t channels() const { return shape.size() == 4 ? shape[1] : 1; }

private:
  void checkWindows(const aec_input &input, const std::string &place);
  void checkTiles(const aec_input &input, const std::string &place);
  int64_t tile(int64_t sample, int64_t at, bool &padding) const;

  int64_t sampleElements = 0, sampleCount = 0, fileElements = 0;
};

/// How `array`, as a file has it, becomes samples of `input`: `window` rows
/// each where that is not 0. Throws Error where it does not.
Arrangement arrange(const Array &array, const aec_input &input, int64_t window);

/// The samples of `array`, in the shape [samples, ...].
Array gatherSamples(const Array &array, const Arrangement &arrangement,
                    const aec_input &input);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMPRESSION_ARRANGEMENT_H
