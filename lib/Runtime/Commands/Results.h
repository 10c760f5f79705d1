//===- Results.h - From computed values to files --------------------------===//
//
// Results have the units of an input or none. What leaves the program is in the
// data's own units; how a format shows samples is decided here for all verbs.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_RESULTS_H
#define AEC_LIB_RUNTIME_COMMANDS_RESULTS_H

#include "Sinks.h"

#include "../Data/Samples.h"
#include "../Model/Session.h"

#include <map>
#include <string>
#include <vector>

namespace aec::runtime {

/// Samples that an entry made, and what is needed to bring them back to the
/// data's units.
struct Results {
  const aec_entry &entry;
  Session &session;
  /// What the entry was given, keyed by the position of its arguments.
  const Samples &samples;
  /// Of the weights file.
  const std::map<std::string, std::string> &metadata;
  /// What else the command read, keyed by the model's inputs.
  const Samples *data = nullptr;
  /// Keep prepared values.
  bool normalized = false;
  /// Of a .png: how many, and how many a line.
  int64_t pictures = 20, picturesPerLine = 10;
  /// Of a .png: names of its lines and of what stands in them, or none.
  std::vector<std::string> lineNames = {}, pictureNames = {};
  /// Of an .npy: what the samples' number is the product of, if anything.
  std::vector<int64_t> grid = {};
  /// Of a CSV: columns in front of the values.
  std::vector<std::string> keyNames = {};
  std::vector<std::vector<std::string>> keys = {};
};

/// Undoes preparation on `rows` samples of result `output`: normalisers, and
/// where `integers` is set what the data's integers were divided by.
void restoreUnits(const Results &results, int64_t output, void *values,
                  int64_t rows, bool integers);

/// The table that all rows of result sink.output make, without values.
Table tableOf(const Results &results, const Sink &sink);

/// Frames a second of a result: the data's, else the training data's.
double rateOf(const Results &results, int64_t output);

/// Whether the data is plain text, whose samples stand behind each other.
bool isText(const Results &results);

/// Writes the first results.pictures of `values`, which are changed, below
/// their originals where the entry got them, and commits the file.
void writePng(const Results &results, Sink &sink, void *values);

/// Writes result sink.output, whose values are changed, and commits the file.
void writeResult(const Results &results, Sink &sink, Buffer &values);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_RESULTS_H
