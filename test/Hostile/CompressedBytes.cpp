//===- CompressedBytes.cpp - Files of compress, field by field ------------===//
#include "CompressedBytes.h"
#include "Cases.h"

using namespace aec::hostile;

std::string aec::hostile::varying(uint64_t value) {
  std::string result;
  for (; value > 127; value >>= 7)
    result += char(value | 128);
  return result + char(value);
}

std::string aec::hostile::real(double value) {
  std::string bytes = memory(value);
  bytes = {bytes.rbegin(), bytes.rend()};
  bytes.erase(bytes.find_last_not_of('\0') + 1);
  return char(bytes.size()) + bytes;
}

std::string aec::hostile::sealed(const std::string &content) {
  return content + little(checksum(content), 4);
}

std::string CompressedFields::content() const {
  std::string result = magic + little(version, 1);
  result +=
      little(level | kind << 3 | text << 5 | corrected << 6 | scaled << 7, 1);
  result += little(type | decimals << 4, 1);
  result += little(rank == ~0ull ? shape.size() : rank, 1);
  result += little(model, 4) + little(values, 4);
  for (uint64_t dim : shape)
    result += varying(dim);
  return sealed(result + reals + payload);
}

std::string aec::hostile::compressedWeights() {
  const std::string table = R"({\"elements\":4,\"inner\":4,\"tables\":[)"
                            R"({\"frequencies\":[16384,16384,16384,16384],)"
                            R"(\"low\":-1}]})";
  std::string header =
      R"({"__metadata__":{"aec.entropy":")" + table +
      R"("},"encoder.0.weight":{"dtype":"F32","shape":[4,16],"data_offsets":[0,256]},)"
      R"("encoder.0.bias":{"dtype":"F32","shape":[4],"data_offsets":[256,272]},)"
      R"("decoder.0.weight":{"dtype":"F32","shape":[16,4],"data_offsets":[272,528]},)"
      R"("decoder.0.bias":{"dtype":"F32","shape":[16],"data_offsets":[528,592]}})";
  return little(header.size(), 8) + header + zeros(592);
}
