/// Shows what a flow did.
package enum SummaryReport {
  /// One line: `Learning: found 12 errors, created 3 new patterns`; nil where nothing was found.
  package static func line(_ summary: ScanSummary) -> String? {
    guard summary.errorsExtracted > 0 || summary.patternsCreated > 0 else { return nil }
    let errors = count(max(0, summary.errorsExtracted), "error")
    let patterns = count(max(0, summary.patternsCreated), "new pattern")
    return "Learning: found \(errors), created \(patterns)"
  }

  /// Some lines, for backfill: totals, then what each source gave.
  package static func text(_ summary: ScanSummary) -> String {
    var lines = [
      "Read \(count(summary.sourcesScanned.count, "document")): "
        + "\(count(max(0, summary.errorsExtracted), "new error")), "
        + "\(count(max(0, summary.patternsCreated), "new pattern")), "
        + "\(count(max(0, summary.patternsUpdated), "known pattern")) seen again"
    ]
    var names: [String] = []
    var sums: [String: (documents: Int, errors: Int)] = [:]
    for result in summary.sourcesScanned {
      if sums[result.source] == nil { names.append(result.source) }
      sums[result.source, default: (0, 0)].documents += 1
      sums[result.source, default: (0, 0)].errors += result.errorsFound
    }
    let width = names.map(\.count).max() ?? 0
    for name in names {
      guard let sum = sums[name] else { continue }
      let padded = name + String(repeating: " ", count: width - name.count)
      lines.append(
        "  \(padded)  \(count(sum.documents, "document")), \(count(max(0, sum.errors), "new error"))"
      )
    }
    return lines.joined(separator: "\n")
  }

  /// What is worth knowing beside the summary, a line each.
  package static func hints(_ summary: ScanSummary) -> [String] {
    var hints: [String] = []
    if summary.documentsLeft > 0 {
      hints.append("\(count(summary.documentsLeft, "document")) left for the next run")
    }
    if summary.sourcesLeft > 0 {
      hints.append("\(count(summary.sourcesLeft, "source")) left for the next run")
    }
    if summary.documentsWithOldRules > 0, !summary.sourcesScanned.isEmpty {
      hints.append(
        "\(count(summary.documentsWithOldRules, "document")) read with other rules than those of "
          + "now (scanctl backfill --rescan applies them)")
    }
    return hints
  }

  /// `claude: 3 outside the window (such as a.log)`.
  package static func text(_ skipped: ScanSummary.SkippedEntry) -> String {
    "\(skipped.source): \(skipped.count) \(skipped.reason.text) (such as \(skipped.example))"
  }

  /// The whole summary.
  package static func json(_ summary: ScanSummary) -> JSONObject {
    var object = JSONObject.versioned
    object.add("sources_scanned", summary.sourcesScanned) { result, item in
      item.add("source", result.source)
      item.add("path", result.path)
      item.add("errors_found", result.errorsFound)
      item.add("recommendation", result.recommendation)
    }
    object.add("errors_extracted", summary.errorsExtracted)
    object.add("patterns_created", summary.patternsCreated)
    object.add("patterns_updated", summary.patternsUpdated)
    object.add("warnings", summary.warnings.map(json))
    object.add(
      "skipped",
      summary.skipped.map { entry in
        var item = JSONObject()
        item.add("source", entry.source)
        item.add("reason", entry.reason.rawValue)
        item.add("count", entry.count)
        item.add("example", entry.example)
        return item
      })
    object.add("documents_left", summary.documentsLeft + summary.documentsTooLarge)
    object.add("documents_with_old_rules", summary.documentsWithOldRules)
    object.add("sessions_ingested", summary.sessionsIngested)
    return object
  }

  package static func json(_ warning: Warning) -> JSONObject {
    var object = JSONObject()
    object.add("text", warning.text)
    object.add("source", warning.source)
    object.add("path", warning.path)
    object.add("line", warning.line)
    return object
  }

  /// `1 error`, `2 errors`.
  package static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
