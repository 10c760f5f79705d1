//===- Html.cpp - Elements and style --------------------------------------===//
//
// Fonts are the reader's; colours follow the reader's system, and paper is
// white.
//
//===----------------------------------------------------------------------===//
#include "Html.h"

#include "../Plots/SvgCanvas.h"

#include <algorithm>
#include <cstdlib>

using namespace aec::runtime;

static const char *const kStyle = R"(:root{color-scheme:light dark;
--paper:#fff;--ink:#1b1d22;--muted:#5d6169;--grid:#e2e4e8;
--good:#2e7d32;--note:#9a6700;--problem:#c62828}
@media (prefers-color-scheme:dark){:root{--paper:#16181d;--ink:#e6e6e6;
--muted:#a0a4ab;--grid:#343840;--good:#7bc47f;--note:#e0b050;--problem:#ff8a80}}
body{background:var(--paper);color:var(--ink);margin:2rem auto;max-width:60rem;
padding:0 1rem;font:16px/1.5 system-ui,"Segoe UI","DejaVu Sans",Arial,sans-serif}
h1{font-size:1.7rem;margin:0 0 .3rem}
h2{font-size:1.25rem;margin:2.2rem 0 .6rem;border-bottom:1px solid var(--grid)}
p{margin:.4rem 0;overflow-wrap:anywhere}
figure{margin:1rem 0;overflow-x:auto}
figcaption{color:var(--muted);font-size:.9rem}
figure img{image-rendering:pixelated;background:#fff}
table{border-collapse:collapse;margin:.8rem 0;font-size:.92rem}
td,th{padding:.15rem .9rem .15rem 0;text-align:left;vertical-align:top;
border-bottom:1px solid var(--grid)}
td:last-child{overflow-wrap:anywhere}
.wide{overflow-x:auto}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
pre{overflow-x:auto;font-size:.88rem}
.finding{border-left:.3rem solid;padding:.1rem 0 .1rem .8rem;margin:.7rem 0}
.good{border-color:var(--good)}.note{border-color:var(--note)}
.problem{border-color:var(--problem)}.unchecked{border-color:var(--grid)}
.finding b span{font-weight:600;margin-right:.4rem}
.good b span{color:var(--good)}.note b span{color:var(--note)}
.problem b span{color:var(--problem)}.unchecked b span{color:var(--muted)}
.advice{color:var(--muted)}
@media print{body{margin:0;max-width:none;font-size:11pt}
figure,table,.finding{break-inside:avoid}h2{break-after:avoid}}
)";

std::string aec::runtime::base64(const std::vector<uint8_t> &bytes) {
  static const char *const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
                                    "qrstuvwxyz0123456789+/";
  std::string text;
  for (size_t at = 0; at < bytes.size(); at += 3) {
    size_t count = std::min<size_t>(3, bytes.size() - at);
    uint32_t word = 0;
    for (size_t byte = 0; byte < 3; ++byte)
      word = word << 8 | (byte < count ? bytes[at + byte] : 0);
    for (size_t digit = 0; digit < 4; ++digit)
      text += digit <= count ? digits[word >> (18 - 6 * digit) & 63] : '=';
  }
  return text;
}

Page::Page(const std::string &title) : title(title) {}

void Page::heading(const std::string &text) {
  content += "<h2>" + escapeMarkup(text) + "</h2>\n";
}

void Page::paragraph(const std::string &text) {
  content += "<p>" + escapeMarkup(text) + "</p>\n";
}

static bool isNumber(const std::string &text) {
  char *end = nullptr;
  std::strtod(text.c_str(), &end);
  return !text.empty() && (*end == 0 || *end == '%');
}

void Page::table(const std::vector<std::vector<std::string>> &rows) {
  content += "<div class=\"wide\"><table>\n";
  for (size_t row = 0; row < rows.size(); ++row) {
    content += "<tr>";
    for (size_t column = 0; column < rows[row].size(); ++column) {
      bool number = rows.size() > 1 && column < rows[1].size() &&
                    isNumber(rows[1][column]);
      std::string kind = row ? "td" : "th";
      content += "<" + kind + (number ? " class=\"n\">" : ">") +
                 escapeMarkup(rows[row][column]) + "</" + kind + ">";
    }
    content += "</tr>\n";
  }
  content += "</table></div>\n";
}

static std::string captioned(const std::string &inner,
                             const std::string &caption) {
  return "<figure>\n" + inner + "\n<figcaption>" + escapeMarkup(caption) +
         "</figcaption></figure>\n";
}

void Page::figure(const Plot &plot, const std::string &caption) {
  content += captioned(plotElement(plot), caption);
}

void Page::figure(const Image &image, const std::string &caption, double zoom) {
  std::string size = std::to_string(int64_t(double(image.width) * zoom)) +
                     "\" height=\"" +
                     std::to_string(int64_t(double(image.height) * zoom));
  content += captioned(
      "<img width=\"" + size + "\" alt=\"" + escapeMarkup(caption) +
          "\" src=\"data:image/png;base64," + base64(encodePng(image)) + "\">",
      caption);
}

void Page::block(const std::string &text) {
  content += "<pre>";
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    content += escapeMarkup(text.substr(at, end - at)) + "\n";
    at = end + 1;
  }
  content += "</pre>\n";
}

void Page::finding(const std::string &kind, const std::string &title,
                   const std::string &detail, const std::string &advice) {
  content += "<div class=\"finding " + kind + "\"><p><b><span>" + kind +
             "</span>" + escapeMarkup(title) + "</b></p><p>" +
             escapeMarkup(detail) + "</p>";
  if (!advice.empty())
    content += "<p class=\"advice\">" + escapeMarkup(advice) + "</p>";
  content += "</div>\n";
}

std::string Page::text() const {
  return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
         "'none'; style-src 'unsafe-inline'; img-src data:\">\n<title>" +
         escapeMarkup(title) + "</title>\n<style>\n" + kStyle + svgStyle() +
         "</style></head><body>\n<h1>" + escapeMarkup(title) + "</h1>\n" +
         content + "</body></html>\n";
}
