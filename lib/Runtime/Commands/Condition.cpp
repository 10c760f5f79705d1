//===- Condition.cpp - One number for all samples -------------------------===//
#include "Condition.h"

#include "../Error.h"

#include <charconv>
#include <cstring>

using namespace aec::runtime;

/// All `rows` samples of one number each, as a file of them would be read.
static Array constantArray(const std::string &text, const aec_input &input,
                           int64_t rows) {
  double value = 0;
  const char *last = text.data() + text.size();
  auto [end, error] = std::from_chars(text.data(), last, value);
  if (error != std::errc() || end != last)
    throw UsageError(concat("--condition ", quote(text), " for ",
                            quote(input.tensor.name),
                            ": expected a number, such as a class"));
  if (sampleElements(input.tensor) != 1)
    throw UsageError(concat("--condition gives one number a sample, input ",
                            quote(input.tensor.name), " takes ",
                            sampleElements(input.tensor), "; use --data"));
  Array array;
  array.origin = "--condition " + text;
  array.format = "npy"; // numbers as they are, divided by nothing
  array.shape = {rows};
  std::vector<double> values(rows, value);
  array.bytes.resize(rows * sizeof(double));
  std::memcpy(array.bytes.data(), values.data(), array.bytes.size());
  return array;
}

Samples
aec::runtime::conditionSamples(const std::vector<std::string> &conditions,
                               const std::vector<Slot> &slots, int64_t rows,
                               ThreadPool &pool) {
  std::vector<std::string> names;
  std::string list;
  for (const Slot &slot : slots) {
    names.push_back(slot.input.tensor.name);
    list += (list.empty() ? "" : ", ") + names.back();
  }
  if (conditions.size() != slots.size())
    throw UsageError(concat("--condition is needed for each of ", list,
                            ": --condition NAME=NUMBER"));
  std::map<std::string, std::string> values =
      bindFiles("--condition", conditions, names, true);
  Samples samples;
  for (const Slot &slot : slots)
    samples.add(slot.key,
                prepare(constantArray(values.at(slot.input.tensor.name),
                                      slot.input, rows),
                        slot.input, pool));
  return samples;
}
