//===- Output.h - Results as .npy, .csv or pictures -----------------------===//
//
// The name's ending chooses the format, and an unknown one is an error before
// the computation. Files appear whole or not at all.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_OUTPUT_H
#define AEC_LIB_RUNTIME_OUTPUT_H

#include "AtomicFile.h"

#include <cstdint>
#include <string>
#include <vector>

namespace aec::runtime {

enum class OutputFormat { Npy, Csv, Png };

/// By the ending of `path`; "-" is CSV. Throws Error for another ending.
OutputFormat outputFormat(const std::string &path);

/// Values to write: row-major, the first dimension counts the samples.
struct Table {
  const void *values = nullptr;
  int64_t dtype = 0; // of the ABI
  std::vector<int64_t> shape;
  /// Names of the columns, empty for none.
  std::vector<std::string> columns;
  /// Puts the sample's index (from 0) before each row.
  bool index = false;
};

/// NumPy's format, version 1; commits.
void writeNpy(AtomicFile &file, const Table &table);

/// A line a sample; numbers in the shortest form that reads back exactly.
void writeCsv(AtomicFile &file, const Table &table);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_OUTPUT_H
