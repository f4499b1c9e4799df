import Testing

@testable import ScanEngine

/// Errors that notes tell of, and those that they only speak of.
struct NotesTests {
  @Test(arguments: [
    // Where an error is quoted.
    ("- **Error:** TypeError: x is not a function", "1 TypeError: x is not a function"),
    ("Symptom: `KeyError: 'FR'` in production.", "1 KeyError: 'FR'"),
    (
      "**Symptom**\n\n`Thread 1: Fatal error: Index out of range` once.",
      "3 Fatal error: Index out of range"
    ),
    (
      "Workflow failed with \"File not found: docs/plan.md\" at once.",
      "1 File not found: File not found: docs/plan.md"
    ),
    (
      "The deploy failed with\n\"no space left on device\" again.",
      "2 error: no space left on device"
    ),
    (
      "The log shows: `item_failed: docs/plan.md is missing`",
      "1 item_failed: docs/plan.md is missing"
    ),
    ("The job died with KeyError: 'vat' when it met an old order.", "1 KeyError: 'vat'"),
    (
      "### `error[E0502]: cannot borrow x as mutable`\n\nSad.",
      "1 E0502: cannot borrow x as mutable"
    ),
    ("- **Problem:** `shop.errors.StockGone: none left`", "1 shop.errors.StockGone: none left"),
    (
      "Traceback (most recent call last):\n  File \"app.py\", line 3, in main\n    x()\nKeyError: 'x'",
      "4 KeyError: 'x'"
    ),
    ("| Error | When |\n|---|---|\n", ""),
    ("| Date | Error |\n|---|---|\n| May | `KeyError: 'x'` |", "3 KeyError: 'x'"),
  ])
  func findsErrorsThatOccurred(_ text: String, _ expected: String) throws {
    let found = try Extraction.events(inNotes: text).map(Extraction.summary)
    #expect(found == (expected.isEmpty ? [] : [expected]))
  }

  @Test(arguments: [
    "Never catch `KeyError: 'x'` silently.",
    "- Fixed `panic: runtime error: index out of range` in the batch writer (#398)",
    "The exporter no longer raises UnicodeDecodeError: invalid start byte on Windows.",
    "Say `Error: no such file` instead of `Error: ENOENT: no such file or directory`.",
    "A `ValueError: unknown region` is raised for unknown regions.",
    "If you see `FATAL: too many connections`, restart the pool.",
    "We raise `ConfigError: missing key` where a key is missing.",
    "- [ ] alert on `FATAL: too many connections`",
    "**Prevention:** fail early with `ConfigError: missing key`",
    "**Not an error**: the \"error: 0\" counter is the number of failed uploads.",
    "## 2.4.0 (2026-01-12)\n\n- Security: mask `ConnectionError: could not connect to db`",
    "## Error codes\n\n`FATAL: store is corrupt`",
    "| Code | Meaning |\n|---|---|\n| 3 | FATAL: store is corrupt |",
    "**Fix:** raise `ConfigError: unknown region` with a hint.",
    "Errors are now reported to Sentry. There was no OutOfMemoryError since.",
  ])
  func leavesOutErrorsThatDidNotOccur(_ text: String) throws {
    #expect(try Extraction.events(inNotes: text).map(Extraction.summary) == [])
  }

  @Test func countsAnErrorAndItsMentionsOnce() throws {
    let text = """
      ## TypeError: x is not a function

      The page broke: `TypeError: x is not a function`.

      ```
      TypeError: x is not a function
          at run (/app/a.js:3:1)
      ```

      So `TypeError: x is not a function` came from the loader.
      """
    let events = try Extraction.events(inNotes: text)
    #expect(events.map(\.line) == [6])
    #expect(events.first?.frame == "/app/a.js:run")
  }
}
