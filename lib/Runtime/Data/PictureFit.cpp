//===- PictureFit.cpp - Resizing and cropping -----------------------------===//
//
// Resizing averages with a triangle as wide as the pixels of the smaller
// picture, so that shrinking does not alias: what Pillow's BILINEAR and
// PyTorch's interpolate(antialias=True) do.
//
//===----------------------------------------------------------------------===//
#include "PictureFit.h"

#include "../Error.h"

#include <algorithm>
#include <cmath>

using namespace aec::runtime;

namespace {
/// What one pixel of the result is made of, along one side.
struct Taps {
  int64_t first = 0;
  std::vector<float> weights;
};
} // namespace

static std::vector<Taps> tapsOf(int64_t from, int64_t to) {
  double scale = double(from) / double(to), reach = std::max(scale, 1.0);
  std::vector<Taps> result(static_cast<size_t>(to));
  for (int64_t at = 0; at < to; ++at) {
    double centre = (double(at) + 0.5) * scale;
    auto first = std::max<int64_t>(0, int64_t(centre - reach + 0.5));
    auto last = std::min(from, int64_t(centre + reach + 0.5));
    Taps &taps = result[size_t(at)];
    taps.first = first;
    double sum = 0;
    for (int64_t pixel = first; pixel < last; ++pixel) {
      double distance = std::fabs(double(pixel) + 0.5 - centre) / reach;
      taps.weights.push_back(float(std::max(0.0, 1 - distance)));
      sum += taps.weights.back();
    }
    for (float &weight : taps.weights)
      weight = float(weight / sum);
  }
  return result;
}

static Picture resized(const Picture &from, int64_t height, int64_t width) {
  Picture to{height, width, from.channels, {}};
  std::vector<Taps> columns = tapsOf(from.width, width);
  std::vector<Taps> rows = tapsOf(from.height, height);
  std::vector<float> wide(size_t(from.height * width));
  to.planes.resize(size_t(height * width * from.channels));
  for (int64_t channel = 0; channel < from.channels; ++channel) {
    const uint8_t *plane = &from.planes[channel * from.height * from.width];
    for (int64_t y = 0; y < from.height; ++y)
      for (int64_t x = 0; x < width; ++x) {
        float sum = 0;
        const Taps &taps = columns[x];
        for (size_t at = 0; at < taps.weights.size(); ++at)
          sum += taps.weights[at] * plane[y * from.width + taps.first + at];
        wide[y * width + x] = sum;
      }
    for (int64_t y = 0; y < height; ++y)
      for (int64_t x = 0; x < width; ++x) {
        float sum = 0;
        const Taps &taps = rows[y];
        for (size_t at = 0; at < taps.weights.size(); ++at)
          sum += taps.weights[at] * wide[(taps.first + at) * width + x];
        to.planes[(channel * height + y) * width + x] =
            uint8_t(std::min(255.0f, sum + 0.5f));
      }
  }
  return to;
}

static Picture cropped(const Picture &from, int64_t height, int64_t width) {
  Picture to{height, width, from.channels, {}};
  int64_t top = (from.height - height) / 2, left = (from.width - width) / 2;
  for (int64_t channel = 0; channel < from.channels; ++channel)
    for (int64_t y = 0; y < height; ++y) {
      auto row = from.planes.begin() +
                 ((channel * from.height + top + y) * from.width + left);
      to.planes.insert(to.planes.end(), row, row + width);
    }
  return to;
}

/// The size before cropping. One number is for the shorter side.
static Picture resizedShape(const Picture &header,
                            const PictureOptions &options) {
  Picture shape{header.height,
                header.width,
                options.channels ? options.channels : header.channels,
                {}};
  if (options.resize.height && options.resize.width) {
    shape.height = options.resize.height;
    shape.width = options.resize.width;
  } else if (options.resize.height) {
    int64_t shorter = std::min(header.height, header.width);
    auto scaled = [&](int64_t side) {
      return (side * options.resize.height + shorter / 2) / shorter;
    };
    shape.height = scaled(header.height);
    shape.width = scaled(header.width);
  }
  return shape;
}

Picture aec::runtime::fittedShape(const Picture &header,
                                  const PictureOptions &options,
                                  const std::string &path) {
  constexpr int64_t most = 1 << 24;
  Picture shape = resizedShape(header, options);
  if (shape.height * shape.width > most)
    fail(path, " would become ", shape.height, "x", shape.width,
         " pixels; at most ", most, " are");
  if (!options.crop.height)
    return shape;
  int64_t height = options.crop.height;
  int64_t width = options.crop.width ? options.crop.width : height;
  if (height > shape.height || width > shape.width)
    fail(path, " has ", shape.height, "x", shape.width,
         " pixels, fewer than --crop ", height, "x", width,
         "; --resize makes it larger");
  return {height, width, shape.channels, {}};
}

Picture aec::runtime::fitPicture(Picture picture, const PictureOptions &options,
                                 const std::string &path) {
  Picture shape = fittedShape(picture, options, path);
  Picture middle = resizedShape(picture, options);
  if (middle.height != picture.height || middle.width != picture.width)
    picture = resized(picture, middle.height, middle.width);
  if (shape.height != picture.height || shape.width != picture.width)
    picture = cropped(picture, shape.height, shape.width);
  return picture;
}
