//===- Console.h - What the program says on the terminal ------------------===//
//
// Results and epochs go to standard output, problems to standard error. Colour
// and the progress bar only on a terminal, and never with NO_COLOR.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CONSOLE_H
#define AEC_LIB_RUNTIME_CONSOLE_H

#include "../Training/Trainer.h"

#include <chrono>
#include <string>

namespace aec::runtime {

/// "error: <message>" on standard error.
void printError(const std::string &message);
/// "warning: <message>" on standard error.
void printWarning(const std::string &message);

/// Four digits; a dash for what is not a number.
std::string shortNumber(double value);

/// "8.1 steps/s, 1:23:45 left": what this process took since it began, spread
/// over what remains of the run, validations included.
std::string paceText(double seconds, int64_t stepsTaken, int64_t stepsLeft);

/// "epoch 3/30 [###...] 120/375 loss ...": the bar takes what the rest leaves
/// of a line of `columns`; in a narrow one it goes first, then what stands
/// behind the last commas, and the line is cut rather than wrapped.
std::string barLine(const std::string &before, int64_t done, int64_t steps,
                    const std::string &behind, int columns);

/// One line an epoch, "epoch 3/30 loss 0.0213 validation 0.0220 ..."; on a
/// terminal a bar while it runs.
class Progress : public TrainListener {
public:
  Progress(const aec_model &model, int64_t epochs);
  ~Progress() override;
  void onStep(int64_t epoch, int64_t done, int64_t steps,
              const std::vector<double> &losses) override;
  void onEpoch(const EpochReport &report) override;

private:
  void clearBar();

  const aec_model &model;
  int64_t epochs;
  bool terminal;
  bool barShown = false;
  int64_t taken = 0; // steps of this process
  std::chrono::steady_clock::time_point begin, lastBar;
};

/// The line of an epoch, without its end.
std::string epochLine(const aec_model &model, int64_t epochs,
                      const EpochReport &report);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CONSOLE_H
