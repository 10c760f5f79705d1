//===- Decode.cpp - From a mnemonic to what runs it -----------------------===//
//
// What does not change a result here (.uni, .gpu, .approx, ...) is dropped; all
// the rest must be known, so that nothing is computed other than PTX says.
//
//===----------------------------------------------------------------------===//
#include "Convert.h"
#include "Values.h"

#include <set>
#include <sstream>

using namespace aec::emulator;

static Table makeTable() {
  Table table;
  addIntegers(table);
  addFloats(table);
  addComparisons(table);
  addTransfers(table);
  addControl(table);
  addMatrices(table);
  return table;
}

static bool isType(const std::string &word) {
  static const std::set<std::string> types = {
      "b8",  "u8",  "s8",  "b16", "u16", "s16", "b32", "u32",
      "s32", "f32", "b64", "u64", "s64", "f64", "pred"};
  return types.count(word) != 0;
}

static bool isDropped(const std::string &opcode, const std::string &word) {
  static const std::set<std::string> always = {"uni",
                                               "approx",
                                               "full",
                                               "aligned",
                                               "relaxed",
                                               "acquire",
                                               "release",
                                               "acq_rel",
                                               "volatile",
                                               "weak",
                                               "gpu",
                                               "cta",
                                               "sys",
                                               "nc",
                                               "v2",
                                               "v4",
                                               "L1::no_allocate",
                                               "ca",
                                               "cg",
                                               "cs",
                                               "L1::evict_last"};
  if (always.count(word))
    return true;
  if (opcode == "shfl" || opcode == "vote")
    return word == "sync";
  // Nearest is what the host's arithmetic does.
  if (opcode != "cvt" && word == "rn")
    return true;
  return (opcode == "membar" || opcode == "fence") &&
         (word == "gl" || word == "sc" || word == "cta");
}

static bool takeSpace(const std::string &word, Space &space) {
  static const std::unordered_map<std::string, Space> spaces = {
      {"global", Space::Global}, {"const", Space::Global},
      {"shared", Space::Shared}, {"shared::cta", Space::Shared},
      {"local", Space::Local},   {"param", Space::Param}};
  auto found = spaces.find(word);
  if (found == spaces.end())
    return false;
  space = found->second;
  return true;
}

static bool takeRounding(const std::string &word, Instruction &made) {
  static const std::unordered_map<std::string, Rounding> roundings = {
      {"rn", Rounding::Nearest}, {"rni", Rounding::Nearest},
      {"rz", Rounding::Zero},    {"rzi", Rounding::Zero},
      {"rmi", Rounding::Down},   {"rpi", Rounding::Up}};
  auto found = roundings.find(word);
  if (found == roundings.end())
    return false;
  made.rounding = found->second;
  return true;
}

static bool decodeConversion(const std::vector<std::string> &words,
                             Instruction &made) {
  std::vector<std::string> types;
  for (size_t at = 1; at < words.size(); ++at) {
    const std::string &word = words[at];
    if (isType(word))
      types.push_back(word);
    else if (word == "sat")
      made.saturate = true;
    else if (word != "ftz" && !takeRounding(word, made))
      return false;
  }
  if (types.size() != 2)
    return false;
  // Rounding to a narrower or wider type by .rn is what the host does; among
  // floats .rn alone is no rounding to whole numbers.
  bool toWhole = words[1].back() == 'i' || words[1] == "rni";
  if (types[0][0] == 'f' && !toWhole) {
    if (made.rounding != Rounding::Nearest && made.rounding != Rounding::None)
      return false;
    made.rounding = Rounding::None;
  }
  made.run = converter(types[0], types[1]);
  return made.run != nullptr;
}

bool aec::emulator::decode(const std::string &mnemonic, Instruction &made) {
  static const Table table = makeTable();
  std::vector<std::string> words;
  std::istringstream stream(mnemonic);
  for (std::string word; std::getline(stream, word, '.');)
    words.push_back(word);
  const std::string &opcode = words[0];
  // Conversions for tensor cores are in the table.
  if (opcode == "cvt" && !table.count(mnemonic))
    return decodeConversion(words, made);
  std::string key = opcode;
  bool hasSpace = opcode == "ld" || opcode == "st" || opcode == "cvta" ||
                  opcode == "atom" || opcode == "red";
  for (size_t at = 1; at < words.size(); ++at) {
    const std::string &word = words[at];
    if (isType(word)) {
      made.bits = word == "pred" ? 32 : std::atoi(word.c_str() + 1);
      made.isSigned = word[0] == 's';
      key += "." + word;
    } else if (!isDropped(opcode, word) &&
               !(hasSpace && takeSpace(word, made.space))) {
      key += "." + word;
    }
  }
  made.isControl = opcode == "bra" || opcode == "brx" || opcode == "ret" ||
                   opcode == "exit" || opcode == "bar" || opcode == "barrier" ||
                   opcode == "shfl" || opcode == "vote";
  auto found = table.find(key);
  if (found == table.end())
    return false;
  made.run = found->second;
  return true;
}
