//===- FakeCuda.cpp - Host code and descriptors of the model --------------===//
//
// What the compiler writes for a GPU, by hand: functions that enqueue kernels
// with addresses of their arguments.
//
//===----------------------------------------------------------------------===//
#include "FakeCuda.h"

#include <cstring>

#define G
#include "FakeKernels.h"

extern "C" const char fakePtx[];
// The PTX that the build made, with its terminating 0.
asm(".section .rodata\n.globl fakePtx\nfakePtx:\n.incbin \"" AEC_FAKE_PTX
    "\"\n.byte 0\n.previous");

namespace {
constexpr int64_t kWeights = kIn * kHidden;
enum Kernel : int64_t {
  Reconstruct,
  Losses,
  Gradient,
  Update,
  Add,
  Encode,
  Score,
  Broken
};
const char *const kernels[] = {"reconstruct", "losses", "gradient", "update",
                               "add",         "encode", "score",    "broken"};

template <typename... Arguments>
void launch(const aec_frame *frame, Kernel kernel, int64_t threads,
            Arguments... arguments) {
  void *addresses[] = {&arguments...};
  aec_cuda_launch(frame->runtime, kernel, (threads + 63) / 64, 1, 1, 64, 1, 1,
                  0, addresses);
}

struct Frame {
  explicit Frame(const aec_frame *frame)
      : w1(state(frame, 0)), w2(state(frame, 1)), m1(state(frame, 2)),
        m2(state(frame, 3)), x(nullptr), out(nullptr),
        y(static_cast<float *>(frame->arena)),
        gradients(y + frame->batch * kIn), batch(frame->batch) {
    if (frame->inputs)
      x = static_cast<const float *>(frame->inputs[0]);
    if (frame->outputs)
      out = static_cast<float *>(frame->outputs[0]);
  }
  static float *state(const aec_frame *frame, int at) {
    return static_cast<float *>(frame->states[at]);
  }
  float *w1, *w2, *m1, *m2;
  const float *x;
  float *out, *y, *gradients;
  long batch;
};

enum Mode { Evaluate, Step, Accumulate };

template <Mode kMode> int64_t onCuda(const aec_frame *frame) {
  Frame f(frame);
  const aec_device_scalars *scalars = frame->scalars;
  launch(frame, Reconstruct, f.batch, f.x, f.w1, f.w2, f.y, f.batch);
  launch(frame, Losses, 1, scalars, f.x, f.y, f.out, f.batch);
  if (kMode == Evaluate)
    return AEC_OK;
  launch(frame, Gradient, 2 * kWeights, f.x, f.y, f.w1, f.w2, f.gradients,
         f.batch);
  float *second = f.gradients + kWeights;
  if (kMode == Accumulate) {
    launch(frame, Add, kWeights, scalars, Frame::state(frame, 4), f.gradients);
    launch(frame, Add, kWeights, scalars, Frame::state(frame, 5), second);
    return AEC_OK;
  }
  launch(frame, Update, kWeights, scalars, f.w1, f.m1, f.gradients);
  launch(frame, Update, kWeights, scalars, f.w2, f.m2, second);
  return AEC_OK;
}

int64_t updateOnCuda(const aec_frame *frame) {
  for (int at = 0; at < 2; ++at)
    launch(frame, Update, kWeights, frame->scalars, frame->states[at],
           frame->states[2 + at], frame->states[4 + at]);
  return AEC_OK;
}

aec_device_scalars scalarsOf(const aec_frame *frame) {
  return {frame->step,  frame->seed,   frame->learning_rate,
          frame->epoch, frame->epochs, frame->gradient_weight,
          AEC_OK};
}

template <Mode kMode> int64_t onCpu(const aec_frame *frame) {
  Frame f(frame);
  aec_device_scalars scalars = scalarsOf(frame);
  for (long row = 0; row < f.batch; ++row)
    reconstructRow(f.x + row * kIn, f.w1, f.w2, f.y + row * kIn);
  meanLoss(&scalars, f.x, f.y, f.out, f.batch);
  if (kMode == Evaluate || scalars.status != AEC_OK)
    return scalars.status;
  for (int at = 0; at < 2 * kWeights; ++at)
    f.gradients[at] = gradientAt(f.x, f.y, f.w1, f.w2, f.batch, at);
  for (int at = 0; at < 2 * kWeights; ++at) {
    int tensor = at / kWeights, place = at % kWeights;
    if (kMode == Accumulate)
      Frame::state(frame, 4 + tensor)[place] += f.gradients[at];
    else
      updateAt(&scalars, Frame::state(frame, tensor),
               Frame::state(frame, 2 + tensor),
               float(scalars.gradient_weight) * f.gradients[at], place);
  }
  return AEC_OK;
}

int64_t updateOnCpu(const aec_frame *frame) {
  aec_device_scalars scalars = scalarsOf(frame);
  for (int tensor = 0; tensor < 2; ++tensor)
    for (int at = 0; at < kWeights; ++at)
      updateAt(&scalars, Frame::state(frame, tensor),
               Frame::state(frame, 2 + tensor),
               float(scalars.gradient_weight) *
                   Frame::state(frame, 4 + tensor)[at],
               at);
  return AEC_OK;
}

int64_t encodeOnCuda(const aec_frame *frame) {
  Frame f(frame);
  launch(frame, Encode, f.batch * kHidden, f.x, f.w1, f.out, f.batch);
  return AEC_OK;
}
int64_t encodeOnCpu(const aec_frame *frame) {
  Frame f(frame);
  for (long at = 0; at < f.batch * kHidden; ++at)
    f.out[at] = hidden(f.x + at / kHidden * kIn, f.w1, int(at % kHidden));
  return AEC_OK;
}

int64_t reconstructOnCuda(const aec_frame *frame) {
  Frame f(frame);
  aec_cuda_fill(frame->runtime, f.y, 0, 4);
  launch(frame, Reconstruct, f.batch, f.x, f.w1, f.w2, f.y, f.batch);
  aec_cuda_copy(frame->runtime, f.out, f.y, f.batch * kIn * 4);
  return AEC_OK;
}
int64_t reconstructOnCpu(const aec_frame *frame) {
  Frame f(frame);
  for (long row = 0; row < f.batch; ++row)
    reconstructRow(f.x + row * kIn, f.w1, f.w2, f.out + row * kIn);
  return AEC_OK;
}

int64_t scoreOnCuda(const aec_frame *frame) {
  Frame f(frame);
  launch(frame, Reconstruct, f.batch, f.x, f.w1, f.w2, f.y, f.batch);
  launch(frame, Score, f.batch, f.x, f.y, f.out, f.batch);
  return AEC_OK;
}
int64_t scoreOnCpu(const aec_frame *frame) {
  Frame f(frame);
  for (long row = 0; row < f.batch; ++row) {
    reconstructRow(f.x + row * kIn, f.w1, f.w2, f.y + row * kIn);
    f.out[row] = scoreRow(f.x + row * kIn, f.y + row * kIn);
  }
  return AEC_OK;
}

int64_t brokenOnCuda(const aec_frame *frame) {
  launch(frame, Broken, 1, Frame(frame).y);
  return AEC_OK;
}

const int64_t dimsX[] = {-1, kIn}, dimsZ[] = {-1, kHidden}, dimsScore[] = {-1};
const int64_t dimsW1[] = {kHidden, kIn}, dimsW2[] = {kIn, kHidden};

const int64_t swapped[] = {1, 0};
constexpr aec_layout swappedW2 = {2, dimsW2, swapped};

constexpr aec_state stateOf(const char *name, const int64_t *dims, int64_t role,
                            double spread) {
  return {{name, AEC_F32, 2, dims},
          role,
          dims == dimsW2 ? &swappedW2 : nullptr,
          spread > 0 ? AEC_INIT_UNIFORM : AEC_INIT_CONSTANT,
          -spread,
          spread};
}
const aec_state states[] = {
    stateOf("encoder.0.weight", dimsW1, AEC_PARAMETER, 0.25),
    stateOf("decoder.0.weight", dimsW2, AEC_PARAMETER, 0.25),
    stateOf("m.encoder.0.weight", dimsW1, AEC_MOMENT, 0),
    stateOf("m.decoder.0.weight", dimsW2, AEC_MOMENT, 0),
    stateOf("mse.encoder.0.weight.gradient", dimsW1, AEC_ACCUMULATOR, 0),
    stateOf("mse.decoder.0.weight.gradient", dimsW2, AEC_ACCUMULATOR, 0)};

constexpr aec_tensor tensorX{"x", AEC_F32, 2, dimsX};
constexpr aec_tensor tensorY{"y", AEC_F32, 2, dimsX};
constexpr aec_tensor tensorZ{"z", AEC_F32, 2, dimsZ};
constexpr aec_tensor tensorScore{"loss", AEC_F32, 1, dimsScore};
const aec_input inputs[] = {{tensorX, 0, 4, 4, 1, 0, 0}};
const int64_t inputZero[] = {0}, noInput[] = {-1}, accumulators[] = {4, 5};
const aec_term terms[] = {{"reconstruction", 1}};
const aec_batch_bytes arena[] = {{2 * kWeights * 4, kIn * 4}};

constexpr aec_objective objectiveOf(aec_function step, aec_function evaluate,
                                    aec_function accumulate,
                                    aec_function update) {
  return {"mse",
          AEC_F32,
          1,
          inputZero,
          1,
          terms,
          {step, 1, arena},
          {evaluate, 1, arena},
          0.05,
          nullptr,
          1,
          nullptr,
          {accumulate, 1, arena},
          {update, 0, nullptr},
          2,
          accumulators};
}
const aec_objective cudaObjectives[] = {objectiveOf(
    onCuda<Step>, onCuda<Evaluate>, onCuda<Accumulate>, updateOnCuda)};
const aec_objective cpuObjectives[] = {
    objectiveOf(onCpu<Step>, onCpu<Evaluate>, onCpu<Accumulate>, updateOnCpu)};

constexpr aec_entry entryOf(const char *name, const aec_tensor *result,
                            const int64_t *target, aec_function run) {
  return {name, 1, &tensorX, inputZero, 1, result, target, {run, 1, arena}};
}
const aec_entry cudaEntries[] = {
    entryOf("encode", &tensorZ, noInput, encodeOnCuda),
    entryOf("reconstruct", &tensorY, inputZero, reconstructOnCuda),
    entryOf("score", &tensorScore, noInput, scoreOnCuda)};
const aec_entry cpuEntries[] = {
    entryOf("encode", &tensorZ, noInput, encodeOnCpu),
    entryOf("reconstruct", &tensorY, inputZero, reconstructOnCpu),
    entryOf("score", &tensorScore, noInput, scoreOnCpu)};
const aec_entry brokenEntries[] = {
    entryOf("score", &tensorScore, noInput, brokenOnCuda)};

constexpr aec_cuda codeOf(const char *chip, const char *ptx) {
  return {chip, ptx, 0, nullptr, 0, 8, kernels, &aec_cuda_device, 0};
}
const char refusedPtx[] = ".version 8.0\n.target sm_80\n.address_size 64\n"
                          ".visible .entry reconstruct()\n{\n"
                          "\tfrobnicate.f32 %f1;\n\tret;\n}\n";
const aec_cuda cuda = codeOf("sm_80", fakePtx),
               future = codeOf("sm_999", fakePtx),
               refused = codeOf("sm_80", refusedPtx);

constexpr aec_model modelOf(const aec_objective *objectives, int64_t entryCount,
                            const aec_entry *entries, const aec_cuda *code) {
  return {AEC_ABI_VERSION,
          "fake",
          "cafe",
          AEC_CPU_GENERIC,
          6,
          states,
          1,
          inputs,
          0,
          nullptr,
          objectives ? 1 : 0,
          objectives,
          entryCount,
          entries,
          3,
          16,
          0,
          nullptr,
          nullptr,
          0,
          code};
}
} // namespace

const aec_model fakeOnCpu = modelOf(cpuObjectives, 3, cpuEntries, nullptr);
const aec_model fakeOnCuda = modelOf(cudaObjectives, 3, cudaEntries, &cuda);
const aec_model fakeForFuture =
    modelOf(cudaObjectives, 3, cudaEntries, &future);
const aec_model fakeRefused = modelOf(cudaObjectives, 3, cudaEntries, &refused);
const aec_model fakeBroken = modelOf(cudaObjectives, 1, brokenEntries, &cuda);
