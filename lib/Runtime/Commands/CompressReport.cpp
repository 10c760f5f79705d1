//===- CompressReport.cpp - What compress says of its file ----------------===//
//
// Sizes are of whole files, header and checksum included. PNG and JPEG stand
// beside pictures, one file a picture and all in one, since the first pays for
// its header each time; gzip beside everything else. JPEG is of the lowest
// quality that is no further off than ours, for another size says nothing.
//
//===----------------------------------------------------------------------===//
#include "CompressReport.h"
#include "CompressJpeg.h"

#include "../Compression/Pictures.h"
#include "../Compression/Values.h"
#include "../Error.h"
#include "../Logs/Console.h"
#include "../Output/Output.h"

#include <algorithm>
#include <cmath>
#include <zlib.h>

using namespace aec::runtime;

static double bitsEach(const CompressResult &result, int64_t count) {
  return 8.0 * double(result.bytes) / double(count);
}

/// In dB; infinite where there is no error.
static double psnrOf(const CompressResult &result) {
  const CodecReport &codec = result.codec;
  double mean = codec.squares / double(result.file.arrangement.elements());
  bool pictures = result.input.height > 0;
  double peak = isInteger(result.file.type) ? typeMaximum(result.file.type)
                : pictures                  ? 1
                                            : codec.most - codec.least;
  return 10 * std::log10(peak * peak / mean);
}

/// "PSNR 28.31 dB", or that there is no error.
static std::string errorText(const CompressResult &result) {
  if (result.codec.largest == 0)
    return "every value restored exactly";
  return concat("PSNR ", shortNumber(psnrOf(result)), " dB, largest error ",
                shortNumber(result.codec.largest));
}

static std::string textLine(const CompressResult &result) {
  int64_t bytes = result.file.arrangement.elements();
  std::string right =
      concat("the model had ",
             shortNumber(100 * double(result.codec.right) / double(bytes)),
             "% of the bytes right");
  return concat(countText(bytes, "byte"), " to ", result.path, ": ",
                countText(result.bytes, "byte"), ", ",
                shortNumber(bitsEach(result, bytes)), " bits a byte, ",
                result.file.corrected ? "every byte restored; " : "", right);
}

static std::string firstLine(const CompressResult &result) {
  if (result.file.text)
    return textLine(result);
  const Arrangement &lies = result.file.arrangement;
  std::string what = countText(lies.samples(), "sample");
  std::string each = "value";
  int64_t count = lies.elements();
  if (auto pictures = picturesOf(result.file, result.input)) {
    const PictureShape &shape = pictures->shape;
    what = concat(countText(pictures->count, "picture"), " of ", shape.height,
                  "x", shape.width);
    if (lies.kind == Arrangement::Tiles)
      what += concat(" in ", countText(lies.samples(), "tile"));
    each = "pixel";
    count = pictures->count * shape.height * shape.width;
  }
  return concat(what, " to ", result.path, ": ",
                countText(result.bytes, "byte"), ", ",
                shortNumber(bitsEach(result, count)), " bits a ", each, ", ",
                errorText(result));
}

/// The pictures as they were.
static ImageSeries imagesOf(const CompressResult &result,
                            const PictureSeries &pictures) {
  const PictureShape &shape = pictures.shape;
  return {pictures.count, [&result, shape](int64_t at) {
            return Image(
                shape.height, shape.width, shape.channels,
                pixelsOf(result.file, shape, result.array.bytes.data(), at));
          }};
}

/// All below each other, where there are several and no more than libpng reads
/// without being asked to.
static ImageSeries sheetOf(const ImageSeries &images,
                           const PictureShape &shape) {
  constexpr int64_t most = 1000000;
  int64_t height = images.count * shape.height;
  if (images.count == 1 || height > most)
    return {};
  std::vector<uint8_t> sheet;
  for (int64_t at = 0; at < images.count; ++at) {
    Image image = images.image(at);
    sheet.insert(sheet.end(), image.pixels.begin(), image.pixels.end());
  }
  Image all(height, shape.width, shape.channels, std::move(sheet));
  return {1, [all](int64_t) { return all; }};
}

/// Bytes as PNG: a file a picture, and all in one.
static std::string pngText(const ImageSeries &images,
                           const ImageSeries &sheet) {
  size_t each = 0;
  for (int64_t at = 0; at < images.count; ++at)
    each += encodePng(images.image(at)).size();
  std::string text = concat("PNG ", each);
  if (sheet.count)
    text += concat(" (one of all: ", encodePng(sheet.image(0)).size(), ")");
  return text;
}

static std::string jpegSizeText(const JpegSizes &sizes) {
  return concat(sizes.bytes, " at ", shortNumber(sizes.psnr), " dB, quality ",
                sizes.quality, sizes.fullColour ? " 4:4:4" : "");
}

/// A line with JPEG's bytes at our error, empty in programs without JPEG.
static std::string jpegText(const ImageSeries &images, const ImageSeries &sheet,
                            double psnr) {
  auto each = jpegSizes(images, psnr);
  if (!each)
    return "";
  std::string text =
      concat(each->psnr >= psnr ? "\nJPEG that is no further off: "
                                : "\nJPEG at its best, which is further off: ",
             jpegSizeText(*each));
  if (auto all = jpegSizes(sheet, psnr))
    text += concat(" (one of all: ", jpegSizeText(*all), ")");
  return text;
}

/// The chosen values as a file of theirs: a line a row where they were text.
static std::string contentOf(const Array &array) {
  if (array.format != "CSV")
    return {array.bytes.begin(), array.bytes.end()};
  std::string content;
  int64_t count = int64_t(array.bytes.size()) / elementBytes(array.type);
  int64_t width = count / array.shape[0];
  for (int64_t at = 0; at < count; ++at)
    content += numberText(valueAt(array.type, array.bytes.data(), at)) +
               (at % width == width - 1 ? "\n" : ",");
  return content;
}

static std::string gzipText(const CompressResult &result) {
  std::string content = contentOf(result.array);
  constexpr uLong frame = 12; // gzip's header and trailer beyond zlib's
  uLongf size = compressBound(uLong(content.size()));
  std::string packed(size, '\0');
  if (compress2(reinterpret_cast<Bytef *>(packed.data()), &size,
                reinterpret_cast<const Bytef *>(content.data()),
                uLong(content.size()), 9) != Z_OK)
    return "";
  return concat("as they are ", content.size(), ", gzip -9 ", size + frame);
}

std::string aec::runtime::reportText(const CompressResult &result) {
  const CodecReport &codec = result.codec;
  double bits = codec.latentBits + codec.correctionBits;
  std::string text =
      concat("compress: ", firstLine(result),
             "\nin bytes: ", "entropy estimate ", int64_t(std::ceil(bits / 8)));
  if (result.file.corrected)
    text += concat(" (latents ", int64_t(std::ceil(codec.latentBits / 8)),
                   ", corrections ",
                   int64_t(std::ceil(codec.correctionBits / 8)), ")");
  auto pictures = picturesOf(result.file, result.input);
  if (!pictures || result.file.type != ElementType::U8)
    return text + concat(", ", gzipText(result), "\n");
  ImageSeries images = imagesOf(result, *pictures);
  ImageSeries sheet = sheetOf(images, pictures->shape);
  return text + concat(", as they are ", result.array.bytes.size(), ", ",
                       pngText(images, sheet),
                       jpegText(images, sheet, psnrOf(result)), "\n");
}
