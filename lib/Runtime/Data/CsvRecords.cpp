//===- CsvRecords.cpp - Separators, quotes, numbers -----------------------===//
//
// Semicolon and tab win over comma (decimal commas then fail by name), comma
// over blanks.
//
//===----------------------------------------------------------------------===//
#include "CsvRecords.h"

#include "Error.h"
#include "Spool.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdlib>

using namespace aec::runtime;

/// The byte order mark that spreadsheets write in front.
static const char *const kMark = "\xEF\xBB\xBF";

std::string aec::runtime::trimmed(const std::string &cell) {
  size_t first = cell.find_first_not_of(" \t");
  if (first == std::string::npos)
    return "";
  return cell.substr(first, cell.find_last_not_of(" \t") - first + 1);
}

bool aec::runtime::parseNumber(const std::string &cell, double &value) {
  const char *first = cell.data(), *last = first + cell.size();
  if (last - first > 1 && first[0] == '+' && first[1] != '-')
    ++first;
  auto [end, error] = std::from_chars(first, last, value);
  if (error == std::errc::result_out_of_range && end == last) {
    value = std::strtod(cell.c_str(), nullptr); // 0 or infinity
    return true;
  }
  return error == std::errc() && end == last && first != last;
}

bool aec::runtime::looksLikeNumber(const std::string &cell) {
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

CsvRecords::CsvRecords(const std::string &text, const std::string &path,
                       char separator)
    : text(&text), path(&path), comma(separator) {
  if (text.compare(0, 3, kMark) == 0)
    at = 3;
  if (!separator)
    findSeparator();
}

CsvRecords::CsvRecords(const std::string &text, const std::string &path,
                       char separator, int64_t line)
    : text(&text), path(&path), comma(separator), nextLine(line) {}

CsvRecords::CsvRecords(std::shared_ptr<const SpoolFile> source,
                       const std::string &path, char separator, int64_t limit)
    : path(&path), comma(separator), file(std::move(source)), limit(limit) {
  more();
  mark = block.compare(0, 3, kMark) == 0;
  at = mark ? 3 : 0;
  if (!separator)
    findSeparator();
}

/// Drops what is consumed and reads on: a block, or as much as is held where a
/// record is larger. False at the end of the file.
bool CsvRecords::more() {
  constexpr size_t least = 1 << 18;
  if (ended())
    return false;
  if (int64_t(block.size() - at) > limit)
    fail(*path, ": the record in line ", nextLine, " is longer than ", limit,
         " bytes; a quote may be open");
  block.erase(0, at);
  at = 0;
  size_t held = block.size();
  auto count = std::min<int64_t>(int64_t(std::max(least, held)),
                                 file->bytes() - filePlace);
  block.resize(held + size_t(count));
  file->read(filePlace, &block[held], count);
  filePlace += count;
  returns |= block.find("\r\n") != std::string::npos;
  quotes |= block.find('"', held) != std::string::npos;
  return true;
}

bool CsvRecords::ended() const { return filePlace >= file->bytes(); }

bool CsvRecords::next(std::vector<std::string> &cells) {
  if (!file)
    return parse(cells);
  // Blank lines are dropped as they come; a line end is never cut in two.
  do
    while (at + 1 < block.size() && lineEnd()) {
    }
  while (at + 1 >= block.size() && more());
  while (true) {
    size_t begin = at;
    int64_t line = nextLine;
    try {
      bool found = parse(cells);
      if (at < block.size() || ended())
        return found;
    } catch (const Error &) {
      // What stands so near the end of a block may be right with the next.
      constexpr size_t near = 1 << 16;
      if (block.size() - at > near || ended())
        throw;
    }
    at = begin;
    nextLine = line;
    more();
  }
}

void CsvRecords::findSeparator() {
  comma = ',';
  std::string first = bytes().substr(0, bytes().find_first_of("\r\n"));
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
      comma = candidate;
      return;
    }
}

/// A cell in quotes, at the opening one; doubled quotes stand for one.
void CsvRecords::quotedCell(std::string &cell) {
  for (++at; at < bytes().size(); ++at) {
    char c = bytes()[at];
    if (c == '"' && at + 1 < bytes().size() && bytes()[at + 1] == '"')
      ++at;
    else if (c == '"') {
      ++at;
      return;
    } else if (c == '\n')
      ++nextLine;
    cell += c;
  }
  fail(*path, ": line ", recordLine, " opens a quote that never closes");
}

/// Behind a quoted cell only blanks may stand, up to the next one.
void CsvRecords::checkBehindQuote() const {
  size_t next = at;
  while (next < bytes().size() && bytes()[next] == ' ' && comma != ' ')
    ++next;
  char c = next < bytes().size() ? bytes()[next] : '\n';
  if (c != comma && c != '\n' && c != '\r')
    fail(
        *path, ": line ", recordLine, " has ",
        quote(bytes().substr(next, bytes().find_first_of("\r\n", next) - next)),
        " behind a closing quote");
}

/// True at a line end, which is consumed.
bool CsvRecords::lineEnd() {
  if (at >= bytes().size() || (bytes()[at] != '\n' && bytes()[at] != '\r'))
    return false;
  at += bytes().compare(at, 2, "\r\n") == 0 ? 2 : 1;
  ++nextLine;
  return true;
}

void CsvRecords::addCell(std::vector<std::string> &cells) const {
  constexpr size_t most = 1 << 20;
  if (cells.size() == most)
    fail(*path, ": line ", recordLine, " has more than ", most, " cells");
  cells.emplace_back();
}

bool CsvRecords::parse(std::vector<std::string> &cells) {
  cells.clear();
  const std::string &bytes = this->bytes();
  while (lineEnd()) {
  }
  if (at >= bytes.size())
    return false;
  recordLine = nextLine;
  addCell(cells);
  while (at < bytes.size() && bytes[at] != '\n' && bytes[at] != '\r') {
    char c = bytes[at];
    if (c == '"' && trimmed(cells.back()).empty()) {
      cells.back().clear();
      quotedCell(cells.back());
      checkBehindQuote();
    } else if (c == comma) {
      // Runs of blanks are one separator.
      if (c != ' ' || !cells.back().empty())
        addCell(cells);
      ++at;
    } else {
      cells.back() += c;
      ++at;
    }
  }
  if (comma == ' ' && cells.size() > 1 && cells.back().empty())
    cells.pop_back();
  lineEnd();
  return true;
}

std::string CsvRecords::detail() const {
  std::string name = concat("\"", comma, "\"");
  const std::pair<char, const char *> names[] = {
      {',', "commas"}, {';', "semicolons"}, {'\t', "tabs"}, {' ', "blanks"}};
  for (auto [character, plural] : names)
    if (character == comma)
      name = plural;
  std::string result = "separated by " + name;
  if (returns || bytes().find("\r\n") != std::string::npos)
    result += ", lines end with CR LF";
  if (quotes || bytes().find('"') != std::string::npos)
    result += ", quoted cells";
  if (mark || bytes().compare(0, 3, kMark) == 0)
    result += ", byte order mark";
  return result;
}
