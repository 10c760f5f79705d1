//===- Safetensors.cpp - Strict reading, plain writing --------------------===//
//
// The header is read and checked before memory is taken for the data: a file of
// a terabyte that is of another model costs nothing but its header.
//
//===----------------------------------------------------------------------===//
#include "Safetensors.h"

#include "../Error.h"
#include "../Support/AtomicFile.h"
#include "../Support/MemoryLimit.h"
#include "SafetensorsHeader.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

using namespace aec::runtime;

constexpr int64_t kHeaderCap = int64_t(16) << 20;

const SafetensorsTensor *SafetensorsFile::find(const std::string &name) const {
  for (const SafetensorsTensor &tensor : tensors)
    if (tensor.name == name)
      return &tensor;
  return nullptr;
}

namespace {
/// An open file, read in order.
class File {
public:
  explicit File(const std::string &path);
  ~File() { close(descriptor); }
  File(const File &) = delete;
  File &operator=(const File &) = delete;

  int64_t size() const { return bytes; }
  /// Reads `count` bytes; fails where the file was cut meanwhile.
  void read(void *to, int64_t count);

private:
  std::string path;
  int descriptor;
  int64_t bytes = 0;
};
} // namespace

File::File(const std::string &path)
    : path(path), descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (descriptor < 0)
    fail("cannot read ", path, ": ", std::strerror(errno));
  struct stat status;
  if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    close(descriptor);
    fail("cannot read ", path, ": it is not a regular file");
  }
  bytes = status.st_size;
}

void File::read(void *to, int64_t count) {
  int64_t done = 0;
  while (done < count) {
    ssize_t got = ::read(descriptor, static_cast<char *>(to) + done,
                         size_t(count - done));
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      fail("cannot read ", path, ": ", std::strerror(errno));
    if (got == 0)
      failSafetensors(path, "it became shorter while it was read");
    done += got;
  }
}

namespace {
/// Bytes in memory, read in order like a file.
class Memory {
public:
  explicit Memory(const std::vector<uint8_t> &content) : content(content) {}
  int64_t size() const { return int64_t(content.size()); }
  void read(void *to, int64_t count) {
    std::memcpy(to, content.data() + at, size_t(count));
    at += count;
  }

private:
  const std::vector<uint8_t> &content;
  int64_t at = 0;
};
} // namespace

/// The header, checked; returns the bytes of data behind it.
template <typename Source>
static int64_t readHeader(Source &source, SafetensorsFile &file) {
  int64_t total = source.size();
  if (total < 8)
    failSafetensors(file.path, concat("it has ", countText(total, "byte"),
                                      ", the header's length takes 8"));
  uint64_t length;
  source.read(&length, 8);
  if (length > uint64_t(kHeaderCap))
    failSafetensors(file.path,
                    concat("its header announces ", length, " bytes; at most ",
                           kHeaderCap, " are read"));
  if (int64_t(length) > total - 8)
    failSafetensors(file.path, concat("it is truncated: its header takes ",
                                      length, " bytes, found ", total - 8));
  std::string text(length, ' ');
  source.read(text.data(), int64_t(length));
  int64_t dataBytes = total - 8 - int64_t(length);
  parseSafetensorsHeader(file, text, dataBytes);
  return dataBytes;
}

SafetensorsFile aec::runtime::listSafetensors(const std::string &path) {
  SafetensorsFile file;
  file.path = path;
  File source(path);
  readHeader(source, file);
  return file;
}

SafetensorsFile aec::runtime::readSafetensors(
    const std::string &path,
    const std::function<void(const SafetensorsFile &)> &accept) {
  SafetensorsFile file;
  file.path = path;
  File source(path);
  int64_t dataBytes = readHeader(source, file);
  if (accept)
    accept(file);
  if (dataBytes > usableMemory())
    fail("cannot read ", path, ": its ", dataBytes,
         " bytes of data do not fit into the memory that is free");
  file.content.resize(size_t(dataBytes));
  source.read(file.content.data(), dataBytes);
  for (SafetensorsTensor &tensor : file.tensors)
    tensor.data = file.content.data() + tensor.offset;
  return file;
}

SafetensorsFile aec::runtime::parseSafetensors(const std::string &path,
                                               std::vector<uint8_t> content) {
  SafetensorsFile file;
  file.path = path;
  file.content = std::move(content);
  Memory source(file.content);
  int64_t dataBytes = readHeader(source, file);
  const uint8_t *data = file.content.data() + source.size() - dataBytes;
  for (SafetensorsTensor &tensor : file.tensors)
    tensor.data = data + tensor.offset;
  return file;
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
