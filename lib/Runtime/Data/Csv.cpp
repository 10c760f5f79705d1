//===- Csv.cpp - Tables as text -------------------------------------------===//
//
// One pass; a second one before it where words have to be learned. A first line
// without any number is a header; one that mixes is an error, because silently
// dropping a row with a typo is worse.
//
//===----------------------------------------------------------------------===//
#include "ArrayWriter.h"
#include "ByteSource.h"
#include "CsvColumns.h"
#include "Spool.h"

#include <algorithm>

using namespace aec::runtime;

/// Whether the first row of numbers and words has anything but numbers.
static bool needsLearning(CsvRecords rest, const ReadOptions &options) {
  if (!options.schema.empty())
    return false;
  std::vector<std::string> cells;
  if (!options.categories.empty())
    return true;
  double value;
  if (rest.next(cells))
    for (const std::string &cell : cells)
      if (!parseNumber(trimmed(cell), value))
        return true;
  return false;
}

static Array parseCsv(CsvRecords records, const std::string &path,
                      const ReadOptions &options) {
  CsvColumns columns(path, options);
  std::vector<std::string> cells;
  CsvRecords rest = records;
  if (records.next(cells)) {
    if (columns.begin(cells))
      rest = records;
    if (needsLearning(rest, options))
      columns.learn(rest);
  }
  Array array;
  array.origin = path;
  array.format = "CSV";
  array.type = ElementType::F64;
  ArrayWriter writer(array, options);
  std::vector<double> values;
  auto flush = [&] {
    writer.append(values.data(), int64_t(values.size() * sizeof(double)));
    values.clear();
  };
  while (rest.next(cells)) {
    columns.append(cells, rest.line(), values);
    // A call a row would cost as much as the row.
    if (values.size() >= 1 << 12)
      flush();
  }
  flush();
  array.detail = rest.detail();
  array.columns = columns.valueNames();
  array.shape = {columns.rows(), columns.width()};
  array.facts = std::make_shared<TableFacts>(std::move(columns.facts));
  return array;
}

/// Appends up to `most` bytes; false where the source ends before.
static bool readUpTo(ByteSource &source, int64_t most, std::string &text) {
  std::vector<char> piece(1 << 18);
  while (int64_t(text.size()) < most) {
    int64_t got = source.readSome(piece.data(), int64_t(piece.size()));
    if (got == 0)
      return false;
    text.append(piece.data(), size_t(got));
  }
  return true;
}

/// The longest record: a million cells of 16 characters.
static int64_t longest(const ReadOptions &options) {
  constexpr int64_t least = 1 << 16, most = 1 << 24;
  return std::clamp(options.memoryLimit, least, most);
}

/// Reads the text where it is, or from a copy on disk where it has no place.
static Array readLarge(ByteSource &source, const ReadOptions &options) {
  const std::string &path = source.path();
  std::shared_ptr<SpoolFile> file;
  int64_t at = 0;
  if (!source.endsWithin(pieceBytes(options)) &&
      source.leaveInPlace(file, at) && at == 0)
    return parseCsv({file, path, options.separator, longest(options)}, path,
                    options);
  std::string text;
  if (!readUpTo(source, pieceBytes(options), text))
    return parseCsv({text, path, options.separator}, path, options);
  file = std::make_shared<SpoolFile>(options.spool, "the text of " + path);
  do {
    file->append(text.data(), int64_t(text.size()));
    text.clear();
  } while (readUpTo(source, 1 << 20, text));
  file->append(text.data(), int64_t(text.size()));
  return parseCsv({file, path, options.separator, longest(options)}, path,
                  options);
}

Array aec::runtime::readCsv(ByteSource &source, const ReadOptions &options) {
  if (options.streams)
    return readLarge(source, options);
  std::string text = source.readAll();
  return parseCsv({text, source.path(), options.separator}, source.path(),
                  options);
}
