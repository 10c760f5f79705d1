# The builds of the runtime under sanitizers, which scripts/sanitize.sh and
# scripts/fuzz.sh share. Sourced, never run; common.sh comes first.

AEC_SANITIZED=$AEC_ROOT/build/sanitized
# bad_alloc is an answer to a promise of terabytes; leaks count as errors.
export ASAN_OPTIONS=allocator_may_return_null=1:detect_leaks=1${ASAN_OPTIONS:+:$ASAN_OPTIONS}
export UBSAN_OPTIONS=print_stacktrace=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}

# configure_sanitized <folder> <source folder> <option...>
configure_sanitized() {
  local folder=$1 source=$2 launcher=()
  shift 2
  if command -v ccache >/dev/null; then
    launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    export CCACHE_DIR=${CCACHE_DIR:-$(cache_dir)/ccache}
    export CCACHE_SLOPPINESS=${CCACHE_SLOPPINESS:-pch_defines,time_macros}
  fi
  cmake -S "$source" -B "$folder" -G Ninja \
    -DCMAKE_CXX_COMPILER=clang++-22 -DCMAKE_EXE_LINKER_FLAGS_INIT=-fuse-ld=lld \
    "${launcher[@]}" "$@"
}

# build_sanitized <address|thread> <target...>: the runtime; two tests may ask at once.
build_sanitized() {
  local kind=$1 folder=$AEC_SANITIZED
  shift
  [ "$kind" = address ] || folder+=-$kind
  build_in "$folder" "$AEC_ROOT/lib/Runtime" "$@" -- -DAEC_SANITIZE="$kind"
}

# build_in <folder> <source folder> <target...> -- <option of CMake...>
build_in() {
  local folder=$1 source=$2 targets=()
  shift 2
  while [ "$1" != -- ]; do
    targets+=("$1")
    shift
  done
  shift
  mkdir -p "$folder"
  with_lock "$folder.lock" run_logged "configuring for the sanitizers" \
    "$folder/configure.log" configure_sanitized "$folder" "$source" "$@"
  with_lock "$folder.lock" run_logged "building for the sanitizers" \
    "$folder/build.log" ninja -C "$folder" ${AEC_JOBS:+-j "$AEC_JOBS"} "${targets[@]}"
}
