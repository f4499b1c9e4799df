"""Runs commands, and says what they took."""
import multiprocessing
import os
import subprocess
import sys
import time

# Of what a command prints, so much is kept.
KEPT_OUTPUT = 256 << 10


class Launcher:
    """A process that starts the commands and does nothing else.

    A command is a copy of what starts it until it has begun, and the peak of its memory counts from
    then on: what the benchmarks themselves hold would be taken for it.
    """

    def __init__(self):
        context = multiprocessing.get_context("fork")
        self.requests, requests = context.Pipe()
        self.process = context.Process(target=serve, args=(requests,), daemon=True)
        self.process.start()

    def run(self, *request):
        self.requests.send(request)
        return self.requests.recv()


def serve(requests):
    while True:
        requests.send(execute(*requests.recv()))


def execute(command, folder, environment, input_path, processors):
    """Runs a command: its output, exit status, what it used and the wall time."""
    with open(input_path or os.devnull, "rb") as source, Pinned(processors):
        start = time.perf_counter()
        # A pipe, for some tools stop at once where the output is thrown away.
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=source, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL)
        output = drained(process.stdout)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    return output, process.returncode, usage, wall


def drained(pipe):
    kept = b""
    while piece := pipe.read(1 << 16):
        if len(kept) < KEPT_OUTPUT:
            kept += piece
    return kept


class Run:
    """What a command took: CPU and wall time in seconds, peak memory in MiB."""

    # Starts the commands; made before anything is held in memory.
    launcher = None
    # The folder above the projects: a cache that lies in a project is not used.
    home = None

    def __init__(self, command, folder, input_path=None, processors=None):
        environment = {
            "HOME": Run.home, "PATH": os.environ["PATH"], "TZ": "UTC", "LC_ALL": "C",
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        self.command = command
        self.output, self.status, usage, self.wall = Run.launcher.run(
            command, folder, environment, input_path, processors)
        self.cpu = usage.ru_utime + usage.ru_stime
        scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
        self.memory = usage.ru_maxrss / scale

    def checked(self):
        """This run, if it succeeded: a time of one that failed says nothing."""
        if self.status not in (0, 1):
            sys.exit(f"{' '.join(self.command)[:200]}: exit status {self.status}")
        return self


class Pinned:
    """Keeps what is started meanwhile to some processors, where the system can."""

    possible = hasattr(os, "sched_setaffinity")

    def __init__(self, processors):
        self.processors = processors if self.possible else None

    def __enter__(self):
        if self.processors:
            self.before = os.sched_getaffinity(0)
            os.sched_setaffinity(0, self.processors)

    def __exit__(self, *_):
        if self.processors:
            os.sched_setaffinity(0, self.before)


def processors(count):
    """The first processors that this process may use, or None where that can't be chosen."""
    if not Pinned.possible:
        return None
    usable = sorted(os.sched_getaffinity(0))
    return set(usable[:count]) if len(usable) >= count else None


def turns(rounds, **commands):
    """The best run of each command; they take turns, so that a busy machine is so for all."""
    best = {}
    for _ in range(rounds):
        for name, make in commands.items():
            run = make()
            if run is None:
                continue
            kept = best.setdefault(name, run)
            kept.cpu = min(kept.cpu, run.cpu)
            kept.wall = min(kept.wall, run.wall)
            kept.memory = max(kept.memory, run.memory)
    return best
