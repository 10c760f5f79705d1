//===- Safetensors.h - Reader and writer of the weights format ------------===//
//
// github.com/huggingface/safetensors: u64 header length, JSON header, raw
// little-endian tensors. Data only, and strict: files are hostile. It knows no
// model; Weights.h compares a file with one.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_SAFETENSORS_H
#define AEC_LIB_RUNTIME_SAFETENSORS_H

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace aec::runtime {

class AtomicFile;

/// One tensor of a file. `data` points into the file's bytes.
struct SafetensorsTensor {
  std::string name;
  /// "F32", "I64", ... as the file says.
  std::string dtype;
  std::vector<int64_t> shape;
  const uint8_t *data = nullptr;
  int64_t bytes = 0;
  /// Where it starts, behind the header.
  int64_t offset = 0;
};

struct SafetensorsFile {
  std::string path;
  std::vector<uint8_t> content;
  /// In the order of the data.
  std::vector<SafetensorsTensor> tensors;
  std::map<std::string, std::string> metadata;

  const SafetensorsTensor *find(const std::string &name) const;
};

/// Reads and checks a file: header cap, unique names, known types, sizes that
/// agree with shapes, no gap, no overlap, nothing behind. `accept` sees the
/// tensors before memory is taken for their data, and throws where they are not
/// what the caller expects. Throws Error.
SafetensorsFile readSafetensors(
    const std::string &path,
    const std::function<void(const SafetensorsFile &)> &accept = {});

/// The same without the data: `content` is empty, every `data` null.
SafetensorsFile listSafetensors(const std::string &path);

/// The same for the content of a file; `path` names it in messages.
SafetensorsFile parseSafetensors(const std::string &path,
                                 std::vector<uint8_t> content);

/// Writes tensors (unique names, `bytes` in agreement with shape and type) and
/// commits the file.
void writeSafetensors(AtomicFile &file,
                      const std::vector<SafetensorsTensor> &tensors,
                      const std::map<std::string, std::string> &metadata);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_SAFETENSORS_H
