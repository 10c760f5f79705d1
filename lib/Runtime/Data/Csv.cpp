//===- Csv.cpp - Tables as text -------------------------------------------===//
//
// One pass; a second one before it where words have to be learned. A first line
// without any number is a header; one that mixes is an error, because silently
// dropping a row with a typo is worse.
//
//===----------------------------------------------------------------------===//
#include "ByteSource.h"
#include "CsvColumns.h"
#include "Error.h"

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
  CsvRecords records(text, path, options.separator);
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
  while (rest.next(cells)) {
    columns.append(cells, rest.line(), values);
    if (int64_t(values.size() * sizeof(double)) > options.memoryLimit)
      fail(path, ": its values take more than the ", options.memoryLimit,
           " bytes that are held in memory, --memory-limit changes that");
  }
  Array array;
  array.origin = path;
  array.format = "CSV";
  array.detail = records.detail();
  array.type = ElementType::F64;
  array.columns = columns.valueNames();
  array.shape = {columns.rows(), columns.width()};
  auto *first = reinterpret_cast<const uint8_t *>(values.data());
  array.bytes.assign(first, first + values.size() * sizeof(double));
  array.facts = std::make_shared<TableFacts>(std::move(columns.facts));
  return array;
}

Array aec::runtime::readCsv(ByteSource &source, const ReadOptions &options) {
  std::string text = source.readAll();
  return parseCsv(text, source.path(), options);
}
