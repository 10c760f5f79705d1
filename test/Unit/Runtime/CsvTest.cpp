//===- CsvTest.cpp - CSV files, good and bad ------------------------------===//
//
// Messages name the row, the line of the file and the column.
//
//===----------------------------------------------------------------------===//
#include "Data/Array.h"
#include "Testing.h"

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class Csv : public InFolder {
protected:
  std::string messageOf(const std::string &content) {
    writeFile("a.csv", content);
    return errorOf([] { readArray("a.csv"); });
  }
  /// Shape and values.
  void expectTable(const std::string &content, std::vector<int64_t> shape,
                   std::vector<double> values) {
    writeFile("a.csv", content);
    Array array = readArray("a.csv");
    EXPECT_EQ(array.format, "CSV");
    EXPECT_EQ(array.shape, shape) << content;
    EXPECT_EQ(memory(array.bytes), memory(values)) << content;
  }
};
} // namespace

TEST_F(Csv, Separators) {
  expectTable("1,2\n3,4\n", {2, 2}, {1, 2, 3, 4});
  expectTable("1;2\n3;4\n", {2, 2}, {1, 2, 3, 4});
  expectTable("1\t2\n3\t4", {2, 2}, {1, 2, 3, 4});
  expectTable("  1  2 \n 3 4\n", {2, 2}, {1, 2, 3, 4});
  expectTable("1\n2\n", {2, 1}, {1, 2});
  expectTable("1, 2\n3 , 4\n", {2, 2}, {1, 2, 3, 4});
}

TEST_F(Csv, LineEndsBlankLinesAndMark) {
  expectTable("\xEF\xBB\xBF"
              "1,2\r\n\r\n3,4\r\n\n",
              {2, 2}, {1, 2, 3, 4});
}

/// A line end of old is one too: not a part of a number.
TEST_F(Csv, CarriageReturnsEndLines) {
  expectTable("1,2\r3,4\r", {2, 2}, {1, 2, 3, 4});
  expectTable("a,b\r1,2\r\r3,4", {2, 2}, {1, 2, 3, 4});
  EXPECT_EQ(messageOf("1\r2,3\n"),
            "a.csv: row 2 (line 2) has 2 cells, expected 1");
}

TEST_F(Csv, TextBehindAQuote) {
  expectTable("\"1\" ,2\n", {1, 2}, {1, 2});
  EXPECT_EQ(messageOf("1,2\n\"3\"4,5\n"),
            "a.csv: line 2 has \"4,5\" behind a closing quote");
}

TEST_F(Csv, GivenSeparator) {
  writeFile("a.csv", "1|2\n3|4\n");
  ReadOptions options;
  options.separator = '|';
  Array array = readArray("a.csv", options);
  EXPECT_EQ(array.shape, (std::vector<int64_t>{2, 2}));
  EXPECT_EQ(array.detail, "separated by \"|\"");
}

TEST_F(Csv, SaysWhatItFound) {
  auto detail = [](const std::string &content) {
    writeFile("a.csv", content);
    return readArray("a.csv").detail;
  };
  EXPECT_EQ(detail("1,2\n"), "separated by commas");
  EXPECT_EQ(detail("\xEF\xBB\xBF"
                   "\"a\";b\r\n1;2\r\n"),
            "separated by semicolons, lines end with CR LF, quoted cells, "
            "byte order mark");
  EXPECT_EQ(detail("1\t2\n"), "separated by tabs");
  EXPECT_EQ(detail("1 2\n"), "separated by blanks");
}

TEST_F(Csv, Limits) {
  EXPECT_EQ(messageOf("1" + std::string((1 << 20) - 1, ',') + ",\n"),
            "a.csv: line 1 has more than 1048576 cells");
  ReadOptions options;
  options.memoryLimit = 15;
  writeFile("a.csv", "1,2\n");
  EXPECT_EQ(errorOf([&] { readArray("a.csv", options); }),
            "a.csv: its values take more than the 15 bytes that are held in "
            "memory, --memory-limit changes that");
  options.memoryLimit = 3;
  EXPECT_EQ(errorOf([&] { readArray("a.csv", options); }),
            "a.csv: the file takes 4 bytes; at most 3 are held in memory, "
            "--memory-limit changes that");
}

TEST_F(Csv, Numbers) {
  expectTable("+1,-2.5,1e3,.5,1e-400\n", {1, 5}, {1, -2.5, 1000, 0.5, 0});
}

TEST_F(Csv, Quotes) {
  expectTable("\"1\",\"2\"\n", {1, 2}, {1, 2});
  writeFile("a.csv", "\"a,\"\"b\"\"\",\"c\nd\"\n1,2\n");
  Array array = readArray("a.csv");
  EXPECT_EQ(array.columns, (std::vector<std::string>{"a,\"b\"", "c\nd"}));
  EXPECT_EQ(array.shape, (std::vector<int64_t>{1, 2}));
}

TEST_F(Csv, Header) {
  writeFile("a.csv", "width, height\n1,2\n");
  Array array = readArray("a.csv");
  EXPECT_EQ(array.columns, (std::vector<std::string>{"width", "height"}));
  expectTable("a,b\n", {0, 2}, {});
}

TEST_F(Csv, NotANumber) {
  EXPECT_EQ(messageOf("1,2\n3,x4\n"),
            "a.csv: row 2 (line 2), column 2 is \"x4\"; expected a number");
  EXPECT_EQ(messageOf("a,b\n\n1,2\n3,0x10\n"),
            "a.csv: row 2 (line 4), column 2 (\"b\") is \"0x10\"; expected a "
            "number");
  // A first line that mixes is a typo, not a header.
  EXPECT_EQ(messageOf("1,2x\n3,4\n"),
            "a.csv: row 1 (line 1), column 2 is \"2x\"; expected a number");
  EXPECT_EQ(messageOf("1,5;2,5\n"),
            "a.csv: row 1 (line 1), column 1 is \"1,5\"; expected a number");
}

TEST_F(Csv, EmptyNanAndInfinity) {
  EXPECT_EQ(messageOf("1,2\n3,\n"),
            "a.csv: row 2 (line 2), column 2 is empty; expected a number");
  EXPECT_EQ(messageOf("1,NaN\n"),
            "a.csv: row 1 (line 1), column 2 is not a number (NaN)");
  EXPECT_EQ(messageOf("1,-inf\n"),
            "a.csv: row 1 (line 1), column 2 is infinite: \"-inf\"");
  EXPECT_EQ(messageOf("1e999,2\n"),
            "a.csv: row 1 (line 1), column 1 is infinite: \"1e999\"");
}

TEST_F(Csv, RaggedRows) {
  EXPECT_EQ(messageOf("1,2\n3\n"),
            "a.csv: row 2 (line 2) has 1 cell, expected 2");
  EXPECT_EQ(messageOf("a,b\n1,2,3\n"),
            "a.csv: row 1 (line 2) has 3 cells, expected 2");
}

TEST_F(Csv, OpenQuote) {
  EXPECT_EQ(messageOf("1,\"2\n3,4\n"),
            "a.csv: line 1 opens a quote that never closes");
}

/// Control characters of a file do not reach the terminal; long cells are cut.
TEST_F(Csv, HostileCells) {
  EXPECT_EQ(messageOf("1" + std::string(70, ' ') + "\n\x1b[2J\n"),
            "a.csv: row 2 (line 2), column 1 is \"?[2J\"; expected a number");
  EXPECT_EQ(messageOf("1\n" + std::string(1000, 'x') + "\n"),
            "a.csv: row 2 (line 2), column 1 is \"" + std::string(60, 'x') +
                "...\"; expected a number");
}

/// Where a model has a use for gaps, a cell may be empty or "nan"; a typo may
/// not.
TEST_F(Csv, MissingValues) {
  ReadOptions options;
  options.missing = true;
  auto read = [&] { return readArray("a.csv", options); };
  writeFile("a.csv", "1,,3\nnan,5,6\n");
  Array array = read();
  EXPECT_EQ(array.shape, (std::vector<int64_t>{2, 3}));
  auto *values = reinterpret_cast<const double *>(array.bytes.data());
  for (int at = 0; at < 6; ++at)
    EXPECT_EQ(values[at] != values[at], at == 1 || at == 3) << at;
  EXPECT_EQ(values[2], 3);
  writeFile("a.csv", "1,,3\nNA,5,6\n");
  EXPECT_EQ(errorOf(read),
            "a.csv: row 2 (line 2), column 1 is \"NA\"; expected a number");
  writeFile("a.csv", "1,,inf\n");
  EXPECT_EQ(errorOf(read),
            "a.csv: row 1 (line 1), column 3 is infinite: \"inf\"");
}
