//===- Pictures.cpp - PNG files and folders of them -----------------------===//
//
// Grey pictures become [height, width], others [3, height, width], bytes. Files
// of a folder are taken by name. libpng's simplified API reports errors without
// longjmp and reads 16 bits, palettes and transparency (over black) as these.
//
//===----------------------------------------------------------------------===//
#include "Array.h"
#include "ArrayWriter.h"
#include "ByteSource.h"
#include "Error.h"
#include "PictureFit.h"
#include "PngChunks.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <png.h>

using namespace aec::runtime;

namespace {
/// Reads pictures one by one into one array; all are like the first.
class PictureReader {
public:
  PictureReader(const std::string &origin, const ReadOptions &options,
                int64_t count);
  void add(ByteSource &source);
  Array finish();

private:
  void start(const Picture &header);

  const ReadOptions &options;
  int64_t count;
  Array array;
  ArrayWriter writer{array, options};
  std::string first; // the name of the first picture
  Picture like{};
};
} // namespace

/// Size and kind, without the pixels.
static Picture headerOf(const std::string &bytes, const std::string &path) {
  constexpr uint64_t most = 1 << 24; // what a small file may ask of memory
  PngHeader header = checkPng(bytes, path);
  if (uint64_t(header.width) * header.height > most)
    fail(path, ": pictures of ", header.height, "x", header.width,
         " pixels are not read; at most ", most, " pixels are");
  return {header.height, header.width, header.colour ? 3 : 1, {}};
}

/// Fills the planes of `picture`.
static void decode(const std::string &bytes, const std::string &path,
                   Picture &picture) {
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  auto broken = [&] {
    fail(path, " is not a valid PNG picture: ", image.message);
  };
  if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()))
    broken();
  image.format = picture.channels == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
  std::vector<uint8_t> pixels(PNG_IMAGE_SIZE(image));
  png_color black = {0, 0, 0};
  if (!png_image_finish_read(&image, &black, pixels.data(), 0, nullptr))
    broken();
  // libpng only warns of pixels that are too many or damaged at their end.
  if (PNG_IMAGE_FAILED(image) ||
      (image.warning_or_error && std::strstr(image.message, "IDAT")))
    broken();
  int64_t area = picture.height * picture.width;
  picture.planes.resize(pixels.size());
  for (int64_t at = 0; at < area; ++at)
    for (int64_t c = 0; c < picture.channels; ++c)
      picture.planes[c * area + at] = pixels[at * picture.channels + c];
}

static std::string kindText(const Picture &picture) {
  return concat(picture.height, "x", picture.width,
                picture.channels == 3 ? " in colour" : " in grey");
}

PictureReader::PictureReader(const std::string &origin,
                             const ReadOptions &options, int64_t count)
    : options(options), count(count) {
  array.origin = origin;
  array.format = "PNG";
  array.type = ElementType::U8;
}

/// The array's shape is known with the first picture's.
void PictureReader::start(const Picture &header) {
  like = header;
  array.shape = {count, like.height, like.width};
  if (like.channels == 3)
    array.shape.insert(array.shape.begin() + 1, 3);
  array.detail = concat(countText(count, "picture"), " of ", kindText(like));
  int64_t bytes = 0;
  if (!elementCount(array.shape, bytes) ||
      (bytes > options.memoryLimit && !options.streams))
    fail(array.origin, ": ", array.detail, " take more than the ",
         options.memoryLimit,
         " bytes that are held in memory, --memory-limit changes that");
  if (options.accept)
    options.accept(array);
  writer.expect(bytes, true);
}

void PictureReader::add(ByteSource &source) {
  constexpr int64_t most = 1 << 28; // more than the largest picture packs to
  source.setLimit(options.streams ? most : std::min(options.memoryLimit, most));
  std::string bytes = source.readAll();
  Picture picture = headerOf(bytes, source.path());
  Picture shape = fittedShape(picture, options.pictures, source.path());
  picture.channels = shape.channels; // libpng makes grey and colour
  if (first.empty()) {
    first = source.path();
    start(shape);
  }
  if (kindText(shape) != kindText(like))
    fail(source.path(), " is ", kindText(shape), ", expected ", kindText(like),
         " like ", first,
         "; --resize, --crop, --grey and --colour make them "
         "alike");
  decode(bytes, source.path(), picture);
  picture = fitPicture(std::move(picture), options.pictures, source.path());
  writer.append(picture.planes.data(), int64_t(picture.planes.size()));
}

Array PictureReader::finish() { return std::move(array); }

Array aec::runtime::readPicture(ByteSource &source,
                                const ReadOptions &options) {
  PictureReader reader(source.path(), options, 1);
  reader.add(source);
  return reader.finish();
}

Array aec::runtime::readPictures(const std::string &folder,
                                 const ReadOptions &options) {
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator it(folder, error), end;
       !error && it != end; it.increment(error))
    if (it->path().extension() == ".png" || it->path().extension() == ".PNG")
      names.push_back(it->path().string());
  if (error)
    fail("cannot read ", folder, ": ", error.message());
  if (names.empty())
    fail(folder, " is a folder without .png files");
  std::sort(names.begin(), names.end());
  PictureReader reader(folder, options, int64_t(names.size()));
  for (const std::string &name : names) {
    ByteSource source(name);
    reader.add(source);
  }
  return reader.finish();
}
