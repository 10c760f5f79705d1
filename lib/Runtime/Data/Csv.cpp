//===- Csv.cpp - Tables of numbers as text --------------------------------===//
//
// RFC 4180 quoting; the separator is found on the first line. A first line
// without any number is a header; one that mixes is an error, because silently
// dropping a row with a typo is worse. Rows and columns count from 1.
//
//===----------------------------------------------------------------------===//
#include "Array.h"
#include "ByteSource.h"
#include "Error.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

using namespace aec::runtime;

namespace {
class CsvParser {
public:
  CsvParser(const std::string &text, const std::string &path,
            const ReadOptions &options)
      : text(text), path(path), options(options) {}

  Array parse();

private:
  void findSeparator();
  bool nextRecord();
  void quotedCell();
  double number(const std::string &cell, size_t column) const;
  std::string place(size_t column) const;
  void appendRow();
  size_t columnOf(const std::string &name) const;
  void chooseColumns();

  const std::string &text;
  const std::string &path;
  const ReadOptions &options;
  /// Positions of the columns that are kept, in the order asked for.
  std::vector<size_t> kept;
  size_t width = 0; // of the file's first record
  char separator = ',';
  size_t at = 0;
  int64_t line = 1;       // of the next record
  int64_t recordLine = 1; // where the current one starts
  int64_t row = 0;
  std::vector<std::string> cells;
  std::vector<std::string> header;
  std::vector<double> values;
};
} // namespace

static std::string trimmed(const std::string &cell) {
  size_t first = cell.find_first_not_of(" \t");
  if (first == std::string::npos)
    return "";
  return cell.substr(first, cell.find_last_not_of(" \t") - first + 1);
}

/// True for anything from_chars takes whole; a leading '+' is allowed.
static bool parseNumber(const std::string &cell, double &value) {
  const char *first = cell.data(), *last = first + cell.size();
  if (first != last && *first == '+')
    ++first;
  auto [end, error] = std::from_chars(first, last, value);
  if (error == std::errc::result_out_of_range && end == last) {
    value = std::strtod(cell.c_str(), nullptr); // 0 or infinity
    return true;
  }
  return error == std::errc() && end == last && first != last;
}

/// Semicolon and tab win over comma (decimal commas then fail by name), comma
/// over blanks.
void CsvParser::findSeparator() {
  std::string first = text.substr(0, text.find('\n'));
  std::string outside;
  bool inside = false;
  for (char c : first) {
    if (c == '"')
      inside = !inside;
    else if (!inside)
      outside += c;
  }
  for (char candidate : {';', '\t', ',', ' '})
    if (trimmed(outside).find(candidate) != std::string::npos) {
      separator = candidate;
      return;
    }
}

/// A cell in quotes, at the opening one; doubled quotes stand for one.
void CsvParser::quotedCell() {
  std::string &cell = cells.back();
  for (++at; at < text.size(); ++at) {
    if (text[at] == '"' && at + 1 < text.size() && text[at + 1] == '"')
      ++at;
    else if (text[at] == '"') {
      ++at;
      return;
    } else if (text[at] == '\n')
      ++line;
    cell += text[at];
  }
  fail(path, ": line ", recordLine, " opens a quote that never closes");
}

/// Fills `cells` with the next record; false at the end. Blank lines are
/// skipped.
bool CsvParser::nextRecord() {
  cells.clear();
  while (at < text.size() && (text[at] == '\n' || text[at] == '\r'))
    line += text[at++] == '\n';
  if (at >= text.size())
    return false;
  recordLine = line;
  cells.emplace_back();
  for (; at < text.size() && text[at] != '\n';) {
    char c = text[at];
    if (c == '"' && trimmed(cells.back()).empty()) {
      cells.back().clear();
      quotedCell();
    } else if (c == separator) {
      // Runs of blanks are one separator.
      if (c != ' ' || !cells.back().empty())
        cells.emplace_back();
      ++at;
    } else {
      if (c != '\r')
        cells.back() += c;
      ++at;
    }
  }
  if (separator == ' ' && cells.size() > 1 && cells.back().empty())
    cells.pop_back();
  line += at < text.size();
  at += at < text.size();
  return true;
}

std::string CsvParser::place(size_t column) const {
  std::string text = concat(path, ": row ", row, " (line ", recordLine,
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
    fail(path, ": row ", row, " (line ", recordLine, ") has ",
         countText(cells.size(), "cell"), ", expected ", width);
  for (size_t column : kept)
    values.push_back(number(cells[column], column));
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

/// A number, or what was meant as one: digits without letters ("1,5").
static bool looksLikeNumber(const std::string &cell) {
  double value;
  if (parseNumber(cell, value))
    return true;
  bool digits = false, letters = false;
  for (unsigned char c : cell) {
    digits |= c >= '0' && c <= '9';
    letters |= std::isalpha(c) || c >= 128;
  }
  return digits && !letters;
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
  if (text.compare(0, 3, "\xEF\xBB\xBF") == 0)
    at = 3; // byte order mark
  findSeparator();
  if (nextRecord()) {
    if (isHeader(cells)) {
      for (const std::string &cell : cells)
        header.push_back(trimmed(cell));
      chooseColumns();
    } else {
      chooseColumns();
      appendRow();
    }
  }
  while (nextRecord())
    appendRow();
  Array array;
  array.origin = path;
  array.format = "CSV";
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
  std::string text;
  std::vector<char> chunk(1 << 20);
  while (int64_t got = source.readSome(chunk.data(), chunk.size()))
    text.append(chunk.data(), got);
  return CsvParser(text, source.path(), options).parse();
}
