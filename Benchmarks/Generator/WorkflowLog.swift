/// Writes a workflow log: an event on each line, as JSON.
struct WorkflowLog: ~Copyable {
  /// A workflow has so many events.
  private static let workflowLength = 400

  private let incidents = Incidents()
  private let records = lasting(Template.lines(WorkflowRecords.ordinary))
  private let recordsWithText = lasting(Template.lines(WorkflowRecords.ordinaryWithText))
  private let failed = lasting(Template.lines(WorkflowRecords.failed))
  private var ordinary = OrdinaryText()
  private var expander: Expander
  private var text = Text(capacity: 1 << 20)
  private var body = Text(capacity: 1 << 16)

  init(_ expander: Expander) { self.expander = expander }

  /// Fills a file with as many events as fit into `size` bytes, of which one in 100 tells of an error.
  mutating func write(_ size: Int, to file: inout OutputFile) throws -> Tally {
    var tally = Tally(files: 1)
    while true {
      let end = text.count
      let isError = expander.random.once(in: 100)
      writeHead(tally.lines)
      if isError {
        writeFailure()
      } else if expander.random.once(in: 4) {
        writeOutput()
      } else {
        expander.expandLine(of: records, into: &text)
      }
      text.append("\n")
      guard file.written + text.count <= size else {
        text.cut(to: end)
        break
      }
      tally.lines += 1
      tally.errors += isError ? 1 : 0
      if text.count > 768 << 10 { try file.take(&text) }
    }
    try file.take(&text)
    tally.bytes = file.written
    tally.errorLines = tally.errors
    return tally
  }

  private mutating func writeHead(_ number: Int) {
    text.append(#"{"timestamp":""#)
    expander.clock.advance(by: expander.random.below(900) + 1)
    expander.clock.appendTimestamp(to: &text)
    text.append(#"Z","workflow_id":"wf_"#)
    text.append(hexadecimal: UInt64(number / Self.workflowLength), digits: 6)
    text.append(#"","phase_id":""#)
    switch number % Self.workflowLength * 5 / Self.workflowLength {
    case 0: text.append("PLAN")
    case 1, 2: text.append("EXECUTE")
    case 3: text.append("VERIFY")
    default: text.append("REVIEW")
    }
    text.append(#"","#)
  }

  private mutating func writeFailure() {
    let incident = incidents.draw(expander.random.next())
    expander.expandLine(of: failed, into: &text)
    body.cut(to: 0)
    expander.expand(incidents.template(of: incident), incident: incident, into: &body)
    writeBody()
  }

  private mutating func writeOutput() {
    expander.expandLine(of: recordsWithText, into: &text)
    body.cut(to: 0)
    ordinary.turn()
    for _ in 0...expander.random.next().skewed(0, 4) {
      let template = ordinary.next(&expander.random)
      expander.expand(template, into: &body)
    }
    writeBody()
  }

  /// Ends a record with what is in the body, without its last line's end.
  private mutating func writeBody() {
    body.cut(to: body.count - 1)
    text.append(escaped: body)
    text.append(WorkflowRecords.end)
  }
}
