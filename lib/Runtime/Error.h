//===- Error.h - Errors inside the runtime carry one message --------------===//
//
// Parsers and commands throw Error; the command layer turns it into one line on
// standard error and exit code 1. Nothing is thrown through generated code or
// the C ABI: pool bodies do not throw.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_ERROR_H
#define AEC_LIB_RUNTIME_ERROR_H

#include <cstdint>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace aec::runtime {

/// A failure a user can act on: what() is lower-case, without final period, and
/// names the file, what was expected and what was found.
class Error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// A command line that makes no sense: exit code 2 instead of 1.
class UsageError : public Error {
public:
  using Error::Error;
};

/// The parts as one string, formatted as streams do.
template <typename... Parts> std::string concat(const Parts &...parts) {
  std::ostringstream stream;
  (stream << ... << parts);
  return stream.str();
}

/// Throws Error with the parts joined.
template <typename... Parts> [[noreturn]] void fail(const Parts &...parts) {
  throw Error(concat(parts...));
}

/// "28x28"; "scalar" for no dimension; "?" for a negative one.
std::string shapeText(const std::vector<int64_t> &shape);

/// "1 row", "3 rows".
std::string countText(int64_t count, const std::string &noun);

/// Bytes of user text made safe for one line of a terminal: control characters,
/// marks that turn the direction of writing, and what is not UTF-8 become '?'.
std::string printable(const std::string &text);

/// The same in quotes, with long text cut.
std::string quote(const std::string &text);

/// lhs * rhs into `product`; false where it does not fit. Both not negative.
inline bool multiply(int64_t lhs, int64_t rhs, int64_t &product) {
  return !__builtin_mul_overflow(lhs, rhs, &product);
}

/// Elements of a shape; false where a dimension is negative or the product
/// overflows.
bool elementCount(const std::vector<int64_t> &shape, int64_t &count);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_ERROR_H
