//===- BufferTest.cpp - Aligned, zeroed memory ----------------------------===//
//
// Sizes on both sides of the border between the heap and a mapping.
//
//===----------------------------------------------------------------------===//
#include "Support/Buffer.h"
#include "Testing.h"

using namespace aec::runtime;
using namespace aec::runtime::testing;

TEST(Buffer, AlignedAndZeroed) {
  for (int64_t bytes : {int64_t(0), int64_t(1), int64_t(64), int64_t(4) << 20,
                        (int64_t(4) << 20) + 1, int64_t(9) << 20}) {
    for (int again = 0; again < 2; ++again) {
      Buffer buffer(bytes, "test");
      ASSERT_NE(buffer.data(), nullptr);
      EXPECT_EQ(uintptr_t(buffer.data()) % 64, 0u);
      EXPECT_EQ(buffer.bytes(), bytes);
      for (int64_t at = 0; at < bytes; at += 61) {
        ASSERT_EQ(buffer.as<char>()[at], 0);
        buffer.as<char>()[at] = 1;
      }
      if (bytes)
        buffer.as<char>()[bytes - 1] = 1;
    }
  }
}

TEST(Buffer, MovesItsMemory) {
  Buffer first(int64_t(5) << 20, "test");
  void *data = first.data();
  Buffer second = std::move(first);
  EXPECT_EQ(second.data(), data);
  second = Buffer(10, "test");
  EXPECT_NE(second.data(), nullptr);
}

TEST(Buffer, TooMuch) {
  EXPECT_EQ(errorOf([] { Buffer(int64_t(1) << 50, "the test"); }),
            "not enough memory for the test: more than 64 TiB wanted");
  EXPECT_EQ(errorOf([] { Buffer(int64_t(1) << 46, "the test"); }),
            "not enough memory for the test: 70368744177664 bytes wanted");
}
