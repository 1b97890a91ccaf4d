# Sourced by the commands here: builds what is missing or older than its sources, and then has
#   run MAIN_CLASS [argument ...]
# ATHENA_AGENT_JAR names another jar of the agent than the one of this tree.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
target=$here/target
agent=${ATHENA_AGENT_JAR:-$root/agent/dist/target/athena-apm-agent.jar}

require() {
  command -v "$1" >/dev/null || { echo "$(basename "$0"): $1 is needed and not on the PATH" >&2; exit 1; }
}

# outdated JAR SOURCE...: true where the jar is missing or a source is newer.
outdated() {
  local jar=$1
  shift
  [[ ! -f $jar ]] || [[ -n $(find "$@" -newer "$jar" \( -name '*.java' -o -name pom.xml \) -not -path '*/target/*' -print -quit) ]]
}

build() {
  require mvn
  local log=$target/build.log
  mkdir -p "$target"
  echo "Building the $1, about a minute (log: $log) ..." >&2
  if ! (cd "$root" && mvn -B -pl "$2" -am package -Dmaven.test.skip=true -Dspotless.check.skip) >"$log" 2>&1; then
    grep '^\[ERROR\]' "$log" | head -20 >&2
    echo "$(basename "$0"): the build failed, see $log" >&2
    exit 1
  fi
}

prepare() {
  require java
  local product=("$root/pom.xml" "$root/agent" "$root"/instrumentation-*)
  if [[ -z ${ATHENA_AGENT_JAR:-} ]] && outdated "$agent" "${product[@]}"; then
    build "agent and the benchmarks" agent/dist,test-harness/benchmarks
  elif outdated "$target/athena-apm-benchmarks.jar" "$root/pom.xml" "$here" "$root/test-harness/kit"; then
    build benchmarks test-harness/benchmarks
  fi
}

# The versions are those of the root pom.
fetch_peers() {
  require mvn
  echo "Fetching the OpenTelemetry and Datadog agents ..." >&2
  rm -rf "$target/peers"
  (cd "$root" && mvn -B -q -f "$here/pom.xml" dependency:copy@peers)
}

run() {
  prepare
  java -Dbenchmark.target="$target" -Dbenchmark.agent="$agent" \
    -cp "$target/athena-apm-benchmarks.jar:$target/lib/program/*:$target/lib/harness/*" "$@"
}
