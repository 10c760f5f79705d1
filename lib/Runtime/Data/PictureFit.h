//===- PictureFit.h - Pictures of one size from pictures of many ----------===//
#ifndef AEC_LIB_RUNTIME_DATA_PICTUREFIT_H
#define AEC_LIB_RUNTIME_DATA_PICTUREFIT_H

#include "Array.h"

namespace aec::runtime {

/// Bytes in planes, [channels, height, width].
struct Picture {
  int64_t height = 0, width = 0, channels = 1;
  std::vector<uint8_t> planes;
};

/// Size and channels that `header` has after fitting; throws where a crop is
/// larger than the picture, which `path` names.
Picture fittedShape(const Picture &header, const PictureOptions &options,
                    const std::string &path);

/// Resizes, then cuts the middle out, as `options` say.
Picture fitPicture(Picture picture, const PictureOptions &options,
                   const std::string &path);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_DATA_PICTUREFIT_H
