# Finds oneDNN 3.7 or later: first where the user points (dnnl_DIR, dnnl_ROOT or
# CMAKE_PREFIX_PATH), then in the cache that scripts/setup.sh fills. Defines
# DNNL::dnnl. System folders are not searched: a distribution's build is shared
# and made for OpenMP, and programs made by aec run primitives on their own pool.

find_package(dnnl 3.7 CONFIG QUIET
  NO_CMAKE_SYSTEM_PATH NO_SYSTEM_ENVIRONMENT_PATH NO_CMAKE_PACKAGE_REGISTRY)

if(NOT dnnl_FOUND)
  execute_process(
    COMMAND "${CMAKE_CURRENT_LIST_DIR}/../scripts/onednn.sh" prefix matmul
    OUTPUT_VARIABLE AEC_ONEDNN_PREFIX OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)
  find_package(dnnl 3.7 CONFIG QUIET PATHS "${AEC_ONEDNN_PREFIX}" NO_DEFAULT_PATH)
endif()

if(NOT dnnl_FOUND)
  message(FATAL_ERROR "no oneDNN 3.7 or later: run scripts/setup.sh, which builds "
    "it in ${AEC_ONEDNN_PREFIX}, or name one with -Ddnnl_DIR=")
endif()
if(NOT DNNL_CPU_RUNTIME STREQUAL "THREADPOOL")
  message(FATAL_ERROR "the oneDNN in ${dnnl_DIR} is built for the CPU runtime "
    "${DNNL_CPU_RUNTIME}, expected THREADPOOL (-DONEDNN_CPU_RUNTIME=THREADPOOL)")
endif()
message(STATUS "oneDNN ${dnnl_VERSION}: ${dnnl_DIR}")
