//===- RangeCoder.h - Integers to bytes and back --------------------------===//
//
// A range coder (Martin 1979) with a 64-bit range and integer frequencies: no
// floating point between symbols and bytes, so that every machine decodes the
// same. 64 bits because a 32-bit range of 16-bit frequencies loses up to half a
// per cent on symbols that are nearly certain; a carry walks back through the
// bytes that are written, which are in memory anyway. Binary decisions adapt as
// those of LZMA (Pavlov) do.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMPRESSION_RANGECODER_H
#define AEC_LIB_RUNTIME_COMPRESSION_RANGECODER_H

#include <cstdint>
#include <string>

namespace aec::runtime {

/// Frequencies of a table sum to 1 << kFrequencyBits.
constexpr int kFrequencyBits = 16;
constexpr uint32_t kFrequencyTotal = 1u << kFrequencyBits;

/// The probability of 0 of a binary decision, in 1/65536; both coders move it.
struct AdaptiveBit {
  uint16_t zero = 1 << 15;
  void seen(bool bit) {
    constexpr int rate = 5;
    if (bit)
      zero = uint16_t(zero - (zero >> rate));
    else
      zero = uint16_t(zero + ((kFrequencyTotal - zero) >> rate));
  }
};

class RangeEncoder {
public:
  /// The symbol that owns [start, start + size) of kFrequencyTotal; size > 0.
  void encode(uint32_t start, uint32_t size);
  void encodeBit(AdaptiveBit &model, bool bit);
  /// The `count` lowest bits of `value`, each as likely 0 as 1; at most 16.
  void encodeBits(uint32_t value, int count);
  /// The bytes: at most 8 fewer than the symbols' information, so that a reader
  /// knows how much a file can hold. Nothing may be encoded behind it.
  std::string finish();
  /// Bytes so far.
  int64_t size() const { return int64_t(bytes.size()); }
  /// What the symbols so far take by their probabilities, in bits: for reports.
  double bits() const { return information; }

private:
  void take(uint64_t start, uint64_t size, int shift);

  std::string bytes;
  uint64_t low = 0, range = ~uint64_t(0);
  double information = 0;
};

/// Reads what RangeEncoder wrote. Behind the end it reads zeros: any bytes
/// decode to some symbols, and nothing is read out of bounds.
class RangeDecoder {
public:
  /// `data` must outlive the decoder.
  RangeDecoder(const uint8_t *data, int64_t size);

  /// A place in [0, kFrequencyTotal): the symbol that owns it is next. take()
  /// must follow with that symbol's range.
  uint32_t place();
  void take(uint32_t start, uint32_t size);
  bool decodeBit(AdaptiveBit &model);
  uint32_t decodeBits(int count);
  /// Whether no byte is left that was not needed.
  bool atEnd() const { return at >= end; }

private:
  /// Which of 1 << shift equal parts of the range the code lies in.
  uint64_t part(int shift);
  void advance(uint64_t start, uint64_t size);

  const uint8_t *at, *end;
  uint64_t code = 0, range = ~uint64_t(0), unit = 0;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMPRESSION_RANGECODER_H
