//===- Restore.h - Writing what decompress decoded ------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_RESTORE_H
#define AEC_LIB_RUNTIME_COMMANDS_RESTORE_H

#include "../Compression/CompressedFile.h"
#include "../Output/Output.h"

#include <memory>
#include <string>
#include <vector>

namespace aec::runtime {

/// Where restored values go, opened before they are computed. Throws Error
/// where they do not fit the format of its name.
class RestoreTarget {
public:
  /// `out`: a file, or a folder for pictures where it ends in a slash. `file`
  /// and `input` must outlive the target.
  RestoreTarget(const std::string &out, const CompressedFile &file,
                const aec_input &input);

  /// Writes the values, in the file's type; `columns` are a table's, where
  /// there are any.
  void write(const std::vector<uint8_t> &values,
             const std::vector<Column> &columns);

private:
  void openPictures(const std::string &out);
  void writePicture(AtomicFile &to, const std::vector<uint8_t> &values,
                    int64_t index);
  void writeArray(const std::vector<uint8_t> &values);
  void writeTable(const std::vector<uint8_t> &values,
                  const std::vector<Column> &columns);
  void writeSound(const std::vector<uint8_t> &values);

  const CompressedFile &file;
  const aec_input &input;
  OutputFormat format = OutputFormat::Png;
  /// One, or none where pictures go to `folder`.
  std::vector<std::unique_ptr<AtomicFile>> files;
  std::string folder;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_RESTORE_H
