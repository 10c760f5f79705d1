/* Trains the example "tabular" from C, in memory without heap, and writes what
   its entries give: the test compares every byte with the program's. Linked
   with
   --wrap=malloc, so that a call of it while training is seen. */
#include "machine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { kBatch = 32, kRows = 2000, kPiece = 700 };

static char memory[MACHINE_MEMORY_BYTES(kBatch) + 1];
static float rows[kRows][MACHINE_ROW_SIZE];
static float latents[kRows][MACHINE_ENCODE_OUT_SIZE];
static float again[kRows][MACHINE_RECONSTRUCT_OUT_SIZE];
static float scores[kRows];

static int allocations;
void *__real_malloc(size_t bytes);
void *__wrap_malloc(size_t bytes) {
  ++allocations;
  return __real_malloc(bytes);
}

static void check(machine_model *model, machine_status status,
                  const char *what) {
  if (status == MACHINE_OK)
    return;
  fprintf(stderr, "%s: %s; %s\n", what, machine_error_text(status),
          machine_message(model));
  exit(1);
}

static void write_file(const char *path, const void *data, size_t bytes) {
  FILE *file = fopen(path, "wb");
  if (!file || fwrite(data, 1, bytes, file) != bytes || fclose(file))
    exit(2);
}

static void train(machine_model *model, int epochs) {
  double losses[MACHINE_LOSSES], sum = 0;
  for (int epoch = 0; epoch < epochs; ++epoch)
    for (int first = 0; first < kRows; first += kBatch) {
      int count = kRows - first < kBatch ? kRows - first : kBatch;
      check(model, machine_train_step(model, rows[first], count, 0, losses),
            "train_step");
      if (epoch == epochs - 1)
        sum += losses[MACHINE_LOSS_RECONSTRUCTION] * count;
    }
  printf("loss %.4g\n", sum / kRows);
}

int main(int argc, char **argv) {
  if (argc != 3)
    return 2;
  FILE *file = fopen(argv[1], "rb");
  if (!file || fread(rows, sizeof rows, 1, file) != 1)
    return 2;
  fclose(file);
  /* No alignment is asked for. */
  machine_options options = {.batch = kBatch, .seed = 5};
  machine_model *model;
  check(NULL, machine_init(memory + 1, sizeof memory - 1, &options, &model),
        "init");
  allocations = 0;
  train(model, atoi(argv[2]));
  check(model, machine_encode(model, rows[0], kRows, latents[0]), "encode");
  check(model, machine_reconstruct(model, rows[0], kPiece, again[0]),
        "reconstruct");
  check(model, machine_score(model, rows[0], kRows, scores), "score");
  if (allocations) {
    fprintf(stderr, "%d calls of malloc\n", allocations);
    return 1;
  }
  check(model, machine_save(model, "embedded.safetensors"), "save");
  write_file("latents.f32", latents, sizeof latents);
  write_file("again.f32", again, kPiece * sizeof again[0]);
  write_file("scores.f32", scores, sizeof scores);
  check(model, machine_close(model), "close");
  return machine_close(model) == MACHINE_NO_MODEL ? 0 : 1;
}
