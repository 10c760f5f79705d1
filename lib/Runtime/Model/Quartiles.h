//===- Quartiles.h - Quartiles of the columns of data of any size
//----------===//
#ifndef AEC_LIB_RUNTIME_QUARTILES_H
#define AEC_LIB_RUNTIME_QUARTILES_H

#include "../Data/Dataset.h"

#include <array>
#include <vector>

namespace aec::runtime {

/// For each column its first quartile, median and third quartile with linear
/// interpolation, as NumPy has them; NaN is ignored, and a column of nothing
/// else has zeros. Passes over the data: one a byte of its type, for as many
/// columns at a time as 64 MiB of counts allow.
std::vector<std::array<double, 3>> quartiles(const Dataset &data,
                                             ThreadPool &pool);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_QUARTILES_H
