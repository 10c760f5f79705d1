//===- FakeProgram.cpp - The table main() reads ---------------------------===//
//
// FAKE_MODEL names the descriptor; a second one asks for a newer CPU first, as
// a real program with several levels does.
//
//===----------------------------------------------------------------------===//
#include "FakeModel.h"

extern const aec_model *const aec_models[] = {&FAKE_MODEL, nullptr};
