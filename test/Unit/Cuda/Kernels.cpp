//===- Kernels.cpp - Text around the instruction under test ---------------===//
#include "Kernels.h"

#include <cstring>

using namespace aec::emulator;

std::string aec::emulator::moduleOf(const std::string &body,
                                    const std::string &before) {
  return ".version 8.0\n.target sm_80\n.address_size 64\n" + before +
         R"(
.visible .entry test(
	.param .u64 .ptr .global .align 1 test_param_0,
	.param .u64 .ptr .global .align 1 test_param_1,
	.param .u64 .ptr .global .align 1 test_param_2,
	.param .u64 .ptr .global .align 1 test_param_3
)
{
	.reg .pred %p<10>;
	.reg .b16 %rs<20>;
	.reg .b32 %r<40>;
	.reg .b64 %rd<40>;
	ld.param.b64 %rd10, [test_param_0];
	ld.param.b64 %rd11, [test_param_1];
	ld.param.b64 %rd12, [test_param_2];
	ld.param.b64 %rd13, [test_param_3];
)" + body +
         "\n\tret;\n}\n";
}

Words aec::emulator::apply(const std::string &instruction, bool wide,
                           const Words &a, const Words &b, const Words &c) {
  std::string body = R"(
	mov.u32 %r10, %ctaid.x;
	mov.u32 %r11, %ntid.x;
	mov.u32 %r12, %tid.x;
	mad.lo.s32 %r13, %r10, %r11, %r12;
	mul.wide.u32 %rd20, %r13, 8;
	add.s64 %rd21, %rd11, %rd20;
	add.s64 %rd22, %rd12, %rd20;
	add.s64 %rd23, %rd13, %rd20;
	add.s64 %rd24, %rd10, %rd20;
	ld.global.b64 %rd1, [%rd21];
	ld.global.b64 %rd2, [%rd22];
	ld.global.b64 %rd3, [%rd23];
	ld.global.b32 %r1, [%rd21];
	ld.global.b32 %r2, [%rd22];
	ld.global.b32 %r3, [%rd23];
	mov.b64 %rd4, 0;
	mov.b32 %r4, 0;
)" + instruction + (wide ? "" : "\ncvt.u64.u32 %rd4, %r4;") +
                     "\nst.global.b64 [%rd24], %rd4;";
  Memory memory;
  Module module = parse(moduleOf(body), memory);
  // Blocks of 32, so that the last one is the only one that may be short.
  size_t count = a.size(), bytes = count * 8;
  uint64_t parameters[4];
  const Words *values[] = {&a, &a, &b, &c};
  for (int at = 0; at < 4; ++at) {
    parameters[at] = memory.allocate(bytes);
    std::memcpy(memory.at(parameters[at], bytes), values[at]->data(), bytes);
  }
  if (count % 32)
    throw Fault(1, "expected a multiple of 32 values");
  launch(module.kernels[0], {{unsigned(count / 32), 1, 1}, {32, 1, 1}, 0},
         reinterpret_cast<const char *>(parameters), memory);
  Words result(count);
  std::memcpy(result.data(), memory.at(parameters[0], bytes), bytes);
  return result;
}

void aec::emulator::runBlock(const std::string &body, Words &data,
                             unsigned threads, const std::string &before) {
  Memory memory;
  Module module = parse(moduleOf(body, before), memory);
  size_t bytes = data.size() * 8;
  uint64_t parameters[4] = {memory.allocate(bytes)};
  std::memcpy(memory.at(parameters[0], bytes), data.data(), bytes);
  launch(module.kernels[0], {{1, 1, 1}, {threads, 1, 1}, 0},
         reinterpret_cast<const char *>(parameters), memory);
  std::memcpy(data.data(), memory.at(parameters[0], bytes), bytes);
}
