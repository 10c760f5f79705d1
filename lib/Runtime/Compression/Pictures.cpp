//===- Pictures.cpp - Which of a file's values are pictures ---------------===//
#include "Pictures.h"
#include "Values.h"

#include <algorithm>
#include <cmath>

using namespace aec::runtime;

std::optional<PictureSeries>
aec::runtime::picturesOf(const CompressedFile &file, const aec_input &input) {
  const Arrangement &lies = file.arrangement;
  if (lies.kind == Arrangement::Windows || input.height <= 0 ||
      input.width <= 0 || file.text)
    return {};
  PictureSeries found;
  found.count = lies.shape[0];
  PictureShape &shape = found.shape;
  if (lies.kind == Arrangement::Tiles) {
    shape = {lies.height(), lies.width(), lies.channels(), false};
  } else {
    shape = {input.height, input.width, std::max<int64_t>(input.channels, 1),
             false};
    // As the entries have it: channels last where they are so in the tensor.
    const aec_tensor &tensor = input.tensor;
    shape.interleaved = tensor.rank == 4 && tensor.dims[3] == shape.channels &&
                        tensor.dims[1] != shape.channels;
  }
  int64_t size = shape.height * shape.width * shape.channels;
  if ((shape.channels != 1 && shape.channels != 3) ||
      size * found.count != lies.elements())
    return {};
  return found;
}

static uint8_t shade(double value) {
  if (!(value > 0))
    return 0;
  return value >= 1 ? 255 : uint8_t(value * 255 + 0.5);
}

std::vector<uint8_t> aec::runtime::pixelsOf(const CompressedFile &file,
                                            const PictureShape &shape,
                                            const uint8_t *values,
                                            int64_t index) {
  int64_t area = shape.height * shape.width, size = area * shape.channels;
  std::vector<uint8_t> pixels;
  pixels.reserve(size_t(size));
  for (int64_t pixel = 0; pixel < area; ++pixel)
    for (int64_t c = 0; c < shape.channels; ++c) {
      int64_t at =
          index * size +
          (shape.interleaved ? pixel * shape.channels + c : c * area + pixel);
      double value = valueAt(file.type, values, at);
      pixels.push_back(file.type == ElementType::U8 ? uint8_t(value)
                                                    : shade(value));
    }
  return pixels;
}
