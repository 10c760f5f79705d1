# The virtual environment of the numerics tests and the benchmarks. Sourced.
#
# It lies in the cache, named by its requirements and Python's version, and the
# checkout's .venv points at it: a fresh clone downloads nothing a second time.

# make_venv <tests|benchmarks>...: installs scripts/requirements-<name>.txt of each.
make_venv() {
  local python=/usr/bin/python3 name key venv
  [ -x "$python" ] || python=python3
  key=$({ "$python" --version; cat "$AEC_ROOT"/scripts/requirements-*.txt; } |
    sha256sum | cut -c1-12)
  venv=$(cache_dir)/python-$key
  for name in "$@"; do
    [ -e "$venv/$name.complete" ] ||
      with_lock "$(cache_dir)/python.lock" install_requirements "$python" "$venv" "$name"
  done
  ln -sfn "$venv" "$AEC_ROOT/.venv"
}

# The mark is written last, so that an interrupted installation is repeated.
install_requirements() {
  local python=$1 venv=$2 name=$3
  [ -e "$venv/$name.complete" ] && return
  [ -x "$venv/bin/python" ] || "$python" -m venv --clear "$venv"
  run_logged "installing Python packages ($name)" "$venv/$name.log" \
    "$venv/bin/python" -m pip install --disable-pip-version-check \
    --requirement "$AEC_ROOT/scripts/requirements-$name.txt"
  touch "$venv/$name.complete"
}
