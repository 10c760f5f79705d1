//===- Compression.h - Layers that make latents short files ---------------===//
#ifndef AEC_DIALECTS_AE_COMPRESSION_H
#define AEC_DIALECTS_AE_COMPRESSION_H

#include "dialects/AE/AE.h"

#define GET_OP_CLASSES
#include "dialects/AE/AECompression.h.inc"

#endif // AEC_DIALECTS_AE_COMPRESSION_H
