# Shared by examples/run, tests/run and .ci/run, which source it from the top of the tree.
# shellcheck shell=bash disable=SC2034

program_packages=(g++ cmake ninja-build libboost-date-time-dev libboost-program-options-dev libyaml-cpp-dev
  zlib1g-dev libre2-dev)
test_packages=("${program_packages[@]}" doctest-dev)

has_library() {
  local ending
  for ending in so a; do
    [[ $(g++ -print-file-name="lib$1.$ending") == /* ]] && return 0
  done
  return 1
}

# Asks for the thing, not for the package: it may well have come another way.
is_installed() {
  case $1 in
    ninja-build) command -v ninja ;;
    libboost-date-time-dev) has_library boost_date_time ;;
    libboost-program-options-dev) has_library boost_program_options ;;
    libyaml-cpp-dev) has_library yaml-cpp ;;
    zlib1g-dev) g++ -x c++ -E -include zlib.h /dev/null && has_library z ;;
    libre2-dev) g++ -x c++ -E -include re2/re2.h /dev/null && has_library re2 ;;
    doctest-dev) g++ -x c++ -E -include doctest/doctest.h /dev/null ;;
    *) command -v "$1" ;;
  esac >/dev/null 2>&1
}

missing_of() {
  local package
  for package in "$@"; do
    is_installed "$package" || printf '%s\n' "$package"
  done
}

as_root() {
  if [[ $(id -u) -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "not root, and there is no sudo; please run: $*" >&2
    return 1
  fi
}

# Installs what is missing of some Debian packages; where there is no apt, says what is missing.
need() {
  local missing
  mapfile -t missing < <(missing_of "$@")
  if ((${#missing[@]} > 0)); then
    if ! command -v apt-get >/dev/null; then
      echo "please install first (these are the names on Debian): ${missing[*]}" >&2
      return 1
    fi
    echo "installing ${missing[*]}" >&2
    as_root apt-get update -qq >&2 </dev/null || return 1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
      >&2 </dev/null || return 1
    mapfile -t missing < <(missing_of "$@")
    if ((${#missing[@]} > 0)); then
      echo "still missing after the installation: ${missing[*]}" >&2
      return 1
    fi
  fi
  local version
  version=$(cmake --version | awk 'NR == 1 {print $3}')
  if [[ $(printf '%s\n3.25\n' "$version" | sort -V | head -n 1) != 3.25 ]]; then
    echo "CMake 3.25 or later is needed; this is $version" >&2
    return 1
  fi
}

passed=0
failed=0

# Runs a command as one test of its own.
tally_command() {
  if "$@"; then
    passed=$((passed + 1))
  else
    echo "failed: $*" >&2
    failed=$((failed + 1))
  fi
}

# Adds up what CTest recorded. A run that failed without a failing test (none found, none built) counts as one.
tally_junit() {
  local junit=$1 status=$2 failures=0
  if [[ -e $junit ]]; then
    passed=$((passed + $(grep -c 'status="run"' "$junit" || true)))
    failures=$(grep -c 'status="fail"' "$junit" || true)
  fi
  if ((status != 0 && failures == 0)); then
    failures=1
  fi
  failed=$((failed + failures))
}

# Configures, builds and tests a preset; further arguments go to CTest.
run_preset() {
  local preset=$1 status=0
  shift
  local junit=$PWD/build/$preset/junit.xml
  echo "== $preset" >&2
  if ! cmake --preset "$preset" -DBUILD_TESTING=ON >&2 || ! cmake --build --preset "$preset" >&2; then
    failed=$((failed + 1))
    return 0
  fi
  rm -f "$junit"
  ctest --preset "$preset" --output-junit "$junit" "$@" >&2 || status=$?
  tally_junit "$junit" "$status"
}

# The last line of a run, and its exit code.
report() {
  echo "$passed passed, $failed failed"
  ((failed == 0 && passed > 0))
}
