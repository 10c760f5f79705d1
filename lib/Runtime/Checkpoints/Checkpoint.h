//===- Checkpoint.h - All that changes while training, in one file --------===//
//
// A safetensors file: the weights under their own names, so that any reader of
// weights can take them, optimizer state as aec.optimizer.<name>, gradients of
// an update that lacks batches as aec.gradient.<name>, the best weights as
// aec.best.<name>, sums and marks as aec.progress.*; numbers and what the run
// was made of in the metadata. A checksum over all of it finds
// what a power cut leaves behind.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CHECKPOINT_H
#define AEC_LIB_RUNTIME_CHECKPOINT_H

#include "../Training/TrainProgress.h"
#include "../Weights/Safetensors.h"

#include <utility>

namespace aec::runtime {

class AtomicFile;

/// What a run is made of, by the option that says so: two runs with the same
/// settings take the same steps.
using Settings = std::vector<std::pair<std::string, std::string>>;

/// Writes and commits a checkpoint. `keepBest`: progress.good belongs to it.
/// `notes`: what a weights file says beside its tensors.
void writeCheckpoint(AtomicFile &file, const States &states,
                     const TrainProgress &progress, const Settings &settings,
                     bool keepBest,
                     const std::map<std::string, std::string> &notes = {});

/// Reads a checkpoint and checks that it is whole. Throws Error.
SafetensorsFile readCheckpoint(const std::string &path);

/// What to warn of before continuing: another instruction set rounds
/// differently. Empty without reason.
std::string levelWarning(const SafetensorsFile &file, const aec_model &model);

/// Fills states and progress. Throws Error, naming every difference, where the
/// checkpoint is of another model or has other settings; nothing changes then.
void loadCheckpoint(const SafetensorsFile &file, States &states,
                    TrainProgress &progress, const Settings &settings);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CHECKPOINT_H
