//===- CudaSets.cpp - Sending data and orders once ------------------------===//
#include "CudaSets.h"

#include "../Error.h"

#include <cstdint>

using namespace aec;
using namespace aec::runtime;

int64_t CudaSets::hold(const std::vector<HostRows> &data, int64_t rows,
                       int64_t room) {
  constexpr int64_t orderBytes = sizeof(int32_t);
  int64_t total = deviceBytes(rows * orderBytes);
  for (const HostRows &part : data) {
    // The kernel that gathers copies words, and counts rows in 32 bits.
    if (part.rowBytes % 4 || rows > INT32_MAX)
      return -1;
    total += deviceBytes(rows * part.rowBytes);
  }
  if (total > room)
    return -1;
  auto set = std::make_unique<Set>(driver);
  if (!set->values.grow(total) || !set->order.grow(rows * orderBytes))
    return -1;
  set->staged.grow(rows * orderBytes);
  set->rows = rows;
  int64_t offset = 0;
  for (const HostRows &part : data) {
    cuda::Address place = set->values.address() + cuda::Address(offset);
    set->sources[part.input] = {place, 0, part.rowBytes};
    offset += deviceBytes(rows * part.rowBytes);
    driver.checkWork(driver.cuMemcpyHtoDAsync_v2(place, part.values,
                                                 size_t(rows * part.rowBytes),
                                                 stream),
                     "taking the data");
  }
  driver.checkWork(driver.cuStreamSynchronize(stream), "taking the data");
  sets[next] = std::move(set);
  return next++;
}

void CudaSets::arrange(int64_t number, const int64_t *order) {
  Set &set = *sets.at(number);
  set.arranged = order != nullptr;
  if (!order)
    return;
  auto *staged = reinterpret_cast<int32_t *>(set.staged.data());
  for (int64_t at = 0; at < set.rows; ++at)
    staged[at] = int32_t(order[at]);
  driver.checkWork(
      driver.cuMemcpyHtoDAsync_v2(set.order.address(), staged,
                                  size_t(set.rows) * sizeof *staged, stream),
      "taking an order");
}

CudaSets::Source CudaSets::find(int64_t number, int64_t input) const {
  const Set &set = *sets.at(number);
  auto found = set.sources.find(input);
  if (found == set.sources.end())
    fail("the data that the GPU holds has nothing for input ", input);
  Source source = found->second;
  source.order = set.arranged ? set.order.address() : 0;
  return source;
}
