import Testing

@testable import ScanEngine

/// The fix that is written down for an error.
struct DocumentedFixesTests {
  private static let fence = "```\nKeyError: 'FR'\n```\n\n"

  @Test(
    arguments: [
      // Labels, behind the error, below it, and in the same paragraph.
      (fence + "**Fix:** Add a rate for FR.", "Add a rate for FR."),
      (fence + "**Cause:** no rate.\n\n**Remedy**: Add a rate.", "Add a rate."),
      (fence + "What fixed it: a rate.", "a rate."),
      (fence + "Resolution:\n\n```sh\nmake rates\n```", "make rates"),
      (fence + "Solution: run this:\n\n```sh\nmake rates\n```", "run this: make rates"),
      (
        fence + "### Root cause\n\nNone had been set.\n\n### Solution\n\n1. Add it.\n2. Test it.",
        "1. Add it. 2. Test it."
      ),
      ("- `KeyError: 'x'`\n  - Cause: a typo\n  - Fix: spell it right", "spell it right"),
      (
        "**Error:** `KeyError: 'x'`\n**Fix:** spell it\nright\n**Prevention:** lint",
        "spell it right"
      ),
      ("- `KeyError: 'x'` → spell it right", "spell it right"),
      ("| Error | Fix |\n|---|---|\n| `KeyError: 'x'` | spell it right |", "spell it right"),
      // Sentences.
      ("It died with `KeyError: 'x'`. Pinning shop to 1.2 fixed it.", "Pinning shop to 1.2"),
      (fence + "We fixed it by adding a rate.", "adding a rate."),
      (fence + "Add a rate for FR to rates.toml.", "Add a rate for FR to rates.toml."),
      // None.
      (fence + "**Fix:** None yet.", nil),
      (fence + "We never found a clean fix.", nil),
      (fence + "**Cause:** the table was empty.", nil),
      (fence + "## Another matter\n\n**Fix:** tea", nil),
      ("- `KeyError: 'x'` again\n- Always use UTC", nil),
    ] as [(String, String?)])
  func belongsToTheErrorBefore(_ text: String, _ fix: String?) throws {
    let events = try Extraction.events(inNotes: text)
    #expect(events.count == 1)
    #expect(events.first?.fix?.text == fix)
    #expect(events.allSatisfy { $0.fix.map { $0.origin == .documented } ?? true })
  }

  @Test(
    arguments: [
      (
        "```\nKeyError: 'FR'\n```\n\n### Environment\n\nDebian\n\n---\nFixed in #104: A rate was added.",
        [], "A rate was added."
      ),
      ("```\nKeyError: 'FR'\n```\n\nClosing as not planned.", [], nil),
      (
        "```\nKeyError: 'FR'\n```\n\n**Workaround:** skip it\n",
        ["Same here.", "Fixed in #9 by adding a rate."], "adding a rate"
      ),
      (
        "<!-- panic: template -->\n\n- [x] searched for `error: x`\n\n> KeyError: 'quoted'\n\n### Expected behavior\n\n`ValueError: a better one`\n\n### Logs\n\n```\nKeyError: 'FR'\n```",
        [], nil
      ),
    ] as [(String, [String], String?)])
  func comesFromAnywhereInAnIssue(_ body: String, _ comments: [String], _ fix: String?) throws {
    let events = try Extraction.events(inIssue: body, comments: comments)
    #expect(events.map { "\($0.type): \($0.message)" } == ["KeyError: 'FR'"])
    #expect(events.first?.fix?.text == fix)
    #expect(events.first?.issue == 7)
  }
}
