//===- PictureFitTest.cpp - Resizing and cropping -------------------------===//
#include "Data/PictureFit.h"
#include "Testing.h"

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
/// 4x6, rising from row to row and column to column.
Picture ramp() {
  Picture picture{4, 6, 1, {}};
  for (int y = 0; y < 4; ++y)
    for (int x = 0; x < 6; ++x)
      picture.planes.push_back(uint8_t(10 * y + 20 * x));
  return picture;
}

Picture fit(const PictureOptions &options) {
  return fitPicture(ramp(), options, "a.png");
}
} // namespace

TEST(PictureFit, CropKeepsTheMiddle) {
  PictureOptions options;
  options.crop = {2, 3};
  Picture result = fit(options);
  EXPECT_EQ(result.height, 2);
  EXPECT_EQ(result.width, 3);
  // Rows 1 and 2, columns 1 to 3.
  EXPECT_EQ(result.planes, (std::vector<uint8_t>{30, 50, 70, 40, 60, 80}));
  options.crop = {2, 0};
  EXPECT_EQ(fit(options).planes, (std::vector<uint8_t>{50, 70, 60, 80}));
}

/// Values of PyTorch's interpolate(mode="bilinear", antialias=True), rounded.
TEST(PictureFit, ShrinksWithoutAliases) {
  PictureOptions options;
  options.resize = {2, 3};
  EXPECT_EQ(fit(options).planes,
            (std::vector<uint8_t>{21, 57, 93, 37, 73, 109}));
}

TEST(PictureFit, Enlarges) {
  PictureOptions options;
  options.resize = {5, 7};
  EXPECT_EQ(fit(options).planes,
            (std::vector<uint8_t>{0,   16, 33,  50, 67,  84, 100, 7,  23,
                                  40,  57, 74,  91, 107, 15, 31,  48, 65,
                                  82,  99, 115, 23, 39,  56, 73,  90, 107,
                                  123, 30, 46,  63, 80,  97, 114, 130}));
}

TEST(PictureFit, OneNumberIsForTheShorterSide) {
  PictureOptions options;
  options.resize = {2, 0};
  Picture result = fit(options);
  EXPECT_EQ(result.height, 2);
  EXPECT_EQ(result.width, 3);
  options.crop = {2, 2};
  EXPECT_EQ(fit(options).width, 2);
}

TEST(PictureFit, RefusesWhatDoesNotFit) {
  PictureOptions options;
  options.crop = {5, 0};
  EXPECT_EQ(errorOf([&] { fit(options); }),
            "a.png has 4x6 pixels, fewer than --crop 5x5; --resize makes it "
            "larger");
  options.resize = {65536, 65536};
  EXPECT_EQ(errorOf([&] { fit(options); }),
            "a.png would become 65536x65536 pixels; at most 16777216 are");
}
