//===- PictureGrid.h - Pictures in named rows and columns -----------------===//
#ifndef AEC_LIB_RUNTIME_PLOTS_PICTUREGRID_H
#define AEC_LIB_RUNTIME_PLOTS_PICTUREGRID_H

#include "../Output/Png.h"

#include <string>
#include <vector>

namespace aec::runtime {

/// rows.size() x columns.size() pictures, row by row, with their names at the
/// left and above.
Image namedPictures(const PictureShape &shape, const PictureRow &pictures,
                    const std::vector<std::string> &rows,
                    const std::vector<std::string> &columns);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_PLOTS_PICTUREGRID_H
