#!/usr/bin/env bash
# Builds oneDNN 3.7.2 as a static archive, once, into a cache outside the checkout:
#   scripts/onednn.sh prefix <flavour>   prints where that flavour is or would be
#   scripts/onednn.sh build <flavour>    builds it unless it is there
#
# Debian 12 has 2.6 and PyPI's builds need SYCL, so the source package of Debian 13
# is built here. The mirror is the one this machine's apt already uses.
# A flavour is a set of primitives: the lists of implementations, not the code a
# model uses, make programs large (DESIGN.md, section 9).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"

VERSION=3.7.2+ds-2
# What the package's signed description says; checked again here, because a
# machine without Debian's keyring cannot check the signature.
SHA256=(
  "0cc51ca26c1af6a2bb1e71e378e7046f3ceb3e71791ee9d4e246d50f904a6ea6  onednn_3.7.2+ds.orig.tar.xz"
  "db6b5144773b4f5b152a0138cba74af39124d59285975db7f2c220e992dcd2d4  onednn_3.7.2+ds-2.debian.tar.xz"
)

# THREADPOOL: the runtime's own pool runs the primitives, so that results do not
# depend on the number of threads and no OpenMP library is needed.
COMMON_OPTIONS=(
  -DCMAKE_BUILD_TYPE=Release
  -DCMAKE_C_COMPILER=clang-22
  -DCMAKE_CXX_COMPILER=clang++-22
  "-DCMAKE_C_FLAGS=-ffunction-sections -fdata-sections"
  "-DCMAKE_CXX_FLAGS=-ffunction-sections -fdata-sections"
  -DCMAKE_POSITION_INDEPENDENT_CODE=ON
  -DCMAKE_INSTALL_LIBDIR=lib
  -DONEDNN_LIBRARY_TYPE=STATIC
  -DONEDNN_CPU_RUNTIME=THREADPOOL
  -DONEDNN_GPU_RUNTIME=NONE
  -DONEDNN_BUILD_GRAPH=OFF
  -DONEDNN_BUILD_TESTS=OFF
  -DONEDNN_BUILD_EXAMPLES=OFF
  -DONEDNN_BUILD_DOC=OFF
  -DONEDNN_ARCH_OPT_FLAGS=
  -DONEDNN_EXPERIMENTAL_UKERNEL=ON
)

# Sets OPTIONS to the CMake options of a flavour.
set_options() {
  OPTIONS=("${COMMON_OPTIONS[@]}")
  case $1 in
  matmul)
    OPTIONS+=("-DONEDNN_ENABLE_PRIMITIVE=MATMUL;REORDER;ELTWISE"
      -DONEDNN_ENABLE_GEMM_KERNELS_ISA=NONE)
    ;;
  *) fail "unknown oneDNN flavour '$1', expected matmul" ;;
  esac
}

prefix() {
  set_options "$1"
  local key
  key=$(printf '%s\n' "$VERSION" "${OPTIONS[@]}" | sha256sum | cut -c1-12)
  echo "$(cache_dir)/onednn-${VERSION%%+*}-$1-$key"
}

# Prints addresses of Debian archives that apt on this machine is set up to use.
# shellcheck disable=SC2016 # apt expands it
mirrors() {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' |
    grep -v security | sort -u
}

keyring_option() {
  local keyring
  for keyring in /usr/share/keyrings/debian-archive-keyring.{gpg,pgp}; do
    [ -r "$keyring" ] && echo "signed-by=$keyring" && return
  done
  echo "trusted=yes" # SHA256 above still decides
}

# Downloads the source package into the current folder from the mirror $1. All of
# apt's state is here too: the machine's own is neither used nor changed.
download_from() {
  mkdir -p lists/partial cache
  echo "deb-src [$(keyring_option)] $1 trixie main" >sources.list
  local options=(-q
    -o "Dir::Etc::SourceList=$PWD/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$PWD/lists" -o "Dir::Cache=$PWD/cache"
    -o APT::Update::Error-Mode=any -o "APT::Sandbox::User=$(id -un)")
  apt-get "${options[@]}" update &&
    apt-get "${options[@]}" source --download-only "onednn=$VERSION"
}

download() {
  local mirror
  for mirror in $(mirrors); do
    if download_from "$mirror"; then
      printf '%s\n' "${SHA256[@]}" | sha256sum --check --quiet ||
        fail "the oneDNN source from $mirror is not the expected one"
      return
    fi
  done
  fail "no archive in this machine's apt configuration has the source package onednn $VERSION of Debian 13"
}

# Builds flavour $1 in a temporary folder and moves the result to $2 in one step,
# so that an interrupted build leaves nothing that looks complete.
build_unlocked() {
  [ -e "$2" ] && return
  set_options "$1"
  rm -rf "$(cache_dir)"/onednn-build.* # what a killed build left
  WORK=$(mktemp -d "$(cache_dir)/onednn-build.XXXXXX")
  trap 'rm -rf "$WORK"' EXIT
  cd "$WORK"
  run_logged "downloading oneDNN $VERSION" "$WORK.download.log" download
  dpkg-source --no-check -x "onednn_$VERSION.dsc" source >unpack.log 2>&1 ||
    fail "unpacking oneDNN failed: $(tail -n 3 unpack.log)"
  run_logged "configuring oneDNN ($1)" "$WORK.log" \
    cmake -S source -B build -G Ninja "${OPTIONS[@]}" "-DCMAKE_INSTALL_PREFIX=$2"
  run_logged "building oneDNN ($1; about 11 minutes on two cores)" "$WORK.log" \
    ninja -C build
  DESTDIR=$WORK/image cmake --install build >install.log
  mv "$WORK/image$2" "$2"
  rm -f "$WORK.log" "$WORK.download.log"
}

case "${1:-} ${2:-}" in
"prefix "?*) prefix "$2" ;;
"build "?*)
  where=$(prefix "$2")
  [ -e "$where" ] ||
    with_lock "$(cache_dir)/onednn.lock" build_unlocked "$2" "$where"
  ;;
*) fail "usage: scripts/onednn.sh prefix|build <flavour>" ;;
esac
