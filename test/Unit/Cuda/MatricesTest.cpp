//===- MatricesTest.cpp - Tensor cores against a plain product ------------===//
#include "Kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

using namespace aec::emulator;

namespace {
uint64_t bits(float value) {
  uint32_t result;
  std::memcpy(&result, &value, sizeof result);
  return result;
}
float number(uint64_t word) {
  auto low = uint32_t(word);
  float result;
  std::memcpy(&result, &low, sizeof result);
  return result;
}
/// Small whole numbers and halves: exact in both formats, sums too.
float left(int row, int k) { return float((row * 5 + k * 3) % 11 - 5) / 2; }
float right(int k, int column) { return float((k * 7 + column) % 9 - 4); }
float start(int row, int column) { return float(row - 2 * column); }

constexpr int kRows = 16, kColumns = 8;

/// Matrices as words: left by rows, right by rows, sums by rows.
Words matrices(int depth) {
  Words data;
  for (int row = 0; row < kRows; ++row)
    for (int k = 0; k < depth; ++k)
      data.push_back(bits(left(row, k)));
  for (int k = 0; k < depth; ++k)
    for (int column = 0; column < kColumns; ++column)
      data.push_back(bits(right(k, column)));
  for (int row = 0; row < kRows; ++row)
    for (int column = 0; column < kColumns; ++column)
      data.push_back(bits(start(row, column)));
  return data;
}

void expectProduct(const Words &data, int depth) {
  size_t sums = size_t(kRows * depth + depth * kColumns);
  for (int row = 0; row < kRows; ++row)
    for (int column = 0; column < kColumns; ++column) {
      float sum = start(row, column);
      for (int k = 0; k < depth; ++k)
        sum += left(row, k) * right(k, column);
      EXPECT_EQ(number(data[sums + size_t(row * kColumns + column)]), sum)
          << row << ", " << column;
    }
}

/// `to` = the word of the matrix at `from` with so many columns, at row %ra,
/// column %ca.
std::string loadAt(const std::string &to, int from, int columns,
                   const std::string &row, const std::string &column) {
  return "mad.lo.s32 %r30, " + row + ", " + std::to_string(columns) + ", " +
         column + ";\nmul.wide.u32 %rd20, %r30, 8;\nadd.s64 %rd21, %rd10, " +
         "%rd20;\nld.global.b32 " + to + ", [%rd21+" +
         std::to_string(from * 8) + "];\n";
}

/// %r12: the lane, %r13: its group, %r14: its place in the group; %r15 to %r19:
/// group + 8, place + 4, 2 place, 2 place + 1, and what else is needed.
const char *const kPlaces = R"(
	mov.u32 %r12, %tid.x;
	shr.u32 %r13, %r12, 2;
	and.b32 %r14, %r12, 3;
	add.s32 %r15, %r13, 8;
	add.s32 %r16, %r14, 4;
	shl.b32 %r17, %r14, 1;
	add.s32 %r18, %r17, 1;
)";

/// Fragments of the sums in %r6 to %r9, from or to memory at `from`.
std::string loadSums(int from) {
  return loadAt("%r6", from, kColumns, "%r13", "%r17") +
         loadAt("%r7", from, kColumns, "%r13", "%r18") +
         loadAt("%r8", from, kColumns, "%r15", "%r17") +
         loadAt("%r9", from, kColumns, "%r15", "%r18");
}

std::string storeSums(int from) {
  std::string text = loadSums(from);
  for (size_t at; (at = text.find("ld.global.b32 %r")) != std::string::npos;) {
    size_t end = text.find(';', at);
    std::string reg = text.substr(at + 14, 3);
    std::string address = text.substr(at + 19, end - at - 19);
    text.replace(at, end - at, "st.global.b32 " + address + ", " + reg);
  }
  return text;
}
} // namespace

TEST(PtxMatrices, Tf32) {
  Words data = matrices(8);
  int other = kRows * 8, sums = other + 8 * kColumns;
  std::string body = kPlaces + loadAt("%r0", 0, 8, "%r13", "%r14") +
                     loadAt("%r1", 0, 8, "%r15", "%r14") +
                     loadAt("%r2", 0, 8, "%r13", "%r16") +
                     loadAt("%r3", 0, 8, "%r15", "%r16") +
                     loadAt("%r4", other, kColumns, "%r14", "%r13") +
                     loadAt("%r5", other, kColumns, "%r16", "%r13") +
                     loadSums(sums);
  for (const char *reg : {"%r0", "%r1", "%r2", "%r3", "%r4", "%r5"})
    body += std::string("cvt.rna.tf32.f32 ") + reg + ", " + reg + ";\n";
  body += "mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%r6, %r7, %r8, "
          "%r9}, {%r0, %r1, %r2, %r3}, {%r4, %r5}, {%r6, %r7, %r8, %r9};\n";
  runBlock(body + storeSums(sums), data, 32);
  expectProduct(data, 8);
}

TEST(PtxMatrices, Bf16) {
  Words data = matrices(16);
  int other = kRows * 16, sums = other + 16 * kColumns;
  // A pair of terms from `column` on: the second one is the upper half.
  auto pair = [](const std::string &to, int from, int columns,
                 const std::string &row, const std::string &column,
                 bool byRows) {
    std::string next = "add.s32 %r31, " + (byRows ? row : column) + ", 1;\n";
    return loadAt("%r20", from, columns, row, column) + next +
           loadAt("%r21", from, columns, byRows ? "%r31" : row,
                  byRows ? column : "%r31") +
           "cvt.rn.bf16x2.f32 " + to + ", %r21, %r20;\n";
  };
  std::string body = std::string(kPlaces) + "add.s32 %r19, %r17, 8;\n";
  body += pair("%r0", 0, 16, "%r13", "%r17", false) +
          pair("%r1", 0, 16, "%r15", "%r17", false) +
          pair("%r2", 0, 16, "%r13", "%r19", false) +
          pair("%r3", 0, 16, "%r15", "%r19", false) +
          pair("%r4", other, kColumns, "%r17", "%r13", true) +
          pair("%r5", other, kColumns, "%r19", "%r13", true) + loadSums(sums);
  body += "mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%r6, %r7, "
          "%r8, %r9}, {%r0, %r1, %r2, %r3}, {%r4, %r5}, {%r6, %r7, %r8, "
          "%r9};\n";
  runBlock(body + storeSums(sums), data, 32);
  expectProduct(data, 16);
}

TEST(PtxMatrices, OperandsThatWereNotRounded) {
  Words data(32);
  std::string body = "mov.b32 %r1, 0f3DCCCCCD;\n";
  body += "mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%r6, %r7, %r8, "
          "%r9}, {%r1, %r1, %r1, %r1}, {%r1, %r1}, {%r1, %r1, %r1, %r1};\n";
  EXPECT_THROW(runBlock(body, data, 32), Fault);
}

TEST(PtxMatrices, Rounding) {
  // 1 + 2^-11 is between two tf32 numbers, and goes away from zero; 1 + 2^-8
  // between two bf16 ones, and goes to the even one, 1 + 3 * 2^-8 too.
  Words a(32, bits(1 + 0x1p-11f)), none(32);
  EXPECT_EQ(
      number(apply("cvt.rna.tf32.f32 %r4, %r1;", false, a, none, none)[0]),
      1 + 0x1p-10f);
  a.assign(32, bits(-1 - 0x1p-11f + 0x1p-23f));
  EXPECT_EQ(
      number(apply("cvt.rna.tf32.f32 %r4, %r1;", false, a, none, none)[0]), -1);
  Words b(32, bits(1 + 3 * 0x1p-8f));
  a.assign(32, bits(1 + 0x1p-8f));
  EXPECT_EQ(apply("cvt.rn.bf16x2.f32 %r4, %r1, %r2;", false, a, b, none)[0],
            0x3f803f82u);
}
