//===- CsvRecords.cpp - Separators, quotes, numbers -----------------------===//
//
// Semicolon and tab win over comma (decimal commas then fail by name), comma
// over blanks.
//
//===----------------------------------------------------------------------===//
#include "CsvRecords.h"

#include "Error.h"

#include <cctype>
#include <charconv>
#include <cstdlib>

using namespace aec::runtime;

std::string aec::runtime::trimmed(const std::string &cell) {
  size_t first = cell.find_first_not_of(" \t");
  if (first == std::string::npos)
    return "";
  return cell.substr(first, cell.find_last_not_of(" \t") - first + 1);
}

bool aec::runtime::parseNumber(const std::string &cell, double &value) {
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

CsvRecords::CsvRecords(const std::string &text, const std::string &path)
    : text(&text), path(&path) {
  if (text.compare(0, 3, "\xEF\xBB\xBF") == 0)
    at = 3; // byte order mark
  findSeparator();
}

CsvRecords::CsvRecords(const std::string &text, const std::string &path,
                       char separator, int64_t line)
    : text(&text), path(&path), comma(separator), nextLine(line) {}

void CsvRecords::findSeparator() {
  std::string first = text->substr(0, text->find('\n'));
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
  for (++at; at < text->size(); ++at) {
    char c = (*text)[at];
    if (c == '"' && at + 1 < text->size() && (*text)[at + 1] == '"')
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

bool CsvRecords::next(std::vector<std::string> &cells) {
  cells.clear();
  const std::string &bytes = *text;
  while (at < bytes.size() && (bytes[at] == '\n' || bytes[at] == '\r'))
    nextLine += bytes[at++] == '\n';
  if (at >= bytes.size())
    return false;
  recordLine = nextLine;
  cells.emplace_back();
  for (; at < bytes.size() && bytes[at] != '\n';) {
    char c = bytes[at];
    if (c == '"' && trimmed(cells.back()).empty()) {
      cells.back().clear();
      quotedCell(cells.back());
    } else if (c == comma) {
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
  if (comma == ' ' && cells.size() > 1 && cells.back().empty())
    cells.pop_back();
  nextLine += at < bytes.size();
  at += at < bytes.size();
  return true;
}
