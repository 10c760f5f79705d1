//===- PngChunks.h - What a PNG says before it is decoded -----------------===//
#ifndef AEC_LIB_RUNTIME_DATA_PNGCHUNKS_H
#define AEC_LIB_RUNTIME_DATA_PNGCHUNKS_H

#include <cstdint>
#include <string>

namespace aec::runtime {

struct PngHeader {
  uint32_t width = 0, height = 0;
  /// True where pixels have colours, of their own or of a palette.
  bool colour = false;
};

/// Checks the chunks of a PNG file: signature, order, lengths, checksums, the
/// header's fields, nothing behind the end. Throws Error with `path`.
PngHeader checkPng(const std::string &bytes, const std::string &path);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_DATA_PNGCHUNKS_H
