//===- Error.cpp - Words and numbers of messages --------------------------===//
//
// One place for how shapes, counts and user text look in a message.
//
//===----------------------------------------------------------------------===//
#include "Error.h"

#include <algorithm>

using namespace aec::runtime;

std::string aec::runtime::shapeText(const std::vector<int64_t> &shape) {
  if (shape.empty())
    return "scalar";
  std::string text;
  for (int64_t dim : shape) {
    if (!text.empty())
      text += 'x';
    text += dim < 0 ? "?" : std::to_string(dim);
  }
  return text;
}

std::string aec::runtime::countText(int64_t count, const std::string &noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

/// Bytes of the UTF-8 character at `at` (RFC 3629), 0 where there is none; its
/// number in `code`.
static size_t characterAt(const std::string &text, size_t at, uint32_t &code) {
  auto byte = [&](size_t index) { return uint8_t(text[index]); };
  uint8_t first = byte(at);
  size_t length = first < 0x80             ? 1
                  : (first & 0xe0) == 0xc0 ? 2
                  : (first & 0xf0) == 0xe0 ? 3
                  : (first & 0xf8) == 0xf0 ? 4
                                           : 0;
  if (length == 0 || at + length > text.size())
    return 0;
  code = length == 1 ? first : first & (0x7f >> length);
  for (size_t index = at + 1; index < at + length; ++index) {
    if ((byte(index) & 0xc0) != 0x80)
      return 0;
    code = code << 6 | (byte(index) & 0x3f);
  }
  constexpr uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  bool surrogate = code >= 0xd800 && code < 0xe000;
  return code < least[length] || surrogate || code > 0x10ffff ? 0 : length;
}

/// True for what moves the cursor or reorders a line.
static bool isControl(uint32_t code) {
  return code < 32 || (code >= 127 && code < 160) || code == 0x200e ||
         code == 0x200f || (code >= 0x2028 && code <= 0x202e) ||
         (code >= 0x2066 && code <= 0x2069);
}

std::string aec::runtime::printable(const std::string &text) {
  std::string result;
  for (size_t at = 0; at < text.size();) {
    uint32_t code = 0;
    size_t length = characterAt(text, at, code);
    if (length == 0 || isControl(code))
      result += '?';
    else
      result.append(text, at, length);
    at += length == 0 ? 1 : length;
  }
  return result;
}

std::string aec::runtime::quote(const std::string &text) {
  constexpr size_t limit = 60;
  size_t end = std::min(text.size(), limit);
  // Not in the middle of a character.
  while (end < text.size() && end > limit - 4 &&
         (uint8_t(text[end]) & 0xc0) == 0x80)
    --end;
  return "\"" + printable(text.substr(0, end)) +
         (end < text.size() ? "...\"" : "\"");
}

bool aec::runtime::elementCount(const std::vector<int64_t> &shape,
                                int64_t &count) {
  // A zero dimension must not hide an overflow of the others.
  int64_t product = 1;
  bool zero = false;
  for (int64_t dim : shape) {
    if (dim < 0)
      return false;
    if (dim == 0)
      zero = true;
    else if (!multiply(product, dim, product))
      return false;
  }
  count = zero ? 0 : product;
  return true;
}
