//===- Process.cpp - Descriptors and signals from the start ---------------===//
//
// As glibc does for set-user-id programs, with O_PATH of the root folder
// instead of /dev/null, which need not exist: reading and writing it fail with
// EBADF, as on the closed descriptor.
//
//===----------------------------------------------------------------------===//
#include "Process.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

void aec::runtime::settleProcess() {
  for (int descriptor = 0; descriptor <= 2; ++descriptor)
    if (fcntl(descriptor, F_GETFD) < 0)
      // The lowest one that is free: this one.
      (void)!open("/", O_PATH);
  std::signal(SIGXFSZ, SIG_IGN);
}

std::string aec::runtime::lostOutput() {
  bool failed = std::ferror(stdout);
  if (std::fflush(stdout) != 0)
    return errno == EBADF ? "" : std::string(": ") + std::strerror(errno);
  // stdio does not keep the reason of an earlier failure.
  bool closed = fcntl(STDOUT_FILENO, F_GETFL) & O_PATH;
  return failed && !closed ? " to its end" : "";
}
