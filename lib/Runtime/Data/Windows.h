//===- Windows.h - Rows of a file, and windows over them ------------------===//
//
// What happens to a file's array before the model's shapes are asked: rows are
// chosen, and where the rows are moments of a series, samples are windows.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_DATA_WINDOWS_H
#define AEC_LIB_RUNTIME_DATA_WINDOWS_H

#include "Array.h"

#include "aec/Runtime/Abi.h"

namespace aec::runtime {

/// `first` up to, and without, `last`, counted from 0; negative from the end.
struct RowRange {
  int64_t first = 0;
  int64_t last = INT64_MAX;
};

/// "8000:10000", "8000:", ":100", "-2000:"; false for anything else.
bool parseRows(const std::string &text, RowRange &rows);

/// Where samples come from: sample i is made of `window` rows of the file from
/// `first` + i * `stride` on.
struct Origin {
  int64_t first = 0, window = 1, stride = 1;
  /// Rows behind the last window.
  int64_t left = 0;
  /// Windows are columns x rows, not rows x columns.
  bool channelsFirst = false;
  /// Of a recording, frames a second.
  double rate = 0;
  std::string format;
  /// Of the whole file, before any are chosen.
  int64_t fileRows = 0;
  /// Samples are windows, be they of one row.
  bool windows = false;
};

/// Drops the rows outside `rows`; returns the first one's number.
int64_t keepRows(Array &array, const RowRange &rows);

/// Rows first to last, and without it, in memory.
Array copyRows(const Array &array, int64_t first, int64_t last);

/// Calls fn(part) for an array in memory, or part by part of about `piece`
/// bytes for one in a file.
void forParts(const Array &array, int64_t piece,
              const std::function<void(const Array &)> &fn);

/// Says in `origin` how samples for `input` are made of windows of `array`: of
/// `window` rows (0: as many as the input takes, for a series; none for other
/// files), `stride` apart (0: `window`). Returns the number of samples.
int64_t planWindows(const Array &array, int64_t window, int64_t stride,
                    const aec_input &input, Origin &origin);

/// Drops the rows that none of the samples in `rows` needs; returns how many of
/// the `samples` are left.
int64_t keepSamples(Array &array, const RowRange &rows, int64_t samples,
                    Origin &origin);

/// Makes samples of an array in memory, as planned.
void cutWindows(Array &array, const Origin &origin);

/// Both at once.
void makeWindows(Array &array, int64_t window, int64_t stride,
                 const aec_input &input, Origin &origin);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_DATA_WINDOWS_H
