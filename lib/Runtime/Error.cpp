//===- Error.cpp - Words and numbers of messages --------------------------===//
//
// One place for how shapes, counts and user text look in a message.
//
//===----------------------------------------------------------------------===//
#include "Error.h"

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

std::string aec::runtime::quote(const std::string &text) {
  constexpr size_t limit = 60;
  std::string result = "\"";
  for (char c : text.substr(0, limit))
    result += (unsigned char)c < 32 || c == 127 ? '?' : c;
  return result + (text.size() > limit ? "...\"" : "\"");
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
