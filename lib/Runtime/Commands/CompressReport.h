//===- CompressReport.h - What compress says of its file ------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_COMPRESSREPORT_H
#define AEC_LIB_RUNTIME_COMMANDS_COMPRESSREPORT_H

#include "../Compression/Codec.h"

namespace aec::runtime {

/// What a report is made of.
struct CompressResult {
  const CompressedFile &file;
  const CodecReport &codec;
  const Array &array;
  const aec_input &input;
  /// Bytes of the compressed file, and where it is.
  int64_t bytes;
  std::string path;
};

/// The lines for standard output: size, error, and what other formats take.
std::string reportText(const CompressResult &result);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_COMPRESSREPORT_H
