//===- ScoreTesting.h - Tables and columns for the tests of scores --------===//
//
// Tables with a key and a label; cells of what a program wrote.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_TEST_UNIT_RUNTIME_SCORETESTING_H
#define AEC_TEST_UNIT_RUNTIME_SCORETESTING_H

#include "ProgramTesting.h"
#include "Support/AtomicFile.h"
#include "Weights/Safetensors.h"

#include <algorithm>

namespace aec::runtime::testing {

using Cells = std::vector<std::string>;

class Score : public Program {
protected:
  /// 16 columns of numbers, a key, a label: every seventh row is 1.
  void writeTable(const std::string &path, int rows, int shift = 0) {
    std::string text = "when,bad";
    for (int at = 0; at < 16; ++at)
      text += ",c" + std::to_string(at);
    for (int row = 0; row < rows; ++row) {
      text += "\nt" + std::to_string(row) + "," + std::to_string(row % 7 == 0);
      for (int at = 0; at < 16; ++at)
        text += "," + std::to_string(
                          ((row + shift) * 7 + at * 3 + row * at % 5) % 20);
    }
    writeFile(path, text + "\n");
  }

  /// Rows with two ones each, all different, and weights that are zero: all
  /// scores are 2/16.
  void writeCollapsed(int rows) {
    std::string text;
    for (int row = 0; row < rows; ++row)
      for (int at = 0; at < 16; ++at)
        text += std::string(at == row % 4 || at == 4 + row / 4 ? "1" : "0") +
                (at < 15 ? "," : "\n");
    writeFile("same.csv", text);
    std::vector<uint8_t> zeros(64 * 4);
    AtomicFile file("zero.st");
    writeSafetensors(file,
                     {{"encoder.0.weight", "F32", {4, 16}, zeros.data(), 256},
                      {"encoder.0.bias", "F32", {4}, zeros.data(), 16},
                      {"decoder.0.weight", "F32", {16, 4}, zeros.data(), 256},
                      {"decoder.0.bias", "F32", {16}, zeros.data(), 64}},
                     {});
  }

  static Cells cellsOf(const std::string &line) {
    Cells cells;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');)
      cells.push_back(cell);
    return cells;
  }

  /// The column `name` of a CSV as numbers.
  static std::vector<double> column(const std::string &text,
                                    const std::string &name) {
    std::vector<std::string> all = lines(text);
    Cells header = cellsOf(all[0]);
    size_t at = std::find(header.begin(), header.end(), name) - header.begin();
    EXPECT_LT(at, header.size()) << name << " in " << all[0];
    std::vector<double> values;
    for (size_t row = 1; row < all.size(); ++row)
      values.push_back(std::stod(cellsOf(all[row])[at]));
    return values;
  }

  static double threshold(const std::string &path = "fake.safetensors") {
    return std::stod(readSafetensors(path).metadata.at("aec.threshold"));
  }
};

constexpr const char *kTable =
    "--label-column bad --id-column when --learning-rate 1e-3 ";

} // namespace aec::runtime::testing

#endif // AEC_TEST_UNIT_RUNTIME_SCORETESTING_H
