//===- CompressJpeg.h - JPEG's size at an error like ours -----------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_COMPRESSJPEG_H
#define AEC_LIB_RUNTIME_COMMANDS_COMPRESSJPEG_H

#include "../Output/Png.h"

#include <functional>
#include <optional>

namespace aec::runtime {

/// Pictures by their index.
struct ImageSeries {
  int64_t count = 0;
  std::function<Image(int64_t)> image;
};

/// What JPEG makes of pictures: the sum of their files, and the error of all.
struct JpegSizes {
  int64_t bytes = 0, quality = 0;
  /// In dB, of bytes.
  double psnr = 0;
  /// Each pixel has its own colour, which four share where that is enough.
  bool fullColour = false;
};

/// JPEG of the lowest quality whose PSNR is `least` or more, in dB, or of
/// quality 100 where none is. Nothing in programs without JPEG, and where a
/// picture is too large for it.
std::optional<JpegSizes> jpegSizes(const ImageSeries &series, double least);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_COMPRESSJPEG_H
