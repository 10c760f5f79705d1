//===- Evaluation.h - A trained model with data in front of it ------------===//
//
// Weights and prepared samples for several entries at once, each input read
// once.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_EVALUATION_H
#define AEC_LIB_RUNTIME_COMMANDS_EVALUATION_H

#include "EntryRun.h"

#include "../Model/LatentSpace.h"
#include "../Plots/PrincipalComponents.h"

namespace aec::runtime {

/// What `entries` take besides codes, once each; keyed by sampleKey.
std::vector<Slot> inputSlots(const aec_model &model,
                             const std::vector<const aec_entry *> &entries);

class Evaluation {
public:
  /// Loads the weights, and what `entries` take from --data, or without it from
  /// --condition where `conditions` allows that. Throws Error.
  Evaluation(const EntryArguments &arguments, const aec_model &model,
             const std::vector<const aec_entry *> &entries,
             bool conditions = false);

  /// All results of an entry that takes data alone.
  std::vector<Buffer> results(const aec_entry &entry);
  /// A number a sample: result 0 of the entry score.
  std::vector<double> scores(const aec_entry &entry);

  const EntryArguments &arguments;
  const aec_model &model;
  Session session;
  LoadedWeights weights;
  Samples samples; // keyed by the model's inputs
};

/// Codes as numbers in rows.
Matrix matrixOf(const Codes &codes);

struct EvaluationArguments : EntryArguments {
  std::string labels, log;
};

/// All of addEntryOptions but --out, --labels and --log.
void addEvaluationOptions(CLI::App &app, EvaluationArguments &arguments);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_EVALUATION_H
