//===- Safetensors.cpp - Strict reading, plain writing --------------------===//
//
// The checks are those of the format's own Rust reader and one more: a name may
// not occur twice, which nlohmann-json would resolve silently, so keys are
// counted while parsing.
//
//===----------------------------------------------------------------------===//
#include "Safetensors.h"

#include "AtomicFile.h"
#include "Error.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

using namespace aec::runtime;
using nlohmann::json;

constexpr int64_t kHeaderCap = int64_t(16) << 20;

const SafetensorsTensor *SafetensorsFile::find(const std::string &name) const {
  for (const SafetensorsTensor &tensor : tensors)
    if (tensor.name == name)
      return &tensor;
  return nullptr;
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

/// The file's bytes; its length is known before any memory is taken.
static std::vector<uint8_t> readAll(const std::string &path) {
  int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    fail("cannot read ", path, ": ", std::strerror(errno));
  struct stat status;
  if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    close(descriptor);
    fail("cannot read ", path, ": it is not a regular file");
  }
  std::vector<uint8_t> content(status.st_size);
  size_t done = 0;
  while (done < content.size()) {
    ssize_t got =
        read(descriptor, content.data() + done, content.size() - done);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      break;
    done += got;
  }
  close(descriptor);
  content.resize(done);
  return content;
}

namespace {
/// Checks and collects what the JSON header says.
class HeaderReader {
public:
  HeaderReader(SafetensorsFile &file) : file(file) {}
  void read();

private:
  template <typename... Parts> [[noreturn]] void bad(const Parts &...parts) {
    fail(file.path, " is not a valid safetensors file: ", parts...);
  }
  json parse(const char *first, const char *last);
  void addMetadata(const json &value);
  void addTensor(const std::string &name, const json &value);
  int64_t size(const json &value, const std::string &name, const char *what);
  void checkLayout();

  SafetensorsFile &file;
  const uint8_t *data = nullptr;
  int64_t dataBytes = 0;
};
} // namespace

json HeaderReader::parse(const char *first, const char *last) {
  std::vector<std::set<std::string>> keys;
  std::string problem;
  auto callback = [&](int, json::parse_event_t event, json &value) {
    if (event == json::parse_event_t::object_start)
      keys.emplace_back();
    else if (event == json::parse_event_t::object_end)
      keys.pop_back();
    else if (event == json::parse_event_t::key &&
             !keys.back().insert(value.get<std::string>()).second &&
             problem.empty())
      problem = value.get<std::string>();
    return true;
  };
  json header = json::parse(first, last, callback, false);
  if (header.is_discarded() || !header.is_object())
    bad("its header is not a JSON object");
  if (!problem.empty())
    bad("its header has ", quote(problem), " twice");
  return header;
}

void HeaderReader::addMetadata(const json &value) {
  if (!value.is_object())
    bad("its metadata is not an object");
  for (auto &[key, text] : value.items()) {
    if (!text.is_string())
      bad("metadata ", quote(key), " is not a string");
    file.metadata[key] = text.get<std::string>();
  }
}

int64_t HeaderReader::size(const json &value, const std::string &name,
                           const char *what) {
  if (!value.is_number_unsigned() ||
      value.get<uint64_t>() > uint64_t(INT64_MAX))
    bad("tensor ", quote(name), " has a malformed ", what);
  return int64_t(value.get<uint64_t>());
}

void HeaderReader::addTensor(const std::string &name, const json &value) {
  if (!value.is_object() || value.size() != 3 || !value.contains("dtype") ||
      !value.contains("shape") || !value.contains("data_offsets"))
    bad("tensor ", quote(name), " needs exactly dtype, shape and data_offsets");
  if (!value["dtype"].is_string() || !value["shape"].is_array() ||
      !value["data_offsets"].is_array() || value["data_offsets"].size() != 2)
    bad("tensor ", quote(name), " has a malformed description");
  SafetensorsTensor tensor;
  tensor.name = name;
  tensor.dtype = value["dtype"].get<std::string>();
  for (const json &dim : value["shape"])
    tensor.shape.push_back(size(dim, name, "shape"));
  int64_t begin = size(value["data_offsets"][0], name, "data offset");
  int64_t end = size(value["data_offsets"][1], name, "data offset");
  if (begin > end || end > dataBytes)
    bad("tensor ", quote(name), " lies at bytes ", begin, " to ", end, " of ",
        dataBytes);
  int64_t element = bytesOf(tensor.dtype), count = 0;
  if (!element)
    bad("tensor ", quote(name), " has unknown type ", quote(tensor.dtype));
  if (!elementCount(tensor.shape, count) ||
      !multiply(count, element, tensor.bytes) || tensor.bytes != end - begin)
    bad("tensor ", quote(name), " of shape ", shapeText(tensor.shape),
        " and type ", tensor.dtype, " does not fill its ", end - begin,
        " bytes");
  tensor.data = data + begin;
  file.tensors.push_back(std::move(tensor));
}

/// The tensors must tile the data.
void HeaderReader::checkLayout() {
  std::sort(file.tensors.begin(), file.tensors.end(),
            [](const SafetensorsTensor &a, const SafetensorsTensor &b) {
              return std::make_pair(a.data, a.bytes) <
                     std::make_pair(b.data, b.bytes);
            });
  const uint8_t *end = data;
  for (const SafetensorsTensor &tensor : file.tensors) {
    if (tensor.data != end)
      bad("tensor ", quote(tensor.name),
          tensor.data < end ? " overlaps the one before"
                            : " leaves a gap before it");
    end = tensor.data + tensor.bytes;
  }
  if (end != data + dataBytes)
    bad("its last ", data + dataBytes - end, " bytes belong to no tensor");
}

void HeaderReader::read() {
  auto total = int64_t(file.content.size());
  if (total < 8)
    bad("it has ", countText(total, "byte"), ", the header's length takes 8");
  uint64_t length;
  std::memcpy(&length, file.content.data(), 8);
  if (length > uint64_t(kHeaderCap))
    bad("its header announces ", length, " bytes; at most ", kHeaderCap,
        " are read");
  if (int64_t(length) > total - 8)
    bad("it is truncated: its header takes ", length, " bytes, found ",
        total - 8);
  const char *first = reinterpret_cast<const char *>(file.content.data()) + 8;
  data = file.content.data() + 8 + length;
  dataBytes = total - 8 - int64_t(length);
  json header = parse(first, first + length);
  for (auto &[name, value] : header.items()) {
    if (name == "__metadata__")
      addMetadata(value);
    else
      addTensor(name, value);
  }
  checkLayout();
}

SafetensorsFile aec::runtime::parseSafetensors(const std::string &path,
                                               std::vector<uint8_t> content) {
  SafetensorsFile file;
  file.path = path;
  file.content = std::move(content);
  HeaderReader(file).read();
  return file;
}

SafetensorsFile aec::runtime::readSafetensors(const std::string &path) {
  return parseSafetensors(path, readAll(path));
}

void aec::runtime::writeSafetensors(
    AtomicFile &file, const std::vector<SafetensorsTensor> &tensors,
    const std::map<std::string, std::string> &metadata) {
  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  if (!metadata.empty())
    header["__metadata__"] = metadata;
  int64_t offset = 0;
  for (const SafetensorsTensor &tensor : tensors) {
    header[tensor.name] = {{"dtype", tensor.dtype},
                           {"shape", tensor.shape},
                           {"data_offsets", {offset, offset + tensor.bytes}}};
    offset += tensor.bytes;
  }
  std::string text = header.dump();
  // Blanks so that data is 8-byte aligned, as the format's own writer does.
  text.append((8 - text.size() % 8) % 8, ' ');
  uint64_t length = text.size();
  file.write(&length, 8);
  file.write(text);
  for (const SafetensorsTensor &tensor : tensors)
    file.write(tensor.data, tensor.bytes);
  file.commit();
}
