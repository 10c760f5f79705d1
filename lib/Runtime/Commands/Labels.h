//===- Labels.h - Classes of samples --------------------------------------===//
//
// What pictures are coloured by: any text or number a sample. 0 and 1 also say
// what is an anomaly.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_LABELS_H
#define AEC_LIB_RUNTIME_COMMANDS_LABELS_H

#include "../Data/Samples.h"

#include <string>
#include <vector>

namespace aec::runtime {

/// A label a sample: from the file `path` (a number a sample, or a row of the
/// data) or, where that is empty, from the label column of the data; nothing
/// where neither is there. A window has the label 1 where a row of it has and
/// all labels are 0 or 1, else its first row's. Throws Error.
std::vector<std::string> sampleLabels(const std::string &path,
                                      const Samples &samples);

/// The labels in the file `path`, as numbers, one a row. Throws Error where its
/// shape has more than rows.
std::vector<double> readLabels(const std::string &path);

/// Labels as 0 and 1; empty where others are among them or one is missing.
std::vector<uint8_t> binaryLabels(const std::vector<std::string> &labels);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_LABELS_H
