# What `aec compile` links programs with beside the runtime's bundle, in lib/aec
# beside bin, in the build tree as in an installation: copies of the compiler's
# start files and the oneDNN part, so that a user's machine needs lld and libc-dev.

set(folder ${CMAKE_BINARY_DIR}/lib/aec)
foreach(name crtbeginS.o crtendS.o)
  execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=${name}
    OUTPUT_VARIABLE path OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  if(NOT IS_ABSOLUTE "${path}")
    message(FATAL_ERROR "no ${name}: ${CMAKE_CXX_COMPILER} does not find libgcc's start files")
  endif()
  configure_file(${path} ${folder}/${name} COPYONLY)
  install(FILES ${folder}/${name} DESTINATION lib/aec)
endforeach()

# oneDNN is large: a link in the build tree, a copy in an installation.
include(FindOrUseOneDNN)
get_target_property(onednn DNNL::dnnl IMPORTED_LOCATION_RELEASE)
if(NOT onednn)
  get_target_property(onednn DNNL::dnnl LOCATION)
endif()
file(CREATE_LINK ${onednn} ${folder}/libdnnl.a SYMBOLIC)
install(FILES ${onednn} DESTINATION lib/aec RENAME libdnnl.a)

set(archive ${folder}/libaecRuntimeOneDnn.a)
add_custom_command(OUTPUT ${archive}
  COMMAND ${CMAKE_COMMAND} -E copy $<TARGET_FILE:aecRuntimeOneDnn> ${archive}
  DEPENDS aecRuntimeOneDnn VERBATIM)
add_custom_target(aec-support ALL DEPENDS ${archive})
add_dependencies(aec-support aecRuntimeBundle)
install(FILES ${archive} DESTINATION lib/aec)
