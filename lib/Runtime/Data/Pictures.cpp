//===- Pictures.cpp - PNG files and folders of them -----------------------===//
//
// Grey pictures become [height, width], others [3, height, width], bytes. Files
// of a folder are taken by name. libpng's simplified API reports errors without
// longjmp and reads 16 bits, palettes and transparency (over black) as these.
//
//===----------------------------------------------------------------------===//
#include "Array.h"
#include "ByteSource.h"
#include "Error.h"

#include <algorithm>
#include <filesystem>
#include <png.h>

using namespace aec::runtime;

namespace {
struct Picture {
  int64_t height, width, channels;
  std::vector<uint8_t> planes;
};
} // namespace

static Picture decode(const std::string &bytes, const std::string &path) {
  constexpr uint64_t most = 1 << 24; // what a small file may ask of memory
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()))
    fail(path, " is not a valid PNG picture: ", image.message);
  if (uint64_t(image.width) * image.height > most) {
    png_image_free(&image);
    fail(path, ": pictures of ", image.height, "x", image.width,
         " pixels are not read; at most ", most, " pixels are");
  }
  bool colour = image.format & PNG_FORMAT_FLAG_COLOR;
  image.format = colour ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
  Picture result{image.height, image.width, colour ? 3 : 1, {}};
  std::vector<uint8_t> pixels(PNG_IMAGE_SIZE(image));
  png_color black = {0, 0, 0};
  if (!png_image_finish_read(&image, &black, pixels.data(), 0, nullptr))
    fail(path, " is not a valid PNG picture: ", image.message);
  int64_t area = result.height * result.width;
  result.planes.resize(pixels.size());
  for (int64_t at = 0; at < area; ++at)
    for (int64_t c = 0; c < result.channels; ++c)
      result.planes[c * area + at] = pixels[at * result.channels + c];
  return result;
}

static std::string readAll(ByteSource &source) {
  std::string bytes;
  std::vector<char> chunk(1 << 18);
  while (int64_t got = source.readSome(chunk.data(), chunk.size()))
    bytes.append(chunk.data(), got);
  return bytes;
}

static std::string kindText(const Picture &picture) {
  return concat(picture.height, "x", picture.width,
                picture.channels == 3 ? " in colour" : " in grey");
}

/// The pictures as one array; all are like the first.
static Array join(const std::vector<Picture> &pictures,
                  const std::vector<std::string> &names,
                  const std::string &origin) {
  const Picture &first = pictures.front();
  Array array;
  array.origin = origin;
  array.format = "PNG";
  array.type = ElementType::U8;
  array.shape = {int64_t(pictures.size()), first.height, first.width};
  if (first.channels == 3)
    array.shape.insert(array.shape.begin() + 1, 3);
  array.detail =
      concat(countText(pictures.size(), "picture"), " of ", kindText(first));
  for (size_t at = 0; at < pictures.size(); ++at) {
    if (kindText(pictures[at]) != kindText(first))
      fail(names[at], " is ", kindText(pictures[at]), ", expected ",
           kindText(first), " like ", names.front());
    array.bytes.insert(array.bytes.end(), pictures[at].planes.begin(),
                       pictures[at].planes.end());
  }
  return array;
}

Array aec::runtime::readPicture(ByteSource &source) {
  return join({decode(readAll(source), source.path())}, {source.path()},
              source.path());
}

Array aec::runtime::readPictures(const std::string &folder) {
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
  std::vector<Picture> pictures;
  for (const std::string &name : names) {
    ByteSource source(name);
    pictures.push_back(decode(readAll(source), name));
  }
  return join(pictures, names, folder);
}
