//===- KernelParser.cpp - One kernel's body -------------------------------===//
#include "Parser.h"

#include <algorithm>
#include <sstream>

using namespace aec::emulator;

int KernelParser::registerOf(const std::string &name) {
  auto [found, isNew] = registers.try_emplace(name, kernel.registers);
  if (!isNew)
    return found->second;
  ++kernel.registers;
  for (const char *special : {"%tid.", "%ntid.", "%ctaid.", "%nctaid."})
    if (name.rfind(special, 0) == 0)
      kernel.specials.emplace_back(name, found->second);
  if (name == "%laneid" || name == "%warpid")
    kernel.specials.emplace_back(name, found->second);
  return found->second;
}

int KernelParser::constant(uint64_t bits) {
  Lanes lanes;
  lanes.fill(bits);
  for (size_t at = 0; at < kernel.constants.size(); ++at)
    if (kernel.constants[at][0] == bits)
      return ~int(at);
  kernel.constants.push_back(lanes);
  return ~int(kernel.constants.size() - 1);
}

int KernelParser::operand(const std::string &text) {
  uint64_t bits = 0;
  if (text.empty())
    throw Fault(218, "an operand is missing");
  if (parseNumber(text, bits))
    return constant(bits);
  if (text[0] == '%')
    return registerOf(text);
  auto found = symbols.find(text);
  if (found == symbols.end())
    throw Fault(218, "unknown symbol " + text);
  return constant(found->second);
}

int KernelParser::destination(const std::string &text) {
  return text == "_" ? kSink : registerOf(text);
}

/// [register], [symbol], either with +offset.
void KernelParser::address(Instruction &made, const std::string &text) {
  std::string inside = trimmed(text.substr(1, text.size() - 2));
  size_t plus = inside.find('+');
  uint64_t offset = 0;
  if (plus != std::string::npos &&
      !parseNumber(trimmed(inside.substr(plus + 1)), offset))
    throw Fault(218, "expected an offset in " + text);
  made.offset = int64_t(offset);
  made.from.push_back(operand(trimmed(inside.substr(0, plus))));
}

/// Bytes of a variable, at the next multiple of its alignment.
void KernelParser::variable(const std::string &text, int64_t &total) {
  std::istringstream words(text);
  std::string word, type;
  int64_t align = 16;
  while (words >> word) {
    if (word == ".align")
      words >> align;
    else if (word[0] != '.')
      break;
    else
      type = word;
  }
  total = (total + align - 1) / align * align;
  symbols[word.substr(0, word.find('['))] = uint64_t(total);
  total += declaredBytes(word, type);
}

void KernelParser::declare(const Text &statement) {
  const std::string &text = statement.text;
  auto starts = [&](const char *word) { return text.rfind(word, 0) == 0; };
  if (starts(".shared"))
    return variable(text, kernel.sharedBytes);
  if (starts(".local"))
    return variable(text, kernel.localBytes);
  if (starts(".branchtargets")) {
    tables[lastLabel] = split(text.substr(14), ',');
    return;
  }
  if (!starts(".reg") && !starts(".pragma") && !starts(".loc"))
    throw Fault(218, "unknown directive");
}

static bool writesNothing(const std::string &opcode) {
  static const char *const names[] = {"st",     "red", "bar",   "barrier",
                                      "membar", "ret", "fence", "exit",
                                      "trap",   "bra", "brx",   "prefetch"};
  return std::find(std::begin(names), std::end(names), opcode) !=
         std::end(names);
}

void KernelParser::operands(Instruction &made, const std::string &text) {
  std::vector<std::string> words = split(text, ',');
  std::string opcode = made.text.substr(0, made.text.find_first_of(". \t"));
  bool first = !writesNothing(opcode);
  for (const std::string &word : words) {
    bool isGroup = word[0] == '{';
    std::vector<std::string> parts =
        isGroup ? split(word.substr(1, word.size() - 2), ',')
                : split(word, '|');
    for (const std::string &part : parts) {
      if (first)
        made.to.push_back(destination(part));
      else if (part[0] == '[')
        address(made, part);
      else
        made.from.push_back(operand(part));
    }
    first = false;
  }
}

void KernelParser::instruction(const Text &statement) {
  Instruction made;
  made.line = statement.line;
  std::string text = statement.text;
  if (text[0] == '@') {
    size_t end = text.find_first_of(" \t");
    made.guardNegated = text[1] == '!';
    made.guard = registerOf(
        text.substr(1 + made.guardNegated, end - 1 - made.guardNegated));
    text = trimmed(text.substr(end));
  }
  made.text = text;
  size_t end = text.find_first_of(" \t\n");
  std::string mnemonic = text.substr(0, end);
  std::string rest = end == std::string::npos ? "" : trimmed(text.substr(end));
  if (!decode(mnemonic, made))
    throw Fault(218, "the emulation has no " + mnemonic);
  if (mnemonic.rfind("bra", 0) == 0 && mnemonic.rfind("barrier", 0) != 0) {
    jumps.push_back({kernel.code.size(), {rest}});
  } else if (mnemonic.rfind("brx", 0) == 0) {
    std::vector<std::string> words = split(rest, ',');
    made.from.push_back(operand(words.at(0)));
    jumps.push_back({kernel.code.size(), tables[words.at(1)]});
  } else {
    operands(made, rest);
  }
  kernel.code.push_back(std::move(made));
}

void KernelParser::resolve() {
  for (const auto &[at, names] : jumps)
    for (const std::string &name : names) {
      auto found = labels.find(name);
      if (found == labels.end())
        throw Fault(218, "unknown label " + name);
      kernel.code[at].targets.push_back(found->second);
    }
}

void KernelParser::parse(const Text &body) {
  for (const Parameter &parameter : kernel.parameters)
    symbols[parameter.name] = uint64_t(parameter.offset);
  for (const Text &statement : statements(body)) {
    try {
      if (statement.text.back() == ':') {
        lastLabel = statement.text.substr(0, statement.text.size() - 1);
        labels[lastLabel] = int(kernel.code.size());
      } else if (statement.text[0] == '.') {
        declare(statement);
      } else {
        instruction(statement);
      }
    } catch (const Fault &fault) {
      throw Fault(fault.code, "line " + std::to_string(statement.line) + ": " +
                                  statement.text + ": " + fault.what());
    }
  }
  resolve();
}
