//===- Commands.h - The verbs of a program --------------------------------===//
//
// Each adds its options to a subcommand and gives back what runs it. Messages
// go through Error; only these functions and Console print.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_COMMANDS_H
#define AEC_LIB_RUNTIME_COMMANDS_COMMANDS_H

#include "aec/Runtime/Abi.h"

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace aec::runtime {

/// Runs a parsed command and returns the exit code; throws Error.
using Command = std::function<int()>;

/// `commandLine`: all words as a shell takes them, to tell how to resume.
Command addTrain(CLI::App &app, const aec_model &model,
                 const std::string &program, const std::string &commandLine);
Command addEntry(CLI::App &app, const aec_model &model, const aec_entry &entry,
                 const std::string &program);
/// The entry scoreEntry(model): labels, metrics and contributions beside it.
Command addScore(CLI::App &app, const aec_model &model, const aec_entry &entry,
                 const std::string &program);
/// Both where findLatentSpace(model) has no problem.
Command addTraverse(CLI::App &app, const aec_model &model,
                    const std::string &program);
Command addInterpolate(CLI::App &app, const aec_model &model,
                       const std::string &program);
Command addPlot(CLI::App &app, const aec_model &model,
                const std::string &program);
Command addReport(CLI::App &app, const aec_model &model,
                  const std::string &program);
Command addInfo(CLI::App &app, const aec_model &model,
                const std::string &program);

/// Of models whose latents lie on a grid.
Command addCompress(CLI::App &app, const aec_model &model,
                    const std::string &program);
Command addDecompress(CLI::App &app, const aec_model &model,
                      const std::string &program);

/// "./<model>.safetensors".
std::string defaultWeights(const aec_model &model);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_COMMANDS_H
