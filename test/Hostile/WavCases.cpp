//===- WavCases.cpp - WAV: RIFF chunks, formats, sound --------------------===//
//
// Two windows of 16 frames, one channel.
//
//===----------------------------------------------------------------------===//
#include "Bytes.h"
#include "Cases.h"

#include <cmath>
#include <limits>

using namespace aec::hostile;

namespace {
/// The chunk "fmt ", field by field.
struct Format {
  uint64_t kind = 1, channels = 1, rate = 8000, bits = 16;
  uint64_t frame = channels * bits / 8, byteRate = rate * frame;
  std::string more;

  std::string bytes() const {
    return little(kind, 2) + little(channels, 2) + little(rate, 4) +
           little(byteRate, 4) + little(frame, 2) + little(bits, 2) + more;
  }
};
} // namespace

static Format formatOf(uint64_t kind, uint64_t bits) {
  Format format;
  format.kind = kind;
  format.bits = bits;
  format.frame = bits / 8;
  format.byteRate = format.rate * format.frame;
  return format;
}

static const std::pair<uint64_t, uint64_t> kKinds[] = {
    {1, 8}, {1, 16}, {1, 24}, {1, 32}, {3, 32}, {3, 64}};

static std::string chunk(const std::string &name, const std::string &content) {
  return name + little(content.size(), 4) + content +
         (content.size() % 2 ? zeros(1) : "");
}
static std::string riff(const std::string &chunks) {
  return "RIFF" + little(chunks.size() + 4, 4) + "WAVE" + chunks;
}
static std::string wav(const Format &format, const std::string &sound) {
  return riff(chunk("fmt ", format.bytes()) + chunk("data", sound));
}
static std::string goodWav() { return wav({}, zeros(32, 2)); }

static void addFormats(Cases &cases) {
  for (auto [kind, bits] : kKinds) {
    cases.take(text("kind-", kind, "-of-", bits),
               wav(formatOf(kind, bits), zeros(32, int64_t(bits / 8))));
    for (uint64_t value : extremes(bits / 8, 16)) {
      Format format = formatOf(kind, bits);
      format.frame = value;
      cases.refuse(text("kind-", kind, "-of-", bits, "-frame-", value),
                   wav(format, zeros(32, int64_t(bits / 8))),
                   ": the WAV format has frames of ");
    }
    for (uint64_t value : extremes(1, 16)) {
      Format format = formatOf(kind, bits);
      format.channels = value;
      cases.refuse(text("kind-", kind, "-of-", bits, "-channels-", value),
                   wav(format, zeros(32, int64_t(bits / 8))),
                   value ? ": the WAV format has frames of "
                         : ": the WAV format has 0 channels");
    }
    for (uint64_t value : {0, 1, 4, 7, 9, 12, 15, 17, 20, 31, 33, 48, 63, 65,
                           128, 32768, 65535}) {
      Format format = formatOf(kind, bits);
      format.bits = value;
      cases.refuse(text("kind-", kind, "-of-", bits, "-bits-", value),
                   wav(format, zeros(32, int64_t(bits / 8))),
                   text(": WAV of format ", kind, " with ", value, " bits"));
    }
    Format format = formatOf(kind, bits);
    format.rate = 0;
    cases.refuse(text("kind-", kind, "-of-", bits, "-rate-0"),
                 wav(format, zeros(32, int64_t(bits / 8))),
                 " and 0 frames a second");
  }
  for (uint64_t kind : {0, 2, 4, 5, 6, 7, 17, 49, 80, 85, 255, 32767, 32768,
                        65533, 65534, 65535}) {
    Format format;
    format.kind = kind;
    cases.refuse(text("kind-", kind), wav(format, zeros(32, 2)),
                 text(": WAV of format ", kind, " with 16 bits is not read"));
  }
  for (uint64_t rate : {1, 0x7fffffff, 0x7ffffffe}) {
    Format format;
    format.rate = rate;
    cases.take(text("rate-", rate), wav(format, zeros(32, 2)));
  }
}

static void addFormatSizes(Cases &cases) {
  std::string content = Format().bytes();
  for (uint64_t size : extremes(16, 32)) {
    std::string file = goodWav();
    file.replace(16, 4, little(size, 4));
    cases.refuse(text("format-size-", size), file, "");
  }
  for (size_t size : {0, 1, 8, 14, 15})
    cases.refuse(text("format-of-", size),
                 riff(chunk("fmt ", content.substr(0, size)) +
                      chunk("data", zeros(32, 2))),
                 ": the WAV format takes ");
  cases.refuse(
      "format-of-65537",
      riff(chunk("fmt ", content + zeros(65521)) + chunk("data", zeros(32, 2))),
      ": the WAV format takes 65537 bytes; expected 16 to 65536");
  // WAVE_FORMAT_EXTENSIBLE: the kind is the first number of a GUID.
  for (uint64_t kind : {0, 1, 2, 3, 6, 80, 65534, 65535}) {
    Format format;
    format.kind = 0xfffe;
    format.more = little(22, 2) + little(16, 2) + little(4, 4) +
                  little(kind, 2) + zeros(14);
    std::string name = text("extensible-", kind);
    if (kind == 1)
      cases.take(name, wav(format, zeros(32, 2)));
    else
      cases.refuse(name, wav(format, zeros(32, 2)), ": WAV of format ");
    format.more.resize(10);
    cases.refuse(name + "-cut", wav(format, zeros(32, 2)),
                 ": WAV of format 65534");
  }
}

static void addFrames(Cases &cases) {
  std::string good = goodWav();
  for (size_t at : {0, 1, 2, 3, 8, 9, 10, 11})
    for (int bit : {0, 5, 7}) {
      std::string file = good;
      file[at] = char(file[at] ^ (1 << bit));
      cases.refuse(text("byte-", at, "-bit-", bit), file, "");
    }
  for (const char *name : {"RIFX", "RF64", "FORM", "LIST", "riff"})
    cases.refuse(text("container-", name), name + good.substr(4), "");
  for (const char *name : {"AVI ", "wave", "WAVF", "RMID"})
    cases.refuse(text("kind-of-container-", name),
                 "RIFF" + little(100, 4) + name + good.substr(12),
                 "is a RIFF file and no WAV file");
  // Writers to pipes leave this number open.
  for (uint64_t size : extremes(good.size() - 8, 32)) {
    std::string file = good;
    file.replace(4, 4, little(size, 4));
    cases.take(text("riff-size-", size), file);
  }
}

static void addChunks(Cases &cases) {
  std::string format = chunk("fmt ", Format().bytes());
  std::string sound = chunk("data", zeros(32, 2)), note = chunk("LIST", "abc");
  const std::pair<const char *, std::string> bad[] = {
      {"none", ""},
      {"format-alone", format},
      {"sound-alone", sound},
      {"sound-first", sound + format},
      {"sound-twice", format + sound + sound},
      {"format-twice", format + format + sound},
      {"format-behind", format + sound + format},
      {"note-alone", note},
      {"half-a-header", format + "data"},
      {"half-a-header-behind", format + sound + "LIS"},
      {"unpadded", format + chunk("note", "abc").substr(0, 11) + sound},
      {"capitals", chunk("FMT ", Format().bytes()) + sound},
      {"nuls-behind", format + sound + zeros(7)},
      {"file-behind", format + sound + goodWav()}};
  for (const auto &[name, chunks] : bad)
    cases.refuse(text("chunks-", name), riff(chunks), "");
  for (uint64_t size : extremes(3, 32)) {
    if (size == 4) // The padding belongs to it then.
      continue;
    std::string lying = note;
    lying.replace(4, 4, little(size, 4));
    cases.refuse(text("note-before-of-", size), riff(lying + format + sound),
                 "");
    if (size > 4)
      cases.refuse(text("note-behind-of-", size), riff(format + sound + lying),
                   "is truncated: a chunk behind the sound takes ");
  }
  std::string many;
  for (int at = 0; at < 1000; ++at)
    many += chunk("junk", "");
  cases.refuse("a-thousand-chunks", riff(many + format + sound),
               "has 1000 chunks and no sound");
  cases.take("notes", riff(note + format + note + sound + note));
  cases.take("last-chunk-unpadded",
             riff(format + sound + note.substr(0, note.size() - 1)));
}

static void addSounds(Cases &cases) {
  for (auto [kind, bits] : kKinds) {
    auto size = int64_t(bits / 8);
    std::string good = wav(formatOf(kind, bits), zeros(32, size));
    std::string name = text("kind-", kind, "-of-", bits);
    for (uint64_t value : extremes(uint64_t(32 * size), 32)) {
      std::string file = good;
      file.replace(40, 4, little(value, 4));
      if (value == 31) { // The byte behind is padding then.
        cases.take(text(name, "-sound-of-31"), file);
        continue;
      }
      cases.refuse(text(name, "-sound-of-", value), file,
                   value > uint64_t(32 * size)
                       ? text("the sound takes ", value, " bytes, found ")
                       : "");
    }
    for (int64_t rest = 1; rest < size; ++rest)
      cases.refuse(text(name, "-with-", rest, "-bytes-more"),
                   wav(formatOf(kind, bits), zeros(32 * size + rest)),
                   text("is truncated: ", 32 * size + rest,
                        " bytes of sound are no whole number of frames"));
    for (int64_t frames : {0, 1, 15})
      cases.refuse(text(name, "-of-", frames, "-frames"),
                   wav(formatOf(kind, bits), zeros(frames, size)),
                   ", fewer than a window of 16");
  }
  Format stereo;
  stereo.channels = 2;
  stereo.frame = 4;
  cases.refuse("two-channels", wav(stereo, zeros(64, 2)),
               ": samples of shape ");
  using Limits = std::numeric_limits<double>;
  for (double value :
       {Limits::quiet_NaN(), Limits::infinity(), -Limits::infinity(), 1e300})
    for (int64_t at : {0, 16, 31}) {
      std::string name = text("value-", value, "-at-", at);
      std::string message =
          std::isnan(value) ? "is not a number (NaN)" : "is infinite";
      cases.refuse("f64-" + name,
                   wav(formatOf(3, 64),
                       zeros(at, 8) + memory(value) + zeros(31 - at, 8)),
                   message);
      if (value != 1e300) // Infinite as a float.
        cases.refuse("f32-" + name,
                     wav(formatOf(3, 32), zeros(at, 4) + memory(float(value)) +
                                              zeros(31 - at, 4)),
                     message);
    }
}

Cases aec::hostile::wavCases() {
  Cases cases("wav", "x.wav");
  cases.cut("good", goodWav(), [](size_t length) -> std::string {
    return length >= 4 ? "is truncated: " : "";
  });
  addFormats(cases);
  addFormatSizes(cases);
  addFrames(cases);
  addChunks(cases);
  addSounds(cases);
  return cases;
}
