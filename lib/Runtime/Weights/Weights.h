//===- Weights.h - A model's states from and to a weights file ------------===//
//
// Names, shapes and layouts are PyTorch's, so that state_dict and this
// program exchange files with no script. A file is accepted whole or not at
// all; of a checkpoint, what a run needs to continue is passed over.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_WEIGHTS_H
#define AEC_LIB_RUNTIME_WEIGHTS_H

#include "../Error.h"
#include "../Model/State.h"
#include "Safetensors.h"

#include <map>
#include <set>
#include <string>

namespace aec::runtime {

class AtomicFile;

/// Tensors of a file to be, with the bytes they point to.
struct TensorList {
  std::vector<SafetensorsTensor> tensors;
  std::vector<std::vector<uint8_t>> content;

  void add(const std::string &name, const std::string &dtype,
           const std::vector<int64_t> &shape, std::vector<uint8_t> bytes);
};

/// "F32", ...: the name of an ABI type in files.
const char *fileType(int64_t dtype);

/// A value of a weights file that is not finite.
class NonFiniteWeight : public Error {
public:
  using Error::Error;
};

struct LoadedWeights {
  std::map<std::string, std::string> metadata;
  /// Optional states that the file does not have.
  std::set<int64_t> absent;
};

/// Fills parameters and statistics from a file or checkpoint. F32 and F64
/// convert into each other; everything else must agree. States in `optional`
/// may be missing. Throws Error and changes nothing where the file is of
/// another model.
LoadedWeights loadWeights(States &states, const SafetensorsFile &file,
                          const std::set<int64_t> &optional = {});
LoadedWeights loadWeights(States &states, const std::string &path,
                          const std::set<int64_t> &optional = {});

/// Adds parameters and statistics under their own names.
void addWeights(TensorList &list, const States &states);

/// Writes parameters and statistics to `file` and commits it.
void saveWeights(AtomicFile &file, const States &states,
                 std::map<std::string, std::string> metadata);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_WEIGHTS_H
