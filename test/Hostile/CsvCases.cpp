//===- CsvCases.cpp - CSV: cells, quotes, rows, encodings -----------------===//
//
// The same table of 3 rows and 16 columns with every separator and line end,
// and one thing wrong with it.
//
//===----------------------------------------------------------------------===//
#include "Bytes.h"
#include "Cases.h"

using namespace aec::hostile;

namespace {
struct Style {
  const char *name;
  char separator;
  const char *lineEnd;
};
constexpr Style kStyles[] = {
    {"comma", ',', "\n"}, {"semicolon", ';', "\r\n"}, {"tab", '\t', "\r"}};
constexpr int kRows = 3, kColumns = 16;

using Table = std::vector<std::vector<std::string>>;
} // namespace

static Table goodTable() {
  return Table(kRows, std::vector<std::string>(kColumns, "0.5"));
}

static std::string line(const std::vector<std::string> &cells,
                        const Style &style) {
  std::string result;
  for (size_t at = 0; at < cells.size(); ++at)
    result += (at ? std::string(1, style.separator) : "") + cells[at];
  return result + style.lineEnd;
}

static std::string written(const Table &table, const Style &style) {
  std::string result;
  for (const std::vector<std::string> &cells : table)
    result += line(cells, style);
  return result;
}

/// A cell that is no number, at the start, in the middle and at the end.
static void addCells(Cases &cases, const Style &style) {
  const std::string bad[] = {"x",
                             "0x10",
                             "--1",
                             "+-1",
                             "++1",
                             "1e",
                             "1e+",
                             "e5",
                             "+",
                             "-",
                             ".",
                             "1.2.3",
                             "1 2",
                             "NaN1",
                             "infty",
                             "1_000",
                             "1d5",
                             "0b1",
                             "true",
                             "null",
                             "NA",
                             "#N/A",
                             "=1+1",
                             "1%",
                             "$1",
                             "1f",
                             "(1)",
                             "1/2",
                             "2024-01-01",
                             "1:2",
                             "'1'",
                             "1\"",
                             "\xef\xbc\x91",
                             "\xc2\xbd",
                             "\xe2\x88\x92"
                             "1",
                             "\xff",
                             "\xc3",
                             zeros(1),
                             "1" + zeros(1),
                             "\x1b[2J",
                             std::string(5000, 'x'),
                             std::string(300, '9') + "x",
                             "1e1e1"};
  const std::pair<int, int> places[] = {
      {0, 1}, {kRows / 2, kColumns / 2}, {kRows - 1, kColumns - 1}};
  for (const std::string &cell : bad)
    for (auto [row, column] : places) {
      Table table = goodTable();
      table[size_t(row)][size_t(column)] = cell;
      cases.refuse(text(style.name, "-cell-", cell.substr(0, 12), "-in-", row,
                        "-", column),
                   written(table, style),
                   // A first row of words may name or mean something else.
                   row == 0 ? ""
                            : text("row ", row + 1, " (line ", row + 1,
                                   "), column ", column + 1, " is \""));
    }
  for (const char *cell : {"", " ", "   "})
    for (int row : {0, 1, 2}) {
      Table table = goodTable();
      table[size_t(row)][3] = cell;
      cases.refuse(text(style.name, "-empty-", std::string(cell).size(),
                        "-blanks-in-", row),
                   written(table, style),
                   "column 4 is empty; expected a number");
    }
  const std::pair<const char *, const char *> special[] = {
      {"nan", "is not a number (NaN)"},
      {"-NaN", "is not a number (NaN)"},
      {"inf", "is infinite"},
      {"-Infinity", "is infinite"},
      {"1e999", "is infinite"},
      {"-1e999", "is infinite"},
      {"1e39", "which type f32 cannot hold"}};
  for (auto [cell, message] : special)
    for (int row : {0, 2}) {
      Table table = goodTable();
      table[size_t(row)][5] = cell;
      cases.refuse(text(style.name, "-", cell, "-in-", row),
                   written(table, style), message);
    }
}

static void addQuotes(Cases &cases, const Style &style) {
  const std::pair<const char *, const char *> bad[] = {
      {"\"1", "opens a quote that never closes"},
      {"\"", "opens a quote that never closes"},
      {"\"\"\"", "opens a quote that never closes"},
      {"\"1\"\"", "opens a quote that never closes"},
      {"\"1\"2", "has \"2"},
      {"\"1\"\"2\"", "is \"1\"2\"; expected a number"},
      {"\"1\" 2", "has \"2"},
      {"\"1\"x", "has \"x"},
      {"\"1\"'", "has \"'"},
      {"\"\"", "is empty; expected a number"},
      {"\" \"", "is empty; expected a number"},
      {"\"1,5\"", "is \"1,5\"; expected a number"},
      {"1\"5\"", "; expected a number"}};
  for (auto [cell, message] : bad)
    for (int row : {0, 1, 2}) {
      Table table = goodTable();
      table[size_t(row)][kColumns - 1] = cell;
      cases.refuse(text(style.name, "-quote-", cell, "-in-", row),
                   written(table, style), message);
    }
  Table quoted = goodTable();
  quoted[1][2] = " \"0.5\" ";
  cases.take(text(style.name, "-quoted-cell"), written(quoted, style));
}

static void addRows(Cases &cases, const Style &style) {
  for (int row : {1, 2})
    for (size_t width : {1, 2, 15, 17, 31, 32, 1000}) {
      Table table = goodTable();
      table[size_t(row)].resize(width, "1");
      cases.refuse(
          text(style.name, "-row-", row, "-of-", width), written(table, style),
          text("row ", row + 1, " (line ", row + 1, ") has ", width,
               width == 1 ? " cell, expected 16" : " cells, expected 16"));
    }
  for (size_t width : {1, 15, 17, 64}) {
    Table table(3, std::vector<std::string>(width, "1"));
    cases.refuse(text(style.name, "-table-of-", width), written(table, style),
                 width == 1 ? ": samples of shape 1 (1 element)"
                            : ": samples of shape ");
  }
  Table table = goodTable();
  table.insert(table.begin(), std::vector<std::string>(kColumns, "name"));
  cases.take(text(style.name, "-header"), written(table, style));
  cases.refuse(text(style.name, "-header-alone"), written({table[0]}, style),
               "has no samples");
  cases.refuse(text(style.name, "-header-twice"),
               written({table[0], table[0], table[1]}, style), "");
  table[0].resize(3);
  cases.refuse(text(style.name, "-header-of-3"), written(table, style),
               "row 1 (line 2) has 16 cells, expected 3");
  std::string good = written(goodTable(), style);
  cases.take(text(style.name, "-blank-lines"),
             good + style.lineEnd + style.lineEnd + good);
  cases.take(text(style.name, "-no-last-end"),
             good.substr(0, good.find_last_of('5') + 1));
  cases.take(text(style.name, "-mark"), "\xef\xbb\xbf" + good);
  cases.refuse(text(style.name, "-mark-behind-a-row"),
               good + "\xef\xbb\xbf" + good, "; expected a number");
}

static std::string utf16(const std::string &ascii, bool high) {
  std::string result = high ? "\xfe\xff" : "\xff\xfe";
  for (char c : ascii)
    result += high ? std::string(1, '\0') + c : c + std::string(1, '\0');
  return result;
}

/// Without a style.
static void addOthers(Cases &cases) {
  std::string good = written(goodTable(), kStyles[0]);
  cases.refuse("nothing", "", "is empty");
  for (const char *content : {" ", "\n", "\r\n", "\t", " \n \n", "\r\r\r"})
    cases.refuse(text("blanks-", content), content, "");
  cases.refuse("mark-alone", "\xef\xbb\xbf", "");
  for (bool high : {false, true})
    cases.refuse(text("utf-16-", high), utf16(good, high), "text in UTF-16");
  cases.refuse("utf-32", std::string("\xff\xfe\0\0001\0\0\0", 8), "");
  for (int byte = 1; byte < 32; ++byte)
    if (byte != '\n' && byte != '\r' && byte != '\t')
      cases.refuse(text("control-", byte, "-first"), char(byte) + good,
                   "is a binary file of unknown format");
  for (size_t at : {185, 181, 150, 101, 90, 70})
    cases.refuse(text("nul-at-", at), std::string(good).replace(at, 1, 1, '\0'),
                 "");
  cases.refuse("endless-line-of-digits", std::string(4 << 20, '1'), "");
  cases.refuse(
      "endless-line-of-cells",
      [] {
        std::string cells;
        for (int at = 0; at < 1 << 20; ++at)
          cells += "1,";
        return cells + "1\n";
      }(),
      "has more than 1048576 cells");
  cases.refuse("endless-quote", "\"" + std::string(4 << 20, 'x'),
               "opens a quote that never closes");
  cases.refuse("decimal-commas", "0,5;1,5\n2,5;3,5\n",
               "is \"0,5\"; expected a number");
  cases.refuse("separators-only", ",,,,,,,,,,,,,,,\n", "");
  cases.refuse("html", "<!DOCTYPE html>\n<html><body>404</body></html>\n", "");
  cases.refuse("json", "[[1, 2], [3, 4]]\n", "");
  cases.refuse("hdf5", "\x89HDF\r\n\x1a\n", "is an HDF5 file");
  cases.refuse("parquet", "PAR1", "is a Parquet file");
}

Cases aec::hostile::csvCases() {
  Cases cases("csv", "x.csv");
  for (const Style &style : kStyles) {
    addCells(cases, style);
    addQuotes(cases, style);
    addRows(cases, style);
  }
  addOthers(cases);
  return cases;
}
