//===- Pictures.h - Which of a file's values are pictures -----------------===//
#ifndef AEC_LIB_RUNTIME_COMPRESSION_PICTURES_H
#define AEC_LIB_RUNTIME_COMPRESSION_PICTURES_H

#include "CompressedFile.h"

#include "../Output/Png.h"

#include <optional>

namespace aec::runtime {

/// Pictures of one size that lie behind each other.
struct PictureSeries {
  PictureShape shape;
  int64_t count = 0;
};

/// The pictures that a file's values are, by its shape or the model's; nothing
/// where they are none, or have neither 1 nor 3 channels.
std::optional<PictureSeries> picturesOf(const CompressedFile &file,
                                        const aec_input &input);

/// The pixels of picture `index` as bytes, channels last; numbers are 0 to 1.
std::vector<uint8_t> pixelsOf(const CompressedFile &file,
                              const PictureShape &shape, const uint8_t *values,
                              int64_t index);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMPRESSION_PICTURES_H
