//===- CsvColumnsTest.cpp - Words, keys, labels, columns of training ------===//
//
// What a table says beside its numbers, and that what training learned of it
// decides how later files are read.
//
//===----------------------------------------------------------------------===//
#include "Data/Array.h"
#include "Data/Schema.h"
#include "Testing.h"

#include <cmath>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
using Names = std::vector<std::string>;

class CsvColumns : public InFolder {
protected:
  Array read(const std::string &content) {
    writeFile("a.csv", content);
    return readArray("a.csv", options);
  }
  std::string messageOf(const std::string &content) {
    return errorOf([&] { read(content); });
  }
  static std::vector<double> values(const Array &array) {
    auto *first = reinterpret_cast<const double *>(array.bytes.data());
    return {first, first + array.bytes.size() / sizeof(double)};
  }
  ReadOptions options;
};
} // namespace

TEST_F(CsvColumns, WordsAreOneHot) {
  Array array = read("size,colour\n1,red\n2,blue\n3,red\n");
  EXPECT_EQ(array.columns, (Names{"size", "colour=blue", "colour=red"}));
  EXPECT_EQ(array.shape, (std::vector<int64_t>{3, 3}));
  EXPECT_EQ(values(array), (std::vector<double>{1, 0, 1, 2, 1, 0, 3, 0, 1}));
}

TEST_F(CsvColumns, WordsWithoutHeader) {
  Array array = read("1,red\n2,blue\n");
  EXPECT_EQ(array.columns, Names());
  EXPECT_EQ(values(array), (std::vector<double>{1, 0, 1, 2, 1, 0}));
}

/// A typo must not become a category, nor a date.
TEST_F(CsvColumns, MixedColumnIsAnError) {
  EXPECT_EQ(messageOf("a,b\n1,x4\n3,4\n"),
            "a.csv: row 1 (line 2), column 2 (\"b\") is \"x4\"; expected a "
            "number");
  EXPECT_EQ(messageOf("a,b\n1,2024-01-02\n"),
            "a.csv: row 1 (line 2), column 2 (\"b\") is \"2024-01-02\"; "
            "expected a number");
}

TEST_F(CsvColumns, NumbersAsCategories) {
  options.categories = {"kind"};
  Array array = read("a,kind\n1,20\n2,10\n");
  EXPECT_EQ(array.columns, (Names{"a", "kind=10", "kind=20"}));
  EXPECT_EQ(values(array), (std::vector<double>{1, 0, 1, 2, 1, 0}));
}

TEST_F(CsvColumns, KeysAndLabelsAreNoPartOfTheSamples) {
  options.idColumn = "when";
  options.labelColumn = "bad";
  Array array = read("when,a,bad,b\n\"7:00, early\",1,0,2\n8:00,3,1,4\n");
  EXPECT_EQ(array.columns, (Names{"a", "b"}));
  EXPECT_EQ(values(array), (std::vector<double>{1, 2, 3, 4}));
  EXPECT_EQ(array.facts->idName, "when");
  EXPECT_EQ(array.facts->ids, (Names{"7:00, early", "8:00"}));
  EXPECT_EQ(array.facts->labels, (Names{"0", "1"}));
  options.idColumn = "key";
  EXPECT_EQ(messageOf("a,bad\n1,0\n"),
            "a.csv has no column \"key\" among its 2 columns; columns: a, bad");
}

/// Columns of training are found by name, whatever else is there.
TEST_F(CsvColumns, SchemaFindsColumns) {
  options.schema = {{"a", {}}, {"colour", {"blue", "red"}}};
  Array array = read("colour,label,a\nred,1,5\ngreen,0,6\nteal,0,7\n");
  EXPECT_EQ(values(array), (std::vector<double>{5, 0, 1, 6, 0, 0, 7, 0, 0}));
  ASSERT_EQ(array.facts->unknown.size(), 1u);
  EXPECT_EQ(array.facts->unknown[0].column, "colour");
  EXPECT_EQ(array.facts->unknown[0].cells, 2);
  EXPECT_EQ(array.facts->unknown[0].examples, (Names{"green", "teal"}));
  EXPECT_EQ(array.facts->remark, "");
}

TEST_F(CsvColumns, SchemaByPosition) {
  options.schema = {{"a", {}}, {"colour", {"blue", "red"}}};
  EXPECT_EQ(values(read("5,red\n")), (std::vector<double>{5, 0, 1}));
  EXPECT_EQ(read("x,y\n5,red\n").facts->remark,
            "a.csv: its columns (x, y) are taken for training's (a, colour) in "
            "their order");
  EXPECT_EQ(messageOf("a,b,c\n1,2,3\n"),
            "a.csv has 3 columns (a, b, c); training had 2 (a, colour)");
  EXPECT_EQ(messageOf("5,red\n,red\n"),
            "a.csv: row 2 (line 2), column 1 is empty; expected a number");
  EXPECT_EQ(messageOf("5,\n"),
            "a.csv: row 1 (line 1), column 2 is empty; expected a word");
  // Training took this column as numbers.
  EXPECT_EQ(messageOf("red,5\n"),
            "a.csv: row 1 (line 1), column 1 is \"red\"; expected a number");
}

TEST_F(CsvColumns, MissingWords) {
  options.missing = true;
  std::vector<double> found = values(read("1,red\n2,\n3,blue\n"));
  EXPECT_TRUE(std::isnan(found[4]) && std::isnan(found[5]));
  EXPECT_EQ(found[8], 0);
}

TEST_F(CsvColumns, WordsAreUtf8) {
  EXPECT_EQ(messageOf("1,gr\xFCn\n2,rot\n"),
            "a.csv: the word \"gr?n\" of column 2 is not UTF-8; convert the "
            "file");
}

TEST(Schema, RoundTrip) {
  std::vector<Column> columns = {{"a \"b\"", {}}, {"", {"x", "y"}}};
  std::vector<Column> again = parseSchema(schemaText(columns), "w");
  ASSERT_EQ(again.size(), 2u);
  EXPECT_EQ(again[0].name, "a \"b\"");
  EXPECT_EQ(again[1].words, (Names{"x", "y"}));
  EXPECT_EQ(schemaText({{"", {}}, {"", {}}}), "");
}

/// A weights file is untrusted.
TEST(Schema, Malformed) {
  auto message = [](const std::string &text) {
    return errorOf([&] { parseSchema(text, "w"); });
  };
  EXPECT_EQ(message("[{"), "w is no list of columns: expected a JSON array");
  EXPECT_EQ(message("[]"), "w is no list of columns: expected a JSON array");
  EXPECT_EQ(message("[1]"), "w is no list of columns: a column needs a name");
  EXPECT_EQ(message("[{\"name\": 1}]"),
            "w is no list of columns: a column needs a name");
  EXPECT_EQ(message("[{\"name\": \"a\", \"words\": 1}]"),
            "w is no list of columns: words are an array");
  EXPECT_EQ(message("[{\"name\": \"a\", \"words\": [1]}]"),
            "w is no list of columns: a word is a string");
  EXPECT_EQ(message("[{\"name\": \"a\", \"words\": [\"y\", \"x\"]}]"),
            "w is no list of columns: words are in order and differ");
}
