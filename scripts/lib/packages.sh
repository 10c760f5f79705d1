# Debian packages aec is built and tested with. Sourced by setup.sh.
#
# A machine that has them all needs no root and no network for this step.

AEC_PACKAGES=(
  # The compiler's base, and what compiles it.
  libmlir-22-dev mlir-22-tools llvm-22-dev llvm-22-tools clang-22 lld-22
  libclang-rt-22-dev ninja-build cmake ccache
  # Libraries of the compiler, its programs and its unit tests.
  libcli11-dev nlohmann-json3-dev zlib1g-dev libpng-dev
  libjpeg62-turbo-dev libfmt-dev
  libgtest-dev libgmock-dev libbenchmark-dev
  # oneDNN's source package: unpacking it, and the header it looks for.
  dpkg-dev libspdlog-dev
  # Tests in Python.
  python3 python3-venv
  # A test opens a report in it: 122 MB, 25 seconds.
  chromium
  # Recordings of voices, for an example and its test.
  alsa-utils
)

# Prints the packages that are not installed, one a line.
missing_packages() {
  local package
  for package in "${AEC_PACKAGES[@]}"; do
    case $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) in
    installed) ;;
    *) echo "$package" ;;
    esac
  done
}

# Installs what is missing; asks nobody anything.
install_packages() {
  local missing as_root=()
  mapfile -t missing < <(missing_packages)
  ((${#missing[@]})) || return 0
  command -v apt-get >/dev/null ||
    fail "these Debian packages are needed and there is no apt-get: ${missing[*]}"
  if (($(id -u))); then
    command -v sudo >/dev/null ||
      fail "as root, run: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  echo "installing ${missing[*]}"
  "${as_root[@]}" apt-get update -q
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends "${missing[@]}" ||
    fail "apt-get could not install ${missing[*]}; LLVM 22 is in Debian 12's security suite and in later releases"
}
