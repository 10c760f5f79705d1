//===- AEAll.td - The ae dialect, all families (for the reference) --------===//
#ifndef AEC_AE_ALL
#define AEC_AE_ALL
include "dialects/AE/AE.td"
include "dialects/AE/AECompression.td"
include "dialects/AE/AEConvolution.td"
#endif // AEC_AE_ALL
