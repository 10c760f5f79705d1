//===- EventFile.h - Scalars for TensorBoard ------------------------------===//
//
// TFRecord framing (length, masked CRC-32C, data, masked CRC-32C) around
// tensorflow.Event messages, of which a few fields are written by hand:
// tensorflow/core/lib/io/record_writer.cc and core/util/event.proto.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_EVENTFILE_H
#define AEC_LIB_RUNTIME_EVENTFILE_H

#include "../Training/TrainProgress.h"

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace aec::runtime {

/// CRC-32C (Castagnoli) of some bytes.
uint32_t crc32c(const std::string &bytes);

/// A record of a TFRecord file.
std::string tfRecord(const std::string &data);

class EventFile {
public:
  /// Starts events.out.tfevents.<time>.<host>.<pid> in `folder`, which is made;
  /// an empty folder name writes nothing. `step` behind 0: a resumed run, whose
  /// later events of the past are to be dropped. Throws Error.
  EventFile(const std::string &folder, const aec_model &model, int64_t step);
  ~EventFile();
  EventFile(const EventFile &) = delete;
  EventFile &operator=(const EventFile &) = delete;

  /// The losses of an epoch at its number of batches, flushed.
  void write(const EpochReport &report);

private:
  void append(const std::string &event);

  std::string path;
  const aec_model &model;
  std::FILE *file = nullptr;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_EVENTFILE_H
