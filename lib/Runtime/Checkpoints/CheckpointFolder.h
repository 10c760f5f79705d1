//===- CheckpointFolder.h - The checkpoints of one run --------------------===//
//
// Files step-<batches>.safetensors, locked to one process. A new one is durable
// before an old one goes; what a killed save left is swept away at the next
// start; a file that fails its checks is set aside and the one before it taken.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CHECKPOINTFOLDER_H
#define AEC_LIB_RUNTIME_CHECKPOINTFOLDER_H

#include "../Weights/Safetensors.h"

#include <functional>
#include <optional>

namespace aec::runtime {

class CheckpointFolder {
public:
  /// Makes `path` where it is missing, locks it and sweeps it. Throws Error.
  CheckpointFolder(const std::string &path, int64_t keep);
  ~CheckpointFolder();
  CheckpointFolder(const CheckpointFolder &) = delete;
  CheckpointFolder &operator=(const CheckpointFolder &) = delete;

  const std::string &path() const { return folder; }
  /// Where the checkpoint of a step is.
  std::string pathOf(int64_t step) const;
  /// Steps that have a checkpoint, newest first. Throws Error.
  std::vector<int64_t> steps() const;

  /// The newest checkpoint that passes its checks, none in an empty folder;
  /// `warn` hears of the others. Throws Error where all are damaged.
  std::optional<SafetensorsFile>
  newest(const std::function<void(const std::string &)> &warn);

  /// Removes all but the newest `keep`. Throws Error.
  void prune();

private:
  void sweep();

  std::string folder;
  int64_t keep;
  int lock = -1;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CHECKPOINTFOLDER_H
