//===- StrokeFont.cpp - The letters ---------------------------------------===//
//
// Pairs of digits are x and y of a point: 0 is the top of capitals, 2 that of
// small letters, 7 the baseline, 9 the end of descenders. A blank lifts the
// pen.
//
//===----------------------------------------------------------------------===//
#include "StrokeFont.h"

#include <algorithm>

using namespace aec::runtime;

static const char *const kGlyphs[] = {
    /* ! */ "0005 07",
    /* " */ "0002 2022",
    /* # */ "1017 3037 0242 0545",
    /* $ */ "413010010213344546371706 2027",
    /* % */ "0001111000 3637474636 0740",
    /* & */ "4713112031320506172745",
    /* ' */ "0002",
    /* ( */ "201103041627",
    /* ) */ "001123241607",
    /* * */ "2125 0244 0442",
    /* + */ "2226 0444",
    /* , */ "1708",
    /* - */ "0434",
    /* . */ "07",
    /* / */ "0740",
    /* 0 */ "103041463717060110",
    /* 1 */ "022027 0747",
    /* 2 */ "01103041420747",
    /* 3 */ "01103041423313 334446371706",
    /* 4 */ "37300545",
    /* 5 */ "400003334446371706",
    /* 6 */ "4130100106173746443303",
    /* 7 */ "004017",
    /* 8 */ "13020110304142331304061737464433",
    /* 9 */ "0617374641301001031444",
    /* : */ "03 07",
    /* ; */ "13 1708",
    /* < */ "310437",
    /* = */ "0343 0545",
    /* > */ "013407",
    /* ? */ "01103041422425 27",
    /* @ */ "35151333354541301001061747",
    /* A */ "072047 1434",
    /* B */ "00073746443303 3342413000",
    /* C */ "4130100106173746",
    /* D */ "00072745422000",
    /* E */ "40000747 0333",
    /* F */ "400007 0333",
    /* G */ "41301001061737464424",
    /* H */ "0007 4047 0343",
    /* I */ "0020 1017 0727",
    /* J */ "3036271706",
    /* K */ "0007 4004 1347",
    /* L */ "000747",
    /* M */ "0700244047",
    /* N */ "07004740",
    /* O */ "103041463717060110",
    /* P */ "07003041433404",
    /* Q */ "103041463717060110 2547",
    /* R */ "07003041433404 2447",
    /* S */ "413010010213344546371706",
    /* T */ "0040 2027",
    /* U */ "000617374640",
    /* V */ "002740",
    /* W */ "0017233740",
    /* X */ "0047 4007",
    /* Y */ "002340 2327",
    /* Z */ "00400747",
    /* [ */ "20000727",
    /* \ */ "0047",
    /* ] */ "00202707",
    /* ^ */ "022042",
    /* _ */ "0848",
    /* ` */ "0011",
    /* a */ "0312324347 44140506173746",
    /* b */ "0007 0312324346371706",
    /* c */ "4332120306173746",
    /* d */ "4047 4332120306173746",
    /* e */ "04444332120306173746",
    /* f */ "30201117 0232",
    /* g */ "4248391908 4332120306173746",
    /* h */ "0007 0312324347",
    /* i */ "0207 00",
    /* j */ "121809 10",
    /* k */ "0007 3205 1437",
    /* l */ "000617",
    /* m */ "0207 03122327 23324347",
    /* n */ "0207 0312324347",
    /* o */ "123243463717060312",
    /* p */ "0209 0312324346371706",
    /* q */ "4249 4332120306173746",
    /* r */ "0207 031232",
    /* s */ "43321203143546371706",
    /* t */ "10162737 0232",
    /* u */ "0206173746 4247",
    /* v */ "022742",
    /* w */ "0217243742",
    /* x */ "0247 4207",
    /* y */ "0227 4219",
    /* z */ "02420747",
    /* { */ "20111304151627",
    /* | */ "0008",
    /* } */ "00111324151607",
    /* ~ */ "04133544"};

/// The glyph of the character at `at`, which moves behind it; null for a blank.
static const char *nextGlyph(const std::string &text, size_t &at) {
  auto byte = static_cast<unsigned char>(text[at++]);
  // The other bytes of a character of UTF-8.
  while (byte >= 0x80 && at < text.size() && (text[at] & 0xC0) == 0x80)
    ++at;
  if (byte == ' ')
    return nullptr;
  return byte > 32 && byte < 127 ? kGlyphs[byte - 33] : "0007474000";
}

/// Calls fn(x, y, starts) for the points of a glyph; returns its width.
template <typename Fn> static int walk(const char *glyph, Fn &&fn) {
  int width = glyph ? 0 : 2;
  bool starts = true;
  for (; glyph && *glyph; ++glyph) {
    if (*glyph == ' ') {
      starts = true;
      continue;
    }
    int x = *glyph++ - '0', y = *glyph - '0';
    width = std::max(width, x);
    fn(x, y, starts);
    starts = false;
  }
  return width;
}

std::vector<std::vector<Point>>
aec::runtime::textStrokes(const std::string &text, double size) {
  std::vector<std::vector<Point>> strokes;
  double unit = size / 10, left = 0;
  for (size_t at = 0; at < text.size();) {
    int width = walk(nextGlyph(text, at), [&](int x, int y, bool starts) {
      if (starts)
        strokes.emplace_back();
      strokes.back().push_back({left + x * unit, (y - 7) * unit});
    });
    left += (width + 2) * unit;
  }
  return strokes;
}

double aec::runtime::textWidth(const std::string &text, double size) {
  double left = 0;
  for (size_t at = 0; at < text.size();)
    left += walk(nextGlyph(text, at), [](int, int, bool) {}) + 2;
  return left * size / 10;
}
