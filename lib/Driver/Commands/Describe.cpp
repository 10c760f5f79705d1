//===- Describe.cpp - aec describe ----------------------------------------===//
#include "Commands.h"

int aec::runDescribe(int argc, char **argv) { return 1; }
