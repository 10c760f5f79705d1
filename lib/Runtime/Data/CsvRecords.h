//===- CsvRecords.h - Text split into the cells of records ----------------===//
//
// RFC 4180 quoting; the separator is found on the first line unless it is
// given. Lines end with \n, \r\n or \r and count from 1; a record may span
// several.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_DATA_CSVRECORDS_H
#define AEC_LIB_RUNTIME_DATA_CSVRECORDS_H

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace aec::runtime {

class SpoolFile;

/// A copy goes on by itself: a second pass over the rest. Text and path must
/// outlive it.
class CsvRecords {
public:
  /// `separator` 0: found on the first line.
  CsvRecords(const std::string &text, const std::string &path,
             char separator = 0);
  /// Of text in a file, of which a block is held at a time and no record of
  /// more than `limit` bytes.
  CsvRecords(std::shared_ptr<const SpoolFile> file, const std::string &path,
             char separator, int64_t limit);
  /// Of text that is a part of a file: its separator is known, and its first
  /// line has a number there.
  CsvRecords(const std::string &text, const std::string &path, char separator,
             int64_t line);

  /// Fills `cells` with the next record; false at the end. Blank lines are
  /// skipped. Throws Error for a quote that never closes, for what stands
  /// behind a closing one, and for a line of more than a million cells.
  bool next(std::vector<std::string> &cells);

  /// Where the last record starts.
  int64_t line() const { return recordLine; }
  char separator() const { return comma; }
  /// What the file looks like: "separated by tabs, lines end with CR LF".
  std::string detail() const;

private:
  const std::string &bytes() const { return file ? block : *text; }
  bool parse(std::vector<std::string> &cells);
  bool more();
  bool ended() const;
  void findSeparator();
  bool lineEnd();
  void addCell(std::vector<std::string> &cells) const;
  void quotedCell(std::string &cell);
  void checkBehindQuote() const;

  const std::string *text = nullptr; // unless in a file
  const std::string *path;
  char comma = ',';
  size_t at = 0;
  int64_t nextLine = 1;
  int64_t recordLine = 1;
  /// The bytes in front of `filePlace` that are not consumed.
  std::shared_ptr<const SpoolFile> file;
  std::string block;
  int64_t filePlace = 0, limit = 0;
  bool returns = false, quotes = false, mark = false; // seen so far
};

/// Without blanks and tabs at both ends.
std::string trimmed(const std::string &cell);

/// True for anything from_chars takes whole; a leading '+' is allowed.
bool parseNumber(const std::string &cell, double &value);

/// A number, or what was meant as one: digits without letters ("1,5").
bool looksLikeNumber(const std::string &cell);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_DATA_CSVRECORDS_H
