//===- Figures.h - The plots of a model -----------------------------------===//
//
// From numbers to descriptions of plots; the verb `plot` and the report show
// the same ones.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_PLOTS_FIGURES_H
#define AEC_LIB_RUNTIME_PLOTS_FIGURES_H

#include "Plot.h"

#include "../Logs/RunHistory.h"
#include "../Model/LatentSpace.h"
#include "PrincipalComponents.h"

namespace aec::runtime {

/// Losses over the epochs: of one objective its terms too, of several each
/// one's total. Training is a line, validation dashed.
Plot lossFigure(const RunHistory &history);

/// Norms of the gradients over the epochs, an objective each; nothing to draw
/// where the log has none.
Plot gradientFigure(const RunHistory &history);

/// Two coordinates of each sample, coloured by label where there are labels: up
/// to ten, the most frequent ones, and the rest as one.
Plot scatterFigure(const Matrix &coordinates,
                   const std::vector<std::string> &labels,
                   const std::string &xLabel, const std::string &yLabel);

/// False against true positives (Metrics.h).
Plot rocFigure(const std::vector<double> &scores,
               const std::vector<uint8_t> &labels);

/// Standard deviations of the values of codes.
Plot spreadFigure(const Spread &spread);

/// How many samples have which score; a dashed line at the threshold, unless
/// it is NaN. Labels 0 and 1 are apart where there are labels.
Plot scoreFigure(const std::vector<double> &scores,
                 const std::vector<uint8_t> &labels, double threshold);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_PLOTS_FIGURES_H
