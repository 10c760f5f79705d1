# Finds LLVM and MLIR 22 and gives `aec_library` and `aec_tool`, which set what
# every compiler target needs: one precompiled header of MLIR's (five times
# faster builds), no exceptions or RTTI, and libMLIR.so alone on the link line
# (a static dialect archive beside it would register every type id twice).
find_package(MLIR REQUIRED CONFIG HINTS /usr/lib/llvm-22/lib/cmake/mlir)
if(NOT LLVM_VERSION_MAJOR EQUAL 22)
  message(FATAL_ERROR "aec needs LLVM and MLIR 22, found ${LLVM_PACKAGE_VERSION}")
endif()
list(APPEND CMAKE_MODULE_PATH ${MLIR_CMAKE_DIR} ${LLVM_CMAKE_DIR})
include(TableGen)
include(AddLLVM)
include(AddMLIR)
set(MLIR_LINK_MLIR_DYLIB ON)
set(LLVM_LINK_LLVM_DYLIB ON)

add_library(aec-mlir INTERFACE)
target_include_directories(aec-mlir SYSTEM INTERFACE ${MLIR_INCLUDE_DIRS} ${LLVM_INCLUDE_DIRS})
target_include_directories(aec-mlir INTERFACE ${CMAKE_SOURCE_DIR}/include
  ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/include)
target_compile_options(aec-mlir INTERFACE -fno-exceptions -fno-rtti -Wall -Wextra
  -Wno-unused-parameter -ffunction-sections -fdata-sections)
target_link_libraries(aec-mlir INTERFACE MLIR LLVM)

# Headers that targets reuse, compiled once each: MLIR's, and those with the
# dialects nn and ae, whose generated classes take longer than most files.
function(aec_precompiled name)
  add_library(${name} OBJECT ${CMAKE_SOURCE_DIR}/cmake/Empty.cpp)
  target_link_libraries(${name} PRIVATE aec-mlir)
  target_precompile_headers(${name} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/Precompiled.h ${ARGN})
endfunction()
aec_precompiled(aec-pch)
aec_precompiled(aec-dialects-pch ${CMAKE_SOURCE_DIR}/dialects/NN/Adjoint.h
  ${CMAKE_SOURCE_DIR}/dialects/NN/NN.h ${CMAKE_SOURCE_DIR}/dialects/AE/AE.h)

# aec_library(<name> <source>... [DIALECTS] [LINK <target>...]): DIALECTS where
# most files include nn or ae; it makes them wait for all of TableGen.
function(aec_library name)
  cmake_parse_arguments(ARG "DIALECTS" "" "LINK" ${ARGN})
  set(precompiled aec-pch)
  if(ARG_DIALECTS)
    set(precompiled aec-dialects-pch)
  endif()
  add_library(${name} STATIC ${ARG_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PUBLIC aec-mlir ${ARG_LINK})
  target_precompile_headers(${name} REUSE_FROM ${precompiled})
  add_dependencies(${name} ${precompiled} aec-tablegen)
endfunction()

function(aec_tool name)
  cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
  add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE ${ARG_LINK} aec-mlir)
  add_dependencies(${name} aec-tablegen)
  # Debian's libMLIR.so lies outside the loader's path.
  set_target_properties(${name} PROPERTIES INSTALL_RPATH_USE_LINK_PATH ON)
  install(TARGETS ${name} RUNTIME)
endfunction()

# All generated headers; each dialect adds its own.
add_custom_target(aec-tablegen)
add_dependencies(aec-dialects-pch aec-tablegen)

# aec_tablegen(<td> <out-stem> <generator>...): runs mlir-tblgen beside the
# dialect's path in the build folder's include/.
function(aec_tablegen td)
  cmake_parse_arguments(ARG "" "" "OUT" ${ARGN})
  get_filename_component(source ${td} ABSOLUTE)
  file(RELATIVE_PATH dir ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  string(REGEX REPLACE "^include/" "" dir ${dir})
  set(outs)
  foreach(pair IN LISTS ARG_OUT)
    string(FIND ${pair} "=" split)
    string(SUBSTRING ${pair} 0 ${split} file)
    math(EXPR split "${split} + 1")
    string(SUBSTRING ${pair} ${split} -1 generator)
    string(REPLACE "," ";" generator ${generator})
    set(out ${CMAKE_BINARY_DIR}/include/${dir}/${file})
    add_custom_command(OUTPUT ${out}
      COMMAND ${MLIR_TABLEGEN_EXE} ${generator} ${source} -o ${out} -d ${out}.d
        --write-if-changed -I ${CMAKE_SOURCE_DIR} -I ${CMAKE_SOURCE_DIR}/include -I ${MLIR_INCLUDE_DIRS}
      DEPENDS ${source} ${MLIR_TABLEGEN_EXE} DEPFILE ${out}.d COMMENT "tablegen ${dir}/${file}")
    list(APPEND outs ${out})
  endforeach()
  string(MAKE_C_IDENTIFIER "tablegen-${dir}-${td}" target)
  add_custom_target(${target} DEPENDS ${outs})
  add_dependencies(aec-tablegen ${target})
endfunction()
