/// What stands in transcripts of Claude Code besides what tools print.
enum SessionTexts {
  static let prompts = #"""
    The {word} {word} crashes when the {word} is empty, please have a look. Raise ValueError: unknown {word} if there is none.
    Add a {word} to the {word} {word}, with tests, and update the docs.
    run the tests and fix what fails
    Why does `{snake}` return None here? See src/{folder}/{snake}.py
    Refactor {Pascal} so that {sentence}.
    """#

  static let prose = #"""
    I'll look at how `{camel}` is used before I change it.
    Now let me run the tests for {word}.
    The run fails with `KeyError: '{snake}'` in `{snake}`, because {sentence}.
    The fix is in place. {Word} {sentence}; next I'll check `src/{folder}/{kebab}.ts`.
    `{Pascal}` has two callers:\n\n1. `{camel}` in `src/{folder}/{kebab}.ts`\n2. `{camel}` in the tests\n\nBoth pass a {word}, so {sentence}.
    All {count} tests pass now: 0 failed, 0 errors.
    ## Summary\n\n- **{word}**: {sentence}\n- **{word}**: {sentence}\n\nThe TypeError came from `{dotted}`, which {sentence}.
    """#

  static let thoughts = #"""
    The user wants {sentence}. {sentence}. Let me think about {word} first: {sentence}. If `{snake}` raises a TypeError, then {sentence}. I should check src/{folder}/{snake}.py and its callers, because {sentence}.
    The test failed since {sentence}. Options: (1) {sentence}; (2) {sentence}. The second is simpler, and {sentence}.
    """#

  static let commands = #"""
    npm test -- --run src/{folder}
    npx vitest run src/{folder}/{kebab}.test.ts 2>&1 | tail -40
    python -m pytest -q tests/{word}/test_{snake}.py
    cargo test -p {kebab} {snake}
    go test ./internal/{word}/...
    git status && git log --oneline -5
    ls -la src/{folder}
    sed -n '{small},2{small}0p' src/{folder}/{snake}.py
    docker compose logs --tail 50 {word}
    make {word}
    """#

  /// What tools other than Bash say when they fail; each is a failure of its call.
  static let toolErrors = #"""
    <tool_use_error>String to replace not found in file.
    String:     return self.{snake}[{word}]</tool_use_error>
    ----
    <tool_use_error>File has not been read yet. Read it first before writing to it.</tool_use_error>
    ----
    File does not exist. Did you mean src/{folder}/{kebab}.ts?
    ----
    <tool_use_error>Found {small} matches of the string to replace, but replace_all is false.</tool_use_error>
    ----
    EISDIR: illegal operation on a directory, read '/home/dev/app/src/{folder}'
    """#

  /// Failed as records, but no errors.
  static let refusals = #"""
    The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, the new_string was NOT written to the file). STOP what you are doing and wait for the user to tell you how to proceed.
    <tool_use_error>Cancelled: parallel tool call Bash(npm run {word}) errored</tool_use_error>
    """#
}
