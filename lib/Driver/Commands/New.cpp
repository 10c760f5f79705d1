//===- New.cpp - aec new --------------------------------------------------===//
#include "Commands.h"

int aec::runNew(int argc, char **argv) { return 1; }
