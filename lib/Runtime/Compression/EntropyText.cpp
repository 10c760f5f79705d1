//===- EntropyText.cpp - Tables as the weights file keeps them ------------===//
//
// A weights file may come from anyone: whatever is not a table that training
// writes is refused here, so that coding need not look.
//
//===----------------------------------------------------------------------===//
#include "EntropyModel.h"

#include "Error.h"

#include <nlohmann/json.hpp>

using namespace aec::runtime;
using json = nlohmann::json;

std::string EntropyModel::text() const {
  json list = json::array();
  for (const SymbolTable &table : tables)
    list.push_back(
        {{"low", table.low()}, {"frequencies", table.frequencies()}});
  return json{{"elements", elements}, {"inner", inner}, {"tables", list}}
      .dump();
}

namespace {
/// Reads one text; every message begins with its place.
class TableReader {
public:
  explicit TableReader(const std::string &place) : place(place) {}

  [[noreturn]] void bad(const std::string &what) const {
    fail(place, " is no entropy model: ", what);
  }
  /// A whole number of an object, within bounds.
  int64_t whole(const json &object, const char *name, int64_t least,
                int64_t most) const;
  SymbolTable table(const json &entry) const;

private:
  const std::string &place;
};
} // namespace

int64_t TableReader::whole(const json &object, const char *name, int64_t least,
                           int64_t most) const {
  if (!object.contains(name) || !object[name].is_number_integer())
    bad(concat("expected a whole number ", quote(name)));
  const json &value = object[name];
  bool large =
      value.is_number_unsigned() && value.get<uint64_t>() > uint64_t(INT64_MAX);
  if (large || value.get<int64_t>() < least || value.get<int64_t>() > most)
    bad(concat(quote(name), " is ", value.dump(), ", expected ", least, " to ",
               most));
  return value.get<int64_t>();
}

SymbolTable TableReader::table(const json &entry) const {
  if (!entry.is_object())
    bad("a table is an object");
  int64_t low = whole(entry, "low", -kLargestSymbol, kLargestSymbol);
  if (!entry.contains("frequencies") || !entry["frequencies"].is_array())
    bad("a table has an array \"frequencies\"");
  std::vector<uint32_t> frequencies;
  uint64_t sum = 0;
  for (const json &value : entry["frequencies"]) {
    if (!value.is_number_unsigned() || value.get<uint64_t>() < 1 ||
        value.get<uint64_t>() > kFrequencyTotal)
      bad(concat("a frequency is ", value.dump(), ", expected 1 to ",
                 kFrequencyTotal));
    frequencies.push_back(uint32_t(value.get<uint64_t>()));
    sum += frequencies.back();
  }
  if (frequencies.size() < 2)
    bad("a table needs a symbol and the escape");
  if (sum != kFrequencyTotal)
    bad(concat("frequencies sum to ", sum, ", expected ", kFrequencyTotal));
  if (low + int64_t(frequencies.size()) - 2 > kLargestSymbol)
    bad("a table ends beyond the largest symbol");
  return SymbolTable(low, frequencies);
}

EntropyModel EntropyModel::parse(const std::string &text, int64_t elements,
                                 const std::string &place) {
  TableReader reader(place);
  json object = json::parse(text, nullptr, false);
  if (!object.is_object())
    reader.bad("expected a JSON object");
  int64_t found = reader.whole(object, "elements", 1, INT64_MAX);
  if (found != elements)
    reader.bad(concat("it is of ", found, " numbers a sample, the model's ",
                      "latent has ", elements));
  int64_t inner = reader.whole(object, "inner", 1, elements);
  if (!object.contains("tables") || !object["tables"].is_array() ||
      object["tables"].empty())
    reader.bad("expected an array \"tables\"");
  if (elements % inner || elements / inner % int64_t(object["tables"].size()))
    reader.bad(concat(object["tables"].size(), " tables, each of ", inner,
                      " numbers, do not divide ", elements));
  std::vector<SymbolTable> tables;
  for (const json &entry : object["tables"])
    tables.push_back(reader.table(entry));
  return EntropyModel(elements, inner, std::move(tables));
}
