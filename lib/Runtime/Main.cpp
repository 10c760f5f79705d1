//===- Main.cpp - main() of every compiled program ------------------------===//
//
// In an archive of its own, so that tests and embedders bring theirs. Compiled
// for baseline x86-64: on an old CPU it must live long enough to say so.
//
//===----------------------------------------------------------------------===//
#include "Commands/Bench.h"
#include "Commands/Program.h"

int main(int argc, char **argv) {
  aec::runtime::markStart();
  return aec::runtime::runProgram(aec_models, argc, argv);
}
