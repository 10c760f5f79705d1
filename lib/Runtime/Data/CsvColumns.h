//===- CsvColumns.h - Which columns of a CSV are what ---------------------===//
//
// Numbers, words, keys and labels are told apart once; then a record at a time
// becomes values, so that files and standard input share it. A column is one of
// words where none of its cells looks like a number: one that mixes is an
// error, because a typo must not become a category.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_DATA_CSVCOLUMNS_H
#define AEC_LIB_RUNTIME_DATA_CSVCOLUMNS_H

#include "Array.h"
#include "CsvRecords.h"

namespace aec::runtime {

class CsvColumns {
public:
  /// Path and options must outlive it.
  CsvColumns(const std::string &path, const ReadOptions &options)
      : path(path), options(options) {}

  /// Chooses the columns by the file's first record; true where it is a header:
  /// nothing in it looks like a number.
  bool begin(const std::vector<std::string> &cells);

  /// Learns the vocabularies from the rest of a file, where training gave none.
  void learn(CsvRecords rest);

  /// Appends the values of a record that starts on `line`; throws Error naming
  /// row, line and column. Unknown words are all zeros, and counted.
  void append(const std::vector<std::string> &cells, int64_t line,
              std::vector<double> &values);

  /// Counts a row that could not be split into cells.
  void skip() { ++row; }

  int64_t rows() const { return row; }
  /// Values of a row.
  int64_t width() const;
  /// Names of those values, empty without a header: "height", "colour=red".
  std::vector<std::string> valueNames() const;
  TableFacts facts;

private:
  size_t columnOf(const std::string &name) const;
  void chooseColumns();
  bool chooseByName();
  void compareSchema();
  std::string place(size_t column) const;
  void appendCell(const std::string &cell, size_t index,
                  std::vector<double> &values);
  void appendWord(const std::string &word, size_t index,
                  std::vector<double> &values);
  double number(const std::string &content, size_t column) const;

  const std::string &path;
  const ReadOptions &options;
  std::vector<std::string> header;
  size_t cellCount = 0; // of every record
  /// Positions of the columns that samples are made of; facts.columns[i] is
  /// what is at kept[i].
  std::vector<size_t> kept;
  size_t idAt = SIZE_MAX, labelAt = SIZE_MAX;
  int64_t row = 0;
  int64_t recordLine = 0;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_DATA_CSVCOLUMNS_H
