//===- Library.h - The files of --emit=lib --------------------------------===//
#ifndef AEC_LIB_DRIVER_LIBRARY_H
#define AEC_LIB_DRIVER_LIBRARY_H

#include "Link.h"
#include "aec/Target/Library.h"

namespace aec {

/// Fails where `output` is no name of a library or `model` cannot be in one.
llvm::Error checkLibrary(const ModelDescription &model, llvm::StringRef output);

/// Links `linking.object` into `output`, an archive or a shared library by its
/// suffix, and writes the header beside it: libmnist.a, mnist.h. Neither is
/// touched where it fails.
llvm::Error linkLibrary(LinkOptions linking, const LibraryInterface &library,
                        llvm::StringRef output);

} // namespace aec

#endif // AEC_LIB_DRIVER_LIBRARY_H
