//===- Sinks.h - Where the results of an entry go -------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_SINKS_H
#define AEC_LIB_RUNTIME_COMMANDS_SINKS_H

#include "../Output/Output.h"
#include "../Output/Png.h"
#include "../Support/AtomicFile.h"

#include "aec/Runtime/Abi.h"

#include <memory>
#include <string>
#include <vector>

namespace aec::runtime {

/// The picture geometry of a result; `problem` says why it has none.
PictureShape pictureShape(const aec_model &model, const aec_entry &entry,
                          int64_t output, std::string &problem);

/// One result that --out asks for.
struct Sink {
  int64_t output = 0;
  OutputFormat format = OutputFormat::Csv;
  PictureShape pictures;
  std::unique_ptr<AtomicFile> file;
};

/// Opens everything --out asks for (CSV on standard output, if nothing). Throws
/// Error where a result does not fit its format or a place cannot be written.
std::vector<Sink> openSinks(const std::vector<std::string> &wanted,
                            const aec_model &model, const aec_entry &entry);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_SINKS_H
