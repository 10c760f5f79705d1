#ifdef SHARED
#include "shared.h"
#else
#include "machine.h"
#endif
#include <stdio.h>

int main(void) {
  printf("%d numbers a row, %s\n", MACHINE_ROW_SIZE,
         machine_error_text(MACHINE_OK));
  return 0;
}
