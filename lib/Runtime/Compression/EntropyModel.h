//===- EntropyModel.h - How often a latent's integers occur ---------------===//
//
// One table of 16-bit frequencies for each group of latent elements, fitted on
// the training data's latents when training ends and kept in the metadata of
// the weights file ("aec.entropy", JSON): coding needs no data and no floating
// point. Elements share a table where that is shorter: the groupings (each
// element, each place along one dimension, all together) are compared by what
// an adaptive code (Krichevsky and Trofimov 1981) would take, which charges for
// learning the tables too.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMPRESSION_ENTROPYMODEL_H
#define AEC_LIB_RUNTIME_COMPRESSION_ENTROPYMODEL_H

#include "RangeCoder.h"

#include <map>
#include <string>
#include <vector>

namespace aec::runtime {

/// Latents are this many steps from 0 at most: exact in f32.
constexpr int64_t kLargestSymbol = int64_t(1) << 24;

/// Consecutive integers from `low` on, and an escape for all others.
class SymbolTable {
public:
  /// `frequencies`: one an integer, the escape's last; above 0, their sum is
  /// kFrequencyTotal.
  SymbolTable(int64_t low, const std::vector<uint32_t> &frequencies);

  void encode(RangeEncoder &encoder, int64_t symbol) const;
  /// Throws Error at a symbol beyond kLargestSymbol.
  int64_t decode(RangeDecoder &decoder) const;

  int64_t low() const { return first; }
  std::vector<uint32_t> frequencies() const;

private:
  int64_t count() const { return int64_t(starts.size()) - 2; }

  int64_t first;
  /// Of each integer, of the escape, and the end.
  std::vector<uint32_t> starts;
};

/// The tables of one latent.
class EntropyModel {
public:
  EntropyModel(int64_t elements, int64_t inner, std::vector<SymbolTable> tables)
      : elements(elements), inner(inner), tables(std::move(tables)) {}

  /// A sample's integers, `elements` of them.
  void encode(RangeEncoder &encoder, const int32_t *symbols) const;
  void decode(RangeDecoder &decoder, int32_t *symbols) const;

  /// Bits of the most likely sample: what each takes at least.
  double leastBits() const;
  int64_t sampleSymbols() const { return elements; }
  int64_t tableCount() const { return int64_t(tables.size()); }

  /// JSON, and back. Throws Error, `place` first, for anything malformed or of
  /// another number of elements.
  std::string text() const;
  static EntropyModel parse(const std::string &text, int64_t elements,
                            const std::string &place);

private:
  const SymbolTable &tableOf(int64_t element) const {
    return tables[element / inner % int64_t(tables.size())];
  }

  int64_t elements;
  /// Element e uses table e / inner % tables.
  int64_t inner;
  std::vector<SymbolTable> tables;
};

/// Counts of integers, element by element.
class SymbolCounts {
public:
  /// `shape`: a sample's.
  explicit SymbolCounts(std::vector<int64_t> shape);
  void add(const int32_t *symbols);
  /// The tables that serve what was counted best.
  EntropyModel fit() const;

private:
  using Counts = std::map<int64_t, int64_t>;
  std::vector<Counts> grouped(int64_t inner, int64_t tables) const;

  std::vector<int64_t> shape;
  std::vector<Counts> counts;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMPRESSION_ENTROPYMODEL_H
