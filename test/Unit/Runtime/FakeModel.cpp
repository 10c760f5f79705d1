//===- FakeModel.cpp - A compiled model, by hand --------------------------===//
//
// Plain loops; the rows run on the pool to exercise it. Gradients are summed in
// one order, so that results do not depend on the number of threads.
//
//===----------------------------------------------------------------------===//
#include "FakeModel.h"

#include <cmath>
#include <cstring>

namespace {
constexpr int64_t kIn = 16, kHidden = 4, kParameters = 4;

struct Work {
  const aec_frame *frame;
  const float *x, *w1, *b1, *w2, *b2; // w2: [kHidden, kIn], transposed
  float *h, *y;
};

Work workOf(const aec_frame *frame) {
  auto state = [frame](int at) {
    return static_cast<const float *>(frame->states[at]);
  };
  Work work{frame,    nullptr,  state(0), state(1),
            state(2), state(3), nullptr,  nullptr};
  int64_t capacity = (frame->batch + 15) / 16 * 16;
  work.h = static_cast<float *>(frame->arena);
  work.y = work.h + capacity * kHidden;
  return work;
}

void encodeRows(void *closure, int64_t lo, int64_t hi) {
  auto *work = static_cast<Work *>(closure);
  for (int64_t row = lo; row < hi; ++row)
    for (int64_t j = 0; j < kHidden; ++j) {
      float sum = work->b1[j];
      for (int64_t i = 0; i < kIn; ++i)
        sum += work->x[row * kIn + i] * work->w1[j * kIn + i];
      work->h[row * kHidden + j] = std::tanh(sum);
    }
}

void decodeRows(void *closure, int64_t lo, int64_t hi) {
  auto *work = static_cast<Work *>(closure);
  for (int64_t row = lo; row < hi; ++row)
    for (int64_t i = 0; i < kIn; ++i) {
      float sum = work->b2[i];
      for (int64_t j = 0; j < kHidden; ++j)
        sum += work->h[row * kHidden + j] * work->w2[j * kIn + i];
      work->y[row * kIn + i] = sum;
    }
}

void forward(Work &work) {
  aec_parallel_for(work.frame->runtime, work.frame->batch, 4, encodeRows,
                   &work);
  aec_parallel_for(work.frame->runtime, work.frame->batch, 4, decodeRows,
                   &work);
}

/// Writes [total, reconstruction, sparsity].
int64_t losses(const Work &work, float weight) {
  double squares = 0, activity = 0;
  for (int64_t at = 0; at < work.frame->batch * kIn; ++at)
    squares += double(work.y[at] - work.x[at]) * (work.y[at] - work.x[at]);
  for (int64_t at = 0; at < work.frame->batch * kHidden; ++at)
    activity += double(work.h[at]) * work.h[at];
  auto *out = static_cast<float *>(work.frame->outputs[0]);
  out[1] = float(squares / double(work.frame->batch * kIn));
  float sparsity = float(activity / double(work.frame->batch * kHidden));
  out[0] = out[1] + weight * sparsity;
  if (weight > 0)
    out[2] = sparsity;
  return std::isfinite(out[0]) ? AEC_OK : AEC_NONFINITE_LOSS;
}

void adam(const aec_frame *frame, int state, const float *grad, int64_t count) {
  auto *value = static_cast<float *>(frame->states[state]);
  auto *m = static_cast<float *>(frame->states[kParameters + state]);
  auto *v = static_cast<float *>(frame->states[2 * kParameters + state]);
  double c1 = 1 - std::pow(0.9, double(frame->step));
  double c2 = 1 - std::pow(0.999, double(frame->step));
  for (int64_t at = 0; at < count; ++at) {
    m[at] = 0.9f * m[at] + 0.1f * grad[at];
    v[at] = 0.999f * v[at] + 0.001f * grad[at] * grad[at];
    value[at] -= float(frame->learning_rate * (m[at] / c1) /
                       (std::sqrt(v[at] / c2) + 1e-8));
  }
}

void add(const aec_frame *frame, int state, const float *grad, int64_t count) {
  auto *sum = static_cast<float *>(frame->states[3 * kParameters + state]);
  for (int64_t at = 0; at < count; ++at)
    sum[at] += grad[at];
}

template <bool kStep> void backward(const Work &work, float weight) {
  float g1[kHidden * kIn] = {}, gb1[kHidden] = {}, g2[kHidden * kIn] = {},
                     gb2[kIn] = {};
  int64_t batch = work.frame->batch;
  for (int64_t row = 0; row < batch; ++row) {
    float dh[kHidden] = {};
    const float *h = work.h + row * kHidden;
    for (int64_t i = 0; i < kIn; ++i) {
      float dy = 2 * (work.y[row * kIn + i] - work.x[row * kIn + i]) /
                 float(batch * kIn);
      gb2[i] += dy;
      for (int64_t j = 0; j < kHidden; ++j) {
        g2[j * kIn + i] += dy * h[j];
        dh[j] += dy * work.w2[j * kIn + i];
      }
    }
    for (int64_t j = 0; j < kHidden; ++j) {
      float da = (dh[j] + weight * 2 * h[j] / float(batch * kHidden)) *
                 (1 - h[j] * h[j]);
      gb1[j] += da;
      for (int64_t i = 0; i < kIn; ++i)
        g1[j * kIn + i] += da * work.x[row * kIn + i];
    }
  }
  auto *use = kStep ? adam : add;
  use(work.frame, 0, g1, kHidden * kIn);
  use(work.frame, 1, gb1, kHidden);
  use(work.frame, 2, g2, kHidden * kIn);
  use(work.frame, 3, gb2, kIn);
}

int64_t update(const aec_frame *frame) {
  const int64_t counts[] = {kHidden * kIn, kHidden, kHidden * kIn, kIn};
  for (int at = 0; at < kParameters; ++at) {
    auto *sum = static_cast<const float *>(frame->states[3 * kParameters + at]);
    float grad[kHidden * kIn];
    for (int64_t i = 0; i < counts[at]; ++i)
      grad[i] = float(frame->gradient_weight) * sum[i];
    adam(frame, at, grad, counts[at]);
  }
  return AEC_OK;
}

enum Mode { Evaluate, Step, Accumulate };

template <Mode kMode, bool kSparse> int64_t objective(const aec_frame *frame) {
  Work work = workOf(frame);
  work.x = static_cast<const float *>(frame->inputs[0]);
  forward(work);
  float weight = kSparse ? 0.01f : 0;
  int64_t status = losses(work, weight);
  if (kMode != Evaluate && status == AEC_OK)
    backward<kMode == Step>(work, weight);
  return status;
}

int64_t encode(const aec_frame *frame) {
  Work work = workOf(frame);
  work.x = static_cast<const float *>(frame->inputs[0]);
  forward(work);
  std::memcpy(frame->outputs[0], work.h, frame->batch * kHidden * 4);
  return AEC_OK;
}

/// On a grid of eighths.
constexpr double kStep = 0.125;
int64_t encodeRounded(const aec_frame *frame) {
  encode(frame);
  auto *z = static_cast<float *>(frame->outputs[0]);
  for (int64_t at = 0; at < frame->batch * kHidden; ++at)
    z[at] = std::nearbyint(z[at] / float(kStep)) * float(kStep);
  return AEC_OK;
}

int64_t decode(const aec_frame *frame) {
  Work work = workOf(frame);
  std::memcpy(work.h, frame->inputs[0], frame->batch * kHidden * 4);
  decodeRows(&work, 0, frame->batch);
  std::memcpy(frame->outputs[0], work.y, frame->batch * kIn * 4);
  return AEC_OK;
}

int64_t reconstruct(const aec_frame *frame) {
  Work work = workOf(frame);
  work.x = static_cast<const float *>(frame->inputs[0]);
  forward(work);
  std::memcpy(frame->outputs[0], work.y, frame->batch * kIn * 4);
  return AEC_OK;
}

int64_t score(const aec_frame *frame) {
  Work work = workOf(frame);
  work.x = static_cast<const float *>(frame->inputs[0]);
  forward(work);
  for (int64_t row = 0; row < frame->batch; ++row) {
    float sum = 0;
    for (int64_t i = row * kIn; i < (row + 1) * kIn; ++i)
      sum += (work.y[i] - work.x[i]) * (work.y[i] - work.x[i]);
    static_cast<float *>(frame->outputs[0])[row] = sum / kIn;
  }
  return AEC_OK;
}

const int64_t dimsX[] = {-1, kIn}, dimsZ[] = {-1, kHidden}, dimsScore[] = {-1};
const int64_t dimsW1[] = {kHidden, kIn}, dimsW2[] = {kIn, kHidden};
const int64_t swapped[] = {1, 0};
const aec_layout swappedW2 = {2, dimsW2, swapped};
const int64_t dimsHidden[] = {kHidden}, dimsIn[] = {kIn};

constexpr aec_tensor tensorX{"x", AEC_F32, 2, dimsX};
constexpr aec_tensor tensorY{"y", AEC_F32, 2, dimsX};
constexpr aec_tensor tensorZ{"z", AEC_F32, 2, dimsZ};
constexpr aec_tensor tensorScore{"loss", AEC_F32, 1, dimsScore};

#define MOMENTS(prefix)                                                        \
  {{prefix ".encoder.0.weight", AEC_F32, 2, dimsW1}, AEC_MOMENT, 0, 0, 0, 0},  \
      {{prefix ".encoder.0.bias", AEC_F32, 1, dimsHidden},                     \
       AEC_MOMENT,                                                             \
       0,                                                                      \
       0,                                                                      \
       0,                                                                      \
       0},                                                                     \
      {{prefix ".decoder.0.weight", AEC_F32, 2, dimsW2},                       \
       AEC_MOMENT,                                                             \
       &swappedW2,                                                                      \
       0,                                                                      \
       0,                                                                      \
       0},                                                                     \
      {{prefix ".decoder.0.bias", AEC_F32, 1, dimsIn}, AEC_MOMENT, 0, 0, 0, 0}

#define ACCUMULATOR(name, rank, dims, layout)                              \
  {{"mse." name ".gradient", AEC_F32, rank, dims},                             \
   AEC_ACCUMULATOR,                                                            \
   layout,                                                                     \
   AEC_INIT_CONSTANT,                                                          \
   -0.0,                                                                       \
   0}

const aec_state states[] = {
    {{"encoder.0.weight", AEC_F32, 2, dimsW1},
     AEC_PARAMETER,
     0,
     AEC_INIT_UNIFORM,
     -0.25,
     0.25},
    {{"encoder.0.bias", AEC_F32, 1, dimsHidden},
     AEC_PARAMETER,
     0,
     AEC_INIT_UNIFORM,
     -0.25,
     0.25},
    {{"decoder.0.weight", AEC_F32, 2, dimsW2},
     AEC_PARAMETER,
     &swappedW2,
     AEC_INIT_NORMAL,
     0,
     0.3},
    {{"decoder.0.bias", AEC_F32, 1, dimsIn},
     AEC_PARAMETER,
     0,
     AEC_INIT_CONSTANT,
     0,
     0},
    MOMENTS("m"),
    MOMENTS("v"),
    ACCUMULATOR("encoder.0.weight", 2, dimsW1, nullptr),
    ACCUMULATOR("encoder.0.bias", 1, dimsHidden, nullptr),
    ACCUMULATOR("decoder.0.weight", 2, dimsW2, &swappedW2),
    ACCUMULATOR("decoder.0.bias", 1, dimsIn, nullptr),
    {{"normalize.offset", AEC_F32, 1, dimsIn},
     AEC_STATISTIC,
     0,
     AEC_INIT_CONSTANT,
     0,
     0},
    {{"normalize.scale", AEC_F32, 1, dimsIn},
     AEC_STATISTIC,
     0,
     AEC_INIT_CONSTANT,
     1,
     0},
};
constexpr int64_t kStates = 16;

const aec_input inputs[] = {{tensorX, 0, 4, 4, 1, 0, 0}};
const aec_normalizer normalizers[] = {
    {AEC_STANDARDIZE, 0, kStates, kStates + 1, 1}};
const int64_t inputZero[] = {0}, noInput[] = {-1};
const int64_t accumulators[] = {12, 13, 14, 15};
const aec_term terms[] = {{"reconstruction", 1}, {"sparsity", 0.01}};
constexpr int64_t kArena = 4 * (kIn + kHidden);
const aec_batch_bytes arenaLines[] = {{64, kArena}};

/// With or without the second term.
template <bool Sparse>
const aec_objective objectives[] = {
    {"mse",
     AEC_F32,
     1,
     inputZero,
     Sparse ? 2 : 1,
     terms,
     {objective<Step, Sparse>, 1, arenaLines},
     {objective<Evaluate, Sparse>, 1, arenaLines},
     1e-2,
     nullptr,
     1,
     nullptr,
     {objective<Accumulate, Sparse>, 1, arenaLines},
     {update, 0, nullptr},
     4,
     accumulators}};

const aec_entry entries[] = {{"encode",
                              1,
                              &tensorX,
                              inputZero,
                              1,
                              &tensorZ,
                              noInput,
                              {encode, 1, arenaLines}},
                             {"decode",
                              1,
                              &tensorZ,
                              noInput,
                              1,
                              &tensorY,
                              inputZero,
                              {decode, 1, arenaLines}},
                             {"reconstruct",
                              1,
                              &tensorX,
                              inputZero,
                              1,
                              &tensorY,
                              inputZero,
                              {reconstruct, 1, arenaLines}},
                             {"score",
                              1,
                              &tensorX,
                              inputZero,
                              1,
                              &tensorScore,
                              noInput,
                              {score, 1, arenaLines}}};

const aec_entry roundedEntries[] = {{"encode",
                                     1,
                                     &tensorX,
                                     inputZero,
                                     1,
                                     &tensorZ,
                                     noInput,
                                     {encodeRounded, 1, arenaLines}},
                                    {"decode",
                                     1,
                                     &tensorZ,
                                     noInput,
                                     1,
                                     &tensorY,
                                     inputZero,
                                     {decode, 1, arenaLines}}};
} // namespace

const aec_model fakeModel = {AEC_ABI_VERSION,
                             "fake",
                             "c0ffee",
                             AEC_CPU_GENERIC,
                             kStates,
                             states,
                             1,
                             inputs,
                             0,
                             nullptr,
                             1,
                             objectives<false>,
                             4,
                             entries,
                             3,
                             16,
                             0,
                             nullptr,
                             nullptr,
                             0,
                             nullptr};
const aec_model fakeNormalized = {AEC_ABI_VERSION,
                                  "fake-normalized",
                                  "decaf",
                                  AEC_CPU_GENERIC,
                                  kStates + 2,
                                  states,
                                  1,
                                  inputs,
                                  1,
                                  normalizers,
                                  1,
                                  objectives<true>,
                                  4,
                                  entries,
                                  3,
                                  16,
                                  0,
                                  nullptr,
                                  nullptr,
                                  0,
                                  nullptr};
const aec_model fakeCompressing = {AEC_ABI_VERSION,
                                   "fake-compressing",
                                   "facade",
                                   AEC_CPU_GENERIC,
                                   kStates,
                                   states,
                                   1,
                                   inputs,
                                   0,
                                   nullptr,
                                   1,
                                   objectives<false>,
                                   2,
                                   roundedEntries,
                                   3,
                                   16,
                                   0,
                                   nullptr,
                                   nullptr,
                                   kStep,
                                   nullptr};
