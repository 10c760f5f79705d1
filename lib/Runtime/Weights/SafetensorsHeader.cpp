//===- SafetensorsHeader.cpp - The header, event by event -----------------===//
//
// No JSON document is built: a header of 16 MiB could ask for gigabytes of
// them, nest without end, or hide a name behind its double. Each event must be
// one that the format allows at that place (huggingface/safetensors, README).
//
//===----------------------------------------------------------------------===//
#include "SafetensorsHeader.h"

#include "../Error.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

using namespace aec::runtime;
using nlohmann::json;

void aec::runtime::failSafetensors(const std::string &path,
                                   const std::string &problem) {
  fail(path, " is not a valid safetensors file: ", problem);
}

/// Bytes of an element, 0 for an unknown type.
static int64_t bytesOf(const std::string &dtype) {
  static const std::map<std::string, int64_t> sizes = {
      {"BOOL", 1}, {"U8", 1},  {"I8", 1},  {"F8_E5M2", 1}, {"F8_E4M3", 1},
      {"I16", 2},  {"U16", 2}, {"F16", 2}, {"BF16", 2},    {"I32", 4},
      {"U32", 4},  {"F32", 4}, {"F64", 8}, {"I64", 8},     {"U64", 8}};
  auto found = sizes.find(dtype);
  return found == sizes.end() ? 0 : found->second;
}

namespace {
/// What nlohmann-json calls while it reads; everything returns true or throws.
class HeaderEvents : public json::json_sax_t {
public:
  HeaderEvents(SafetensorsFile &file, int64_t dataBytes)
      : file(file), dataBytes(dataBytes) {}

  bool null() override { return scalar(), true; }
  bool boolean(bool) override { return scalar(), true; }
  bool number_integer(number_integer_t) override { return scalar(), true; }
  bool number_float(number_float_t, const string_t &) override {
    return scalar(), true;
  }
  bool binary(binary_t &) override { return scalar(), true; }
  bool number_unsigned(number_unsigned_t value) override;
  bool string(string_t &value) override;
  bool start_object(std::size_t) override;
  bool key(string_t &key) override;
  bool end_object() override;
  bool start_array(std::size_t) override;
  bool end_array() override;
  bool parse_error(std::size_t, const std::string &,
                   const json::exception &) override {
    return false;
  }

private:
  /// Where the reader is.
  enum Place { Outside, Header, Metadata, Tensor, Shape, Offsets };

  template <typename... Parts> [[noreturn]] void bad(const Parts &...parts) {
    failSafetensors(file.path, concat(parts...));
  }
  [[noreturn]] void badTensor(const char *problem) {
    bad("tensor ", quote(tensor.name), problem);
  }
  [[noreturn]] void scalar();
  void addTensor();

  SafetensorsFile &file;
  int64_t dataBytes;
  Place place = Outside;
  std::set<std::string> names, fields;
  std::string name;  // the last key of the header
  std::string field; // the last key of what is in it
  SafetensorsTensor tensor;
  std::vector<int64_t> offsets;
};
} // namespace

static const char *const kFields = " needs exactly dtype, shape and "
                                   "data_offsets";

/// A value that nothing takes: where it stands says what was expected.
void HeaderEvents::scalar() {
  switch (place) {
  case Outside:
    bad("its header is not a JSON object");
  case Header:
    if (name == "__metadata__")
      bad("its metadata is not an object");
    badTensor(kFields);
  case Metadata:
    bad("metadata ", quote(field), " is not a string");
  case Tensor:
    badTensor(" has a malformed description");
  case Shape:
    badTensor(" has a malformed shape");
  case Offsets:
    break;
  }
  badTensor(" has a malformed data offset");
}

bool HeaderEvents::number_unsigned(number_unsigned_t value) {
  constexpr size_t mostDims = 32;
  if ((place != Shape && place != Offsets) || value > uint64_t(INT64_MAX))
    scalar();
  std::vector<int64_t> &list = place == Shape ? tensor.shape : offsets;
  if (place == Shape && list.size() == mostDims)
    badTensor(" has more than 32 dimensions");
  if (place == Offsets && list.size() == 2)
    badTensor(" has a malformed description");
  list.push_back(int64_t(value));
  return true;
}

bool HeaderEvents::string(string_t &value) {
  if (place == Metadata)
    file.metadata[field] = value;
  else if (place == Tensor && field == "dtype")
    tensor.dtype = value;
  else
    scalar();
  return true;
}

bool HeaderEvents::start_object(std::size_t) {
  if (place == Outside) {
    place = Header;
    return true;
  }
  if (place != Header)
    scalar();
  fields.clear();
  place = name == "__metadata__" ? Metadata : Tensor;
  return true;
}

bool HeaderEvents::key(string_t &key) {
  if (!(place == Header ? names : fields).insert(key).second)
    bad("its header has ", quote(key), " twice");
  if (place != Header) {
    field = key;
    if (place == Tensor && key != "dtype" && key != "shape" &&
        key != "data_offsets")
      badTensor(kFields);
    return true;
  }
  name = key;
  tensor = {};
  tensor.name = key;
  offsets.clear();
  return true;
}

bool HeaderEvents::end_object() {
  if (place == Tensor)
    addTensor();
  place = place == Header ? Outside : Header;
  return true;
}

bool HeaderEvents::start_array(std::size_t) {
  if (place == Tensor && field == "shape")
    place = Shape;
  else if (place == Tensor && field == "data_offsets")
    place = Offsets;
  else
    scalar();
  return true;
}

bool HeaderEvents::end_array() {
  place = Tensor;
  return true;
}

void HeaderEvents::addTensor() {
  if (fields.size() != 3)
    badTensor(kFields);
  if (offsets.size() != 2)
    badTensor(" has a malformed description");
  int64_t begin = offsets[0], end = offsets[1];
  if (begin > end || end > dataBytes)
    bad("tensor ", quote(tensor.name), " lies at bytes ", begin, " to ", end,
        " of ", dataBytes);
  int64_t element = bytesOf(tensor.dtype), count = 0;
  if (!element)
    bad("tensor ", quote(tensor.name), " has unknown type ",
        quote(tensor.dtype));
  if (!elementCount(tensor.shape, count) ||
      !multiply(count, element, tensor.bytes) || tensor.bytes != end - begin)
    bad("tensor ", quote(tensor.name), " of shape ", shapeText(tensor.shape),
        " and type ", tensor.dtype, " does not fill its ", end - begin,
        " bytes");
  tensor.offset = begin;
  file.tensors.push_back(std::move(tensor));
}

/// The tensors must tile the data.
static void checkLayout(SafetensorsFile &file, int64_t dataBytes) {
  std::sort(file.tensors.begin(), file.tensors.end(),
            [](const SafetensorsTensor &a, const SafetensorsTensor &b) {
              return std::make_pair(a.offset, a.bytes) <
                     std::make_pair(b.offset, b.bytes);
            });
  int64_t end = 0;
  for (const SafetensorsTensor &tensor : file.tensors) {
    if (tensor.offset != end)
      failSafetensors(file.path,
                      concat("tensor ", quote(tensor.name),
                             tensor.offset < end ? " overlaps the one before"
                                                 : " leaves a gap before it"));
    end = tensor.offset + tensor.bytes;
  }
  if (end != dataBytes)
    failSafetensors(file.path, concat("its last ", dataBytes - end,
                                      " bytes belong to no tensor"));
}

void aec::runtime::parseSafetensorsHeader(SafetensorsFile &file,
                                          const std::string &text,
                                          int64_t dataBytes) {
  HeaderEvents events(file, dataBytes);
  // The parser would take NUL for the end, and hide what follows.
  bool whole =
      !text.empty() && text[0] == '{' && text.find('\0') == std::string::npos;
  if (!whole || !json::sax_parse(text, &events))
    failSafetensors(file.path, "its header is not a JSON object");
  checkLayout(file, dataBytes);
}
