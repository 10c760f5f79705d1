//===- Png.cpp - Layout of the grid, and libpng ---------------------------===//
//
// Small pictures are enlarged by a whole factor, so that digits of 28 pixels
// can be judged. libpng reports errors by longjmp; only it is between setjmp
// and the error, and everything with a destructor lives outside.
//
//===----------------------------------------------------------------------===//
#include "Png.h"

#include "../Error.h"

#include "aec/Runtime/Abi.h"

#include <algorithm>
#include <csetjmp>
#include <png.h>

using namespace aec::runtime;

static uint8_t shade(const PictureRow &row, int64_t at) {
  double value = row.dtype == AEC_F64
                     ? static_cast<const double *>(row.values)[at]
                     : static_cast<const float *>(row.values)[at];
  if (!(value > 0)) // NaN too
    return 0;
  return value >= 1 ? 255 : uint8_t(value * 255 + 0.5);
}

/// Draws sample `index` of `row`, enlarged by `zoom`, at (top, left).
static void draw(Image &image, const PictureShape &shape, const PictureRow &row,
                 int64_t index, int64_t zoom, int64_t top, int64_t left) {
  int64_t area = shape.height * shape.width;
  int64_t base = index * area * shape.channels;
  for (int64_t y = 0; y < shape.height * zoom; ++y)
    for (int64_t x = 0; x < shape.width * zoom; ++x)
      for (int64_t c = 0; c < shape.channels; ++c) {
        int64_t pixel = y / zoom * shape.width + x / zoom;
        int64_t at =
            shape.interleaved ? pixel * shape.channels + c : c * area + pixel;
        image
            .pixels[((top + y) * image.width + left + x) * image.channels + c] =
            shade(row, base + at);
      }
}

static void append(png_structp png, png_bytep bytes, png_size_t count) {
  static_cast<std::vector<uint8_t> *>(png_get_io_ptr(png))
      ->insert(static_cast<std::vector<uint8_t> *>(png_get_io_ptr(png))->end(),
               bytes, bytes + count);
}

static void quiet(png_structp, png_const_charp) {}

/// Encodes into `bytes`; false on libpng's error.
static bool encode(const Image &image, std::vector<uint8_t> &bytes) {
  png_structp png =
      png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, quiet);
  png_infop info = png ? png_create_info_struct(png) : nullptr;
  if (!info || setjmp(png_jmpbuf(png))) {
    png_destroy_write_struct(&png, &info);
    return false;
  }
  png_set_write_fn(png, &bytes, append, nullptr);
  png_set_IHDR(png, info, png_uint_32(image.width), png_uint_32(image.height),
               8,
               image.channels == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  for (int64_t y = 0; y < image.height; ++y)
    png_write_row(png, image.pixels.data() + y * image.width * image.channels);
  png_write_end(png, nullptr);
  png_destroy_write_struct(&png, &info);
  return true;
}

std::vector<uint8_t> aec::runtime::encodePng(const Image &image) {
  std::vector<uint8_t> bytes;
  if (!encode(image, bytes))
    fail("cannot encode a picture of ", image.width, "x", image.height,
         " as PNG");
  return bytes;
}

int64_t aec::runtime::pictureZoom(const PictureShape &shape) {
  constexpr int64_t wanted = 56;
  return std::max<int64_t>(1, wanted / std::max(shape.height, shape.width));
}

Image aec::runtime::drawPictures(const PictureShape &shape,
                                 const std::vector<PictureRow> &rows,
                                 int64_t count, int64_t columns) {
  constexpr int64_t border = 2, block = 8;
  columns = std::min(columns, count);
  int64_t zoom = pictureZoom(shape);
  int64_t cellHeight = shape.height * zoom + border;
  int64_t cellWidth = shape.width * zoom + border;
  int64_t lines = (count - 1) / columns + 1;
  int64_t lineHeight = cellHeight * int64_t(rows.size()) + block;
  Image image(lines * lineHeight - block + border, columns * cellWidth + border,
              shape.channels);
  for (int64_t at = 0; at < count; ++at)
    for (size_t row = 0; row < rows.size(); ++row)
      draw(image, shape, rows[row], at, zoom,
           at / columns * lineHeight + int64_t(row) * cellHeight + border,
           at % columns * cellWidth + border);
  return image;
}

void aec::runtime::writePictures(AtomicFile &file, const PictureShape &shape,
                                 const std::vector<PictureRow> &rows,
                                 int64_t count, int64_t columns) {
  std::vector<uint8_t> bytes =
      encodePng(drawPictures(shape, rows, count, columns));
  file.write(bytes.data(), int64_t(bytes.size()));
  file.commit();
}
