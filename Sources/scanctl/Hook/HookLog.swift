import ScanEngine

/// Where a hook says what it did: nobody sees its output.
struct HookLog {
  private let log: RunLog
  private let scrubber: Scrubber
  private let head: String

  init(project: Project, flow: HookRun.Flow, agent: HookAgent) {
    log = RunLog(root: project.root)
    scrubber = Scrubber(homes: project.homes)
    head = "\(flow.rawValue) --hook \(agent.rawValue)"
  }

  /// Adds a line; to standard error where there can be no log.
  func add(_ text: String) {
    let line = Printable.line(scrubber.scrub("\(Project.currentTime().text) \(head): \(text)"))
    do {
      try log.add(line)
    } catch {
      StandardError.print("scanctl: \(line)")
    }
  }

  /// Adds what a flow did.
  func add(_ summary: ScanSummary, isJSON: Bool) {
    if summary.documentsTooLarge > 0 {
      let count = summary.documentsTooLarge
      add(
        (count == 1 ? "a document is" : "\(count) documents are")
          + " too large for a hook: run scanctl finish")
    }
    if isJSON { return add(SummaryReport.json(summary).description) }
    for warning in summary.warnings { add("\(warning)") }
    for hint in SummaryReport.hints(summary) { add(hint) }
    add(SummaryReport.line(summary) ?? "nothing new")
  }
}
