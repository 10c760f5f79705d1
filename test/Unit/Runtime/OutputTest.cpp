//===- OutputTest.cpp - Written files read back ---------------------------===//
//
// Results, pictures, and the promise that files appear whole or not at all.
//
//===----------------------------------------------------------------------===//
#include "Output/Output.h"
#include "Data/Array.h"
#include "Output/Png.h"
#include "Support/AtomicFile.h"
#include "Testing.h"

#include "aec/Runtime/Abi.h"

#include <limits>
#include <png.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class Output : public InFolder {
protected:
  size_t filesHere() {
    size_t count = 0;
    for (auto &entry : std::filesystem::directory_iterator("."))
      (void)entry, ++count;
    return count;
  }
};
} // namespace

TEST_F(Output, FormatByName) {
  EXPECT_EQ(outputFormat("a.npy"), OutputFormat::Npy);
  EXPECT_EQ(outputFormat("b/a.csv"), OutputFormat::Csv);
  EXPECT_EQ(outputFormat("a.png"), OutputFormat::Png);
  EXPECT_EQ(outputFormat("-"), OutputFormat::Csv);
  EXPECT_EQ(errorOf([] { outputFormat("a.bin"); }),
            "cannot tell the format of a.bin; expected a name that ends in "
            ".npy, .csv, .png, .wav or .txt");
}

TEST_F(Output, NpyReadsBack) {
  for (int64_t columns : {1, 3, 1000}) {
    std::vector<double> values(2 * columns, 0.5);
    AtomicFile file("a.npy");
    writeNpy(file, {values.data(), AEC_F64, {2, columns}, {}, false});
    EXPECT_EQ((readFile("a.npy").size() - 16 * columns) % 64, 0u);
    Array array = readArray("a.npy");
    EXPECT_EQ(array.shape, (std::vector<int64_t>{2, columns}));
    EXPECT_EQ(memory(array.bytes), memory(values));
  }
}

TEST_F(Output, CsvRoundTripsEveryBit) {
  std::vector<float> values = {
      0.1f, -1e-30f, 3, 1.0f / 3, std::numeric_limits<float>::max(), 16777216};
  AtomicFile file("a.csv");
  writeCsv(file, {values.data(), AEC_F32, {2, 3}, {}, false});
  Array array = readArray("a.csv");
  visitValues(array, [&](auto *read) {
    for (int at = 0; at < 6; ++at)
      EXPECT_EQ(float(read[at]), values[at]);
  });
}

TEST_F(Output, CsvIndexAndNames) {
  std::vector<float> values = {0.25f, 7};
  AtomicFile file("a.csv");
  writeCsv(file, {values.data(), AEC_F32, {2}, {"index", "a \"b\",c"}, true});
  EXPECT_EQ(readFile("a.csv"), "index,\"a \"\"b\"\",c\"\n0,0.25\n1,7\n");
}

TEST_F(Output, CsvOfIntegers) {
  std::vector<int64_t> values = {-5, int64_t(1) << 62};
  AtomicFile file("a.csv");
  writeCsv(file, {values.data(), AEC_I64, {1, 2}, {}, false});
  EXPECT_EQ(readFile("a.csv"), "-5,4611686018427387904\n");
}

TEST_F(Output, NothingWithoutCommit) {
  writeFile("a", "old");
  {
    AtomicFile file("a");
    file.write("new");
  }
  EXPECT_EQ(readFile("a"), "old");
  EXPECT_EQ(filesHere(), 1u);
}

TEST_F(Output, CommitReplaces) {
  writeFile("a", "old and longer");
  AtomicFile file("a");
  file.write("new");
  EXPECT_EQ(readFile("a"), "old and longer");
  file.commit();
  EXPECT_EQ(readFile("a"), "new");
  EXPECT_EQ(filesHere(), 1u);
}

/// A link stays a link; its target changes.
TEST_F(Output, FollowsLinks) {
  writeFile("a", "old");
  std::filesystem::create_symlink("a", "link");
  AtomicFile file("link");
  file.write("new");
  file.commit();
  EXPECT_TRUE(std::filesystem::is_symlink("link"));
  EXPECT_EQ(readFile("a"), "new");
}

TEST_F(Output, PlacesThatCannotBeWritten) {
  std::filesystem::create_directory("folder");
  EXPECT_EQ(errorOf([] { AtomicFile("folder"); }),
            "cannot write folder: it is a folder");
  EXPECT_EQ(errorOf([] { AtomicFile("none/a"); }),
            "cannot write none/a: No such file or directory");
  EXPECT_EQ(errorOf([] { AtomicFile(""); }),
            "cannot write a file with an empty name");
}

TEST_F(Output, FoldersWithoutPermission) {
  if (geteuid() == 0)
    GTEST_SKIP() << "root may write everywhere";
  std::filesystem::create_directory("folder");
  chmod("folder", 0555);
  EXPECT_EQ(errorOf([] { AtomicFile("folder/a"); }),
            "cannot write folder/a: Permission denied");
}

TEST_F(Output, FullDeviceIsAnError) {
  AtomicFile file("/dev/full");
  file.write("x");
  EXPECT_EQ(errorOf([&] { file.commit(); }),
            "cannot write /dev/full: No space left on device");
}

TEST_F(Output, PicturesStandAboveEachOther) {
  // Two 1x2 pictures: black and white, then grey and beyond white.
  std::vector<float> first = {0, 1, 0.5f, 7},
                     second = {1, 0, -3,
                               std::numeric_limits<float>::quiet_NaN()};
  AtomicFile file("a.png");
  writePictures(file, {1, 2, 1, false},
                {{first.data(), AEC_F32}, {second.data(), AEC_F32}}, 2, 10);
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  ASSERT_TRUE(png_image_begin_read_from_file(&image, "a.png"));
  image.format = PNG_FORMAT_GRAY;
  // Pictures of 28x56 after enlarging, borders of 2.
  EXPECT_EQ(image.width, 2u * 58 + 2);
  EXPECT_EQ(image.height, 2u * 30 + 2);
  std::vector<uint8_t> pixels(PNG_IMAGE_SIZE(image));
  ASSERT_TRUE(
      png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr));
  auto at = [&](int y, int x) { return int(pixels[y * image.width + x]); };
  EXPECT_EQ(at(2, 2), 0);
  EXPECT_EQ(at(2, 2 + 28), 255);
  EXPECT_EQ(at(2, 60), 128);
  EXPECT_EQ(at(2, 60 + 28), 255);
  EXPECT_EQ(at(32, 2), 255);
  EXPECT_EQ(at(32, 60), 0);
  EXPECT_EQ(at(32, 60 + 28), 0);
}

TEST_F(Output, ColourPictures) {
  // One pixel, planes: red 1, green 0, blue 1.
  std::vector<double> values = {1, 0, 1};
  AtomicFile file("a.png");
  writePictures(file, {1, 1, 3, false}, {{values.data(), AEC_F64}}, 1, 10);
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  ASSERT_TRUE(png_image_begin_read_from_file(&image, "a.png"));
  image.format = PNG_FORMAT_RGB;
  std::vector<uint8_t> pixels(PNG_IMAGE_SIZE(image));
  ASSERT_TRUE(
      png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr));
  size_t middle = (image.height / 2 * image.width + image.width / 2) * 3;
  EXPECT_EQ(pixels[middle], 255);
  EXPECT_EQ(pixels[middle + 1], 0);
  EXPECT_EQ(pixels[middle + 2], 255);
}
