//===- Parser.h - PTX text to instructions --------------------------------===//
#ifndef AEC_TEST_CUDA_EMULATOR_PARSER_H
#define AEC_TEST_CUDA_EMULATOR_PARSER_H

#include "Module.h"

namespace aec::emulator {

/// A piece of the module's text and the line that it starts at.
struct Text {
  std::string text;
  int line = 1;
};

/// Without comments and blanks at the ends; lines stay where they are.
std::string withoutComments(const std::string &ptx);
std::string trimmed(const std::string &text);

/// Cuts at `separator` outside brackets and braces; pieces are trimmed.
std::vector<std::string> split(const std::string &text, char separator);

/// The statements of a body, labels (with their colon) apart.
std::vector<Text> statements(const Text &body);

/// A number as PTX writes it (0x1f, -3, 0f3F800000, 0d...); false: none.
bool parseNumber(const std::string &text, uint64_t &bits);

/// The bytes of "name[n]" or a plain name of type `type` (".b8").
int64_t declaredBytes(const std::string &declarator, const std::string &type);

/// Makes the code of one kernel out of its statements.
class KernelParser {
public:
  /// `symbols`: addresses of the module's variables. Shared variables of the
  /// module have been counted in `kernel` already.
  KernelParser(Kernel &kernel, std::map<std::string, uint64_t> symbols)
      : kernel(kernel), symbols(std::move(symbols)) {}
  void parse(const Text &body);

private:
  void declare(const Text &statement);
  void variable(const std::string &text, int64_t &total);
  void instruction(const Text &statement);
  void operands(Instruction &made, const std::string &text);
  void address(Instruction &made, const std::string &text);
  int operand(const std::string &text);
  int destination(const std::string &text);
  int registerOf(const std::string &name);
  int constant(uint64_t bits);
  void resolve();

  Kernel &kernel;
  std::map<std::string, uint64_t> symbols;
  std::map<std::string, int> registers, labels;
  std::map<std::string, std::vector<std::string>> tables;
  /// Instructions and the labels they jump to.
  std::vector<std::pair<size_t, std::vector<std::string>>> jumps;
  std::string lastLabel;
};

} // namespace aec::emulator

#endif // AEC_TEST_CUDA_EMULATOR_PARSER_H
