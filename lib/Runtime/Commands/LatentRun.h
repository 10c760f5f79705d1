//===- LatentRun.h - What verbs of the latent space share -----------------===//
//
// Loading what encode and decode need together, and writing what decode makes
// of codes.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_LATENTRUN_H
#define AEC_LIB_RUNTIME_COMMANDS_LATENTRUN_H

#include "Evaluation.h"
#include "Results.h"

#include "../Plots/Plot.h"

#include <optional>

namespace CLI {
class App;
}

namespace aec::runtime {

/// Data, codes and model of one command.
class LatentRun : public Evaluation {
public:
  /// Loads weights and data and opens the outputs (what decode writes).
  /// `needsData`: whether data must be there; without it, --condition gives
  /// what decode takes besides codes. Throws Error.
  LatentRun(const EntryArguments &arguments, const aec_model &model,
            const LatentSpace &space, bool needsData);

  bool hasData() const { return !arguments.data.empty(); }
  /// The codes of the data, once.
  const Codes &codes();

  /// Decodes codes, with what else decode takes of rows[i] of the data, and
  /// writes what --out asks for. `layout` says how; `what` is for the line
  /// about it.
  struct Layout {
    std::vector<int64_t> grid = {};
    std::vector<std::string> keyNames = {};
    std::vector<std::vector<std::string>> keys = {};
    int64_t picturesPerLine = 10;
    /// Of pictures; see Results.
    std::vector<std::string> lineNames = {}, pictureNames = {};
  };
  void write(const Codes &codes, const std::vector<int64_t> &rows,
             const Layout &layout, const std::string &what);

  const LatentSpace &space;

private:
  std::vector<Sink> sinks;
  std::optional<Codes> encoded;
};

/// Whether decode takes more than codes.
bool hasConditions(const LatentSpace &space);

/// What --out takes where decode's results go there.
extern const char *const kDecodedOut;

/// --normalized and, where decode takes more than codes, --condition.
void addLatentOptions(CLI::App &app, EntryArguments &arguments,
                      const LatentSpace &space);

/// --dimensions: numbers of values of the code, from 0. Throws UsageError.
std::vector<int64_t> parseDimensions(const std::string &text, int64_t width);

/// The `most` values of a code with the largest deviations, in their order.
std::vector<int64_t> widestDimensions(const std::vector<double> &deviation,
                                      int64_t most);

/// `steps` numbers from -range to range.
std::vector<double> offsetsOf(double range, int64_t steps);

/// For each of `dimensions` a code for each offset: `start` with that value
/// moved by so many of its units.
Codes traversal(const std::vector<double> &start,
                const std::vector<double> &unit,
                const std::vector<int64_t> &dimensions,
                const std::vector<double> &offsets);

/// Codes by two of their values, or by two principal components where none are
/// named and they have more.
Plot latentFigure(const Codes &codes, const std::vector<int64_t> &dimensions,
                  const std::vector<std::string> &labels, ThreadPool &pool);

/// Codes on the way from `from` to `to`, both included.
Codes pathOf(const std::vector<double> &from, const std::vector<double> &to,
             int64_t steps, bool spherical);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_LATENTRUN_H
