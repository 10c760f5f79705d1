// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK: ae.normalizer minmax of @x offset @encoder.0.offset scale @encoder.0.scale{{$}}
ae.normalizer minmax of @x offset @encoder.0.offset scale @encoder.0.scale
// CHECK: ae.normalizer robust of @x offset @a scale @b in_preparation
ae.normalizer robust of @x offset @a scale @b in_preparation
