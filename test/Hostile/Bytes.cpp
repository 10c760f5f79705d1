//===- Bytes.cpp - Numbers and containers as files have them --------------===//
#include "Bytes.h"

#include "Cases.h"

#include <algorithm>
#include <zlib.h>

using namespace aec::hostile;

std::string aec::hostile::little(uint64_t value, int width) {
  std::string result;
  for (int byte = 0; byte < width; ++byte)
    result += char(value >> (8 * byte));
  return result;
}

std::string aec::hostile::big(uint64_t value, int width) {
  std::string result = little(value, width);
  return {result.rbegin(), result.rend()};
}

std::string aec::hostile::zeros(int64_t count, int64_t size) {
  return std::string(size_t(count * size), '\0');
}

static std::string packed(const std::string &content, int windowBits) {
  z_stream stream = {};
  deflateInit2(&stream, 9, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
  std::string result(deflateBound(&stream, content.size()), '\0');
  stream.next_in =
      reinterpret_cast<Bytef *>(const_cast<char *>(content.data()));
  stream.avail_in = uInt(content.size());
  stream.next_out = reinterpret_cast<Bytef *>(result.data());
  stream.avail_out = uInt(result.size());
  deflate(&stream, Z_FINISH);
  result.resize(stream.total_out);
  deflateEnd(&stream);
  return result;
}

std::string aec::hostile::deflated(const std::string &content) {
  return packed(content, -MAX_WBITS);
}

std::string aec::hostile::zlibPacked(const std::string &content) {
  return packed(content, MAX_WBITS);
}

uint32_t aec::hostile::checksum(const std::string &content) {
  return uint32_t(crc32(0, reinterpret_cast<const Bytef *>(content.data()),
                        uInt(content.size())));
}

std::string aec::hostile::npy(const std::string &dictionary,
                              const std::string &data, int version) {
  return "\x93NUMPY" + little(uint64_t(version), 1) + little(0, 1) +
         little(dictionary.size(), version == 1 ? 2 : 4) + dictionary + data;
}

std::string aec::hostile::goodNpy(int64_t rows) {
  return npy(text("{'descr': '<f4', 'fortran_order': False, 'shape': (", rows,
                  ", 16), }\n"),
             zeros(16 * rows, 4));
}

std::string aec::hostile::idx(int type, const std::vector<uint32_t> &shape,
                              const std::string &data) {
  std::string result =
      big(0, 2) + big(uint64_t(type), 1) + big(shape.size(), 1);
  for (uint32_t dim : shape)
    result += big(dim, 4);
  return result + data;
}

std::vector<uint64_t> aec::hostile::extremes(uint64_t good, int bits) {
  uint64_t most = bits == 64 ? ~0ull : (1ull << bits) - 1;
  std::vector<uint64_t> result;
  for (uint64_t value : {uint64_t(0), uint64_t(1), good - 1, good + 1, most / 2,
                         most / 2 + 1, most - 1, most}) {
    value &= most;
    if (value != good &&
        std::find(result.begin(), result.end(), value) == result.end())
      result.push_back(value);
  }
  return result;
}

std::vector<Cases> aec::hostile::allCases() {
  return {compressedCases(), csvCases(),         gzipCases(),
          idxCases(),        npyCases(),         npzCases(),
          pngCases(),        safetensorsCases(), wavCases()};
}
