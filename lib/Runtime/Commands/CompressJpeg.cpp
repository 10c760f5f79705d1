//===- CompressJpeg.cpp - JPEG's size at an error like ours ---------------===//
//
// The quality is found by halving on some of the pictures and settled on all of
// them: an error falls with the quality, but for steps that do not matter here.
//
//===----------------------------------------------------------------------===//
#include "CompressJpeg.h"

#include "../Output/Jpeg.h"

#include <algorithm>
#include <cmath>

// Null in programs without it.
#pragma weak aec_jpeg

using namespace aec::runtime;

namespace {
constexpr int64_t kBest = 100;

class Jpeg {
public:
  Jpeg(const ImageSeries &series, bool fullColour)
      : series(series), fullColour(fullColour) {}
  /// Over every `stride`th picture; 0 bytes where one is refused.
  JpegSizes measure(int64_t quality, int64_t stride = 1) const;
  /// The lowest quality that reaches `least`, or the best.
  JpegSizes find(double least) const;

private:
  const ImageSeries &series;
  bool fullColour;
};
} // namespace

JpegSizes Jpeg::measure(int64_t quality, int64_t stride) const {
  JpegSizes sizes;
  sizes.quality = quality;
  sizes.fullColour = fullColour;
  double squares = 0, values = 0;
  for (int64_t at = 0; at < series.count; at += stride) {
    Image image = series.image(at);
    std::vector<uint8_t> decoded(image.pixels.size());
    int64_t bytes =
        aec_jpeg(image.pixels.data(), image.height, image.width, image.channels,
                 quality, fullColour, decoded.data());
    if (!bytes)
      return {};
    sizes.bytes += bytes;
    values += double(decoded.size());
    for (size_t value = 0; value < decoded.size(); ++value) {
      double error = double(decoded[value]) - image.pixels[value];
      squares += error * error;
    }
  }
  sizes.psnr = 10 * std::log10(255.0 * 255.0 * values / squares);
  return sizes;
}

JpegSizes Jpeg::find(double least) const {
  constexpr int64_t some = 256;
  int64_t stride = (series.count + some - 1) / some, low = 1, high = kBest;
  while (low < high) {
    int64_t middle = (low + high) / 2;
    JpegSizes found = measure(middle, stride);
    if (!found.bytes)
      return found;
    if (found.psnr >= least)
      high = middle;
    else
      low = middle + 1;
  }
  JpegSizes found = measure(low);
  while (found.bytes && found.psnr < least && found.quality < kBest)
    found = measure(found.quality + 1);
  while (found.bytes && found.quality > 1) {
    JpegSizes lower = measure(found.quality - 1);
    if (!(lower.psnr >= least))
      break;
    found = lower;
  }
  return found;
}

std::optional<JpegSizes> aec::runtime::jpegSizes(const ImageSeries &series,
                                                 double least) {
  if (!aec_jpeg || series.count == 0)
    return {};
  JpegSizes found = Jpeg(series, false).find(least);
  bool colours = found.bytes && series.image(0).channels == 3;
  if (colours && found.psnr < least)
    found = Jpeg(series, true).find(least);
  if (!found.bytes)
    return {};
  return found;
}
