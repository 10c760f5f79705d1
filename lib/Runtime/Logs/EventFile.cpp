//===- EventFile.cpp - TFRecord and Event by hand -------------------------===//
//
// Fields used. Event: wall_time 1 (double), step 2 (varint), file_version 3
// (string), summary 5, session_log 7. Summary: value 1 {tag 1, simple_value 2
// (float)}. SessionLog: status 1, where START is 1.
//
//===----------------------------------------------------------------------===//
#include "EventFile.h"

#include "../Error.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <unistd.h>

using namespace aec::runtime;

uint32_t aec::runtime::crc32c(const std::string &bytes) {
  static const auto table = [] {
    std::array<uint32_t, 256> entries = {};
    for (uint32_t at = 0; at < 256; ++at) {
      entries[at] = at;
      for (int bit = 0; bit < 8; ++bit)
        entries[at] = entries[at] >> 1 ^ (entries[at] & 1 ? 0x82F63B78u : 0);
    }
    return entries;
  }();
  uint32_t crc = ~0u;
  for (char byte : bytes)
    crc = crc >> 8 ^ table[(crc ^ uint8_t(byte)) & 255];
  return ~crc;
}

template <typename T> static std::string fixed(T value) {
  return {reinterpret_cast<const char *>(&value), sizeof(T)};
}

static std::string maskedCrc(const std::string &bytes) {
  uint32_t crc = crc32c(bytes);
  return fixed<uint32_t>((crc >> 15 | crc << 17) + 0xa282ead8u);
}

std::string aec::runtime::tfRecord(const std::string &data) {
  std::string length = fixed<uint64_t>(data.size());
  return length + maskedCrc(length) + data + maskedCrc(data);
}

static std::string varint(uint64_t value) {
  std::string bytes;
  for (; value > 127; value >>= 7)
    bytes += char((value & 127) | 128);
  return bytes + char(value);
}

/// A field of wire type 2: a string or a message.
static std::string field(int number, const std::string &content) {
  return varint(uint64_t(number) << 3 | 2) + varint(content.size()) + content;
}

static std::string event(int64_t step, const std::string &content) {
  double now = std::chrono::duration<double>(
                   std::chrono::system_clock::now().time_since_epoch())
                   .count();
  return "\x09" + fixed(now) + "\x10" + varint(uint64_t(step)) + content;
}

/// A value of a Summary; nothing for an objective that did not run.
static std::string scalar(const std::string &tag, double value) {
  if (std::isnan(value))
    return "";
  return field(1, field(1, tag) + "\x15" + fixed(float(value)));
}

/// Of one objective its loss and terms, under "training/" or "validation/".
static std::string scalars(const aec_objective &objective,
                           const ObjectiveLoss &loss,
                           const std::string &prefix) {
  std::string place = prefix + objective.name + "/";
  std::string text = scalar(place + "loss", loss.total);
  for (int64_t at = 0; at < objective.term_count; ++at)
    text += scalar(place + objective.terms[at].name, loss.terms[at]);
  return text;
}

EventFile::EventFile(const std::string &folder, const aec_model &model,
                     int64_t step)
    : model(model) {
  if (folder.empty())
    return;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    fail("cannot use ", folder, " for event files: ", error.message());
  char host[256] = "localhost";
  gethostname(host, sizeof(host) - 1);
  auto now = std::chrono::system_clock::now().time_since_epoch();
  path = concat(folder, "/events.out.tfevents.",
                std::chrono::duration_cast<std::chrono::seconds>(now).count(),
                ".", host, ".", getpid());
  file = std::fopen(path.c_str(), "wbe");
  if (!file)
    fail("cannot write ", path, ": ", std::strerror(errno));
  append(event(0, field(3, "brain.Event:2")));
  if (step)
    append(event(step, field(7, "\x08\x01")));
}

EventFile::~EventFile() {
  if (file)
    std::fclose(file);
}

void EventFile::append(const std::string &event) {
  std::string record = tfRecord(event);
  if (std::fwrite(record.data(), 1, record.size(), file) != record.size() ||
      std::fflush(file) != 0)
    fail("cannot write ", path, ": ", std::strerror(errno));
}

void EventFile::write(const EpochReport &report) {
  if (!file)
    return;
  std::string values;
  for (int64_t at = 0; at < model.objective_count; ++at) {
    const aec_objective &objective = model.objectives[at];
    values += scalars(objective, report.train[at], "training/");
    if (!report.validation.empty())
      values += scalars(objective, report.validation[at], "validation/");
    values += scalar(concat("learning_rate/", objective.name),
                     report.objectives[at].learningRate);
    values += scalar(concat("gradient_norm/", objective.name),
                     report.objectives[at].gradientNorm);
  }
  values += scalar("samples_per_second", report.samplesPerSecond);
  append(event(report.steps, field(5, values)));
}
