//===- ModuleParser.cpp - Kernels and variables of a module ---------------===//
#include "Parser.h"

#include <algorithm>
#include <cstring>
#include <sstream>

using namespace aec::emulator;

namespace {
class ModuleParser {
public:
  ModuleParser(const std::string &ptx, Memory &memory)
      : text(withoutComments(ptx)), memory(memory) {}
  Module parse();

private:
  bool skipLine();
  void entry();
  void parameters(Kernel &kernel, const std::string &list);
  void variable(const std::string &statement);
  int line() const {
    return 1 + int(std::count(text.begin(), text.begin() + at, '\n'));
  }
  std::string upTo(const char *ends);

  std::string text;
  Memory &memory;
  size_t at = 0;
  Module module;
  std::map<std::string, uint64_t> symbols;
  int64_t sharedBytes = 0;
};
} // namespace

/// The text up to one of `ends`, which is skipped.
std::string ModuleParser::upTo(const char *ends) {
  size_t end = text.find_first_of(ends, at);
  if (end == std::string::npos)
    throw Fault(218, "line " + std::to_string(line()) + ": unexpected end");
  std::string found = text.substr(at, end - at);
  at = end + 1;
  return found;
}

/// Directives that end with their line.
bool ModuleParser::skipLine() {
  for (const char *word : {".version", ".target", ".address_size", ".file"})
    if (text.compare(at, std::strlen(word), word) == 0) {
      at = std::min(text.find('\n', at), text.size());
      return true;
    }
  return false;
}

/// ".param .u64 .ptr .global .align 1 name", or an array of bytes.
void ModuleParser::parameters(Kernel &kernel, const std::string &list) {
  for (const std::string &one : split(list, ',')) {
    std::istringstream words(one);
    std::string word, name, type;
    int64_t align = 0;
    while (words >> word) {
      bool isType = word.size() > 2 && std::isdigit((unsigned char)word[2]);
      if (word == ".align")
        words >> align;
      else if (word[0] == '.')
        type = isType ? word : type;
      else
        name = word;
    }
    Parameter made;
    made.name = name.substr(0, name.find('['));
    made.bytes = declaredBytes(name, type);
    // .align of a pointer is about what it points to.
    if (name.find('[') == std::string::npos)
      align = made.bytes;
    int64_t unit = std::max<int64_t>(align, 1);
    made.offset = (kernel.parameterBytes + unit - 1) / unit * unit;
    kernel.parameterBytes = made.offset + made.bytes;
    kernel.parameters.push_back(made);
  }
}

void ModuleParser::entry() {
  Kernel kernel;
  std::string head = upTo("({");
  size_t name = head.find(".entry") + 6;
  kernel.name = trimmed(head.substr(name));
  if (text[at - 1] == '(') {
    parameters(kernel, upTo(")"));
    head = upTo("{");
  }
  for (const char *word : {".maxntid", ".reqntid"})
    if (size_t found = head.find(word); found != std::string::npos) {
      std::string list =
          head.substr(found + 8, head.find('\n', found) - found - 8);
      std::replace(list.begin(), list.end(), ',', ' ');
      std::istringstream numbers(list);
      int64_t size = 1, total = 1;
      while (numbers >> size)
        total *= size;
      kernel.maxThreads = total;
    }
  Text body{"", line()};
  for (int depth = 1; depth && at < text.size(); ++at) {
    depth += (text[at] == '{') - (text[at] == '}');
    if (depth)
      body.text += text[at];
  }
  kernel.sharedBytes = sharedBytes;
  KernelParser(kernel, symbols).parse(body);
  module.kernels.push_back(std::move(kernel));
}

/// Variables of the module; "= {1, 2, 3}" gives the first elements.
void ModuleParser::variable(const std::string &statement) {
  size_t equals = statement.find('=');
  std::istringstream words(statement.substr(0, equals));
  std::string word, type, space;
  int64_t align = 1;
  while (words >> word && (word[0] == '.')) {
    if (word == ".align")
      words >> align;
    else if (word == ".shared" || word == ".global" || word == ".const")
      space = word;
    else if (word != ".visible" && word != ".extern" && word != ".weak")
      type = word;
  }
  int64_t bytes = declaredBytes(word, type);
  std::string name = word.substr(0, word.find('['));
  if (space == ".shared") {
    sharedBytes = (sharedBytes + align - 1) / align * align;
    symbols[name] = uint64_t(sharedBytes);
    sharedBytes += bytes;
    return;
  }
  uint64_t address = memory.allocate(uint64_t(bytes));
  module.variables.push_back(address);
  symbols[name] = address;
  char *data = memory.at(address, uint64_t(bytes));
  std::memset(data, 0, size_t(bytes));
  if (equals == std::string::npos)
    return;
  std::string values = trimmed(statement.substr(equals + 1));
  if (values[0] == '{')
    values = values.substr(1, values.size() - 2);
  int64_t size = std::atoll(type.c_str() + 2) / 8, offset = 0;
  for (const std::string &value : split(values, ',')) {
    uint64_t bits = 0;
    if (!parseNumber(value, bits) || offset + size > bytes)
      throw Fault(218, "cannot read the value " + value + " of " + name);
    std::memcpy(data + offset, &bits, size_t(size));
    offset += size;
  }
}

Module ModuleParser::parse() {
  if (text.find(".version") == std::string::npos)
    throw Fault(218, "line 1: expected .version");
  while ((at = text.find_first_not_of(" \t\r\n;", at)) != std::string::npos) {
    if (skipLine())
      continue;
    size_t end = text.find_first_of(";{(", at);
    std::string head = text.substr(at, end - at);
    if (head.find(".entry") != std::string::npos) {
      entry();
    } else if (head.find(".func") != std::string::npos ||
               head.find(".section") != std::string::npos) {
      throw Fault(218, "line " + std::to_string(line()) +
                           ": the emulation has no " + trimmed(head));
    } else if (head[0] == '.') {
      variable(upTo(";"));
    } else {
      throw Fault(218, "line " + std::to_string(line()) + ": unexpected " +
                           trimmed(head));
    }
  }
  return std::move(module);
}

Module aec::emulator::parse(const std::string &ptx, Memory &memory) {
  return ModuleParser(ptx, memory).parse();
}
