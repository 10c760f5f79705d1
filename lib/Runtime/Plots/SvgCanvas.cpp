//===- SvgCanvas.cpp - Elements of SVG ------------------------------------===//
//
// Coordinates have two digits: a hundredth of a pixel is not seen, and files
// stay small and the same everywhere. Dots are one path of strokes without
// length, a tenth of as many circles.
//
//===----------------------------------------------------------------------===//
#include "SvgCanvas.h"

#include "../Error.h"

#include <cmath>
#include <cstdio>

using namespace aec::runtime;

std::string aec::runtime::escapeMarkup(const std::string &text) {
  std::string result;
  for (char c : printable(text))
    switch (c) {
    case '&':
      result += "&amp;";
      break;
    case '<':
      result += "&lt;";
      break;
    case '>':
      result += "&gt;";
      break;
    case '"':
      result += "&quot;";
      break;
    case '\'':
      result += "&#39;";
      break;
    default:
      result += c;
    }
  return result;
}

static const char *const kDark[] = {"#16181d", "#e6e6e6", "#a0a4ab", "#343840"};
static const char *const kNames[] = {"paper", "ink", "muted", "grid"};

static std::string className(Paint paint) {
  return paint < kSeries ? kNames[paint]
                         : "s" + std::to_string(paint - kSeries);
}

std::string aec::runtime::svgStyle() {
  std::string text, dark;
  auto rule = [](const std::string &name, const std::string &colour) {
    return "svg .f-" + name + "{fill:" + colour + "}svg .l-" + name +
           "{stroke:" + colour + "}\n";
  };
  for (int at = 0; at < kSeries + kSeriesColours; ++at)
    text += rule(className(Paint(at)), colourOf(Paint(at)));
  for (int at = 0; at < kSeries; ++at)
    dark += rule(className(Paint(at)), kDark[at]);
  return text +
         "svg .l{fill:none;stroke-linecap:round;stroke-linejoin:round}\n"
         "svg text{font-family:system-ui,\"Segoe UI\",\"DejaVu "
         "Sans\",Arial,sans-serif}\n"
         "@media (prefers-color-scheme:dark){\n" +
         dark + "}\n";
}

static std::string number(double value) {
  char text[40];
  std::snprintf(text, sizeof(text), "%.2f", value);
  std::string result = text;
  result.erase(result.find_last_not_of('0') + 1);
  if (result.back() == '.')
    result.pop_back();
  return result == "-0" ? "0" : result;
}

SvgCanvas::SvgCanvas(double width, double height, const std::string &title)
    : width(width), height(height), title(title) {}

static std::string strokeOf(Paint paint, double width) {
  return "class=\"l l-" + className(paint) + "\" stroke-width=\"" +
         number(width) + "\"";
}

void SvgCanvas::line(const std::vector<Point> &points, double width,
                     Paint paint, bool dashed) {
  body += "<polyline " + strokeOf(paint, width) +
          (dashed ? " stroke-dasharray=\"5 4\"" : "") + " points=\"";
  for (size_t at = 0; at < points.size(); ++at)
    body += (at ? " " : "") + number(points[at].x) + "," + number(points[at].y);
  body += "\"/>\n";
}

void SvgCanvas::box(Point from, Point to, Paint paint) {
  double left = std::fmin(from.x, to.x), top = std::fmin(from.y, to.y);
  body += "<rect class=\"f-" + className(paint) + "\" x=\"" + number(left) +
          "\" y=\"" + number(top) + "\" width=\"" +
          number(std::fabs(to.x - from.x)) + "\" height=\"" +
          number(std::fabs(to.y - from.y)) + "\"/>\n";
}

void SvgCanvas::dots(const std::vector<Point> &points, double radius,
                     Paint paint) {
  body +=
      "<path " + strokeOf(paint, 2 * radius) + " stroke-opacity=\".8\" d=\"";
  for (const Point &point : points)
    body += "M" + number(point.x) + " " + number(point.y) + "h0";
  body += "\"/>\n";
}

void SvgCanvas::text(Point at, const std::string &text, double size,
                     Anchor anchor, Paint paint, bool upright) {
  static const char *const anchors[] = {"start", "middle", "end"};
  std::string place = number(at.x) + "\" y=\"" + number(at.y);
  std::string turn = upright ? " transform=\"rotate(-90 " + number(at.x) + " " +
                                   number(at.y) + ")\""
                             : "";
  body += "<text class=\"f-" + className(paint) + "\" x=\"" + place +
          "\" font-size=\"" + number(size) + "\" text-anchor=\"" +
          anchors[int(anchor)] + "\"" + turn + ">" + escapeMarkup(text) +
          "</text>\n";
}

std::string SvgCanvas::open(bool alone) const {
  std::string size = number(width) + "\" height=\"" + number(height);
  return std::string("<svg") +
         (alone ? " xmlns=\"http://www.w3.org/2000/svg\"" : "") +
         " role=\"img\" viewBox=\"0 0 " + number(width) + " " + number(height) +
         "\" width=\"" + size + "\"><title>" + escapeMarkup(title) +
         "</title>\n";
}

std::string SvgCanvas::element() const { return open(false) + body + "</svg>"; }

std::string SvgCanvas::document() const {
  return open(true) + "<style>\n" + svgStyle() +
         "</style>\n<rect class=\"f-paper\" width=\"100%\" "
         "height=\"100%\"/>\n" +
         body + "</svg>\n";
}
