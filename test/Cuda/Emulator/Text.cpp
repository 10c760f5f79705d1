//===- Text.cpp - Statements and numbers of PTX ---------------------------===//
#include "Parser.h"

#include <cctype>
#include <cstdlib>

using namespace aec::emulator;

std::string aec::emulator::withoutComments(const std::string &ptx) {
  std::string text;
  for (size_t at = 0; at < ptx.size(); ++at) {
    if (ptx.compare(at, 2, "//") == 0) {
      at = ptx.find('\n', at);
      if (at == std::string::npos)
        break;
      text += '\n';
      continue;
    }
    text += ptx[at];
  }
  return text;
}

std::string aec::emulator::trimmed(const std::string &text) {
  size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos)
    return "";
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::vector<std::string> aec::emulator::split(const std::string &text,
                                              char separator) {
  std::vector<std::string> pieces(1);
  int depth = 0;
  for (char c : text) {
    depth += (c == '{' || c == '[') - (c == '}' || c == ']');
    if (c == separator && depth == 0)
      pieces.emplace_back();
    else
      pieces.back() += c;
  }
  for (std::string &piece : pieces)
    piece = trimmed(piece);
  if (pieces.size() == 1 && pieces[0].empty())
    pieces.clear();
  return pieces;
}

std::vector<Text> aec::emulator::statements(const Text &body) {
  std::vector<Text> found;
  Text one{"", body.line};
  int line = body.line;
  auto finish = [&] {
    one.text = trimmed(one.text);
    if (!one.text.empty())
      found.push_back(one);
    one.text.clear();
  };
  for (char c : body.text) {
    line += c == '\n';
    bool isEmpty = one.text.find_first_not_of(" \t\r\n") == std::string::npos;
    if (isEmpty)
      one.line = line;
    if (c == ';' || (isEmpty && (c == '{' || c == '}'))) {
      finish();
    } else if (c == ':' &&
               one.text.find_first_of("[<", 0) == std::string::npos &&
               trimmed(one.text).find_first_of(" \t") == std::string::npos) {
      one.text += c;
      finish();
    } else {
      one.text += c;
    }
  }
  finish();
  return found;
}

bool aec::emulator::parseNumber(const std::string &text, uint64_t &bits) {
  if (text.empty() || !(std::isdigit((unsigned char)text[0]) || text[0] == '-'))
    return false;
  char *end = nullptr;
  bool isFloat = text.size() > 2 && text[0] == '0' &&
                 std::string("fFdD").find(text[1]) != std::string::npos;
  if (isFloat)
    bits = std::strtoull(text.c_str() + 2, &end, 16);
  else if (text[0] == '-')
    bits = uint64_t(std::strtoll(text.c_str(), &end, 0));
  else
    bits = std::strtoull(text.c_str(), &end, 0);
  return *end == 0 || std::string(end) == "U";
}

int64_t aec::emulator::declaredBytes(const std::string &declarator,
                                     const std::string &type) {
  int64_t bytes = std::atoll(type.c_str() + 2) / 8;
  for (size_t at = declarator.find('['); at != std::string::npos;
       at = declarator.find('[', at + 1))
    bytes *= std::atoll(declarator.c_str() + at + 1);
  return bytes;
}
