//===- Library.h - The runtime's side of an embedded model ----------------===//
//
// `aec compile --emit=lib` makes a library whose functions carry the model's
// name (mnist_encode). They are generated, a few instructions each, and call
// the functions below, which are the same for all models. Nothing here is
// global: a model lives in memory that its caller brings, the tables of its
// descriptor are constants. Statuses are a list of macros, because the
// generated header repeats it with the model's prefix.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_RUNTIME_LIBRARY_H
#define AEC_RUNTIME_LIBRARY_H

#include "aec/Runtime/Abi.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// X(name, value, text): what the functions of a library return.
#define AEC_LIBRARY_STATUSES(X)                                                \
  X(OK, 0, "no error")                                                         \
  X(NULL_ARGUMENT, 1, "an argument that must not be null is null")             \
  X(BAD_OPTIONS, 2, "an option is out of its range")                           \
  X(SMALL_MEMORY, 3, "the memory is smaller than the model needs")             \
  X(OLD_CPU, 4, "this CPU lacks instructions that the model is compiled for")  \
  X(OUT_OF_MEMORY, 5, "the system refuses memory or threads")                  \
  X(NO_MODEL, 6, "the pointer is to no model: not initialised, or closed")     \
  X(BAD_ROWS, 7, "the number of rows is out of its range")                     \
  X(BAD_VALUE, 8, "a value is one that the model does not take")               \
  X(NOT_FITTED, 9, "the normalisers have no statistics: fit or load first")    \
  X(NONFINITE, 10, "a loss or a weight is not finite")                         \
  X(BAD_FILE, 11, "the weights cannot be read or are no safetensors file")     \
  X(OTHER_MODEL, 12, "the weights are those of another model")                 \
  X(CANNOT_WRITE, 13, "the file cannot be written")                            \
  X(NO_UNWIND, 14, "the host is linked without --eh-frame-hdr")                \
  X(INTERNAL, 15, "an error of aec itself")

enum {
#define AEC_LIBRARY_STATUS(name, value, text) AEC_LIBRARY_##name = value,
  AEC_LIBRARY_STATUSES(AEC_LIBRARY_STATUS)
#undef AEC_LIBRARY_STATUS
};

/// Bytes of the caller's memory before its tables and tensors.
#define AEC_LIBRARY_CONTEXT_BYTES 1024

/// A compiled model and the memory it takes: fixed_bytes + sample_bytes * C +
/// the largest of the arena lines at C, where C is the batch rounded up to 16.
typedef struct aec_library {
  /// As aec_models.
  const aec_model *const *models;
  int64_t fixed_bytes;
  int64_t sample_bytes;
  int64_t line_count;
  const aec_batch_bytes *lines;
  /// Not 0: learning rates or weights of terms follow epochs.
  int64_t scheduled;
} aec_library;

/// Fields of 0 stand for the definition's, and for one thread.
typedef struct aec_library_options {
  /// Rows of a step at most, and of a piece of an entry's rows.
  int64_t batch;
  int64_t seed;
  /// 1 makes no thread.
  int64_t threads;
  /// What schedules follow: the planned epochs, the steps of one.
  int64_t epochs, steps_per_epoch;
} aec_library_options;

/// A model at the start of its caller's memory.
typedef struct aec_library_model aec_library_model;

/// Bytes for a batch; 0 where it is out of range.
size_t aec_library_memory_bytes(const aec_library *library, int64_t batch);

/// Makes a model with initial weights in `memory`, of any alignment, which must
/// stay where it is. `options` may be null.
int aec_library_init(const aec_library *library, void *memory, size_t bytes,
                     const aec_library_options *options,
                     aec_library_model **model);

/// Ends the threads, frees what load kept of a file; the memory is the caller's
/// again.
int aec_library_close(aec_library_model *model);

/// Weights from a safetensors file or its bytes; nothing changes on an error.
int aec_library_load(aec_library_model *model, const char *path);
int aec_library_load_memory(aec_library_model *model, const void *bytes,
                            size_t size);

/// Writes the weights: the old file or the whole new one.
int aec_library_save(aec_library_model *model, const char *path);

/// The key of draws from now on.
int aec_library_set_seed(aec_library_model *model, int64_t seed);

/// Fits the normalisers on `rows` rows. `inputs` has a pointer for every input
/// of the model, in their order, null for those that no objective uses.
int aec_library_fit(aec_library_model *model, const void *const *inputs,
                    int64_t rows);

/// One batch of training, 1 to `batch` rows: every objective that is due. A
/// learning rate of 0 is the definition's. `losses` may be null; else it gets,
/// for every objective, the total and every term, NaN for one that is not due.
int aec_library_train_step(aec_library_model *model, const void *const *inputs,
                           int64_t rows, double learning_rate, double *losses);

/// The same losses without a step: means over any number of rows.
int aec_library_evaluate(aec_library_model *model, const void *const *inputs,
                         int64_t rows, double *losses);

/// Entry `entry` of the model over any number of rows.
int aec_library_run(aec_library_model *model, int64_t entry,
                    const void *const *inputs, int64_t rows,
                    void *const *outputs);

/// What a status means; never null.
const char *aec_library_error_text(int status);

/// What the model's last call had to say beyond its status, "" for nothing.
const char *aec_library_message(const aec_library_model *model);

#ifdef __cplusplus
}
#endif

#endif // AEC_RUNTIME_LIBRARY_H
