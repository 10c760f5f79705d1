# The build of the runtime under the sanitizers, which scripts/sanitize.sh and
# scripts/fuzz.sh share. Sourced, never run; common.sh comes first.

AEC_SANITIZED=$AEC_ROOT/build/sanitized
# bad_alloc is an answer to a promise of terabytes; leaks count as errors.
export ASAN_OPTIONS=allocator_may_return_null=1:detect_leaks=1${ASAN_OPTIONS:+:$ASAN_OPTIONS}
export UBSAN_OPTIONS=print_stacktrace=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}

# configure_sanitized: once.
configure_sanitized() {
  [ -e "$AEC_SANITIZED/build.ninja" ] && return
  local launcher=()
  if command -v ccache >/dev/null; then
    launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    export CCACHE_DIR=${CCACHE_DIR:-$(cache_dir)/ccache}
  fi
  cmake -S "$AEC_ROOT/lib/Runtime" -B "$AEC_SANITIZED" -G Ninja -DAEC_SANITIZE=ON \
    -DCMAKE_CXX_COMPILER=clang++-22 -DCMAKE_EXE_LINKER_FLAGS_INIT=-fuse-ld=lld \
    "${launcher[@]}"
}

# build_sanitized <target...>: two tests may ask at once.
build_sanitized() {
  mkdir -p "$AEC_SANITIZED"
  with_lock "$AEC_SANITIZED.lock" run_logged "configuring for the sanitizers" \
    "$AEC_SANITIZED/configure.log" configure_sanitized
  with_lock "$AEC_SANITIZED.lock" run_logged "building for the sanitizers" \
    "$AEC_SANITIZED/build.log" ninja -C "$AEC_SANITIZED" ${AEC_JOBS:+-j "$AEC_JOBS"} "$@"
}
