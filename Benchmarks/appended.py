"""A little to do in a large log: one MiB more."""
import os

from inputs import generate
from measuring import turns

PIECE = 1 << 20


def appended(options, workspace, report):
    size = 2 * options.size
    rounds = max(5, options.rounds)
    project = workspace.project("appended")
    logs = os.path.join(project, ".wfo_logs")
    generate("plain", f"{size + rounds + 1}M", logs, files=1)
    log = os.path.join(logs, "agent-1.log")
    pieces = cut(log, size << 20, rounds)
    first = workspace.run(project, "backfill", "--no-github")
    workspace.run(project, "finish", "--no-github")

    def append():
        with open(log, "ab") as file:
            file.write(pieces[-1])
        return workspace.run(project, "finish", "--no-github")

    def fresh():
        other = workspace.project("fresh")
        os.makedirs(os.path.join(other, ".wfo_logs"))
        with open(os.path.join(other, ".wfo_logs/agent-1.log"), "wb") as file:
            file.write(pieces.pop())
        return workspace.run(other, "finish", "--no-github")

    best = turns(rounds, appended=append, fresh=fresh)
    memory = max(run.memory for run in [first, *best.values()])
    report.table("One MiB appended to a log, milliseconds", f"{'':32}{'wall':>8}{'CPU':>8}")
    for name, title in (("appended", f"appended to {size} MiB"), ("fresh", "a fresh log of 1 MiB")):
        run = best[name]
        report.say(f"  {title:32}{run.wall * 1e3:8.1f}{run.cpu * 1e3:8.1f}")
    report.say(f"  first backfill of {size} MiB: {first.wall:.1f} s; peak memory {memory:.0f} MiB")
    ratio = best["appended"].wall / best["fresh"].wall
    report.target(f"1 MiB appended to {size} MiB: of a fresh log of 1 MiB", ratio, 3, " x")
    report.target(f"1 MiB appended to {size} MiB: peak memory", memory, 64, " MiB")
    workspace.remove("appended", "fresh")


def cut(log, size, count):
    """Takes what comes after `size` bytes away from a log, as pieces of whole lines."""
    pieces = []
    with open(log, "rb+") as file:
        file.seek(size)
        file.readline()
        end = file.tell()
        for _ in range(count):
            pieces.append(file.read(PIECE) + file.readline())
        file.truncate(end)
    return pieces
