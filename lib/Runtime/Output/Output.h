//===- Output.h - Results as .npy, .csv or pictures -----------------------===//
//
// The name's ending chooses the format, and an unknown one is an error before
// the computation. Files appear whole or not at all.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_OUTPUT_H
#define AEC_LIB_RUNTIME_OUTPUT_H

#include "../Support/AtomicFile.h"

#include <cstdint>
#include <string>
#include <vector>

namespace aec::runtime {

enum class OutputFormat { Npy, Csv, Png, Wav, Text };

/// By the ending of `path`; "-" is CSV. Throws Error for another ending.
OutputFormat outputFormat(const std::string &path);

/// Values to write: row-major, the first dimension counts the samples.
struct Table {
  const void *values = nullptr;
  int64_t dtype = 0; // of the ABI
  std::vector<int64_t> shape;
  /// Names of the columns, empty for none.
  std::vector<std::string> columns;
  /// Puts the number of the sample's row in its file before each row; of its
  /// first and last row where it is a window.
  bool index = false;
  /// Sample i is `window` rows of the file from first + i * stride on.
  int64_t first = 0, window = 1, stride = 1;
  /// Columns of text between index and values: a text a row each.
  std::vector<std::vector<std::string>> keys = {};
};

/// A cell of a CSV, in quotes where it needs them.
std::string csvCell(const std::string &text);

/// A number in the shortest form that reads back exactly.
std::string numberText(float value);
std::string numberText(double value);

/// Writes a table whose rows come in pieces: results of data of any size.
class TableWriter {
public:
  /// Writes what stands in front of the rows. `table.shape` is the whole one's;
  /// its values are not looked at. `rate` is of sound, in frames a second;
  /// `continuous` of text. Throws Error where `table` does not fit the format,
  /// which is no PNG.
  TableWriter(AtomicFile &file, OutputFormat format, const Table &table,
              double rate = 0, bool continuous = false);
  /// The next `count` rows.
  void add(const void *values, int64_t count);

private:
  void addCsv(int64_t count);
  void addWav(int64_t count);
  void addText(int64_t count);

  AtomicFile &file;
  OutputFormat format;
  Table table;
  bool continuous;
  int64_t done = 0; // rows
};

/// NumPy's format, version 1; commits.
void writeNpy(AtomicFile &file, const Table &table);

/// Throws Error where samples of this shape and type cannot be written to
/// `path` as sound or text.
void expectSeries(OutputFormat format, const std::string &path, int64_t dtype,
                  const std::vector<int64_t> &sample);

/// Samples behind each other as 16-bit PCM at `rate` frames a second. A sample
/// is [frames] or [channels, frames], cut to [-1, 1]; commits.
void writeWav(AtomicFile &file, const Table &table, double rate);

/// Samples as text: classes (integers, or the largest of the last dimension)
/// are bytes. Behind each other where they are `continuous`, else a line each;
/// commits.
void writeText(AtomicFile &file, const Table &table, bool continuous);

/// A line a sample; numbers in the shortest form that reads back exactly.
void writeCsv(AtomicFile &file, const Table &table);

/// What stands in front of the sound, whose table is found to fit.
std::string wavStart(const AtomicFile &file, const Table &table, double rate);

/// Throws Error where the windows of a table overlap or it is no text.
void expectText(const AtomicFile &file, const Table &table);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_OUTPUT_H
