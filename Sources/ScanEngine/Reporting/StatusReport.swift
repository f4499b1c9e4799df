/// Shows how things stand with a project.
package enum StatusReport {
  /// A line for each thing that there is, then what is wrong.
  package static func text(_ status: ProjectStatus, version: String) -> String {
    let rows = [
      ("Project", [status.project, status.root].compactMap(\.self).joined(separator: " in ")),
      ("Store", store(status)), ("State", state(status)), ("Lock", lock(status.lock)),
      ("Sessions", sessions(status)), ("Versions", versions(status, version)),
    ]
    var lines = rows.map { name, text in
      name + String(repeating: " ", count: 10 - name.count) + text
    }
    if !status.problems.isEmpty { lines += ["", "Problems"] + status.problems.map(problem) }
    return lines.joined(separator: "\n")
  }

  private static func store(_ status: ProjectStatus) -> String {
    guard let store = status.store else {
      return status.isUsable ? "none yet (\(status.storePath))" : "\(status.storePath): unusable"
    }
    let totals = store.totals
    return "\(status.storePath), \(ByteSize.text(store.size)): "
      + "\(SummaryReport.count(totals.patterns, "pattern")), "
      + "\(SummaryReport.count(totals.occurrences, "occurrence")), "
      + "\(totals.patternsFixed) with a fix, \(SummaryReport.count(totals.documents, "document"))"
  }

  private static func state(_ status: ProjectStatus) -> String {
    guard status.hasState else { return "none yet" }
    let scan = status.lastScan.map { "last scan \($0.text)" } ?? "nothing read yet"
    return "\(scan), \(SummaryReport.count(status.stateFiles, "file"))"
  }

  private static func lock(_ holder: ScanLock.Holder) -> String {
    switch holder {
    case .nobody: "free"
    case .process(nil): "held by a process that scans now"
    case .process(let number?): "held by process \(number), which scans now"
    }
  }

  private static func sessions(_ status: ProjectStatus) -> String {
    var parts = ["\(status.sessionsIngested) ingested"]
    if !status.sessionsWaiting.isEmpty {
      parts.append("\(status.sessionsWaiting.count) ended and still to be read")
    }
    let orphans = status.sessionsOrphaned
    if let first = orphans.first {
      parts.append("\(orphans.count) orphaned, such as \(first) ('scanctl recover' reads them)")
    }
    return parts.joined(separator: ", ")
  }

  private static func versions(_ status: ProjectStatus, _ version: String) -> String {
    "scanctl \(version), state \(ScanState.version), fingerprints \(Fingerprinter.normalFormVersion)"
      + (status.store.map { ", store '\($0.form)'" } ?? "")
  }

  private static func problem(_ problem: ProjectStatus.Problem) -> String {
    "  \(problem.isFatal ? "error" : "warning"): "
      + "\(problem.place.map { "\($0): " } ?? "")"
      + problem.text.split(separator: "\n").joined(separator: "\n    ")
      + "\n    to mend it: \(problem.remedy)"
  }

  /// The same as JSON.
  package static func json(_ status: ProjectStatus, version: String) -> JSONObject {
    var object = JSONObject.versioned
    object.add("project", status.project)
    object.add("root", status.root)
    object.add("usable", status.isUsable)
    object.add("store", storeObject(status))
    object.add("state", stateObject(status))
    object.add("lock", lockObject(status.lock))
    var sessions = JSONObject()
    sessions.add("ingested", status.sessionsIngested)
    sessions.add("ended", status.sessionsWaiting)
    sessions.add("orphaned", status.sessionsOrphaned)
    object.add("sessions", sessions)
    var versions = JSONObject()
    versions.add("scanctl", version)
    versions.add("state", ScanState.version)
    versions.add("fingerprints", "\(Fingerprinter.normalFormVersion)")
    versions.add("store", status.store?.form)
    object.add("versions", versions)
    object.add("problems", status.problems.map(problemObject))
    return object
  }

  private static func storeObject(_ status: ProjectStatus) -> JSONObject {
    var object = JSONObject()
    object.add("path", status.storePath)
    object.add("bytes", status.store.map { Int($0.size) })
    object.add("patterns", status.store?.totals.patterns)
    object.add("occurrences", status.store?.totals.occurrences)
    object.add("patterns_fixed", status.store?.totals.patternsFixed)
    object.add("documents", status.store?.totals.documents)
    return object
  }

  private static func stateObject(_ status: ProjectStatus) -> JSONObject {
    var object = JSONObject()
    object.add("exists", status.hasState)
    object.add("last_scan", status.lastScan?.text)
    object.add("files", status.stateFiles)
    return object
  }

  private static func lockObject(_ holder: ScanLock.Holder) -> JSONObject {
    var object = JSONObject()
    switch holder {
    case .nobody:
      object.add("held", false)
      object.add("process", nil as Int?)
    case .process(let number):
      object.add("held", true)
      object.add("process", number.map(Int.init))
    }
    return object
  }

  private static func problemObject(_ problem: ProjectStatus.Problem) -> JSONObject {
    var object = JSONObject()
    object.add("severity", problem.isFatal ? "error" : "warning")
    object.add("place", problem.place)
    object.add("text", problem.text)
    object.add("remedy", problem.remedy)
    return object
  }
}
