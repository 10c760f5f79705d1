//===- Sizes.h - Named sizes of a definition ------------------------------===//
//
// A size is an attribute alias with a number, `#latent = 32`, on a line of its
// own: MLIR's parser, and with it the language server, knows it. A command line
// that gives another number changes that line and no other text, so that
// messages keep their places.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_DRIVER_SIZES_H
#define AEC_LIB_DRIVER_SIZES_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Error.h"

#include <string>

namespace aec {

/// The option `-D latent=16` of a command.
class SizesOption {
public:
  explicit SizesOption(llvm::cl::OptionCategory &category);
  llvm::ArrayRef<std::string> settings() const { return list; }

private:
  llvm::cl::list<std::string> list;
};

/// `text` with the sizes that `settings` ("latent=16") name. Fails where one is
/// not of this form, is no size, or names none that the text declares.
llvm::Expected<std::string> setSizes(llvm::StringRef text,
                                     llvm::ArrayRef<std::string> settings);

} // namespace aec

#endif // AEC_LIB_DRIVER_SIZES_H
