//===- Choice.h - Options with a list of values ---------------------------===//
//
// LLVM's own parser says "Cannot find option named 'bogus'!" of a value it does
// not know; a user wants the values there are.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_DRIVER_COMMANDS_CHOICE_H
#define AEC_LIB_DRIVER_COMMANDS_CHOICE_H

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"

namespace aec {

template <typename T> class ChoiceParser : public llvm::cl::parser<T> {
public:
  using llvm::cl::parser<T>::parser;

  /// True where `value` is none of the values, as LLVM has it.
  bool parse(llvm::cl::Option &option, llvm::StringRef name,
             llvm::StringRef value, T &result) {
    llvm::SmallVector<std::string> choices;
    for (const auto &choice : this->Values) {
      if (choice.Name == value) {
        result = choice.V.getValue();
        return false;
      }
      choices.push_back(choice.Name.str());
    }
    return option.error("unknown value '" + value + "', expected one of " +
                        llvm::join(choices, ", "));
  }
};

/// An option whose value is one of an enum's, listed with cl::values.
template <typename T>
using Choice = llvm::cl::opt<T, /*ExternalStorage=*/false, ChoiceParser<T>>;

/// The same for a list of them, separated by commas.
template <typename T> using Choices = llvm::cl::list<T, bool, ChoiceParser<T>>;

} // namespace aec

#endif // AEC_LIB_DRIVER_COMMANDS_CHOICE_H
