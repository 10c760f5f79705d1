//===- Interrupts.cpp - Signal handlers of a training run -----------------===//
//
// SA_RESETHAND makes the second signal final; SA_RESTART keeps a save that is
// under way whole. A broken pipe is no final word: each line that is printed
// while the run saves breaks it again, also when this is gone.
//
//===----------------------------------------------------------------------===//
#include "Interrupts.h"

using namespace aec::runtime;

static volatile sig_atomic_t noted = 0;

static void note(int signal) {
  if (!noted)
    noted = signal;
}

Interrupts::Interrupts() {
  noted = 0;
  struct sigaction action = {};
  action.sa_handler = note;
  for (int at = 0; at < kCount; ++at) {
    action.sa_flags = SA_RESTART | (kSignals[at] == SIGPIPE ? 0 : SA_RESETHAND);
    sigaction(kSignals[at], nullptr, &old[at]);
    if (old[at].sa_handler != SIG_IGN)
      sigaction(kSignals[at], &action, nullptr);
  }
}

Interrupts::~Interrupts() {
  for (int at = 0; at < kCount; ++at)
    if (kSignals[at] != SIGPIPE || !noted)
      sigaction(kSignals[at], &old[at], nullptr);
}

int Interrupts::received() const { return noted; }
