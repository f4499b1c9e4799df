import ArgumentParser
import ScanEngine

/// Prints what a flow did, and decides its exit status.
struct FlowOutput {
  let console: Console
  let common: CommonOptions

  /// How the summary itself is shown.
  enum Style { case line, report }

  /// Prints warnings, hints and the summary; throws status 1 where `--strict` asks for it.
  func print(_ summary: ScanSummary, _ style: Style) throws {
    for warning in summary.warnings { console.warn(warning) }
    if console.verbosity == .verbose {
      for entry in summary.skipped { console.detail("skipped " + SummaryReport.text(entry)) }
      for session in summary.sessionsIngested { console.detail("session \(session) is ingested") }
    }
    if console.verbosity > .quiet {
      for hint in SummaryReport.hints(summary) { console.note("scanctl: \(Printable.line(hint))") }
    }
    if common.json {
      console.result(SummaryReport.json(summary).description)
    } else if style == .report {
      console.result(Printable.lines(SummaryReport.text(summary)))
    } else if let line = SummaryReport.line(summary) {
      console.result(line)
    }
    if common.strict, !summary.warnings.isEmpty { throw Failure.status }
  }
}
