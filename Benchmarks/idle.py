"""Runs with nothing to do, and with one new session, against git status and find."""
import time

from inputs import session
from measuring import turns
from report import milliseconds

ERROR = '{"event_type":"error","message":"KeyError: \'a\'"}\n'
# Where the files of a project lie, by what a table calls it: the number and its hundredth.
LAYOUTS = {
    "a folder each": "sessions/s{0:06}/log.jsonl",
    "100 to a folder": "sessions/s{1:05}/{0:07}.jsonl",
}


def idle(options, workspace, report):
    report.table(
        "Nothing to do and one new session, milliseconds of wall time",
        f"{'files':36}{'finish':>9}{'recover':>9}{'git':>9}{'find':>9}{'true':>6}"
        f"{'new: finish':>13}{'recover':>9}{'first scan':>12}{'peak MiB':>10}")
    few = "a folder each"
    measure(options, workspace, report, 200, few, LAYOUTS[few])
    for title, layout in LAYOUTS.items():
        measure(options, workspace, report, options.files, title, layout)
    workspace.remove("idle")


def measure(options, workspace, report, count, title, layout):
    name = f"{count} files, {title}"
    project = workspace.project("idle")
    for number in range(count):
        session(project, number, layout)
    commit(workspace, project)
    first = workspace.run(project, "backfill", "--no-github")
    settle(workspace, project)
    best = turns(
        20 if count < 1000 else max(5, options.rounds),
        finish=lambda: workspace.run(project, "finish", "--no-github"),
        recover=lambda: workspace.run(project, "recover"),
        git=lambda: workspace.peer(["git", "status"], project),
        find=lambda: workspace.peer(["find", ".", "-printf", "%p %s %T@\\n"], project),
        true=lambda: workspace.peer(["true"], project))
    new = one_new(options, workspace, project, count, layout)
    memory = max(run.memory for run in [first, best["finish"], best["recover"], *new.values()])
    report.say(
        f"  {name:36}" + milliseconds(best["finish"], 9) + milliseconds(best["recover"], 9)
        + milliseconds(best.get("git"), 9) + milliseconds(best.get("find"), 9)
        + milliseconds(best.get("true"), 6) + milliseconds(new["finish"], 13)
        + milliseconds(new["recover"], 9) + f"{first.wall * 1e3:12.0f}{memory:10.0f}")
    judge(report, name, count, best, new, memory)


def commit(workspace, project):
    """So that git status has as little to tell as scanctl, and find finds few files of git's own."""
    identity = ["-c", "user.name=bench", "-c", "user.email=bench@example.com"]
    for arguments in (
        ["init", "-q"], ["add", "-A"], [*identity, "commit", "-q", "-m", "all"],
        ["repack", "-a", "-d", "-q"],
    ):
        workspace.peer(["git", *arguments], project)


def settle(workspace, project):
    """What was just written is looked at once more; then nothing is left to do."""
    time.sleep(0.1)
    for _ in range(2):
        workspace.run(project, "finish", "--no-github")


def one_new(options, workspace, project, count, layout):
    """Finish and recover, each with a session that wasn't there before, and finish without one."""
    numbers = iter(range(count * 100, count * 100 + 1000, 100))

    def after_new(*command):
        session(project, next(numbers), layout, ERROR)
        run = workspace.run(project, *command)
        settle(workspace, project)
        return run

    return turns(
        3,
        finish=lambda: after_new("finish", "--no-github"),
        nothing=lambda: workspace.run(project, "finish", "--no-github"),
        recover=lambda: after_new("recover"),
        silent=lambda: workspace.run(project, "recover"))


def judge(report, name, count, best, new, memory):
    many = count > 200
    for command in ("finish", "recover"):
        ours = best[command].wall
        for peer, title, aim in (
            ("git", "git status", 1.2 if many else 2.0), ("find", "find -printf", 1.5),
        ):
            if peer == "git" or many:
                ratio = ours / best[peer].wall if peer in best else None
                report.target(f"{command}, nothing new in {name}: of {title}", ratio, aim, " x")
        if not many:
            report.target(f"{command}, nothing new in {name}", ours * 1e3, 10, " ms")
    if many:
        for command, nothing in (("finish", "nothing"), ("recover", "silent")):
            ratio = new[command].wall / new[nothing].wall
            report.target(f"{command}, one new session, {name}: of nothing new", ratio, 1.5, " x")
    report.target(f"{name}: peak memory", memory, 128 if many else 64, " MiB")


