//===- Jpeg.h - What JPEG makes of a picture, for comparison --------------===//
//
// Only programs that compress pictures have it: libjpeg would add 0.7 MB to
// every other. The compiler asks the linker for the function where a model has
// a use for it, and the runtime does without where it is not there.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_OUTPUT_JPEG_H
#define AEC_LIB_RUNTIME_OUTPUT_JPEG_H

#include <cstdint>

/// Encodes rows of pixels (grey, or red, green, blue) and decodes the result
/// into `decoded`, of the same size. `quality` is libjpeg's, 1 to 100;
/// `fullColour` keeps a colour for every pixel, else four share one. Returns
/// the file's bytes, its tables made for it; 0 where libjpeg refuses the
/// picture, because a side is longer than 65,500.
extern "C" int64_t aec_jpeg(const uint8_t *pixels, int64_t height,
                            int64_t width, int64_t channels, int64_t quality,
                            int64_t fullColour, uint8_t *decoded);

#endif // AEC_LIB_RUNTIME_OUTPUT_JPEG_H
