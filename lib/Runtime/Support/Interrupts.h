//===- Interrupts.h - Ctrl-C asks, the second Ctrl-C ends -----------------===//
//
// While one of these lives, SIGINT, SIGTERM, SIGHUP and SIGPIPE are noted; the
// next has its default effect, but for SIGPIPE, which a reader that went away
// (head, a pager) causes with every line. Signals that the parent ignores
// (nohup, background jobs) stay ignored.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_INTERRUPTS_H
#define AEC_LIB_RUNTIME_INTERRUPTS_H

#include <csignal>

namespace aec::runtime {

class Interrupts {
public:
  Interrupts();
  ~Interrupts();
  Interrupts(const Interrupts &) = delete;
  Interrupts &operator=(const Interrupts &) = delete;

  /// The signal that came, 0 without one.
  int received() const;

private:
  static constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
  static constexpr int kCount = 4;
  struct sigaction old[kCount];
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_INTERRUPTS_H
