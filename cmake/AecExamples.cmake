# What `aec new` copies, in share/aec/examples beside bin: a link in the build
# tree, so that an edited example is what is copied; files an author wrote in an
# installation (`aec new` leaves out the rest in the same way).
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/share/aec)
file(CREATE_LINK ${CMAKE_SOURCE_DIR}/examples
  ${CMAKE_BINARY_DIR}/share/aec/examples SYMBOLIC)
install(DIRECTORY examples/ DESTINATION share/aec/examples
  FILES_MATCHING PATTERN "*.mlir" PATTERN "*.md" PATTERN "*.py" PATTERN "*.c"
  PATTERN data EXCLUDE PATTERN __pycache__ EXCLUDE)
