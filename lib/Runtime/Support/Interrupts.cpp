//===- Interrupts.cpp - Signal handlers of a training run -----------------===//
//
// SA_RESETHAND makes the second signal final; SA_RESTART keeps a save that is
// under way whole.
//
//===----------------------------------------------------------------------===//
#include "Interrupts.h"

using namespace aec::runtime;

static volatile sig_atomic_t noted = 0;

static void note(int signal) { noted = signal; }

Interrupts::Interrupts() {
  noted = 0;
  struct sigaction action = {};
  action.sa_handler = note;
  action.sa_flags = SA_RESETHAND | SA_RESTART;
  for (int at = 0; at < 3; ++at) {
    sigaction(kSignals[at], nullptr, &old[at]);
    if (old[at].sa_handler != SIG_IGN)
      sigaction(kSignals[at], &action, nullptr);
  }
}

Interrupts::~Interrupts() {
  for (int at = 0; at < 3; ++at)
    sigaction(kSignals[at], &old[at], nullptr);
}

int Interrupts::received() const { return noted; }
