# One archive with the runtime and everything it needs from a C++ tool chain, so
# that linking a program takes a linker and libc's development files, nothing
# else: no libstdc++, libgcc, libpng, libjpeg or zlib to find on the user's machine.
# Link: crt1, crti, model.o, libaec-runtime.a, -lm, -lc, libaec-runtime.a, crtn.

function(aec_static_archive variable name)
  execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=${name}
    OUTPUT_VARIABLE path OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT IS_ABSOLUTE "${path}" OR NOT EXISTS "${path}")
    message(FATAL_ERROR "${name} is needed as a static archive and not found")
  endif()
  set(${variable} ${path} PARENT_SCOPE)
endfunction()

set(AEC_BUNDLED "")
foreach(name IN ITEMS libjpeg.a libpng16.a libz.a libstdc++.a libgcc.a libgcc_eh.a)
  aec_static_archive(archive ${name})
  list(APPEND AEC_BUNDLED ${archive})
endforeach()

find_program(AEC_AR NAMES llvm-ar-22 llvm-ar ar REQUIRED)
set(AEC_BUNDLE ${CMAKE_BINARY_DIR}/lib/aec/libaec-runtime.a)

# ar's own scripts: the only way to join archives without unpacking them.
set(script "CREATE ${AEC_BUNDLE}\nADDLIB $<TARGET_FILE:aecRuntimeMain>\n")
string(APPEND script "ADDLIB $<TARGET_FILE:aecRuntime>\n")
string(APPEND script "ADDLIB $<TARGET_FILE:aecRuntimeJpeg>\n")
foreach(archive IN LISTS AEC_BUNDLED)
  string(APPEND script "ADDLIB ${archive}\n")
endforeach()
string(APPEND script "SAVE\nEND\n")
file(GENERATE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/bundle.mri CONTENT ${script})

add_custom_command(OUTPUT ${AEC_BUNDLE}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/lib/aec
  COMMAND ${CMAKE_COMMAND} -E rm -f ${AEC_BUNDLE}
  COMMAND ${AEC_AR} -M < ${CMAKE_CURRENT_BINARY_DIR}/bundle.mri
  DEPENDS aecRuntime aecRuntimeJpeg aecRuntimeMain ${CMAKE_CURRENT_BINARY_DIR}/bundle.mri
  VERBATIM)
add_custom_target(aecRuntimeBundle ALL DEPENDS ${AEC_BUNDLE})
install(FILES ${AEC_BUNDLE} DESTINATION lib/aec)
