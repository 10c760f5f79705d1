//===- Differences.h - A gradient against finite differences --------------===//
#ifndef AEC_LIB_DRIVER_CHECK_DIFFERENCES_H
#define AEC_LIB_DRIVER_CHECK_DIFFERENCES_H

#include "LoadedModel.h"
#include "Objective.h"
#include <functional>

namespace aec {

/// Compares entries of `gradient`, that of `state`, with differences of `loss`,
/// which evaluates it with the states as they are and is `middle` now; NaN
/// where it failed. Goes through entries until enough of them are smooth and
/// adds what it finds to `report`. False where the loss failed.
bool checkDifferences(LoadedModel &model, int64_t state,
                      const Numbers &gradient, double middle,
                      const std::function<double()> &loss,
                      const CheckParameters &parameters,
                      ParameterReport &report);

} // namespace aec

#endif // AEC_LIB_DRIVER_CHECK_DIFFERENCES_H
