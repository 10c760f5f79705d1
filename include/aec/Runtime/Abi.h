//===- Abi.h - The C ABI between a compiled model and its runtime ---------===//
//
// A compiled model is one object file: generated functions and one constant
// descriptor a CPU level. The runtime drives them and knows nothing of LLVM;
// the generated code knows nothing of the runtime but what is declared here.
// Every field is eight bytes wide, so that the compiler lays the descriptor
// out without asking a C compiler. The descriptor is metadata (names, shapes,
// sizes): it is never interpreted to compute a step.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_RUNTIME_ABI_H
#define AEC_RUNTIME_ABI_H

#include "aec/Runtime/CudaAbi.h"
#include "aec/Runtime/OneDnnAbi.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Changed whenever a structure or the meaning of a field below changes.
#define AEC_ABI_VERSION 7

/// Element types. Values are part of the ABI.
enum { AEC_F32 = 0, AEC_F64 = 1, AEC_I32 = 2, AEC_I64 = 3, AEC_U8 = 4 };

/// What a state tensor is. Parameters and statistics are stored in the weights
/// file; moments belong to an optimizer and are stored in checkpoints alone. A
/// counter is a statistic that files hold as int64. An accumulator is a sum of
/// gradients: `accumulate` and `update` of an objective alone use it, so that
/// its pointer may be null where nobody calls them.
enum {
  AEC_PARAMETER = 0,
  AEC_STATISTIC = 1,
  AEC_MOMENT = 2,
  AEC_COUNTER = 3,
  AEC_ACCUMULATOR = 4
};

/// How a state tensor starts. UNIFORM: a = low, b = high; NORMAL: a = mean,
/// b = standard deviation; CONSTANT: a.
enum { AEC_INIT_CONSTANT = 0, AEC_INIT_UNIFORM = 1, AEC_INIT_NORMAL = 2 };

/// Methods of a fitted normaliser: y = (x - offset) * scale, column by column.
/// STANDARDIZE: mean and 1/standard deviation (population); MINMAX: minimum and
/// 1/(maximum - minimum); ROBUST: median and 1/(third - first quartile).
enum { AEC_STANDARDIZE = 0, AEC_MINMAX = 1, AEC_ROBUST = 2 };

/// CPU levels, as the x86-64 psABI names them; AEC_CPU_GENERIC runs anywhere.
enum { AEC_CPU_GENERIC = 0, AEC_CPU_X86_64_V3 = 3, AEC_CPU_X86_64_V4 = 4 };

/// Status of a generated function.
enum { AEC_OK = 0, AEC_NONFINITE_LOSS = 1 };

/// Arguments of one call of a generated function. The caller owns all memory.
/// Code for a GPU takes pointers into the device's memory, except for the frame
/// and its three lists of pointers, and only enqueues work: it reads `batch`
/// and pointers, and returns AEC_OK.
typedef struct aec_frame {
  aec_runtime *runtime;
  /// Rows of this call's batch; every batch-led tensor has this many.
  int64_t batch;
  /// One pointer a state tensor, in the order of aec_model.states.
  void *const *states;
  /// One pointer an argument: row-major, 64-byte aligned, batch leading.
  const void *const *inputs;
  /// One pointer a result: row-major, 64-byte aligned, batch leading.
  void *const *outputs;
  /// At least as many bytes as the largest of the code's arena lines, 64-byte
  /// aligned. Its content does not matter before and is garbage after.
  void *arena;
  /// Of a step: steps this objective has taken, this one included (the first is
  /// 1). Of other functions: rows before this call's, so that draws do not
  /// depend on how rows are split into calls.
  int64_t step;
  /// Key of the counter-based random draws.
  int64_t seed;
  /// Learning rate of this step, schedule applied.
  double learning_rate;
  /// Epochs before this step, a real number, and the planned number of them:
  /// schedules of weights follow them.
  double epoch, epochs;
  /// Of `update`: what the accumulated gradient is multiplied by.
  double gradient_weight;
  /// Of code for a GPU: device memory that holds the scalars; null otherwise.
  const aec_device_scalars *scalars;
} aec_frame;

/// Returns AEC_OK, or AEC_NONFINITE_LOSS with no state changed.
typedef int64_t (*aec_function)(const aec_frame *frame);

/// Shape and type of one tensor; dims[0] is -1 where the batch leads.
typedef struct aec_tensor {
  const char *name;
  int64_t dtype;
  int64_t rank;
  const int64_t *dims;
} aec_tensor;

/// Bytes as a function of the batch: fixed + per_sample * (batch rounded up to
/// 16).
typedef struct aec_batch_bytes {
  int64_t fixed;
  int64_t per_sample;
} aec_batch_bytes;

/// A generated function with the arena it needs: the largest of the lines. One
/// line above all of them was up to 71% too much between small batches, where
/// fixed buffers lead, and large ones.
typedef struct aec_code {
  aec_function run;
  int64_t arena_line_count;
  const aec_batch_bytes *arena_lines;
} aec_code;

/// How memory holds a tensor's elements: those of the file, row-major, are seen
/// as a tensor of the sizes `dims`, and memory has its dimensions in another
/// order, the dimension order[0] of it outermost. A matrix swapped is dims
/// {rows, columns} and order {1, 0}.
typedef struct aec_layout {
  int64_t rank;
  const int64_t *dims;
  const int64_t *order;
} aec_layout;

/// A tensor that lives from step to step.
typedef struct aec_state {
  /// Name and shape as files have them (PyTorch's: "encoder.0.weight").
  aec_tensor tensor;
  int64_t role;
  /// Null: memory is as the file.
  const aec_layout *layout;
  int64_t init;
  double init_a;
  double init_b;
} aec_state;

/// A declared input of the model: what `--data` gives, after preparation.
typedef struct aec_input {
  aec_tensor tensor;
  /// Integers are divided by this; 0: by the maximum of the file's type.
  double integer_scale;
  /// Picture geometry in pixels, 0 where the input is no picture.
  int64_t height, width, channels;
  /// Integers are 0 to classes - 1; 0: any.
  int64_t classes;
  /// Not 0: values may be NaN, "not observed".
  int64_t missing;
} aec_input;

/// A normaliser fitted on the training rows of an input before the first step.
typedef struct aec_normalizer {
  int64_t method;
  /// Index in aec_model.inputs.
  int64_t input;
  /// Indices in aec_model.states; both have the input's shape without batch.
  int64_t offset_state, scale_state;
  /// Not 0: the runtime applies it while preparing data (and inverts it where
  /// an entry writes original units); 0: compiled code applies it.
  int64_t in_preparation;
} aec_normalizer;

/// A named weighted term of an objective.
typedef struct aec_term {
  const char *name;
  double weight;
} aec_term;

/// One objective. `step` computes losses, gradients and updates; `evaluate`
/// computes the losses alone and changes no state. Both write outputs[0]:
/// dtype values [1 + terms]: the weighted total, then every term unweighted,
/// each the mean over the batch.
typedef struct aec_objective {
  const char *name;
  int64_t dtype;
  int64_t input_count;
  /// Indices in aec_model.inputs, in the order of aec_frame.inputs.
  const int64_t *inputs;
  int64_t term_count;
  const aec_term *terms;
  aec_code step, evaluate;
  double learning_rate;
  /// The scheduled rate of the batch `step` of the run (from 1); null:
  /// constant. `epochs` is the planned number of epochs.
  double (*schedule)(double base, int64_t step, int64_t steps_per_epoch,
                     int64_t epochs);
  /// Steps on batches every, 2 * every, ... of the run (with --accumulate:
  /// updates); 0 is 1.
  int64_t every;
  /// For people: the networks it trains and its optimizer.
  const char *training;
  /// The step in two halves. `accumulate` has the step's arguments and losses,
  /// adds the gradient to the accumulators and moves statistics;
  /// aec_frame.step numbers batches there. `update` takes the accumulators
  /// times aec_frame.gradient_weight for the gradient, clips, updates, and
  /// leaves them as they are; its batch is 1, it has no inputs and results, and
  /// aec_frame.step numbers updates. `run` is null in both where they were not
  /// compiled.
  aec_code accumulate, update;
  /// Indices in aec_model.states.
  int64_t accumulator_count;
  const int64_t *accumulators;
} aec_objective;

/// Something the program offers: encode, decode, reconstruct, score, ...
typedef struct aec_entry {
  const char *name;
  int64_t input_count;
  const aec_tensor *inputs;
  /// For each argument the index in aec_model.inputs whose preparation applies,
  /// or -1 (a latent, taken as it is).
  const int64_t *input_sources;
  int64_t output_count;
  const aec_tensor *outputs;
  /// For each result the index in aec_model.inputs whose units and picture
  /// geometry it has, or -1.
  const int64_t *output_targets;
  aec_code code;
} aec_entry;

/// Everything the runtime has to know of a model.
typedef struct aec_model {
  int64_t abi_version;
  const char *name;
  /// Hash of the definition, hexadecimal; checkpoints carry it.
  const char *hash;
  int64_t cpu_level;
  int64_t state_count;
  const aec_state *states;
  int64_t input_count;
  const aec_input *inputs;
  int64_t normalizer_count;
  const aec_normalizer *normalizers;
  int64_t objective_count;
  const aec_objective *objectives;
  int64_t entry_count;
  const aec_entry *entries;
  int64_t default_epochs;
  int64_t default_batch_size;
  int64_t matmul_count;
  const aec_onednn_matmul_spec *matmuls;
  const aec_onednn_backend *onednn;
  /// The first result of the entry "encode" holds whole multiples of this; 0:
  /// any numbers.
  double latent_step;
  /// Null: the functions are code for the CPU.
  const aec_cuda *cuda;
} aec_model;

/// The descriptors of this program, best CPU level first, null-terminated.
/// Defined by the compiled object.
extern const aec_model *const aec_models[];

/// Makes what aec_frame.runtime points to: a pool of `threads` threads, the
/// caller's included. Null where `threads` is not in 1 to 4096 or the system
/// refuses them. A shared library (--emit=shared) exports it and the next for
/// hosts that call its functions; programs have a runtime of their own.
aec_runtime *aec_runtime_create(int64_t threads);

/// Ends the threads and frees the library's primitives; null is ignored.
void aec_runtime_destroy(aec_runtime *runtime);

/// Runs body(closure, lo, hi) over a partition of [0, count) on the pool and
/// returns when all of it is done. Pieces are multiples of `grain` but for the
/// last. A body must write disjoint memory for disjoint ranges, so that results
/// do not depend on the partition. Without a runtime (null) the caller's thread
/// does it all. Called from generated code.
void aec_parallel_for(aec_runtime *runtime, int64_t count, int64_t grain,
                      void (*body)(void *closure, int64_t lo, int64_t hi),
                      void *closure);

#ifdef __cplusplus
}
#endif

#endif // AEC_RUNTIME_ABI_H
