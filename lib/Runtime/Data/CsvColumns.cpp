//===- CsvColumns.cpp - Choosing and encoding columns ---------------------===//
//
// Columns of words become one-hot: a value for each word of the vocabulary, in
// the order of their bytes. Rows and columns count from 1 in messages.
//
//===----------------------------------------------------------------------===//
#include "CsvColumns.h"

#include "Error.h"
#include "Schema.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>

using namespace aec::runtime;

static std::string listText(const std::vector<std::string> &names) {
  std::string text;
  for (const std::string &name : names)
    text += (text.empty() ? "" : ", ") + name;
  return text;
}

static std::vector<std::string> namesOf(const std::vector<Column> &columns) {
  std::vector<std::string> names;
  for (const Column &column : columns)
    names.push_back(column.name);
  return names;
}

/// The position of a column given by name, or by number from 1.
size_t CsvColumns::columnOf(const std::string &name) const {
  for (size_t at = 0; at < header.size(); ++at)
    if (header[at] == name)
      return at;
  size_t number = 0;
  auto [end, error] =
      std::from_chars(name.data(), name.data() + name.size(), number);
  if (error == std::errc() && end == name.data() + name.size() && number >= 1 &&
      number <= cellCount)
    return number - 1;
  fail(path, " has no column ", quote(name), " among its ",
       countText(cellCount, "column"),
       header.empty() ? "" : "; columns: " + listText(header));
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

bool CsvColumns::begin(const std::vector<std::string> &cells) {
  cellCount = cells.size();
  bool found = isHeader(cells);
  for (size_t at = 0; found && at < cells.size(); ++at)
    header.push_back(trimmed(cells[at]));
  chooseColumns();
  return found;
}

/// The columns of training, by their names; false where they are not all here
/// or the user chose others.
bool CsvColumns::chooseByName() {
  std::vector<std::string> names = namesOf(options.schema);
  std::set<std::string> distinct(names.begin(), names.end());
  if (names.empty() || !options.columns.empty() || header.empty() ||
      distinct.size() != names.size() || distinct.count(""))
    return false;
  for (const std::string &name : names) {
    auto found = std::find(header.begin(), header.end(), name);
    if (found == header.end()) {
      kept.clear();
      return false;
    }
    kept.push_back(found - header.begin());
  }
  return true;
}

void CsvColumns::chooseColumns() {
  if (!options.idColumn.empty())
    idAt = columnOf(options.idColumn);
  if (!options.labelColumn.empty())
    labelAt = columnOf(options.labelColumn);
  size_t weightAt = SIZE_MAX;
  if (!options.weightColumn.empty())
    weightAt = columnOf(options.weightColumn);
  bool byName = chooseByName();
  for (const std::string &name : options.columns)
    kept.push_back(columnOf(name));
  if (options.columns.empty() && !byName)
    for (size_t at = 0; at < cellCount; ++at)
      if (at != idAt && at != labelAt && at != weightAt)
        kept.push_back(at);
  for (const std::string &name : options.without)
    kept.erase(std::remove(kept.begin(), kept.end(), columnOf(name)),
               kept.end());
  if (kept.empty())
    fail(path, ": no column is left");
  for (size_t at : kept)
    facts.columns.push_back({header.empty() ? "" : header[at], {}});
  auto nameOf = [&](size_t at, const char *otherwise) {
    return at < header.size() ? header[at] : std::string(otherwise);
  };
  facts.idName = nameOf(idAt, "id");
  facts.labelName = nameOf(labelAt, "label");
  if (!options.schema.empty())
    compareSchema();
}

/// Takes training's vocabularies, column by column.
void CsvColumns::compareSchema() {
  bool words = false;
  for (const Column &column : options.schema)
    words |= !column.words.empty();
  std::vector<std::string> mine = namesOf(facts.columns),
                           theirs = namesOf(options.schema);
  auto named = [](const std::vector<std::string> &names) {
    return names[0].empty() ? "" : " (" + listText(names) + ")";
  };
  if (kept.size() != options.schema.size()) {
    if (words)
      fail(path, " has ", countText(kept.size(), "column"), named(mine),
           "; training had ", options.schema.size(), named(theirs));
    return; // the shape of samples says the rest
  }
  if (mine != theirs && !mine[0].empty() && !theirs[0].empty() &&
      options.columns.empty())
    facts.remark =
        concat(path, ": its columns", named(mine), " are taken for training's",
               named(theirs), " in their order");
  for (size_t at = 0; at < kept.size(); ++at)
    facts.columns[at].words = options.schema[at].words;
}

void CsvColumns::learn(CsvRecords rest) {
  std::vector<std::set<std::string>> words(kept.size());
  std::vector<bool> numbers(kept.size());
  std::vector<std::string> cells;
  while (rest.next(cells)) {
    if (cells.size() != cellCount)
      continue; // append() says it
    for (size_t at = 0; at < kept.size(); ++at) {
      std::string word = trimmed(cells[kept[at]]);
      if (word.empty())
        continue;
      numbers[at] = numbers[at] || looksLikeNumber(word);
      words[at].insert(word);
    }
  }
  std::set<size_t> named;
  for (const std::string &name : options.categories)
    named.insert(columnOf(name));
  for (size_t at = 0; at < kept.size(); ++at) {
    if (numbers[at] && !named.count(kept[at]))
      continue;
    for (const std::string &word : words[at])
      if (!isUtf8(word))
        fail(path, ": the word ", quote(word), " of column ", kept[at] + 1,
             " is not UTF-8; convert the file");
    facts.columns[at].words.assign(words[at].begin(), words[at].end());
  }
}

std::string CsvColumns::place(size_t column) const {
  std::string text = concat(path, ": row ", row, " (line ", recordLine,
                            "), column ", column + 1);
  if (column < header.size())
    text += " (" + quote(header[column]) + ")";
  return text;
}

double CsvColumns::number(const std::string &content, size_t column) const {
  double value;
  if (!parseNumber(content, value))
    fail(place(column), " is ", quote(content), "; expected a number");
  if (std::isnan(value) && !options.missing)
    fail(place(column), " is not a number (NaN)");
  if (std::isinf(value))
    fail(place(column), " is infinite: ", quote(content));
  return value;
}

void CsvColumns::appendWord(const std::string &word, size_t index,
                            std::vector<double> &values) {
  const std::vector<std::string> &words = facts.columns[index].words;
  auto found = std::lower_bound(words.begin(), words.end(), word);
  size_t first = values.size();
  values.resize(first + words.size(), 0);
  if (found != words.end() && *found == word) {
    values[first + (found - words.begin())] = 1;
    return;
  }
  std::string name = facts.columns[index].name;
  if (name.empty())
    name = std::to_string(kept[index] + 1);
  auto mine =
      std::find_if(facts.unknown.begin(), facts.unknown.end(),
                   [&](const UnknownWords &u) { return u.column == name; });
  if (mine == facts.unknown.end())
    mine = facts.unknown.insert(mine, {name, 0, {}});
  ++mine->cells;
  constexpr size_t few = 4;
  if (mine->examples.size() < few &&
      std::find(mine->examples.begin(), mine->examples.end(), word) ==
          mine->examples.end())
    mine->examples.push_back(word);
}

void CsvColumns::appendCell(const std::string &cell, size_t index,
                            std::vector<double> &values) {
  std::string content = trimmed(cell);
  const Column &column = facts.columns[index];
  if (content.empty() && !options.missing)
    fail(place(kept[index]), " is empty; expected a ",
         column.words.empty() ? "number" : "word");
  if (content.empty())
    values.resize(values.size() + column.width(),
                  std::numeric_limits<double>::quiet_NaN());
  else if (column.words.empty())
    values.push_back(number(content, kept[index]));
  else
    appendWord(content, index, values);
}

void CsvColumns::append(const std::vector<std::string> &cells, int64_t line,
                        std::vector<double> &values) {
  ++row;
  recordLine = line;
  if (cells.size() != cellCount)
    fail(path, ": row ", row, " (line ", line, ") has ",
         countText(cells.size(), "cell"), ", expected ", cellCount);
  for (size_t at = 0; at < kept.size(); ++at)
    appendCell(cells[kept[at]], at, values);
  if (idAt != SIZE_MAX)
    facts.ids.push_back(trimmed(cells[idAt]));
  if (labelAt != SIZE_MAX)
    facts.labels.push_back(trimmed(cells[labelAt]));
}

int64_t CsvColumns::width() const {
  int64_t width = 0;
  for (const Column &column : facts.columns)
    width += column.width();
  return width;
}

std::vector<std::string> CsvColumns::valueNames() const {
  std::vector<std::string> names;
  for (const Column &column : facts.columns) {
    if (column.words.empty())
      names.push_back(column.name);
    for (const std::string &word : column.words)
      names.push_back(column.name + "=" + word);
  }
  return header.empty() ? std::vector<std::string>() : names;
}
