//===- CompressedFile.h - The bitstream of compress -----------------------===//
//
// Little-endian: magic, version, what the values are, the model, then the coded
// bytes, and a CRC-32 of everything in front of it. docs/compression.md has the
// table. Headers are small, because files of a few pictures are: numbers take
// as many bytes as they need, and what the model knows (sizes of tiles and
// windows) is not said again. Files are hostile: every field is checked here,
// what depends on the model where the file is decoded.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMPRESSION_COMPRESSEDFILE_H
#define AEC_LIB_RUNTIME_COMPRESSION_COMPRESSEDFILE_H

#include "Arrangement.h"

#include "../Support/AtomicFile.h"

namespace aec::runtime {

struct CompressedFile {
  std::string path;
  /// Of weights and tables. 32 bits: a confusion that slips through, one in
  /// four billions, is met by `values`.
  uint32_t model = 0;
  /// Type of the file's values.
  ElementType type = ElementType::U8;
  /// The CPU level that reconstructions were computed on.
  int64_t level = 0;
  Arrangement arrangement;
  /// Bytes of text: the model's guesses are classes.
  bool text = false;
  /// Whether corrections follow the latents of each block.
  bool corrected = false;
  /// Digits behind the point that all values have; -1: more than there are.
  int decimals = -1;
  /// Restored numbers are this far from the file's at most, where corrected.
  double maxError = 0;
  /// What integers were divided by, and frames a second of a recording or 0.
  double scale = 1, rate = 0;
  /// Of the restored values.
  uint32_t values = 0;
  std::string payload;
};

/// The whole file as bytes.
std::string compressedBytes(const CompressedFile &file);

/// The inverse; `path` is for messages. Throws Error for anything that
/// compressedBytes does not write, but for sizes that depend on the model.
CompressedFile parseCompressed(const std::string &path,
                               const std::string &bytes);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMPRESSION_COMPRESSEDFILE_H
