//===- EventFileTest.cpp - Framing of TensorBoard's files -----------------===//
//
// Known checksums here; test/Programs/tensorboard.py reads a whole file.
//
//===----------------------------------------------------------------------===//
#include "Logs/EventFile.h"
#include "FakeModel.h"
#include "Testing.h"

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class EventFiles : public InFolder {};
} // namespace

/// RFC 3720, appendix B.4.
TEST(Crc32c, KnownValues) {
  EXPECT_EQ(crc32c("123456789"), 0xE3069283u);
  EXPECT_EQ(crc32c(std::string(32, 0)), 0x8A9136AAu);
}

TEST(TfRecord, LengthDataAndTwoChecksums) {
  std::string record = tfRecord("abc");
  EXPECT_EQ(record.size(), 8u + 4 + 3 + 4);
  EXPECT_EQ(record.substr(0, 8), bytes({3, 0, 0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(record.substr(12, 3), "abc");
}

TEST_F(EventFiles, UnwritableFolder) {
  writeFile("file", "");
  std::string message = errorOf([] { EventFile("file", fakeModel, 0); });
  EXPECT_EQ(message, "cannot use file for event files: Not a directory");
}
