//===- Npy.cpp - NumPy's .npy format, versions 1 to 3 ---------------------===//
//
// numpy.lib.format describes it. The header is a Python dictionary literal: the
// little grammar it needs is parsed here, nothing is evaluated, and objects
// (pickles) are refused.
//
//===----------------------------------------------------------------------===//
#include "Array.h"
#include "ByteSource.h"
#include "Error.h"

#include <cstring>
#include <map>

using namespace aec::runtime;

namespace {
/// Parser of {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }.
class HeaderParser {
public:
  HeaderParser(const std::string &text, const std::string &path)
      : text(text), path(path) {}

  void parse();

  std::string descr;
  bool fortran = false;
  std::vector<int64_t> shape;

private:
  [[noreturn]] void malformed() {
    fail(path, ": malformed .npy header near ", quote(text.substr(at, 20)));
  }
  void skipSpaces() {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\n'))
      ++at;
  }
  bool accept(char c) {
    skipSpaces();
    if (at >= text.size() || text[at] != c)
      return false;
    ++at;
    return true;
  }
  void expect(char c) {
    if (!accept(c))
      malformed();
  }
  std::string string();
  bool boolean();
  int64_t integer();
  void tuple();
  void entry(std::map<std::string, int> &seen);

  const std::string &text;
  const std::string &path;
  size_t at = 0;
};
} // namespace

std::string HeaderParser::string() {
  skipSpaces();
  char quote = at < text.size() ? text[at] : 0;
  if (quote != '\'' && quote != '"')
    malformed();
  size_t end = text.find(quote, at + 1);
  if (end == std::string::npos)
    malformed();
  std::string value = text.substr(at + 1, end - at - 1);
  at = end + 1;
  return value;
}

bool HeaderParser::boolean() {
  skipSpaces();
  for (bool value : {true, false}) {
    const char *word = value ? "True" : "False";
    if (text.compare(at, std::strlen(word), word) == 0) {
      at += std::strlen(word);
      return value;
    }
  }
  malformed();
}

int64_t HeaderParser::integer() {
  skipSpaces();
  int64_t value = 0;
  size_t start = at;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at)
    if (!multiply(value, 10, value) ||
        __builtin_add_overflow(value, int64_t(text[at] - '0'), &value))
      fail(path, ": a dimension of the .npy shape overflows");
  if (at == start || (text[start] == '0' && at > start + 1))
    malformed();
  accept('L'); // Python 2 wrote long integers so
  return value;
}

void HeaderParser::tuple() {
  expect('(');
  while (!accept(')')) {
    shape.push_back(integer());
    if (shape.size() > 32)
      fail(path, ": the .npy shape has more than 32 dimensions");
    if (!accept(',')) {
      // (3) is a number in Python.
      if (shape.size() < 2)
        malformed();
      expect(')');
      return;
    }
  }
}

void HeaderParser::entry(std::map<std::string, int> &seen) {
  std::string key = string();
  expect(':');
  if (seen[key]++)
    fail(path, ": the .npy header has ", quote(key), " twice");
  if (key == "descr") {
    skipSpaces();
    if (at < text.size() && text[at] == '[')
      fail(path, ": structured .npy arrays are not read; save one field");
    descr = string();
  } else if (key == "fortran_order") {
    fortran = boolean();
  } else if (key == "shape") {
    tuple();
  } else {
    fail(path, ": unknown key ", quote(key), " in the .npy header");
  }
}

void HeaderParser::parse() {
  std::map<std::string, int> seen;
  expect('{');
  while (!accept('}')) {
    entry(seen);
    if (!accept(',')) {
      expect('}');
      break;
    }
  }
  skipSpaces();
  if (at != text.size())
    malformed();
  for (const char *key : {"descr", "fortran_order", "shape"})
    if (!seen.count(key))
      fail(path, ": the .npy header lacks ", quote(key));
}

static ElementType typeOf(const std::string &descr, const std::string &path) {
  static const std::map<std::string, ElementType> types = {
      {"b1", ElementType::Bool}, {"u1", ElementType::U8},
      {"i1", ElementType::I8},   {"u2", ElementType::U16},
      {"i2", ElementType::I16},  {"u4", ElementType::U32},
      {"i4", ElementType::I32},  {"u8", ElementType::U64},
      {"i8", ElementType::I64},  {"f4", ElementType::F32},
      {"f8", ElementType::F64}};
  char order = descr.empty() ? 0 : descr[0];
  bool hasOrder = order && std::strchr("<>|=", order);
  auto found = types.find(hasOrder ? descr.substr(1) : descr);
  if (found == types.end())
    fail(path, ": .npy type ", quote(descr), " is not read; save it with ",
         ".astype('<f4')");
  if (order == '>' && elementBytes(found->second) > 1)
    fail(path, ": big-endian .npy type ", quote(descr),
         " is not read; save it with .astype('<", descr.substr(1), "')");
  return found->second;
}

/// Reorders column-major elements of `size` bytes to row-major.
static std::vector<uint8_t> fromFortran(const std::vector<uint8_t> &source,
                                        const std::vector<int64_t> &shape,
                                        int64_t size) {
  std::vector<uint8_t> result(source.size());
  std::vector<int64_t> index(shape.size(), 0), stride(shape.size(), 1);
  for (size_t axis = 1; axis < shape.size(); ++axis)
    stride[axis] = stride[axis - 1] * shape[axis - 1];
  int64_t from = 0;
  for (int64_t to = 0; to < int64_t(source.size()); to += size) {
    std::memcpy(result.data() + to, source.data() + from * size, size);
    for (size_t axis = shape.size(); axis-- > 0;) {
      from += stride[axis];
      if (++index[axis] < shape[axis])
        break;
      from -= stride[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return result;
}

/// The dictionary's text, behind magic and version.
static std::string headerText(ByteSource &source) {
  constexpr int64_t cap = 1 << 20;
  std::vector<uint8_t> bytes;
  source.read(bytes, 8, "the .npy header");
  int major = bytes[6], minor = bytes[7];
  if (major < 1 || major > 3 || minor != 0)
    fail(source.path(), ": .npy version ", major, ".", minor,
         "; expected 1.0, 2.0 or 3.0");
  int64_t width = major == 1 ? 2 : 4;
  bytes.clear();
  source.read(bytes, width, "the .npy header's length");
  int64_t length = 0;
  for (int64_t at = 0; at < width; ++at)
    length |= int64_t(bytes[at]) << (8 * at);
  if (length > cap)
    fail(source.path(), ": .npy header of ", length, " bytes; at most ", cap,
         " are read");
  bytes.clear();
  source.read(bytes, length, "the .npy header");
  return std::string(bytes.begin(), bytes.end());
}

Array aec::runtime::readNpy(ByteSource &source, const ReadOptions &options) {
  std::string text = headerText(source);
  HeaderParser header(text, source.path());
  header.parse();
  if (header.descr.find('O') != std::string::npos)
    fail(source.path(), ": .npy type ", quote(header.descr),
         " holds Python objects; save numbers instead");
  Array array;
  array.origin = source.path();
  array.format = "npy";
  array.type = typeOf(header.descr, source.path());
  array.shape = header.shape;
  auto check = [&](const std::vector<uint8_t> &values) {
    for (uint8_t value : values)
      if (value > 1)
        fail(source.path(), ": a bool of the .npy data is ", int(value),
             "; expected 0 or 1");
  };
  bool boolean = array.type == ElementType::Bool;
  readValues(source, options, array, ".npy",
             boolean ? ValueFilter(check) : ValueFilter());
  if (header.fortran && array.shape.size() > 1 && array.file)
    fail(source.path(), " is column-major and larger than the ",
         options.memoryLimit,
         " bytes that are held in memory; save it with "
         "numpy.ascontiguousarray, or raise --memory-limit");
  if (header.fortran && array.shape.size() > 1)
    array.detail = "column-major";
  if (header.fortran && array.shape.size() > 1)
    array.bytes =
        fromFortran(array.bytes, array.shape, elementBytes(array.type));
  return array;
}
