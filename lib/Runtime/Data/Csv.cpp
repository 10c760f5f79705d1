//===- Csv.cpp - Tables as text -------------------------------------------===//
//
// One pass; a second one before it where words have to be learned. A first line
// without any number is a header; one that mixes is an error, because silently
// dropping a row with a typo is worse.
//
//===----------------------------------------------------------------------===//
#include "ByteSource.h"
#include "CsvColumns.h"

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

static Array parseCsv(const std::string &text, const std::string &path,
                      const ReadOptions &options) {
  CsvRecords records(text, path);
  CsvColumns columns(path, options);
  std::vector<std::string> cells;
  std::vector<double> values;
  CsvRecords rest = records;
  if (records.next(cells)) {
    if (columns.begin(cells))
      rest = records;
    if (needsLearning(rest, options))
      columns.learn(rest);
  }
  while (rest.next(cells))
    columns.append(cells, rest.line(), values);
  Array array;
  array.origin = path;
  array.format = "CSV";
  array.type = ElementType::F64;
  array.columns = columns.valueNames();
  array.shape = {columns.rows(), columns.width()};
  auto *first = reinterpret_cast<const uint8_t *>(values.data());
  array.bytes.assign(first, first + values.size() * sizeof(double));
  array.facts = std::make_shared<TableFacts>(std::move(columns.facts));
  return array;
}

Array aec::runtime::readCsv(ByteSource &source, const ReadOptions &options) {
  std::string text;
  std::vector<char> chunk(1 << 20);
  while (int64_t got = source.readSome(chunk.data(), chunk.size()))
    text.append(chunk.data(), got);
  return parseCsv(text, source.path(), options);
}
