//===- PictureVerbsTest.cpp - plot and report, as a user runs them --------===//
//
// Whole programs on small data; pages are read as text. A browser opens one in
// test/Programs/report-page.py.
//
//===----------------------------------------------------------------------===//
#include "ScoreTesting.h"

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class Pictures : public Score {
protected:
  void trainTable() {
    writeTable("a.csv", 80);
    ASSERT_EQ(run(std::string("train --data a.csv --validation 0.25 --epochs 4 "
                              "--log run.jsonl ") +
                  kTable)
                  .code,
              0);
  }

  static bool has(const std::string &text, const std::string &part) {
    return text.find(part) != std::string::npos;
  }
};
} // namespace

TEST_F(Pictures, PlotsAreSvgAndPng) {
  trainTable();
  for (std::string what :
       {"losses --log run.jsonl", "latents --data a.csv --label-column bad",
        "roc --data a.csv --label-column bad",
        "latents --data a.csv --dimensions 1,3"}) {
    Outcome result = run("plot " + what + " --out a.svg");
    ASSERT_EQ(result.code, 0) << result.err;
    EXPECT_EQ(result.out,
              "plot: " + what.substr(0, what.find(' ')) + " to a.svg\n");
    std::string svg = readFile("a.svg");
    EXPECT_EQ(svg.find("<svg xmlns=\"http://www.w3.org/2000/svg\""), 0u);
    ASSERT_EQ(run("plot " + what + " --out a.png").code, 0);
    EXPECT_EQ(readFile("a.png").substr(1, 3), "PNG");
    ASSERT_EQ(run("plot " + what + " --out b.svg --threads 1").code, 0);
    EXPECT_EQ(readFile("b.svg"), svg);
  }
  EXPECT_TRUE(has(readFile("a.svg"), ">value 3 of the code</text>"));
}

TEST_F(Pictures, PlotRefusals) {
  trainTable();
  EXPECT_EQ(errorOfRun("plot loses --out a.svg", 2),
            "plot: expected losses, latents or roc, found \"loses\". Did you "
            "mean losses?");
  EXPECT_EQ(errorOfRun("plot losses --log run.jsonl --out a.jpg", 2),
            "cannot tell the format of a.jpg; expected a name that ends in "
            ".svg or .png");
  EXPECT_EQ(errorOfRun("plot losses --data a.csv --out a.svg", 2),
            "plot losses takes --log, the file that train --log wrote, and no "
            "--data");
  EXPECT_EQ(errorOfRun("plot roc --log run.jsonl --out a.svg", 2),
            "plot roc takes --data and no --log");
  EXPECT_EQ(errorOfRun("plot roc --data a.csv --dimensions 1,2 --out a.svg", 2),
            "plot roc takes no --dimensions");
  EXPECT_EQ(errorOfRun("plot losses --log run.jsonl --labels x --out a.svg", 2),
            "plot losses takes no --labels");
  EXPECT_EQ(errorOfRun("plot roc --data a.csv --out a.svg", 2),
            "plot roc needs labels, 1 for an anomaly: --labels FILE or "
            "--label-column NAME");
  EXPECT_EQ(errorOfRun("plot roc --data a.csv --label-column when --out a.svg"),
            "plot roc needs both labels, 0 and 1, and no other");
  EXPECT_EQ(
      errorOfRun("plot latents --data a.csv --dimensions 0-2 --out a.svg", 2),
      "--dimensions: a plot has two, such as 0,1");
  writeFile("few.csv", "1\n2\n3\n");
  EXPECT_EQ(errorOfRun("plot latents --data a.csv --labels few.csv --out "
                       "a.svg"),
            "few.csv has 3 labels; a.csv has 80 rows and 80 samples");
  writeFile("wide.csv", "1,2\n3,4\n");
  EXPECT_EQ(errorOfRun("plot latents --data a.csv --labels wide.csv --out "
                       "a.svg"),
            "wide.csv has the shape 2x2; expected a label a row");
}

/// Every section and finding, the same bytes again, and nothing to run.
TEST_F(Pictures, ReportIsOnePage) {
  trainTable();
  std::string report =
      "report --data a.csv --label-column bad --log run.jsonl --out ";
  Outcome result = run(report + "a.html");
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_TRUE(has(result.out, "problem")) << result.out;
  EXPECT_TRUE(has(result.out, " to a.html\n")) << result.out;
  std::string page = readFile("a.html");
  for (const char *part :
       {"<h1>Report of fake</h1>", "<h2>Findings</h2>", "<h2>Training</h2>",
        "<h2>Reconstruction</h2>", "<h2>Latent space</h2>", "<h2>Scores</h2>",
        "<title>Losses</title>", "<title>Latent space</title>",
        "<title>ROC, area 0.", "data:image/png;base64,iVBOR", "this model</td>",
        "PCA of 4 values</td>", "ROC-AUC 0.", "encoder.0.weight</td>",
        "aec.threshold</td>", ">c15</td>", "Gradients neither vanish nor explode"})
    EXPECT_TRUE(has(page, part)) << part;
  for (const char *part : {"<script", "http://", "https://", "nan", "-inf"})
    EXPECT_FALSE(has(page, part)) << part;
  ASSERT_EQ(run(report + "b.html --threads 1").code, 0);
  EXPECT_EQ(readFile("b.html"), page);
}

TEST_F(Pictures, ReportOfHostileNames) {
  trainTable();
  std::string text = readFile("a.csv");
  text.replace(text.find("c0,"), 2, "<script>alert(1)</script>");
  writeFile("<img src=x onerror=alert(1)>.csv", text);
  ASSERT_EQ(run(std::string("train --data '<img src=x onerror=alert(1)>.csv' "
                            "--epochs 1 --weights '&<b>.st' ") +
                kTable)
                .code,
            0);
  Outcome result = run("report --data '<img src=x onerror=alert(1)>.csv' "
                       "--weights '&<b>.st'");
  ASSERT_EQ(result.code, 0) << result.err;
  std::string page = readFile("report.html");
  EXPECT_FALSE(has(page, "<script"));
  EXPECT_FALSE(has(page, "<img src=x"));
  EXPECT_FALSE(has(page, "<b>.st"));
  EXPECT_TRUE(has(page, "&lt;script&gt;alert(1)&lt;/script&gt;</td>"));
  EXPECT_TRUE(has(page, "&amp;&lt;b&gt;.st"));
}

/// Too little data is said, not guessed.
TEST_F(Pictures, ReportOfFewSamples) {
  trainTable();
  ASSERT_EQ(run("report --data a.csv --rows :5").code, 0);
  std::string page = readFile("report.html");
  EXPECT_TRUE(has(page, "Fewer than 8 samples tell little."));
  EXPECT_TRUE(has(page, "Fewer than 16 samples tell little."));
  EXPECT_TRUE(has(page, "No log was given"));
  EXPECT_EQ(run("report --data a.csv --rows :1").code, 0);
  EXPECT_EQ(errorOfRun("report", 2),
            "report needs --data, best of samples that were not trained on");
  EXPECT_EQ(errorOfRun("report --data a.csv --log a.csv"),
            "a.csv: line 1 is no epoch of a run of this model; expected what "
            "train --log writes");
}

/// Equal scores of different samples, and codes that are all the same.
TEST_F(Pictures, ReportOfACollapsedModel) {
  writeCollapsed(20);
  Outcome result = run("report --data same.csv --weights zero.st");
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_TRUE(has(result.out, "problem: The model is no better than the "
                              "mean\n"));
  EXPECT_TRUE(has(result.out, "problem: 4 of 4 values of the code are dead: "
                              "the same for every sample\n"));
  EXPECT_TRUE(has(result.out, "problem: Scores tell no sample from another\n"));
}
