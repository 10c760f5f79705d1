//===- Csv.cpp - Tables of numbers as text --------------------------------===//
//
// A first line without any number is a header; one that mixes is an error,
// because silently dropping a row with a typo is worse. Rows and columns count
// from 1.
//
//===----------------------------------------------------------------------===//
#include "Array.h"
#include "ByteSource.h"
#include "CsvRecords.h"
#include "Error.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

using namespace aec::runtime;

namespace {
class CsvParser {
public:
  CsvParser(const std::string &text, const std::string &path,
            const ReadOptions &options)
      : path(path), options(options), records(text, path, options.separator) {}

  Array parse();

private:
  double number(const std::string &cell, size_t column) const;
  std::string place(size_t column) const;
  void appendRow();
  size_t columnOf(const std::string &name) const;
  void chooseColumns();

  const std::string &path;
  const ReadOptions &options;
  CsvRecords records;
  /// Positions of the columns that are kept, in the order asked for.
  std::vector<size_t> kept;
  size_t width = 0; // of the file's first record
  int64_t row = 0;
  std::vector<std::string> cells;
  std::vector<std::string> header;
  std::vector<double> values;
};
} // namespace

std::string CsvParser::place(size_t column) const {
  std::string text = concat(path, ": row ", row, " (line ", records.line(),
                            "), column ", column + 1);
  if (column < header.size())
    text += " (" + quote(header[column]) + ")";
  return text;
}

double CsvParser::number(const std::string &cell, size_t column) const {
  double value;
  std::string content = trimmed(cell);
  if (content.empty() && options.missing)
    return std::numeric_limits<double>::quiet_NaN();
  if (content.empty())
    fail(place(column), " is empty; expected a number");
  if (!parseNumber(content, value))
    fail(place(column), " is ", quote(content), "; expected a number");
  if (std::isnan(value) && !options.missing)
    fail(place(column), " is not a number (NaN)");
  if (std::isinf(value))
    fail(place(column), " is infinite: ", quote(content));
  return value;
}

void CsvParser::appendRow() {
  ++row;
  if (cells.size() != width)
    fail(path, ": row ", row, " (line ", records.line(), ") has ",
         countText(cells.size(), "cell"), ", expected ", width);
  for (size_t column : kept)
    values.push_back(number(cells[column], column));
  if (int64_t(values.size() * sizeof(double)) > options.memoryLimit)
    fail(path, ": its values take more than the ", options.memoryLimit,
         " bytes that are held in memory, --memory-limit changes that");
}

/// The position of a column given by name, or by number from 1.
size_t CsvParser::columnOf(const std::string &name) const {
  for (size_t at = 0; at < header.size(); ++at)
    if (header[at] == name)
      return at;
  size_t number = 0;
  auto [end, error] =
      std::from_chars(name.data(), name.data() + name.size(), number);
  if (error == std::errc() && end == name.data() + name.size() && number >= 1 &&
      number <= width)
    return number - 1;
  std::string names;
  for (const std::string &column : header)
    names += (names.empty() ? "; columns: " : ", ") + column;
  fail(path, " has no column ", quote(name), " among its ",
       countText(width, "column"), names);
}

void CsvParser::chooseColumns() {
  width = cells.size();
  for (const std::string &name : options.columns)
    kept.push_back(columnOf(name));
  if (options.columns.empty())
    for (size_t at = 0; at < width; ++at)
      kept.push_back(at);
  for (const std::string &name : options.without)
    kept.erase(std::remove(kept.begin(), kept.end(), columnOf(name)),
               kept.end());
  if (kept.empty())
    fail(path, ": no column is left");
}

/// True where no cell of the first record looks like a number.
static bool isHeader(const std::vector<std::string> &cells) {
  bool words = false;
  for (const std::string &cell : cells) {
    if (looksLikeNumber(trimmed(cell)))
      return false;
    words |= !trimmed(cell).empty();
  }
  return words;
}

Array CsvParser::parse() {
  if (records.next(cells)) {
    if (isHeader(cells)) {
      for (const std::string &cell : cells)
        header.push_back(trimmed(cell));
      chooseColumns();
    } else {
      chooseColumns();
      appendRow();
    }
  }
  while (records.next(cells))
    appendRow();
  Array array;
  array.origin = path;
  array.format = "CSV";
  array.detail = records.detail();
  array.type = ElementType::F64;
  if (!header.empty())
    for (size_t column : kept)
      array.columns.push_back(header[column]);
  array.shape = {row, int64_t(kept.size())};
  auto *first = reinterpret_cast<const uint8_t *>(values.data());
  array.bytes.assign(first, first + values.size() * sizeof(double));
  return array;
}

Array aec::runtime::readCsv(ByteSource &source, const ReadOptions &options) {
  std::string text = source.readAll();
  return CsvParser(text, source.path(), options).parse();
}
