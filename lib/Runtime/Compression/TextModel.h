//===- TextModel.h - How likely the next bit of a text is -----------------===//
//
// The bytes of a text by what stood before them and by the autoencoder's guess:
// several predictions, one a context, mixed in the logistic domain (Mahoney
// 2005, Adaptive weighing of context models for lossless data compression), all
// in integers. A guess that is often right gets the weight that it deserves,
// and one that is not costs little. On the bundled licence 3,358 bytes, where
// flags and the wrong bytes by the one before took about 6,000.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMPRESSION_TEXTMODEL_H
#define AEC_LIB_RUNTIME_COMPRESSION_TEXTMODEL_H

#include <cstdint>
#include <vector>

namespace aec::runtime {

class TextModel {
public:
  TextModel();

  /// A byte follows, which the autoencoder takes for `guess`.
  void begin(uint8_t guess);
  /// The share of 0 for the next bit (highest first), in 1/65536, never 0 or 1.
  uint32_t zeroShare();
  void seen(bool bit);

private:
  static constexpr int kContexts = 7, kSlotBits = 18;

  /// The probability of 1 after so many bits seen.
  struct Slot {
    uint16_t one = 1 << 15;
    uint16_t count = 0;
  };
  void choose();

  /// One table of slots a context, and the slots of this bit.
  std::vector<Slot> tables[kContexts];
  Slot *slots[kContexts];
  uint32_t hashes[kContexts];
  int32_t inputs[kContexts];
  /// A set of weights for each state of the last guesses; 1 is 65536.
  std::vector<int32_t> weights;
  int32_t mixed = 0; // probability of 1, in 1/4096
  /// The bytes before, and the bits of this one behind a 1.
  uint64_t history = 0;
  unsigned node = 1;
  uint8_t guess = 0;
  unsigned recent = 0;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMPRESSION_TEXTMODEL_H
