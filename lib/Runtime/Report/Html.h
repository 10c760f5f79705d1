//===- Html.h - A page that needs nothing else ----------------------------===//
//
// Pictures are inside, scripts are not there: the page can be mailed, archived
// and opened without a network. Every text is escaped here and nowhere else.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_REPORT_HTML_H
#define AEC_LIB_RUNTIME_REPORT_HTML_H

#include "../Plots/Plot.h"

#include <string>
#include <vector>

namespace aec::runtime {

/// RFC 4648, section 4.
std::string base64(const std::vector<uint8_t> &bytes);

class Page {
public:
  explicit Page(const std::string &title);

  void heading(const std::string &text);
  void paragraph(const std::string &text);
  /// The first row is the header; columns of numbers stand to the right.
  void table(const std::vector<std::vector<std::string>> &rows);
  void figure(const Plot &plot, const std::string &caption);
  /// `zoom`: pixels of the screen for one of the image's.
  void figure(const Image &image, const std::string &caption, double zoom = 1);
  /// Several lines in a fixed width.
  void block(const std::string &text);
  /// `kind`: "good", "note", "problem" or "unchecked".
  void finding(const std::string &kind, const std::string &title,
               const std::string &detail, const std::string &advice);

  /// What stands on another page, but for its title.
  void append(const Page &other) { content += other.content; }

  std::string text() const;

private:
  std::string title, content;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_REPORT_HTML_H
