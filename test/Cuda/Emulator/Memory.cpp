//===- Memory.cpp - Allocations, and the check of every access ------------===//
#include "Memory.h"

#include <cstdio>
#include <cstring>

using namespace aec::emulator;

constexpr uint64_t kGap = 4096;

uint64_t Memory::allocate(uint64_t bytes) {
  Allocation made;
  made.address = next;
  made.bytes = bytes;
  made.data.reset(new char[bytes + 64]);
  std::memset(made.data.get(), 0xff, bytes);
  next += (bytes + 2 * kGap) / kGap * kGap;
  total += bytes;
  uint64_t address = made.address;
  live[address] = std::move(made);
  return address;
}

bool Memory::release(uint64_t address) {
  auto found = live.find(address);
  if (found == live.end())
    return false;
  total -= found->second.bytes;
  live.erase(found);
  return true;
}

const Allocation *Memory::find(uint64_t address, uint64_t bytes) const {
  auto after = live.upper_bound(address);
  if (after == live.begin())
    return nullptr;
  const Allocation &found = std::prev(after)->second;
  uint64_t offset = address - found.address;
  return offset <= found.bytes && bytes <= found.bytes - offset ? &found
                                                                : nullptr;
}

char *Memory::at(uint64_t address, uint64_t bytes) const {
  if (const Allocation *found = find(address, bytes))
    return found->data.get() + (address - found->address);
  char text[96];
  std::snprintf(text, sizeof text,
                "%llu bytes at 0x%llx are not in any allocation",
                (unsigned long long)bytes, (unsigned long long)address);
  throw Fault(700, text);
}
