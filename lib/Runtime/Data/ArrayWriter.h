//===- ArrayWriter.h - Values of an array as a reader finds them
//-----------===//
//
// In memory up to the limit; beyond it they move to a temporary file where the
// caller can use one, and are refused where not. Readers give whole or partial
// rows, a piece at a time, and never see which it is.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_DATA_ARRAYWRITER_H
#define AEC_LIB_RUNTIME_DATA_ARRAYWRITER_H

#include "Array.h"

namespace aec::runtime {

class ArrayWriter {
public:
  /// Fills `array`, whose origin is known. Both must outlive it.
  ArrayWriter(Array &array, const ReadOptions &options)
      : array(array), options(options) {}

  /// Makes room for `bytes` bytes in all: fails before anything is read.
  /// Memory is taken only where they are known to be `there`.
  void expect(int64_t bytes, bool there);
  void append(const void *bytes, int64_t count);
  /// Bytes of a piece that readers should give at a time.
  int64_t pieceBytes() const { return aec::runtime::pieceBytes(options); }

private:
  void toFile(int64_t bytes);

  Array &array;
  const ReadOptions &options;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_DATA_ARRAYWRITER_H
