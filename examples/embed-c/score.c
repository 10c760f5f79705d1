/* Scores rows of numbers as they come: a line of CSV in, its score out. All
   memory is a static array whose size is known when this is compiled.

     score WEIGHTS < rows.csv > scores.txt */
#include "blocks.h"

#include <stdio.h>
#include <stdlib.h>

static char memory[BLOCKS_MEMORY_BYTES(1)];

/* The numbers of a line; 0 where there are fewer or other things than the model
 * takes. */
static int parse(const char *line, float row[BLOCKS_BLOCK_SIZE]) {
  for (int at = 0; at < BLOCKS_BLOCK_SIZE; ++at) {
    char *end;
    row[at] = strtof(line, &end);
    if (end == line)
      return 0;
    line = *end == ',' ? end + 1 : end;
  }
  return *line == '\n' || *line == '\0';
}

static int fail(const blocks_model *model, blocks_status status) {
  fprintf(stderr, "score: %s; %s\n", blocks_error_text(status),
          blocks_message(model));
  return 1;
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: score WEIGHTS < rows.csv > scores.txt\n");
    return 2;
  }
  blocks_options options = {.batch = 1};
  blocks_model *model;
  blocks_status status = blocks_init(memory, sizeof memory, &options, &model);
  if (status == BLOCKS_OK)
    status = blocks_load(model, argv[1]);
  if (status != BLOCKS_OK)
    return fail(model, status);

  char line[4096];
  for (long number = 1; fgets(line, sizeof line, stdin); ++number) {
    float row[BLOCKS_BLOCK_SIZE], score;
    if (!parse(line, row)) {
      fprintf(stderr, "score: line %ld is not %d numbers\n", number,
              BLOCKS_BLOCK_SIZE);
      return 1;
    }
    if ((status = blocks_score(model, row, 1, &score)) != BLOCKS_OK)
      return fail(model, status);
    printf("%.9g\n", score);
    fflush(stdout);
  }
  blocks_close(model);
  return 0;
}
