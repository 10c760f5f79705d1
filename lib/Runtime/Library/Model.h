//===- Model.h - A model in its caller's memory ---------------------------===//
//
// Plain data, so that its place may be any bytes: no constructor runs, nothing
// has to be destroyed but the threads and the notes of a file. Everything a
// step or an entry touches is behind it in the same memory; only init, fit,
// load and save use the heap, and give it back before they return, but for
// those notes: nobody knows at compile time how long they are.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_LIBRARY_MODEL_H
#define AEC_LIB_RUNTIME_LIBRARY_MODEL_H

#include "aec/Runtime/Library.h"

#include <map>
#include <new>
#include <stdexcept>
#include <string>
#include <type_traits>

/// What a file of weights says of an input besides its tensors.
struct aec_input_note {
  /// What integers were divided by in training.
  double scale;
  /// Frames a second of recordings, 0 for none.
  double rate;
};

struct aec_library_model {
  static constexpr uint64_t kMagic = 0x6c65646f6d636561; // "aecmodel"
  static constexpr size_t kMessageBytes = 512;

  uint64_t magic;
  const aec_library *library;
  const aec_model *model;
  aec_runtime *runtime;
  aec_library_options options;
  /// Training batches so far.
  int64_t batches;
  /// Normalisers have statistics.
  int64_t fitted;
  void **states;
  aec_input_note *notes;
  /// Losses of one objective.
  double *losses;
  /// Arguments of the call in hand.
  const void **inputs;
  void **outputs;
  /// Batches that the caller's rows are copied to and results from.
  char *staging;
  char *arena;
  char message[kMessageBytes];
  /// What the file that was loaded says beside its tensors and what `notes`
  /// has, for the next save; null without any. `trained`: weights have changed
  /// since, so that what was measured on them is no longer true.
  std::map<std::string, std::string> *kept;
  int64_t trained;
};

static_assert(std::is_trivial_v<aec_library_model> &&
                  sizeof(aec_library_model) <= AEC_LIBRARY_CONTEXT_BYTES,
              "the caller's memory starts with the model");

namespace aec::runtime {

/// Notes `text` as the model's message, cut to its room; returns `status`.
int report(aec_library_model &model, int status, const char *text);
int report(aec_library_model &model, int status, const std::string &text);

/// True for a pointer that init made and close has not taken; empties the
/// message.
bool begin(aec_library_model *model);

/// True where no input that an objective uses is null.
bool hasInputs(const aec_library_model &model, const void *const *inputs);

/// Calls `fn` and turns what it throws into a status: nothing is thrown through
/// the caller, who may be C.
template <typename Fn>
int guarded(aec_library_model &model, int status, Fn &&fn) {
  try {
    fn();
    return AEC_LIBRARY_OK;
  } catch (const std::bad_alloc &) {
    return report(model, AEC_LIBRARY_OUT_OF_MEMORY, "");
  } catch (const std::exception &error) {
    return report(model, status, error.what());
  } catch (...) {
    return report(model, AEC_LIBRARY_INTERNAL, "");
  }
}

/// Copies `rows` rows of an argument into `to`, checked and prepared as the
/// program does with a file's: `input` is the model's input whose preparation
/// applies, -1 for a latent. `first` is the number of the first row in
/// messages.
int stageInput(aec_library_model &model, const aec_tensor &tensor,
               int64_t input, const void *from, int64_t first, int64_t rows,
               void *to);

/// Undoes preparation on results that have the units of `input`.
void restoreUnits(const aec_library_model &model, const aec_tensor &tensor,
                  int64_t input, void *values, int64_t rows);

/// Bytes of a row, and of its place in a batch: a multiple of four, so that a
/// batch of 16 is one of 64.
int64_t rowBytes(const aec_tensor &tensor);
int64_t stagedBytes(const aec_tensor &tensor);

/// Rows of staging: the batch rounded up to 16.
inline int64_t capacity(int64_t batch) { return (batch + 15) / 16 * 16; }

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_LIBRARY_MODEL_H
