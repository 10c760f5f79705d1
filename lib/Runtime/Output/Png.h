//===- Png.h - Grids of pictures ------------------------------------------===//
//
// What a person looks at first after training: originals over reconstructions.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_PNG_H
#define AEC_LIB_RUNTIME_PNG_H

#include "../Support/AtomicFile.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace aec::runtime {

struct PictureShape {
  int64_t height = 0, width = 0;
  /// 1: grey, 3: red, green, blue.
  int64_t channels = 1;
  /// Channels follow each pixel (HWC); planes (CHW) otherwise.
  bool interleaved = false;
};

/// Bytes of pixels, row by row, channels interleaved; white where none are
/// given.
struct Image {
  int64_t height, width, channels;
  std::vector<uint8_t> pixels;

  Image(int64_t height, int64_t width, int64_t channels)
      : height(height), width(width), channels(channels),
        pixels(height * width * channels, 255) {}
  Image(int64_t height, int64_t width, int64_t channels,
        std::vector<uint8_t> pixels)
      : height(height), width(width), channels(channels),
        pixels(std::move(pixels)) {}
};

/// A file's bytes. Throws Error where libpng cannot.
std::vector<uint8_t> encodePng(const Image &image);

/// Samples of one geometry; 0 is black, 1 white, anything else is clamped.
struct PictureRow {
  const void *values = nullptr;
  int64_t dtype = 0; // AEC_F32 or AEC_F64
};

/// How small pictures are enlarged.
int64_t pictureZoom(const PictureShape &shape);

/// `count` pictures of every row, at most `columns` a line; the rows
/// (originals, reconstructions) stand above each other.
Image drawPictures(const PictureShape &shape,
                   const std::vector<PictureRow> &rows, int64_t count,
                   int64_t columns);

/// Writes drawPictures and commits.
void writePictures(AtomicFile &file, const PictureShape &shape,
                   const std::vector<PictureRow> &rows, int64_t count,
                   int64_t columns);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_PNG_H
