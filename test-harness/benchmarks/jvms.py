"""What the scripts in this folder share: the build, JDKs, agents, and JVMs that are measured.

Python 3.9 or later, its standard library only, Linux.
"""

import argparse
import http.server
import os
import pathlib
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = HERE / "target"
OUR_JAR = pathlib.Path(
    os.environ.get("ATHENA_AGENT_JAR", ROOT / "agent/dist/target/athena-apm-agent.jar")
).resolve()
PROGRAMS_JAR = TARGET / "athena-apm-benchmarks.jar"
PROGRAMS = "io.athena.apm.benchmarks.program."
LIMIT_SECONDS = 600
LIBRARIES = {
    "EmptyProgram": "none",
    "SleepingProgram": "none",
    "LibraryProgram": "lib/program/*.jar",
    "LoadProgram": "lib/harness/athena-apm-api-*.jar",
    "OpenTelemetryProgram": "lib/harness/opentelemetry-*.jar",
    "SeriesProgram": "lib/harness/athena-apm-api-*.jar",
}

# A port of the loopback interface where nobody listens.
UNUSED_PORT = 9

# Environment variables that would change a JVM or configure an agent.
FOREIGN = ("APM_", "DD_", "DATADOG_", "OTEL_", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}


def parser(description, rounds):
    """The options that every script has."""
    options = argparse.ArgumentParser(
        description=description,
        epilog="Builds the agent and the benchmarks with Maven where they are missing or older than "
        "their sources. ATHENA_AGENT_JAR names another agent jar. Needs Linux and Python 3.9.",
        allow_abbrev=False,
    )
    options.add_argument(
        "--jdk",
        action="append",
        metavar="JDK",
        help="a feature version such as 17, found under /usr/lib/jvm, or the home of a JDK; "
        "may be repeated (default: 17 and 25, as far as found)",
    )
    if rounds:
        options.add_argument("--rounds", type=positive, default=rounds, help="default: %(default)s")
    return options


def add_peers(options):
    """The option that compares other agents too."""
    options.add_argument(
        "--peers", action="store_true", help="the OpenTelemetry and Datadog agents too, fetched with Maven"
    )


def positive(text):
    """A whole number from 1 on."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


# The build


def build():
    """Builds the jars where one is missing or sources are newer."""
    # The build writes this jar last, each time.
    if not PROGRAMS_JAR.exists() or not OUR_JAR.exists() or newest_source() > PROGRAMS_JAR.stat().st_mtime:
        print("Building the agent and the benchmarks, about a minute ...", flush=True)
        modules = "agent/dist,test-harness/benchmarks"
        maven("-am", "-pl", modules, "package", "-DskipTests", "-Dspotless.check.skip")
    if not OUR_JAR.exists():
        sys.exit(f"no such agent: {OUR_JAR}")
    print(f"Agent: {OUR_JAR}, {OUR_JAR.stat().st_size:,} bytes")
    print(f"Machine: {os.cpu_count()} processors, load average {os.getloadavg()[0]:.2f}", flush=True)


def newest_source():
    """When the newest source of the agent and the benchmarks was written."""
    sources = [ROOT / "pom.xml"]
    for folder in (ROOT / "agent", HERE, *ROOT.glob("instrumentation-*")):
        sources += [*folder.rglob("src/main/java/**/*.java"), *folder.rglob("packaging/*.java"), *folder.rglob("pom.xml")]
    return max(source.stat().st_mtime for source in sources)


def maven(*arguments):
    """Runs Maven in the root of the project."""
    done = subprocess.run(["mvn", "-B", "-q", *arguments], cwd=ROOT, text=True, stdout=subprocess.PIPE)
    if done.returncode:
        sys.exit(f"{done.stdout}\nthe build failed")


# JDKs


def feature(home):
    """The feature version of the JDK in a folder; 0 where there is none."""
    release = home / "release"
    if not (home / "bin/java").exists() or not release.exists():
        return 0
    line = next(line for line in release.read_text().splitlines() if line.startswith("JAVA_VERSION="))
    return int(line.split('"')[1].split(".")[0])


def jdks(wanted):
    """The homes of the wanted JDKs by feature version."""
    installed = {feature(home.resolve()): home.resolve() for home in pathlib.Path("/usr/lib/jvm").glob("*")}
    chosen = {}
    for each in wanted or [version for version in ("17", "25") if int(version) in installed]:
        home = installed.get(int(each)) if each.isdigit() else pathlib.Path(each).resolve()
        if home is None or feature(home) < 17:
            sys.exit(f"no JDK 17 or later: {each}")
        chosen[feature(home)] = home
    return chosen or sys.exit("no JDK 17 or 25 under /usr/lib/jvm; name one with --jdk HOME")


# Agents: the options that start them


def none():
    """No agent."""
    return []


def empty_agent():
    """The least that any -javaagent costs."""
    return [f"-javaagent:{TARGET / 'athena-apm-benchmarks-empty-agent.jar'}"]


def ours(port=UNUSED_PORT, **settings):
    """Ours, which sends to a port of the loopback interface; flush_interval is flush.interval."""
    given = {
        "provider": "statsd",
        "endpoint": f"127.0.0.1:{port}",
        "log.level": "off",
        "statsd.dialect": "dogstatsd",
    }
    given.update({name.replace("_", "."): value for name, value in settings.items()})
    return [f"-javaagent:{OUR_JAR}"] + [f"-Dathena.apm.{name}={value}" for name, value in given.items()]


def peers():
    """The OpenTelemetry and Datadog agents of the versions in the parent pom, exporting nothing."""
    if not list(TARGET.glob("peers/*.jar")):
        print("Fetching the OpenTelemetry and Datadog agents ...", flush=True)
        maven("-f", str(HERE / "pom.xml"), "dependency:copy@peers")
    telemetry = next(TARGET.glob("peers/opentelemetry-javaagent*.jar"))
    datadog = next(TARGET.glob("peers/dd-java-agent*.jar"))
    exporters = [f"-Dotel.{signal}.exporter=none" for signal in ("traces", "metrics", "logs")]
    return {
        "OpenTelemetry": [f"-javaagent:{telemetry}", "-Dotel.javaagent.logging=none", *exporters],
        "Datadog": [
            f"-javaagent:{datadog}",
            f"-Ddd.trace.agent.url=http://127.0.0.1:{UNUSED_PORT}",
            "-Ddd.instrumentation.telemetry.enabled=false",
            "-Ddd.profiling.enabled=false",
            "-Ddd.remote_config.enabled=false",
            "-Ddd.trace.startup.logs=false",
            "-Ddatadog.slf4j.simpleLogger.defaultLogLevel=off",
        ],
    }


# JVMs


def command(home, agent, program, *arguments):
    """The command line that starts a program, with the class path of an ordinary service."""
    classes = os.pathsep.join(map(str, [PROGRAMS_JAR, *sorted(TARGET.glob(LIBRARIES[program]))]))
    return [str(home / "bin/java"), *agent, "-cp", classes, PROGRAMS + program, *map(str, arguments)]


def spawn(line, **streams):
    """Starts a JVM without what the environment would add to it."""
    return subprocess.Popen(line, env=ENVIRONMENT, text=True, **streams)


def output(line):
    """The lines that a JVM prints until it ends."""
    done = subprocess.run(line, env=ENVIRONMENT, text=True, stdout=subprocess.PIPE, timeout=LIMIT_SECONDS)
    if done.returncode:
        sys.exit(f"exit code {done.returncode}: {' '.join(line)}")
    return done.stdout.splitlines()


def usage(line):
    """Runs a JVM to its end: seconds, CPU seconds and the peak of its resident memory in MiB."""
    began = time.monotonic()
    with spawn(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        timer = threading.Timer(LIMIT_SECONDS, process.kill)
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"exit code {process.returncode}: {' '.join(line)}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def in_turn(rounds, kinds):
    """Each kind once a round, every second round backwards, so that none always follows another."""
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}, load average {os.getloadavg()[0]:.2f}", flush=True)
        yield from kinds if number % 2 == 0 else list(kinds)[::-1]


class Receiver:
    """A UDP port of the loopback interface that keeps all datagrams."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.datagrams = []
        threading.Thread(target=self.receive, daemon=True).start()

    def receive(self):
        while True:
            self.datagrams.append(self.socket.recv(65_536))

    def lines(self):
        """The lines so far, once no datagram has arrived for 0.3 s."""
        seen = -1
        while seen < len(self.datagrams):
            seen = len(self.datagrams)
            time.sleep(0.3)
        return [line for datagram in self.datagrams for line in datagram.decode().splitlines()]

    def counters(self):
        """The total of each counter over all its tags."""
        totals = {}
        for line in self.lines():
            if line.startswith("_"):
                continue  # An event or a service check.
            name, _, rest = line.partition(":")
            value, kind = rest.split("|")[:2]
            if kind == "c":
                totals[name] = totals.get(name, 0) + int(value)
        return totals


class HttpReceiver:
    """An HTTP server on the loopback interface that answers every POST with 200 and no body."""

    def __init__(self):
        receiver = self
        self.requests = 0

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                receiver.requests += 1
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        self.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()


class Scraper:
    """Gets the page of a JVM that exports to Prometheus, once a second while it is there."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.scrapes = 0
        threading.Thread(target=self.scrape, daemon=True).start()

    def scrape(self):
        while True:
            time.sleep(1)
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=10) as page:
                    page.read()
                self.scrapes += 1
            except OSError:
                pass  # No JVM runs at the moment.


def table(header, rows):
    """Prints rows below a header, the first column to the left, the others to the right."""
    cells = [header, *rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
    for row in cells:
        others = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        print("  ".join([row[0].ljust(widths[0]), *others]))


def spread(values, digits=3):
    """Minimum, median and maximum as three cells."""
    return [f"{each:.{digits}f}" for each in (min(values), statistics.median(values), max(values))]
