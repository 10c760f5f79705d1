//===- Version.cpp - What a program is ------------------------------------===//
//
// AEC_VERSION is the project's: a program is linked with the runtime of the
// compiler that made it.
//
//===----------------------------------------------------------------------===//
#include "Version.h"

#include "../Error.h"

using namespace aec::runtime;

std::string aec::runtime::versionText(const aec_model *const *models) {
  std::string targets;
  for (const aec_model *const *at = models; *at; ++at) {
    const aec_model &model = **at;
    targets += at == models ? "" : ", ";
    if (model.cuda)
      targets += concat("CUDA ", model.cuda->chip, " with ");
    targets += model.cpu_level ? concat("x86-64-v", model.cpu_level)
                               : "any CPU of its architecture";
  }
  return concat(models[0]->name, " (definition ", models[0]->hash,
                "), compiled by aec ", AEC_VERSION, "\ncode for ", targets,
                "\n");
}
