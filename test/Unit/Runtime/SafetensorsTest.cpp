//===- SafetensorsTest.cpp - The weights format, good and bad -------------===//
//
// Each malformed file breaks one rule of the format.
//
//===----------------------------------------------------------------------===//
#include "Weights/Safetensors.h"
#include "Support/AtomicFile.h"
#include "Testing.h"

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class Safetensors : public InFolder {
protected:
  /// The message behind "w is not a valid safetensors file: ".
  std::string messageOf(const std::string &content) {
    writeFile("w", content);
    std::string message = errorOf([] { readSafetensors("w"); });
    std::string start = "w is not a valid safetensors file: ";
    return message.compare(0, start.size(), start) == 0
               ? message.substr(start.size())
               : message;
  }
};
} // namespace

static std::string file(const std::string &header, const std::string &data) {
  return memory<uint64_t>({header.size()}) + header + data;
}

/// One tensor's entry.
static std::string tensor(const std::string &name, const std::string &dtype,
                          const std::string &shape,
                          const std::string &offsets) {
  return "\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape +
         ",\"data_offsets\":" + offsets + "}";
}

TEST_F(Safetensors, RoundTrip) {
  std::vector<float> first = {1, 2, 3};
  std::vector<int64_t> second = {-7};
  {
    AtomicFile out("w");
    writeSafetensors(
        out,
        {{"b",
          "F32",
          {3, 1},
          reinterpret_cast<const uint8_t *>(first.data()),
          12},
         {"a", "I64", {}, reinterpret_cast<const uint8_t *>(second.data()), 8}},
        {{"key", "value \"quoted\""}});
  }
  SafetensorsFile read = readSafetensors("w");
  ASSERT_EQ(read.tensors.size(), 2u);
  EXPECT_EQ(read.metadata.at("key"), "value \"quoted\"");
  EXPECT_EQ(read.tensors[0].name, "b");
  EXPECT_EQ(read.find("b")->shape, (std::vector<int64_t>{3, 1}));
  EXPECT_EQ(std::memcmp(read.find("b")->data, first.data(), 12), 0);
  EXPECT_EQ(read.find("a")->dtype, "I64");
  EXPECT_EQ(read.find("none"), nullptr);
  // Data starts at a multiple of 8, as the reference writer aligns it.
  EXPECT_EQ((readFile("w").size() - 20) % 8, 0u);
}

TEST_F(Safetensors, AcceptsAnyOrderAndEmptyTensors) {
  writeFile("w", file("{" + tensor("b", "U8", "[1]", "[1,2]") + "," +
                          tensor("e", "F32", "[0,5]", "[1,1]") + "," +
                          tensor("a", "U8", "[1]", "[0,1]") + "}",
                      "xy"));
  SafetensorsFile read = readSafetensors("w");
  ASSERT_EQ(read.tensors.size(), 3u);
  EXPECT_EQ(read.tensors[0].name, "a");
  EXPECT_EQ(*read.find("b")->data, 'y');
}

TEST_F(Safetensors, Lengths) {
  EXPECT_EQ(messageOf("abc"), "it has 3 bytes, the header's length takes 8");
  EXPECT_EQ(messageOf(memory<uint64_t>({100}) + "{}"),
            "it is truncated: its header takes 100 bytes, found 2");
  EXPECT_EQ(messageOf(memory<uint64_t>({~0ull}) + "{}"),
            "its header announces 18446744073709551615 bytes; at most 16777216 "
            "are read");
}

TEST_F(Safetensors, NotJson) {
  EXPECT_EQ(messageOf(file("{\"a\":", "")), "its header is not a JSON object");
  EXPECT_EQ(messageOf(file("[1]", "")), "its header is not a JSON object");
  EXPECT_EQ(messageOf(file(std::string(100000, '['), "")),
            "its header is not a JSON object");
  EXPECT_EQ(messageOf(file(tensor("\xff", "U8", "[0]", "[0,0]"), "")),
            "its header is not a JSON object");
}

TEST_F(Safetensors, DuplicateNames) {
  EXPECT_EQ(messageOf(file("{" + tensor("a", "U8", "[1]", "[0,1]") + "," +
                               tensor("a", "U8", "[1]", "[1,2]") + "}",
                           "xy")),
            "its header has \"a\" twice");
  EXPECT_EQ(messageOf(file("{\"a\":{\"dtype\":\"U8\",\"dtype\":\"I8\","
                           "\"shape\":[0],\"data_offsets\":[0,0]}}",
                           "")),
            "its header has \"dtype\" twice");
}

TEST_F(Safetensors, Metadata) {
  EXPECT_EQ(messageOf(file("{\"__metadata__\":3}", "")),
            "its metadata is not an object");
  EXPECT_EQ(messageOf(file("{\"__metadata__\":{\"a\":1}}", "")),
            "metadata \"a\" is not a string");
}

TEST_F(Safetensors, Descriptions) {
  EXPECT_EQ(messageOf(file("{\"a\":{\"dtype\":\"U8\"}}", "")),
            "tensor \"a\" needs exactly dtype, shape and data_offsets");
  EXPECT_EQ(messageOf(file("{\"a\":{\"dtype\":1,\"shape\":[],"
                           "\"data_offsets\":[0,0]}}",
                           "")),
            "tensor \"a\" has a malformed description");
  EXPECT_EQ(messageOf(file("{" + tensor("a", "U8", "[-1]", "[0,0]") + "}", "")),
            "tensor \"a\" has a malformed shape");
  EXPECT_EQ(
      messageOf(file("{" + tensor("a", "U8", "[1.5]", "[0,0]") + "}", "")),
      "tensor \"a\" has a malformed shape");
  EXPECT_EQ(
      messageOf(
          file("{" + tensor("a", "U8", "[1]", "[0,18446744073709551615]") + "}",
               "")),
      "tensor \"a\" has a malformed data offset");
  EXPECT_EQ(messageOf(file("{" + tensor("a", "Q7", "[1]", "[0,1]") + "}", "x")),
            "tensor \"a\" has unknown type \"Q7\"");
}

TEST_F(Safetensors, Sizes) {
  EXPECT_EQ(
      messageOf(file("{" + tensor("a", "F32", "[2]", "[0,4]") + "}", "abcd")),
      "tensor \"a\" of shape 2 and type F32 does not fill its 4 bytes");
  EXPECT_EQ(
      messageOf(file(
          "{" + tensor("a", "U8", "[4294967296,4294967296]", "[0,0]") + "}",
          "")),
      "tensor \"a\" of shape 4294967296x4294967296 and type U8 does not "
      "fill its 0 bytes");
  EXPECT_EQ(
      messageOf(file("{" + tensor("a", "U8", "[4]", "[0,4]") + "}", "abc")),
      "tensor \"a\" lies at bytes 0 to 4 of 3");
  EXPECT_EQ(
      messageOf(file("{" + tensor("a", "U8", "[1]", "[2,1]") + "}", "abc")),
      "tensor \"a\" lies at bytes 2 to 1 of 3");
}

TEST_F(Safetensors, GapsAndOverlaps) {
  EXPECT_EQ(
      messageOf(file("{" + tensor("a", "U8", "[1]", "[1,2]") + "}", "xy")),
      "tensor \"a\" leaves a gap before it");
  EXPECT_EQ(messageOf(file("{" + tensor("a", "U8", "[2]", "[0,2]") + "," +
                               tensor("b", "U8", "[2]", "[1,3]") + "}",
                           "xyz")),
            "tensor \"b\" overlaps the one before");
  EXPECT_EQ(
      messageOf(file("{" + tensor("a", "U8", "[1]", "[0,1]") + "}", "xyz")),
      "its last 2 bytes belong to no tensor");
}

TEST_F(Safetensors, FilesThatAreNotThere) {
  EXPECT_EQ(errorOf([] { readSafetensors("none"); }),
            "cannot read none: No such file or directory");
  std::filesystem::create_directory("folder");
  EXPECT_EQ(errorOf([] { readSafetensors("folder"); }),
            "cannot read folder: it is not a regular file");
}
