//===- Module.h - Decoded PTX ---------------------------------------------===//
//
// A kernel is a vector of instructions, each with the function that runs it for
// a warp. Registers hold 64 bits a lane, whatever their type: narrower values
// are in the low bits, the rest is zero.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_TEST_CUDA_EMULATOR_MODULE_H
#define AEC_TEST_CUDA_EMULATOR_MODULE_H

#include "Memory.h"

#include <array>
#include <vector>

namespace aec::emulator {

constexpr int kLanes = 32;
using Lanes = std::array<uint64_t, kLanes>;

class Warp;
struct Instruction;
using Handler = void (*)(Warp &warp, const Instruction &instruction);

/// State spaces of ld, st and atom.
enum class Space { Generic, Global, Shared, Local, Param };

/// Rounding of cvt.
enum class Rounding { None, Nearest, Zero, Down, Up };

struct Instruction {
  Handler run = nullptr;
  /// Registers written; kSink takes what nobody wants.
  std::vector<int> to;
  /// Registers read; ~index is one of the kernel's constants.
  std::vector<int> from;
  /// Of a branch, -1 otherwise; of brx.idx all of them.
  std::vector<int> targets;
  /// Guarding predicate (-1: none), and whether it is negated.
  int guard = -1;
  bool guardNegated = false;
  /// Offset of an address.
  int64_t offset = 0;
  Space space = Space::Generic;
  Rounding rounding = Rounding::None;
  bool saturate = false;
  /// Bits of the type, and whether registers get the sign.
  int bits = 0;
  bool isSigned = false;
  /// cvt alone: the type it converts from, as the letter and bits.
  char toKind = 'b', fromKind = 'b';
  int fromBits = 0;
  /// A place that a warp leaves its straight line at: run decides where to.
  bool isControl = false;
  int line = 0;
  std::string text;
};

constexpr int kSink = 0;

struct Parameter {
  std::string name;
  int64_t offset = 0, bytes = 0;
};

struct Kernel {
  std::string name;
  std::vector<Parameter> parameters;
  int64_t parameterBytes = 0, sharedBytes = 0, localBytes = 0;
  /// .maxntid or .reqntid: the largest block; 0: not said.
  int64_t maxThreads = 0;
  int registers = 1;
  std::vector<Lanes> constants;
  /// Registers that hold %tid.x and the like from the start.
  std::vector<std::pair<std::string, int>> specials;
  std::vector<Instruction> code;
};

struct Module {
  std::vector<Kernel> kernels;
  /// Addresses of .global variables, which belong to the module.
  std::vector<uint64_t> variables;
};

/// Decodes a module; .global variables are allocated in `memory`. Throws Fault
/// (218, invalid PTX) naming the line.
Module parse(const std::string &ptx, Memory &memory);

/// Completes `instruction` from its mnemonic ("add.s32"); false: unknown.
bool decode(const std::string &mnemonic, Instruction &instruction);

struct Grid {
  unsigned grid[3], block[3];
  unsigned dynamicShared = 0;
};

/// Runs a kernel over a grid, blocks on all CPUs. `parameters` has
/// kernel.parameterBytes bytes. Throws Fault naming kernel, line and thread.
void launch(const Kernel &kernel, const Grid &grid, const char *parameters,
            const Memory &memory);

} // namespace aec::emulator

#endif // AEC_TEST_CUDA_EMULATOR_MODULE_H
