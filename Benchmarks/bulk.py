"""The first backfill of much: against ripgrep on the same bytes, and with two cores."""
import json
import os

from inputs import HERE, ROOT, files_in, generate, place
from measuring import processors, turns

# Of ripgrep's throughput, at least.
KINDS = {
    "plain": ("logs, 0.5 % of lines errors", 1.5),
    "errors": ("logs, 30 % of lines errors", 1.0),
    "jsonl": ("workflow log, 1 % errors", 3.0),
    "claude": ("Claude Code transcripts", 2.0),
}
TWO_CORES = 1.6
MEMORY = 64


def bulk(options, workspace, report):
    report.table(
        f"First backfill of {options.size} MiB on one processor, MB/s of CPU time",
        f"{'input':30}{'files':>6}{'scanctl':>9}{'rg':>7}{'sha256sum':>11}{'wc -l':>7}"
        f"{'x rg':>7}{'aim':>5}{'two cores':>11}{'peak MiB':>10}{'errors found':>24}")
    if not processors(2):
        report.say("  (this system can't keep a run to one processor: no figures of two cores)")
    for kind, (title, aim) in KINDS.items():
        data = workspace.path(kind)
        written = generate(kind, f"{options.size}M", data)
        best = measure(options, workspace, kind, data)
        say(report, title, aim, written, best)
        workspace.remove(kind, "bulk")


def measure(options, workspace, kind, data):
    def backfill(count):
        # Where nothing can be pinned, one run with all processors says what it costs.
        used = processors(count)
        if count > 1 and not used:
            return None
        project = workspace.project("bulk")
        place(kind, data, project)
        return workspace.run(project, "backfill", "--no-github", "--json", processors=used)

    files = files_in(data)
    alone = processors(1)
    rules = peer_rules()
    return turns(
        options.rounds,
        one=lambda: backfill(1),
        two=lambda: backfill(2),
        rg=lambda: workspace.peer(
            ["rg", "-c", "-j1", "--no-unicode", "-f", rules, *files], processors=alone),
        sha256sum=lambda: workspace.peer(["sha256sum", *files], processors=alone),
        wc=lambda: workspace.peer(["wc", "-l", *files], processors=alone))


def peer_rules():
    """The patterns of the peer: those that lie beside the project, else the copy of them."""
    shared = os.path.join(ROOT, "..", "shared/eval/speed/rules.rg.txt")
    return shared if os.path.exists(shared) else os.path.join(HERE, "rules.rg.txt")


def say(report, title, aim, written, best):
    megabytes = written["bytes"] / 1e6
    ours, two, peer = best["one"], best.get("two"), best.get("rg")
    ratio = peer.cpu / ours.cpu if peer else None
    cores = ours.wall / two.wall if two else None
    memory = max(ours.memory, two.memory if two else 0)
    found = json.loads(ours.output).get("errors_extracted", 0)
    report.say(
        f"  {title:30}{written['files']:6}{megabytes / ours.cpu:9.0f}"
        + speed(megabytes, peer, 7) + speed(megabytes, best.get("sha256sum"), 11)
        + speed(megabytes, best.get("wc"), 7) + cell(ratio, 7) + f"{aim:5.1f}" + cell(cores, 11)
        + f"{memory:10.0f}{found:12} of {written['errors']:8}")
    report.target(f"backfill, {title}: of ripgrep's throughput", ratio, aim, " x", least=True)
    report.target(f"backfill, {title}: faster with two cores", cores, TWO_CORES, " x", least=True)
    report.target(f"backfill, {title}: peak memory", memory, MEMORY, " MiB")


def speed(megabytes, run, width):
    return f"{megabytes / run.cpu:{width}.0f}" if run else f"{'-':>{width}}"


def cell(figure, width):
    return f"{figure:{width}.2f}" if figure else f"{'-':>{width}}"
