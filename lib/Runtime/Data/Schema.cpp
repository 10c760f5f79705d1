//===- Schema.cpp - Columns to JSON and back ------------------------------===//
//
// A weights file is untrusted: every type is checked, and words must be in
// order, since they are searched by halving.
//
//===----------------------------------------------------------------------===//
#include "Schema.h"

#include "Error.h"

#include <nlohmann/json.hpp>

using namespace aec::runtime;
using nlohmann::json;

constexpr const char *kPrefix = "aec.columns.";

bool aec::runtime::isUtf8(const std::string &text) {
  try {
    json(text).dump();
    return true;
  } catch (const json::exception &) {
    return false;
  }
}

std::string aec::runtime::schemaText(const std::vector<Column> &columns) {
  json list = json::array();
  bool worth = false;
  for (const Column &column : columns) {
    // A name that JSON cannot hold is none: columns are taken in order then.
    json entry = {{"name", isUtf8(column.name) ? column.name : ""}};
    if (!column.words.empty())
      entry["words"] = column.words;
    worth |= !column.name.empty() || !column.words.empty();
    list.push_back(std::move(entry));
  }
  return worth ? list.dump() : "";
}

std::vector<Column> aec::runtime::parseSchema(const std::string &text,
                                              const std::string &place) {
  auto bad = [&](const char *what) {
    fail(place, " is no list of columns: ", what);
  };
  json list = json::parse(text, nullptr, false);
  if (!list.is_array() || list.empty())
    bad("expected a JSON array");
  std::vector<Column> columns;
  for (const json &entry : list) {
    if (!entry.is_object() || !entry.contains("name") ||
        !entry["name"].is_string())
      bad("a column needs a name");
    columns.push_back({entry["name"].get<std::string>(), {}});
    if (!entry.contains("words"))
      continue;
    if (!entry["words"].is_array())
      bad("words are an array");
    for (const json &word : entry["words"]) {
      if (!word.is_string())
        bad("a word is a string");
      std::string value = word.get<std::string>();
      if (!columns.back().words.empty() && columns.back().words.back() >= value)
        bad("words are in order and differ");
      columns.back().words.push_back(value);
    }
  }
  return columns;
}

std::map<std::string, std::vector<Column>>
aec::runtime::schemasOf(const std::map<std::string, std::string> &metadata,
                        const std::string &path) {
  std::map<std::string, std::vector<Column>> schemas;
  for (const auto &[key, text] : metadata)
    if (key.rfind(kPrefix, 0) == 0)
      schemas[key.substr(std::string(kPrefix).size())] =
          parseSchema(text, concat(path, ": ", quote(key)));
  return schemas;
}
