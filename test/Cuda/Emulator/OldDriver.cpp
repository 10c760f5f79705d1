//===- OldDriver.cpp - A driver that lacks what later ones have -----------===//
extern "C" __attribute__((visibility("default"))) int cuInit(unsigned) {
  return 0;
}
