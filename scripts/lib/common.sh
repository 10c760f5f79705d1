# What every script here shares: where things are, and how long commands show
# that they are alive. Sourced, never run.
#
# The cache lies outside the checkout, so that several checkouts and fresh
# clones share the oneDNN archive, which takes longer to build than all of aec.

AEC_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# Prints the message and ends the script.
fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# Prints the folder that outlives a checkout. HOME may be unset (cron, some CI).
cache_dir() {
  local home=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
  echo "${AEC_CACHE:-${XDG_CACHE_HOME:-${home:-/var/tmp/aec-$(id -u)}/.cache}/aec}"
}

# run_logged <title> <log file> <command...>: runs the command with its output in
# the log; shows the log's last line twice a minute, and its end on a failure.
run_logged() {
  local title=$1 log=$2 start=$SECONDS pid status=0
  shift 2
  echo "$title ..."
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  # The command runs in the background, so an interrupt has to be passed on.
  trap 'kill "$pid" 2>/dev/null; wait "$pid" || :; exit 130' INT TERM
  while kill -0 "$pid" 2>/dev/null; do
    sleep 1
    if (((SECONDS - start) % 30 == 29)); then
      echo "  $((SECONDS - start)) s: $(tail -n 1 "$log" | tr '\r' '\n' | tail -n 1 | cut -c1-100)"
    fi
  done
  wait "$pid" || status=$?
  trap - INT TERM
  if ((status)); then
    tail -n 40 "$log" >&2
    echo "$title: failed with status $status; the whole log is $log" >&2
    return "$status"
  fi
  echo "$title: done in $((SECONDS - start)) s"
}

# with_lock <lock file> <command...>: one holder at a time; others wait. The lock is
# held until the script ends, and by what it may leave running when it is killed.
with_lock() {
  local lock=$1 fd
  shift
  mkdir -p "$(dirname "$lock")"
  exec {fd}>"$lock"
  if ! flock -n "$fd"; then
    echo "waiting for another set-up to finish ($lock)"
    flock "$fd"
  fi
  "$@"
  exec {fd}>&-
}
