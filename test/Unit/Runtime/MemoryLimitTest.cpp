//===- MemoryLimitTest.cpp - Bytes as words, and what text may print ------===//
#include "Support/MemoryLimit.h"
#include "Testing.h"

using namespace aec::runtime;

static int64_t parsed(const std::string &text) {
  int64_t bytes = -1;
  return parseBytes(text, bytes) ? bytes : -1;
}

TEST(MemoryLimit, Words) {
  EXPECT_EQ(parsed("1"), 1);
  EXPECT_EQ(parsed("64K"), 64 << 10);
  EXPECT_EQ(parsed("3M"), 3 << 20);
  EXPECT_EQ(parsed("8G"), int64_t(8) << 30);
  EXPECT_EQ(parsed("8388607T"), int64_t(8388607) << 40);
  for (const char *bad : {"", "0", "-1", "K", "1k", "1KB", "1.5G", "8388608T",
                          "9223372036854775808", " 1", "1 "})
    EXPECT_EQ(parsed(bad), -1) << bad;
}

TEST(MemoryLimit, IsAboveZero) { EXPECT_GT(usableMemory(), 0); }

TEST(Printable, KeepsTextAndNothingElse) {
  EXPECT_EQ(printable("a \xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80"),
            "a \xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80");
  EXPECT_EQ(printable("a\x1b[2J\n\t\x7f"), "a?[2J???");
  EXPECT_EQ(printable("\xc2\x9b"), "?");         // a control of 8 bits
  EXPECT_EQ(printable("\xe2\x80\xae"), "?");     // from right to left
  EXPECT_EQ(printable("\xff\xc3+\x80"), "??+?"); // not UTF-8
  EXPECT_EQ(printable("\xc0\xaf\xed\xa0\x80"), "?????");
  EXPECT_EQ(printable("\xe2\x82"), "??");
  // A cut does not part a character.
  std::string text = std::string(59, 'x') + "\xe2\x82\xac";
  EXPECT_EQ(quote(text), "\"" + std::string(59, 'x') + "...\"");
}
