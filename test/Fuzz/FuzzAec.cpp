//===- FuzzAec.cpp - Files of compress, and tables of weights -------------===//
//
// The checksum is made right first: behind a wrong one there is nothing to
// find. Files that hold are decoded by a model; texts are read as tables.
//
//===----------------------------------------------------------------------===//
#include "Fuzzing.h"

#include "../Unit/Runtime/FakeModel.h"
#include "Compression/Codec.h"

#include <zlib.h>

using namespace aec::runtime;

static std::string sealed(std::string bytes) {
  if (bytes.size() < 4)
    return bytes;
  bytes.resize(bytes.size() - 4);
  auto sum = uint32_t(crc32(0, reinterpret_cast<const Bytef *>(bytes.data()),
                            uInt(bytes.size())));
  for (int at = 0; at < 4; ++at)
    bytes += char(sum >> (8 * at) & 255);
  return bytes;
}

static void decode(const std::string &bytes) {
  static Session session(fakeCompressing, 1);
  static std::string reason;
  static CodecEntries entries = *codecEntries(fakeCompressing, reason);
  static EntropyModel entropy = EntropyModel::parse(
      R"({"elements":4,"inner":4,"tables":[{"low":-1,"frequencies":[16384,16384,16384,16384]}]})",
      4, "x");
  CompressedFile file = parseCompressed("x", bytes);
  file.arrangement.check(*entries.input, "x");
  int64_t size = 0;
  if (!multiply(file.arrangement.elements(), elementBytes(file.type), size) ||
      size > aec::fuzz::kMemoryLimit)
    return;
  BlockRunner runner(session, entries);
  if (int64_t(decodeValues(runner, entries, entropy, file).bytes.size()) !=
      size)
    std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::string bytes(data, data + size);
  aec::fuzz::tryReading([&] { decode(sealed(bytes)); });
  return aec::fuzz::tryReading([&] { EntropyModel::parse(bytes, 4, "x"); });
}
