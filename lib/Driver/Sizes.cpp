//===- Sizes.cpp - Named sizes of a definition ----------------------------===//
#include "Sizes.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Regex.h"

using namespace llvm;
using namespace aec;

/// Anything larger is a slip: no layer of this many units fits a machine.
static constexpr int64_t kLargestSize = INT32_MAX;

SizesOption::SizesOption(cl::OptionCategory &category)
    : list("D", cl::Prefix,
           cl::desc("Give a size that the definition declares (#name = 32) "
                    "another number"),
           cl::value_desc("name=size"), cl::cat(category)) {}

static Error fail(const Twine &message) {
  return createStringError(inconvertibleErrorCode(), message);
}

namespace {
struct Setting {
  StringRef name, value;
};
/// A declared size: its name, and where its number stands in the text.
struct Declaration {
  StringRef name, number;
};
} // namespace

static Expected<Setting> readSetting(StringRef text) {
  auto [name, value] = text.split('=');
  if (name.empty() || value.empty())
    return fail("-D '" + text + "' gives no size, expected -D <name>=<size>");
  int64_t size = 0;
  if (value.getAsInteger(10, size) || size < 1 || size > kLargestSize)
    return fail("-D " + name + ": '" + value +
                "' is no size, expected a whole number from 1 to " +
                Twine(kLargestSize));
  return Setting{name, value};
}

static std::vector<Declaration> readDeclarations(StringRef text) {
  static const Regex pattern("^[ \t]*#([A-Za-z_][A-Za-z0-9_$]*)[ \t]*=[ \t]*"
                             "([0-9]+)[ \t]*(:[ \t]*i64[ \t]*)?(//.*)?\r?$");
  std::vector<Declaration> result;
  SmallVector<StringRef> groups;
  for (StringRef rest = text; !rest.empty();) {
    auto [line, behind] = rest.split('\n');
    if (pattern.match(line, &groups))
      result.push_back({groups[1], groups[2]});
    rest = behind;
  }
  return result;
}

static Error unknown(StringRef name, ArrayRef<Declaration> declarations) {
  if (declarations.empty())
    return fail("-D " + name +
                ": the file declares no size, expected a line such as #" +
                name + " = 32 in front of the model");
  auto names = map_range(
      declarations, [](const Declaration &size) { return size.name.str(); });
  return fail("-D " + name +
              ": the file declares no such size, expected one of " +
              join(names, ", "));
}

Expected<std::string> aec::setSizes(StringRef text,
                                    ArrayRef<std::string> settings) {
  std::vector<Declaration> declarations = readDeclarations(text);
  StringMap<StringRef> values;
  for (StringRef option : settings) {
    Expected<Setting> setting = readSetting(option);
    if (!setting)
      return setting.takeError();
    if (none_of(declarations, [&](const Declaration &size) {
          return size.name == setting->name;
        }))
      return unknown(setting->name, declarations);
    values[setting->name] = setting->value;
  }
  std::string result;
  const char *done = text.begin();
  for (const Declaration &size : declarations) {
    auto value = values.find(size.name);
    if (value == values.end())
      continue;
    result.append(done, size.number.begin());
    result += value->second;
    done = size.number.end();
  }
  return result.append(done, text.end());
}
