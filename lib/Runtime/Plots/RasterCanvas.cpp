//===- RasterCanvas.cpp - Coverage and blending ---------------------------===//
//
// Arithmetic is plain and its order fixed: equal plots are equal bytes.
//
//===----------------------------------------------------------------------===//
#include "RasterCanvas.h"

#include "StrokeFont.h"

#include <algorithm>
#include <cmath>

using namespace aec::runtime;

// Tableau's ten, which stay apart on white and on black.
static const char *const kColours[] = {
    "#ffffff", "#1b1d22", "#6a6e76", "#e2e4e8", "#4e79a7",
    "#f28e2b", "#e15759", "#76b7b2", "#59a14f", "#c9a227",
    "#b07aa1", "#ff9da7", "#9c755f", "#8a8f98"};

const char *aec::runtime::colourOf(Paint paint) { return kColours[paint]; }

static int channelOf(Paint paint, int64_t channel) {
  auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  const char *text = kColours[paint] + 1 + 2 * channel;
  return digit(text[0]) * 16 + digit(text[1]);
}

RasterCanvas::RasterCanvas(double width, double height, double scale)
    : scale(scale), picture(int64_t(std::ceil(height * scale)),
                            int64_t(std::ceil(width * scale)), 3),
      mask(picture.height * picture.width) {}

/// The distance of `p` to the line from `a` to `b`.
static double distance(Point p, Point a, Point b) {
  double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  double t = length > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length : 0;
  t = std::clamp(t, 0.0, 1.0);
  double x = p.x - a.x - t * dx, y = p.y - a.y - t * dy;
  return std::sqrt(x * x + y * y);
}

void RasterCanvas::cover(const std::vector<Capsule> &capsules, Paint paint,
                         double opacity) {
  int64_t box[4] = {picture.width, picture.height, 0, 0};
  for (const Capsule &c : capsules) {
    double reach = c.radius + 1;
    auto bound = [](double value, int64_t most) {
      return int64_t(std::clamp(std::floor(value), 0.0, double(most)));
    };
    int64_t left = bound(std::min(c.from.x, c.to.x) - reach, picture.width),
            top = bound(std::min(c.from.y, c.to.y) - reach, picture.height),
            right =
                bound(std::max(c.from.x, c.to.x) + reach + 1, picture.width),
            bottom =
                bound(std::max(c.from.y, c.to.y) + reach + 1, picture.height);
    for (int64_t y = top; y < bottom; ++y)
      for (int64_t x = left; x < right; ++x) {
        Point middle{double(x) + 0.5, double(y) + 0.5};
        double part = std::clamp(
            c.radius + 0.5 - distance(middle, c.from, c.to), 0.0, 1.0);
        uint8_t &covered = mask[y * picture.width + x];
        covered = std::max(covered, uint8_t(part * 255 + 0.5));
      }
    box[0] = std::min(box[0], left);
    box[1] = std::min(box[1], top);
    box[2] = std::max(box[2], right);
    box[3] = std::max(box[3], bottom);
  }
  for (int64_t y = box[1]; y < box[3]; ++y)
    for (int64_t x = box[0]; x < box[2]; ++x) {
      uint8_t &covered = mask[y * picture.width + x];
      double part = covered / 255.0 * opacity;
      uint8_t *pixel = &picture.pixels[(y * picture.width + x) * 3];
      for (int64_t c = 0; c < 3 && covered; ++c)
        pixel[c] =
            uint8_t(pixel[c] + part * (channelOf(paint, c) - pixel[c]) + 0.5);
      covered = 0;
    }
}

void RasterCanvas::line(const std::vector<Point> &points, double width,
                        Paint paint, bool dashed) {
  constexpr double dash = 5, gap = 4;
  std::vector<Capsule> capsules;
  double walked = 0;
  for (size_t at = 0; at < points.size(); ++at) {
    Point from = points[at ? at - 1 : 0], to = points[at];
    double length = std::hypot(to.x - from.x, to.y - from.y);
    auto place = [&](double t) {
      return Point{(from.x + t * (to.x - from.x)) * scale,
                   (from.y + t * (to.y - from.y)) * scale};
    };
    double radius = width * scale / 2;
    if (!dashed || length == 0) {
      capsules.push_back({place(0), place(1), radius});
      continue;
    }
    for (double done = 0; done < length;) {
      double phase = std::fmod(walked, dash + gap);
      double run =
          std::min(length - done, (phase < dash ? dash : dash + gap) - phase);
      run = std::max(run, 1e-3);
      if (phase < dash)
        capsules.push_back(
            {place(done / length), place((done + run) / length), radius});
      done += run;
      walked += run;
    }
  }
  cover(capsules, paint, 1);
}

void RasterCanvas::box(Point from, Point to, Paint paint) {
  auto pixel = [&](double value, int64_t most) {
    return std::clamp<int64_t>(std::llround(value * scale), 0, most);
  };
  int64_t left = pixel(std::min(from.x, to.x), picture.width),
          right = pixel(std::max(from.x, to.x), picture.width),
          top = pixel(std::min(from.y, to.y), picture.height),
          bottom = pixel(std::max(from.y, to.y), picture.height);
  for (int64_t y = top; y < bottom; ++y)
    for (int64_t x = left; x < right; ++x)
      for (int64_t c = 0; c < 3; ++c)
        picture.pixels[(y * picture.width + x) * 3 + c] =
            uint8_t(channelOf(paint, c));
}

void RasterCanvas::dots(const std::vector<Point> &points, double radius,
                        Paint paint) {
  std::vector<Capsule> capsules;
  for (const Point &point : points) {
    Point at{point.x * scale, point.y * scale};
    capsules.push_back({at, at, radius * scale});
  }
  cover(capsules, paint, 0.8);
}

void RasterCanvas::text(Point at, const std::string &text, double size,
                        Anchor anchor, Paint paint, bool upright) {
  double left = -textWidth(text, size) * int(anchor) / 2;
  std::vector<Capsule> capsules;
  for (const std::vector<Point> &stroke : textStrokes(text, size))
    for (size_t end = 0; end < stroke.size(); ++end) {
      auto place = [&](Point p) {
        double x = left + p.x, y = p.y;
        return upright ? Point{(at.x + y) * scale, (at.y - x) * scale}
                       : Point{(at.x + x) * scale, (at.y + y) * scale};
      };
      capsules.push_back({place(stroke[end ? end - 1 : 0]), place(stroke[end]),
                          size * scale * 0.045});
    }
  cover(capsules, paint, 1);
}

void RasterCanvas::paste(const Image &image, int64_t left, int64_t top) {
  for (int64_t y = 0; y < image.height; ++y)
    for (int64_t x = 0; x < image.width; ++x)
      for (int64_t c = 0; c < 3; ++c)
        picture.pixels[((top + y) * picture.width + left + x) * 3 + c] =
            image.pixels[(y * image.width + x) * image.channels +
                         (image.channels == 3 ? c : 0)];
}
