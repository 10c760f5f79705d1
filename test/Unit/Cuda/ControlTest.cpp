//===- ControlTest.cpp - Divergence, barriers, warps, memory --------------===//
#include "Kernels.h"

#include <gtest/gtest.h>

using namespace aec::emulator;

/// %rd14: the address of this thread's word; %r12: its number.
static const char *const kPlace = R"(
	mov.u32 %r12, %tid.x;
	mul.wide.u32 %rd20, %r12, 8;
	add.s64 %rd14, %rd10, %rd20;
)";

TEST(PtxControl, LoopsOfDifferentLengths) {
  Words data(64);
  runBlock(std::string(kPlace) + R"(
	mov.b64 %rd1, 0;
	mov.b32 %r1, 0;
LOOP:
	setp.ge.u32 %p1, %r1, %r12;
	@%p1 bra DONE;
	add.s32 %r1, %r1, 1;
	cvt.u64.u32 %rd2, %r1;
	add.s64 %rd1, %rd1, %rd2;
	bra.uni LOOP;
DONE:
	st.global.b64 [%rd14], %rd1;
)",
           data, 64);
  for (uint64_t at = 0; at < 64; ++at)
    EXPECT_EQ(data[at], at * (at + 1) / 2);
}

TEST(PtxControl, SwitchWithTable) {
  Words data(40);
  runBlock(std::string(kPlace) + R"(
	and.b32 %r1, %r12, 3;
	mov.b64 %rd1, 9;
	T: .branchtargets A, B, A, C;
	brx.idx %r1, T;
A:
	mov.b64 %rd1, 1;
	bra.uni END;
B:
	mov.b64 %rd1, 2;
	bra.uni END;
C:
	mov.b64 %rd1, 3;
END:
	st.global.b64 [%rd14], %rd1;
)",
           data, 40);
  const uint64_t expected[] = {1, 2, 1, 3};
  for (uint64_t at = 0; at < 40; ++at)
    EXPECT_EQ(data[at], expected[at % 4]);
}

TEST(PtxControl, BarrierBetweenWarps) {
  Words data(128);
  runBlock(std::string(kPlace) + R"(
	.shared .align 4 .b8 row[512];
	mov.b64 %rd1, row;
	mul.wide.u32 %rd2, %r12, 4;
	add.s64 %rd3, %rd1, %rd2;
	st.shared.b32 [%rd3], %r12;
	bar.sync 0;
	mov.b32 %r2, 127;
	sub.s32 %r3, %r2, %r12;
	mul.wide.u32 %rd4, %r3, 4;
	add.s64 %rd5, %rd1, %rd4;
	cvta.shared.u64 %rd6, %rd5;
	ld.b32 %r4, [%rd6];
	cvt.u64.u32 %rd7, %r4;
	st.global.b64 [%rd14], %rd7;
)",
           data, 128);
  for (uint64_t at = 0; at < 128; ++at)
    EXPECT_EQ(data[at], 127 - at);
}

/// Half of the block waits for itself while the other half waits for all.
TEST(PtxControl, BarrierOfAPart) {
  Words data(128);
  runBlock(std::string(kPlace) + R"(
	.shared .align 4 .b8 row[512];
	setp.ge.u32 %p1, %r12, 64;
	mov.b64 %rd1, row;
	mul.wide.u32 %rd2, %r12, 4;
	add.s64 %rd3, %rd1, %rd2;
	@%p1 bra OTHERS;
	st.shared.b32 [%rd3], %r12;
	barrier.sync.aligned 1, 64;
	mov.b32 %r2, 63;
	sub.s32 %r3, %r2, %r12;
	mul.wide.u32 %rd4, %r3, 4;
	add.s64 %rd5, %rd1, %rd4;
	cvta.shared.u64 %rd6, %rd5;
	ld.b32 %r4, [%rd6];
	cvt.u64.u32 %rd7, %r4;
	st.global.b64 [%rd14], %rd7;
OTHERS:
	bar.sync 0;
	@!%p1 bra END;
	mov.b64 %rd7, 7;
	st.global.b64 [%rd14], %rd7;
END:
)",
           data, 128);
  for (uint64_t at = 0; at < 128; ++at)
    EXPECT_EQ(data[at], at < 64 ? 63 - at : 7);
}

TEST(PtxControl, BarrierThatSomeNeverReach) {
  Words data(64);
  EXPECT_THROW(runBlock(std::string(kPlace) + R"(
	setp.ge.u32 %p1, %r12, 32;
	@%p1 bra OTHERS;
	bar.sync 0;
	bra END;
OTHERS:
	barrier.sync.aligned 1, 64;
END:
)",
                        data, 64),
               Fault);
}

TEST(PtxControl, ButterflySumBehindDivergence) {
  Words data(32);
  runBlock(std::string(kPlace) + R"(
	mov.b32 %r1, %r12;
	setp.lt.u32 %p1, %r12, 7;
	@%p1 bra SMALL;
	add.s32 %r1, %r1, 100;
SMALL:
	shfl.sync.bfly.b32 %r2, %r1, 16, 31, -1;
	add.s32 %r1, %r1, %r2;
	shfl.sync.bfly.b32 %r2|%p2, %r1, 8, 31, -1;
	add.s32 %r1, %r1, %r2;
	shfl.sync.bfly.b32 %r2, %r1, 4, 31, -1;
	add.s32 %r1, %r1, %r2;
	shfl.sync.bfly.b32 %r2, %r1, 2, 31, -1;
	add.s32 %r1, %r1, %r2;
	shfl.sync.bfly.b32 %r2, %r1, 1, 31, -1;
	add.s32 %r1, %r1, %r2;
	cvt.u64.u32 %rd1, %r1;
	st.global.b64 [%rd14], %rd1;
)",
           data, 32);
  for (uint64_t value : data)
    EXPECT_EQ(value, 31u * 32 / 2 + 25 * 100);
}

TEST(PtxControl, ShuffleDownKeepsWhatIsOutside) {
  Words data(32);
  runBlock(std::string(kPlace) + R"(
	shfl.sync.down.b32 %r2|%p2, %r12, 4, 31, -1;
	selp.b32 %r3, 1000, 0, %p2;
	add.s32 %r2, %r2, %r3;
	cvt.u64.u32 %rd1, %r2;
	st.global.b64 [%rd14], %rd1;
)",
           data, 32);
  for (uint64_t at = 0; at < 32; ++at)
    EXPECT_EQ(data[at], at < 28 ? at + 4 + 1000 : at);
}

TEST(PtxControl, AtomicsAndVectors) {
  Words data(34);
  runBlock(std::string(kPlace) + R"(
	atom.global.add.u32 %r1, [%rd10+264], 1;
	red.global.add.u32 [%rd10+268], %r12;
	setp.ne.s32 %p1, %r12, 5;
	@%p1 bra END;
	mov.b64 %rd1, 11;
	mov.b64 %rd2, 12;
	st.global.v2.b64 [%rd10+32], {%rd1, %rd2};
	ld.global.v2.b64 {%rd3, %rd4}, [%rd10+32];
	add.s64 %rd5, %rd3, %rd4;
	@!%p1 st.global.b64 [%rd10+48], %rd5;
END:
)",
           data, 32);
  EXPECT_EQ(data[33], 32u | uint64_t(496) << 32);
  EXPECT_EQ(data[4], 11u);
  EXPECT_EQ(data[6], 23u);
}

TEST(PtxControl, VariablesOfTheModule) {
  Words data(32);
  runBlock(std::string(kPlace) + R"(
	and.b32 %r1, %r12, 3;
	mul.wide.u32 %rd1, %r1, 4;
	mov.b64 %rd2, table;
	add.s64 %rd3, %rd2, %rd1;
	ld.global.nc.b32 %r2, [%rd3];
	cvt.u64.u32 %rd4, %r2;
	st.global.b64 [%rd14], %rd4;
)",
           data, 32, ".global .align 4 .u32 table[4] = {5, 6, 7, 0x8};\n");
  for (uint64_t at = 0; at < 32; ++at)
    EXPECT_EQ(data[at], 5 + at % 4);
}
