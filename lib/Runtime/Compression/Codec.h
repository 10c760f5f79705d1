//===- Codec.h - Samples to latents' integers and back to values ----------===//
//
// What compress and decompress share, so that both compute the same
// reconstruction in the same blocks: a correction is right only on top of what
// it was computed against. A block's latents come first, then its corrections.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMPRESSION_CODEC_H
#define AEC_LIB_RUNTIME_COMPRESSION_CODEC_H

#include "CompressedFile.h"
#include "Corrections.h"
#include "EntropyModel.h"

#include "../Data/Samples.h"
#include "../Model/Session.h"

#include <memory>
#include <optional>

namespace aec::runtime {

/// Samples of a block; a part of the format.
constexpr int64_t kBlock = 256;

/// The entries that compression is made of.
struct CodecEntries {
  const aec_entry *encode = nullptr, *decode = nullptr;
  const aec_input *input = nullptr;
  int64_t inputIndex = 0;
  /// decode gives a score for each class of an element, not the element.
  bool classes = false;
};

/// The entries of `model`; without them, in `reason` why not, as the end of
/// "this model has no compress: ".
std::optional<CodecEntries> codecEntries(const aec_model &model,
                                         std::string &reason);

/// The tables of a weights file's metadata. Throws Error, naming `path`.
EntropyModel storedEntropy(const std::map<std::string, std::string> &metadata,
                           const CodecEntries &entries,
                           const std::string &path);

/// Fits tables on the latents of `samples`, which are keyed by the model's
/// inputs, and puts them into `metadata`.
void storeEntropy(Session &session, const CodecEntries &entries,
                  const Samples &samples,
                  std::map<std::string, std::string> &metadata);

/// Of the definition, the weights and the tables: what a file needs to be read.
uint32_t modelFingerprint(const States &states, const EntropyModel &entropy);

/// Calls the entries of a session block by block.
class BlockRunner {
public:
  BlockRunner(Session &session, const CodecEntries &entries);

  /// The latents' integers of samples [first, first + count), which are keyed
  /// by the model's input. Throws Error at a latent that is no number.
  const int32_t *encode(const Samples &samples, int64_t first, int64_t count);
  /// Numbers for `count` samples' integers, in the units of a file whose
  /// integers were divided by `scale`; of text the guessed bytes.
  const double *decode(const int32_t *symbols, int64_t first, int64_t count,
                       double scale);

private:
  /// Calls an entry of one argument; its first result goes to `result`.
  void call(const aec_entry &entry, const void *input, Buffer &result,
            int64_t first, int64_t count);

  Session &session;
  const CodecEntries &entries;
  Buffer latents, results;
  std::unique_ptr<Batch> batch;
  std::vector<int32_t> symbols;
  std::vector<double> values;
};

/// What compress says of its result.
struct CodecReport {
  /// By the probabilities that were coded with, in bits.
  double latentBits = 0, correctionBits = 0;
  /// Over the file's values, padding left out.
  double squares = 0, largest = 0, least = 0, most = 0;
  /// Of text: bytes that the model had right.
  int64_t right = 0;
};

/// Codes the values of `array`, whose samples are `samples`, into
/// `file.payload` and sets `file.values`.
CodecReport encodeValues(BlockRunner &runner, const CodecEntries &entries,
                         const EntropyModel &entropy, const Array &array,
                         const Samples &samples, CompressedFile &file);

/// The values of a file, in its type.
struct Restored {
  std::vector<uint8_t> bytes;
  /// Whether they are those that compress saw: another instruction set rounds
  /// differently, and corrections are of what it rounded.
  bool same = false;
};
/// Throws Error where the coded bytes are none that compress writes.
Restored decodeValues(BlockRunner &runner, const CodecEntries &entries,
                      const EntropyModel &entropy, const CompressedFile &file);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMPRESSION_CODEC_H
