#!/usr/bin/env bash
# Configures and builds everything to build/ (programs: build/bin). Arguments go to
# ninja: targets, -j1, -v. The machine must be set up (scripts/setup.sh).
# CMake's usual environment and cache variables hold: CMAKE_PREFIX_PATH and dnnl_DIR
# name another oneDNN; edit build/CMakeCache.txt or run cmake there for the rest.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"

options=(
  -G Ninja
  -DCMAKE_BUILD_TYPE=Release
  -DCMAKE_C_COMPILER=clang-22
  -DCMAKE_CXX_COMPILER=clang++-22
)
for kind in EXE SHARED MODULE; do
  options+=("-DCMAKE_${kind}_LINKER_FLAGS_INIT=-fuse-ld=lld")
done
if command -v ccache >/dev/null; then
  options+=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  export CCACHE_DIR=${CCACHE_DIR:-$(cache_dir)/ccache}
  # A precompiled header is compared by content; fresh clones share entries.
  export CCACHE_SLOPPINESS=${CCACHE_SLOPPINESS:-pch_defines,time_macros}
  export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$AEC_ROOT}
fi

# Once configured, ninja runs CMake itself where that is needed. Naming the compilers
# again from another PATH would find them under another name and rebuild everything.
if [ ! -e "$AEC_ROOT/build/build.ninja" ]; then
  cmake -S "$AEC_ROOT" -B "$AEC_ROOT/build" "${options[@]}"
fi
exec ninja -C "$AEC_ROOT/build" "$@"
