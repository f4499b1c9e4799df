#!/usr/bin/env python3
"""Writes the inputs of the benchmarks: the same bytes for the same arguments, on any machine.

    generate.py KIND MEBIBYTES FILE

KIND is one of:
  plain   logs of parallel agents, one line in 200 an error, of every language
  errors  the same, three lines in ten
  jsonl   a workflow log, one entry in 100 an error
  claude  a transcript of Claude Code, one call in 50 failing
  messages  one message a line, half of them errors
"""
import json
import random
import sys

WORDS = (
    "build cache module request worker handler session update table index query result config "
    "loading compiled fetched checking running package service route schema client server task "
    "queue batch record parsed written closed opened started finished waiting ready step phase "
    "branch commit merge review plan file folder path image layer volume network stream buffer"
).split()
ERRORS = [
    "ModuleNotFoundError: No module named '{word}'",
    "TypeError: 'NoneType' object is not subscriptable",
    "KeyError: '{word}_{number}'",
    "ValueError: invalid literal for int() with base 10: '{number}a'",
    "Error: Cannot find module './{word}'",
    "TypeError: Cannot read properties of undefined (reading '{word}')",
    "src/{word}.ts({line},7): error TS2304: Cannot find name '{word}'.",
    "npm ERR! code ERESOLVE",
    "panic: runtime error: index out of range [{number}] with length 3",
    "./{word}.go:{line}:5: undefined: {word}",
    "error[E0382]: borrow of moved value: `{word}`",
    "thread 'main' panicked at src/{word}.rs:{line}:9:",
    "java.lang.NullPointerException: Cannot invoke \"{word}\" because it is null",
    "Exception in thread \"main\" java.lang.IllegalStateException: {word} is closed",
    "/app/{word}.cpp:{line}:13: error: '{word}' was not declared in this scope",
    "Sources/App/{word}.swift:{line}:9: error: cannot find '{word}' in scope",
    "{word}.rb:{line}:in `call': undefined method `{word}' for nil:NilClass (NoMethodError)",
    "PHP Fatal error:  Uncaught Error: Call to undefined function {word}() in /app/{word}.php:{line}",
    "Unhandled exception. System.InvalidOperationException: {word} is not ready",
    "bash: {word}: command not found",
    "fatal: not a git repository (or any of the parent directories): .git",
    "ERROR: relation \"{word}\" does not exist",
    "curl: (7) Failed to connect to 10.0.3.{small} port {number}: Connection refused",
    "docker: Error response from daemon: No such container: {word}-{number}",
]
LEVELS = ["INFO", "INFO", "INFO", "DEBUG", "WARN"]


class Generator:
    def __init__(self, kind):
        self.random = random.Random("scanctl " + kind)
        self.clock = 0

    def words(self, least, most):
        return " ".join(self.random.choice(WORDS) for _ in range(self.random.randint(least, most)))

    def time(self):
        self.clock += self.random.randint(1, 900)
        seconds, milliseconds = divmod(self.clock, 1000)
        minutes, second = divmod(seconds, 60)
        hours, minute = divmod(minutes, 60)
        days, hour = divmod(hours, 24)
        return f"2026-09-{days % 28 + 1:02}T{hour:02}:{minute:02}:{second:02}.{milliseconds:03}Z"

    def error(self):
        pick = self.random
        return pick.choice(ERRORS).format(
            word=pick.choice(WORDS), number=pick.randint(1000, 65000), line=pick.randint(1, 900),
            small=pick.randint(1, 250))

    def ordinary(self):
        pick = self.random
        level = pick.choice(LEVELS)
        form = pick.randrange(4)
        if form == 0:
            return f"{self.time()} {level} [agent-{pick.randint(1, 8)}] {self.words(4, 12)}"
        if form == 1:
            return f"{self.time()} {level} {self.words(2, 5)} id={pick.randrange(1 << 32):08x} took {pick.randint(1, 900)}ms"
        if form == 2:
            return f"  PASS src/{pick.choice(WORDS)}/{pick.choice(WORDS)}.test.ts ({pick.randint(1, 99)} tests)"
        return f"> {self.words(6, 16)}"

    def plain(self, share):
        while True:
            yield self.error() if self.random.random() < share else self.ordinary()

    def messages(self):
        while True:
            yield self.error() if self.random.random() < 0.5 else self.ordinary()

    def jsonl(self):
        number = 0
        while True:
            number += 1
            entry = {
                "timestamp": self.time(), "event_type": "item_completed",
                "workflow_id": f"wf_{number // 400:06x}", "phase_id": "EXECUTE",
                "message": self.words(4, 14), "details": {"notes": self.words(3, 20)},
            }
            if self.random.random() < 0.01:
                entry["event_type"] = "error"
                entry["message"] = self.error()
            yield json.dumps(entry)

    def claude(self):
        session = "5e0a4c1e-0000-4000-8000-000000000001"
        number = 0
        while True:
            number += 1
            failed = self.random.random() < 0.02
            shared = {"sessionId": session, "cwd": "/home/dev/app", "version": "2.0.14"}
            call = f"toolu_{number:012x}"
            yield json.dumps({
                "type": "assistant", "uuid": f"a{number:x}", "timestamp": self.time(), **shared,
                "message": {"role": "assistant", "content": [
                    {"type": "text", "text": self.words(10, 60)},
                    {"type": "tool_use", "id": call, "name": "Bash",
                     "input": {"command": f"npm run {self.random.choice(WORDS)}"}}]}})
            lines = [self.ordinary() for _ in range(self.random.randint(3, 40))]
            if failed:
                lines.append(self.error())
            text = ("Exit code 1\n" if failed else "") + "\n".join(lines)
            yield json.dumps({
                "type": "user", "uuid": f"u{number:x}", "timestamp": self.time(), **shared,
                "message": {"role": "user", "content": [
                    {"type": "tool_result", "tool_use_id": call, "is_error": failed,
                     "content": text}]}})


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    kind, size, path = sys.argv[1], int(sys.argv[2]) << 20, sys.argv[3]
    generator = Generator(kind)
    lines = {
        "plain": lambda: generator.plain(0.005), "errors": lambda: generator.plain(0.3),
        "jsonl": generator.jsonl, "claude": generator.claude, "messages": generator.messages,
    }[kind]()
    # Plain text repeats after 16 MiB: it is read at the same speed, and made sooner. Records have
    # ids, which count once: these never repeat.
    limit = 16 << 20 if kind in ("plain", "errors", "messages") else size
    piece, length = [], 0
    while length < min(size, limit):
        line = next(lines).encode() + b"\n"
        piece.append(line)
        length += len(line)
    block = b"".join(piece)
    with open(path, "wb") as file:
        for _ in range(-(-size // len(block))):
            file.write(block)


if __name__ == "__main__":
    main()
