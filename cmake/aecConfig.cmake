# find_package(aec): models as libraries of a CMake project. Lies in lib/cmake/aec
# beside bin, in a build folder as in an installation, and finds aec from there.
#
#   find_package(aec REQUIRED)
#   aec_add_model(mnist mnist.mlir)
#   target_link_libraries(host PRIVATE mnist)        # #include "mnist.h"
#
# aec_add_model(<target> <definition> [SHARED] [OPTIONS <option>...]) compiles the
# definition when the project is built, and again when it changes. The header has
# the target's name; names inside are the model's. OPTIONS go to aec compile.
cmake_minimum_required(VERSION 3.16)

get_filename_component(AEC_EXECUTABLE "${CMAKE_CURRENT_LIST_DIR}/../../../bin/aec" ABSOLUTE)
if(NOT EXISTS "${AEC_EXECUTABLE}")
  set(aec_FOUND FALSE)
  set(aec_NOT_FOUND_MESSAGE "this installation of aec is incomplete: no ${AEC_EXECUTABLE}")
  return()
endif()

function(aec_add_model target definition)
  cmake_parse_arguments(PARSE_ARGV 2 ARG "SHARED" "" "OPTIONS")
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "aec_add_model(${target}): unknown arguments: ${ARG_UNPARSED_ARGUMENTS}; "
      "expected SHARED or OPTIONS")
  endif()
  get_filename_component(definition "${definition}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
  if(NOT EXISTS "${definition}")
    message(FATAL_ERROR "aec_add_model(${target}): no definition ${definition}")
  endif()
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/${target}-model")
  file(MAKE_DIRECTORY "${folder}")
  if(ARG_SHARED)
    set(kind SHARED)
    set(library "${folder}/lib${target}.so")
  else()
    set(kind STATIC)
    set(library "${folder}/lib${target}.a")
  endif()
  add_custom_command(OUTPUT "${library}" "${folder}/${target}.h"
    COMMAND "${AEC_EXECUTABLE}" compile "${definition}" --emit=lib -o "${library}" ${ARG_OPTIONS}
    DEPENDS "${definition}" "${AEC_EXECUTABLE}"
    COMMENT "Compiling the model ${target}" VERBATIM)
  add_custom_target(${target}-model DEPENDS "${library}" "${folder}/${target}.h")
  add_library(${target} ${kind} IMPORTED GLOBAL)
  set_target_properties(${target} PROPERTIES IMPORTED_LOCATION "${library}"
    INTERFACE_INCLUDE_DIRECTORIES "${folder}")
  if(NOT ARG_SHARED)
    # The header of unwinding tables is GCC's default but for -static.
    set_target_properties(${target} PROPERTIES INTERFACE_LINK_LIBRARIES "m;pthread"
      INTERFACE_LINK_OPTIONS "-Wl,--eh-frame-hdr")
  endif()
  add_dependencies(${target} ${target}-model)
endfunction()
