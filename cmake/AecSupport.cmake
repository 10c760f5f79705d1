# What `aec compile` links programs with, in lib/aec beside bin, in the build tree
# as in an installation: the runtime's archives, and copies of the compiler's and
# of image libraries, so that a user's machine needs lld and libc-dev alone.

# Where the C++ compiler finds a file of its own.
function(aec_compiler_file name out)
  execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=${name}
    OUTPUT_VARIABLE path OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  if(NOT IS_ABSOLUTE "${path}")
    message(FATAL_ERROR "no ${name}: ${CMAKE_CXX_COMPILER} does not find it, expected it with "
      "libstdc++, libpng-dev and zlib1g-dev")
  endif()
  set(${out} ${path} PARENT_SCOPE)
endfunction()

set(folder ${CMAKE_BINARY_DIR}/lib/aec)
set(files)
foreach(name libstdc++.a libgcc.a libgcc_eh.a crtbeginS.o crtendS.o libz.a libpng16.a)
  aec_compiler_file(${name} path)
  configure_file(${path} ${folder}/${name} COPYONLY)
  list(APPEND files ${folder}/${name})
endforeach()

# oneDNN is large: a link in the build tree, a copy in an installation.
include(FindOrUseOneDNN)
get_target_property(onednn DNNL::dnnl IMPORTED_LOCATION_RELEASE)
if(NOT onednn)
  get_target_property(onednn DNNL::dnnl LOCATION)
endif()
file(CREATE_LINK ${onednn} ${folder}/libdnnl.a SYMBOLIC)
install(FILES ${onednn} DESTINATION lib/aec RENAME libdnnl.a)
install(FILES ${files} DESTINATION lib/aec)

set(archives aecRuntime aecRuntimeMain aecRuntimeOneDnn)
set(copies)
foreach(archive IN LISTS archives)
  list(APPEND copies COMMAND ${CMAKE_COMMAND} -E copy_if_different
    $<TARGET_FILE:${archive}> ${folder}/lib${archive}.a)
endforeach()
add_custom_command(OUTPUT ${folder}/archives.stamp ${copies}
  COMMAND ${CMAKE_COMMAND} -E touch ${folder}/archives.stamp
  DEPENDS ${archives} VERBATIM)
add_custom_target(aec-support ALL DEPENDS ${folder}/archives.stamp)
install(TARGETS ${archives} ARCHIVE DESTINATION lib/aec)
