//===- Process.h - What a program takes for granted of its process --------===//
#ifndef AEC_LIB_RUNTIME_SUPPORT_PROCESS_H
#define AEC_LIB_RUNTIME_SUPPORT_PROCESS_H

#include <string>

namespace aec::runtime {

/// Before any file is opened: descriptors 0 to 2 are taken, so that no file
/// becomes standard output where that is closed, and a file beyond the limit of
/// `ulimit -f` is an error of write(), not the end.
void settleProcess();

/// How "cannot write standard output" goes on where what was printed could not
/// be written; empty where it was, and where standard output was closed from
/// the start, which wants nothing.
std::string lostOutput();

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_SUPPORT_PROCESS_H
