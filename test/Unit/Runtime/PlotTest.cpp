//===- PlotTest.cpp - Ticks, pixels, markup -------------------------------===//
//
// How plots look was looked at; what can be counted is counted here.
//
//===----------------------------------------------------------------------===//
#include "Plots/Figures.h"
#include "Plots/RasterCanvas.h"
#include "Plots/StrokeFont.h"
#include "Plots/SvgCanvas.h"
#include "Testing.h"

#include <algorithm>
#include <cmath>

using namespace aec::runtime;
using namespace aec::runtime::testing;
using Ticks = std::vector<double>;

TEST(PlotTicks, AreMultiplesOfOneTwoAndFive) {
  EXPECT_EQ(ticksOf(0, 1, 5, false).size(), 6u);
  EXPECT_EQ(tickText(ticksOf(0, 1, 5, false)[3]), "0.6");
  EXPECT_EQ(ticksOf(1, 30, 7, true), (Ticks{5, 10, 15, 20, 25, 30}));
  EXPECT_EQ(ticksOf(1, 3, 7, true), (Ticks{1, 2, 3}));
  EXPECT_EQ(ticksOf(-70, 140, 4, false), (Ticks{0, 100}));
  EXPECT_EQ(logTicksOf(0.9, 210).size(), 8u); // 1 2 5 10 20 50 100 200
  EXPECT_EQ(logTicksOf(1e-12, 1).size(), 7u); // every second power
  EXPECT_EQ(tickText(1e-310), "0");
}

/// How many pixels of a rectangle are not white.
static int64_t dark(const Image &image, int64_t left, int64_t top,
                    int64_t right, int64_t bottom) {
  int64_t count = 0;
  for (int64_t y = top; y < bottom; ++y)
    for (int64_t x = left; x < right; ++x)
      count += image.pixels[(y * image.width + x) * 3] < 200;
  return count;
}

TEST(RasterCanvasTest, CoversWhatIsDrawn) {
  RasterCanvas canvas(100, 50, 2);
  EXPECT_EQ(canvas.image().width, 200);
  canvas.line({{10, 10}, {90, 10}}, 2, kInk, false);
  // 160 pixels long, 4 wide, and round ends.
  EXPECT_NEAR(dark(canvas.image(), 0, 0, 200, 40), 160 * 4 + 12, 12);
  canvas.box({10, 30}, {20, 40}, kInk);
  EXPECT_EQ(dark(canvas.image(), 0, 55, 200, 100), 400);
  canvas.dots({{60, 35}}, 5, kInk);
  EXPECT_NEAR(dark(canvas.image(), 100, 55, 200, 95), M_PI * 100, 20);
  // Beyond the edge is nothing, and no crash.
  canvas.line({{-500, 10}, {1e7, -1e7}}, 2, kInk, true);
  canvas.box({-5, -5}, {500, 5}, kPaper);
}

TEST(RasterCanvasTest, DashesHaveGaps) {
  RasterCanvas full(200, 20, 1), dashed(200, 20, 1);
  full.line({{10, 10}, {190, 10}}, 2, kInk, false);
  dashed.line({{10, 10}, {100, 10}, {190, 10}}, 2, kInk, true);
  double share = double(dark(dashed.image(), 0, 0, 200, 20)) /
                 double(dark(full.image(), 0, 0, 200, 20));
  EXPECT_GT(share, 0.5);
  EXPECT_LT(share, 0.9);
}

TEST(RasterCanvasTest, TextStandsAtItsAnchor) {
  double width = textWidth("Loss", 20);
  RasterCanvas start(200, 200, 1), end(200, 200, 1), up(200, 200, 1);
  start.text({100, 100}, "Loss", 20, Anchor::Start, kInk, false);
  EXPECT_GT(dark(start.image(), 98, 84, 100 + int64_t(width), 103), 50);
  EXPECT_EQ(dark(start.image(), 0, 0, 97, 200), 0);
  end.text({100, 100}, "Loss", 20, Anchor::End, kInk, false);
  EXPECT_EQ(dark(end.image(), 101, 0, 200, 200), 0);
  up.text({100, 100}, "Loss", 20, Anchor::Start, kInk, true);
  EXPECT_EQ(dark(up.image(), 0, 0, 200, 200),
            dark(up.image(), 84, 99 - int64_t(width), 103, 103));
}

/// Every character has strokes within its line; others are one box each.
TEST(StrokeFontTest, HasAllOfAscii) {
  for (int c = 33; c < 127; ++c) {
    std::string text(1, char(c));
    EXPECT_FALSE(textStrokes(text, 10).empty()) << text;
    for (const std::vector<Point> &stroke : textStrokes(text, 10))
      for (Point point : stroke) {
        EXPECT_TRUE(point.x >= 0 && point.x <= 4) << text;
        EXPECT_TRUE(point.y >= -7 && point.y <= 2) << text;
      }
  }
  EXPECT_EQ(textWidth("\xC3\xA4", 10), textWidth("0", 10));
  EXPECT_TRUE(textStrokes("  ", 10).empty());
}

TEST(SvgTest, HostileTextIsText) {
  Plot plot;
  plot.title = "</title><script>alert('1')</script>&\n";
  plot.series = {{"a\"b", Mark::Line, kSeries, {{0, 0}, {1, 1}}},
                 {"<c>", Mark::Dots, kSeries, {{0, 1}}}};
  std::string text = plotDocument(plot);
  EXPECT_EQ(text.find("<script"), std::string::npos);
  EXPECT_NE(text.find("<title>&lt;/title&gt;&lt;script&gt;alert(&#39;1&#39;)"
                      "&lt;/script&gt;&amp;?</title>"),
            std::string::npos);
  EXPECT_NE(text.find(">a&quot;b</text>"), std::string::npos);
  EXPECT_NE(text.find(">&lt;c&gt;</text>"), std::string::npos);
}

TEST(PlotTest, WhatIsNotFiniteIsLeftOut) {
  Plot plot;
  plot.series = {{"",
                  Mark::Line,
                  kSeries,
                  {{0, 1}, {1, 2}, {2, NAN}, {3, INFINITY}, {4, 3}, {5, 4}}}};
  std::string text = plotElement(plot);
  EXPECT_EQ(text.find("nan"), std::string::npos);
  EXPECT_EQ(text.find("inf"), std::string::npos);
  size_t lines = 0;
  for (size_t at = 0;
       (at = text.find("stroke-width=\"1.8\"", at)) != std::string::npos; ++at)
    ++lines;
  EXPECT_EQ(lines, 2u); // a gap between
  // Nothing, one value and equal values are plots too.
  for (const std::vector<Point> &points :
       {std::vector<Point>{}, {{3, 3}}, {{1, 5}, {2, 5}}, {{0, NAN}}}) {
    plot.series[0].points = points;
    EXPECT_EQ(plotElement(plot).find("nan"), std::string::npos);
    plot.logarithmic = true;
    EXPECT_EQ(plotElement(plot).find("nan"), std::string::npos);
    plot.logarithmic = false;
  }
}

TEST(PlotTest, EqualPlotsAreEqualBytes) {
  Plot plot =
      scatterFigure({3, 2, {0, 0, 1, 2, 3, 1}}, {"b", "a", "b"}, "x", "y");
  EXPECT_EQ(plotDocument(plot), plotDocument(plot));
  EXPECT_EQ(encodePng(plotImage(plot)), encodePng(plotImage(plot)));
  EXPECT_GT(dark(plotImage(plot), 0, 0, 1280, 960), 1000);
}

/// Ten classes have colours, the rarer ones are the others.
TEST(FiguresTest, ScatterColoursTheFrequent) {
  Matrix points{0, 2, {}};
  std::vector<std::string> labels;
  for (int row = 0; row < 34; ++row, ++points.rows) {
    points.values.insert(points.values.end(), {double(row), 1});
    labels.push_back(std::to_string(row % 11));
  }
  Plot plot = scatterFigure(points, labels, "", "");
  ASSERT_EQ(plot.series.size(), 11u);
  EXPECT_EQ(plot.series[0].name, "0");
  EXPECT_EQ(plot.series[9].name, "9");
  EXPECT_EQ(plot.series[0].points.size(), 4u);
  EXPECT_EQ(plot.series[10].name, "others");
  EXPECT_EQ(plot.series[10].points.size(), 3u);
  EXPECT_EQ(scatterFigure(points, {}, "", "").series.size(), 1u);
}

TEST(FiguresTest, RocIsItsCorners) {
  Plot plot = rocFigure({5, 4, 3, 2, 1, 0}, {1, 1, 0, 1, 0, 0});
  EXPECT_EQ(plot.title, "ROC, area 0.8889");
  std::vector<Point> points = plot.series[1].points;
  ASSERT_EQ(points.size(), 5u);
  EXPECT_NEAR(points[1].y, 2.0 / 3, 1e-12);
  EXPECT_EQ(points[1].x, 0);
  EXPECT_NEAR(points[2].x, 1.0 / 3, 1e-12);
  EXPECT_EQ(points[4].y, 1);
}

TEST(FiguresTest, ScoresPastTheEdgeCountThere) {
  std::vector<double> scores(1000, 1);
  for (int at = 0; at < 1000; ++at)
    scores[at] += at % 100 / 100.0;
  scores[0] = 1e9;
  Plot plot = scoreFigure(scores, {}, 2.5);
  double sum = 0;
  for (size_t at = 0; at < plot.series[0].points.size(); at += 2)
    sum += plot.series[0].points[at].y;
  EXPECT_EQ(sum, 1000);
  EXPECT_LT(plot.series[0].points.back().x, 3);
  EXPECT_EQ(plot.series[1].name, "threshold");
}
