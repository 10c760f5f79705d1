//===- ModuleTest.cpp - What the emulation refuses ------------------------===//
#include "Kernels.h"

#include <gtest/gtest.h>

using namespace aec::emulator;

static std::string faultOf(const std::string &body, unsigned threads = 32) {
  Words data(4);
  try {
    runBlock(body, data, threads);
  } catch (const Fault &fault) {
    return std::to_string(fault.code) + ": " + fault.what();
  }
  return "none";
}

TEST(PtxModule, UnknownInstructionsNameTheLine) {
  EXPECT_EQ(faultOf("\tfrobnicate.f32 %r1, %r2;"),
            "218: line 20: frobnicate.f32 %r1, %r2: the emulation has no "
            "frobnicate.f32");
  EXPECT_EQ(faultOf("\tadd.rz.f32 %r1, %r2, %r3;"),
            "218: line 20: add.rz.f32 %r1, %r2, %r3: the emulation has no "
            "add.rz.f32");
  EXPECT_EQ(faultOf("\tbra NOWHERE;"), "218: unknown label NOWHERE");
  EXPECT_EQ(faultOf("\tmov.b64 %rd1, nothing;"),
            "218: line 20: mov.b64 %rd1, nothing: unknown symbol nothing");
}

TEST(PtxModule, AccessesAreChecked) {
  EXPECT_EQ(faultOf("\tld.global.b64 %rd1, [%rd10+32];"),
            "700: kernel test, line 20: ld.global.b64 %rd1, [%rd10+32]: 8 "
            "bytes at 0x100000000000020 are not in any allocation, thread (0, "
            "0, 0) of block (0, 0, 0)");
  EXPECT_NE(faultOf("\tld.global.b32 %r1, [%rd10+2];")
                .find("an address that is no multiple of 4"),
            std::string::npos);
  EXPECT_NE(faultOf("\t.shared .align 4 .b8 row[16];\n\tmov.b64 %rd1, row;\n"
                    "\tst.shared.b32 [%rd1+16], 1;")
                .find("4 bytes at 16 are outside the 16 bytes of shared"),
            std::string::npos);
  EXPECT_NE(faultOf("\tst.global.b32 [0], 1;").find("not in any allocation"),
            std::string::npos);
}

TEST(PtxModule, FreedMemoryIsGone) {
  Memory memory;
  uint64_t first = memory.allocate(100), second = memory.allocate(8);
  EXPECT_NE(memory.find(first, 100), nullptr);
  EXPECT_EQ(memory.find(first, 101), nullptr);
  EXPECT_EQ(memory.find(first + 100, 1), nullptr);
  EXPECT_EQ(memory.used(), 108u);
  EXPECT_TRUE(memory.release(first));
  EXPECT_FALSE(memory.release(first));
  EXPECT_EQ(memory.find(first, 1), nullptr);
  EXPECT_NE(memory.find(second, 8), nullptr);
}

TEST(PtxModule, ParametersOfAllSizes) {
  Memory memory;
  Module module = parse(R"(
.version 8.0
.target sm_90
.address_size 64
.visible .entry first(
	.param .u32 a,
	.param .u64 b,
	.param .f32 c,
	.param .align 8 .b8 d[24]
) .maxntid 128, 2, 1
{ ret; }
.visible .entry second()
{ ret; }
)",
                        memory);
  ASSERT_EQ(module.kernels.size(), 2u);
  const Kernel &kernel = module.kernels[0];
  EXPECT_EQ(kernel.name, "first");
  EXPECT_EQ(kernel.maxThreads, 256);
  EXPECT_EQ(kernel.parameters[1].offset, 8);
  EXPECT_EQ(kernel.parameters[2].offset, 16);
  EXPECT_EQ(kernel.parameters[3].offset, 24);
  EXPECT_EQ(kernel.parameterBytes, 48);
  EXPECT_THROW(parse("no PTX", memory), Fault);
}
