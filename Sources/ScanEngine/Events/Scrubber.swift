/// Removes secrets and personal data from text: keys and tokens of the well-known kinds,
/// credentials, private keys, passwords, e-mail addresses and home folders.
///
/// What it takes out it names (`<github-token>`, `<password>`, `~`), so that the text stays readable
/// and two errors that differ only in a secret become equal. Scrubbing twice gives the same as
/// scrubbing once. Time is linear in the length of the text, whatever the text is.
package struct Scrubber: Sendable {
  private let additional: [CompiledReplacement]
  private let homes: [[UInt8]]

  /// What a scrub did.
  package struct Outcome: Hashable, Sendable {
    /// False when the text had nothing to take out.
    package var changed = false
    /// Indexes of the additional replacements that were given up on this text, because matching
    /// them took too long.
    package var exceeded: [Int] = []
  }

  /// - Parameters:
  ///   - additional: The manifest's replacements, applied in order before the built-in ones.
  ///   - homes: The user's home folders, absolute; the generic places of homes are always known.
  package init(additional: [CompiledReplacement] = [], homes: [String] = []) {
    self.additional = additional
    self.homes = homes.map { home in
      var bytes = Array(home.utf8)
      while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
      return bytes
    }.filter { $0.count > 1 && $0.first == UInt8(ascii: "/") }
  }

  /// Whether `<` or `~` stands wherever something was taken out.
  package var marksWhatItTakes: Bool { additional.isEmpty }

  /// The text without secrets; the same text where there are none.
  package func scrub(_ text: String) -> String {
    var copy = text
    var output: [UInt8] = []
    let outcome = copy.withUTF8 { scrub(UnsafeRawBufferPointer($0), into: &output) }
    return outcome.changed ? String(decoding: output, as: UTF8.self) : text
  }

  /// Writes the text without secrets to `output`, which keeps its capacity.
  ///
  /// Where nothing is to be taken out `output` is left empty, nothing is copied, and the outcome
  /// says so: use the text itself.
  package func scrub(_ text: UnsafeRawBufferPointer, into output: inout [UInt8]) -> Outcome {
    output.removeAll(keepingCapacity: true)
    var outcome = Outcome()
    if !additional.isEmpty { replaceAdditional(in: text, output: &output, outcome: &outcome) }
    if !outcome.changed {
      guard pass(over: text, into: &output) else { return outcome }
      outcome.changed = true
    }
    // Taking one thing out can bring another to light (`password=x` inside a quoted value that
    // ended differently before). Rounds are few, and only texts with secrets need a second one.
    var next: [UInt8] = []
    for _ in 0..<Self.roundLimit {
      guard output.withUnsafeBytes({ pass(over: $0, into: &next) }) else { break }
      swap(&output, &next)
    }
    return outcome
  }

  /// Hands the text without secrets to `body`: the text itself where there are none, else `room`.
  func withScrubbed<Result>(
    _ text: UnsafeRawBufferPointer, _ room: inout [UInt8],
    _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    scrub(text, into: &room).changed ? room.withUnsafeBytes(body) : body(text)
  }

  private static let roundLimit = 4

  private func pass(over text: UnsafeRawBufferPointer, into output: inout [UInt8]) -> Bool {
    output.removeAll(keepingCapacity: true)
    var pass = ScrubberPass(bytes: text, homes: homes, output: output)
    output = []
    let changed = pass.run()
    output = pass.output
    return changed
  }

  private func replaceAdditional(
    in text: UnsafeRawBufferPointer, output: inout [UInt8], outcome: inout Outcome
  ) {
    guard var scratch = MatchScratch() else { return }
    var current: [UInt8]?
    for (index, replacement) in additional.enumerated() {
      let result =
        current.map { bytes in
          bytes.withUnsafeBytes { replacement.apply(to: $0, scratch: &scratch) }
        } ?? replacement.apply(to: text, scratch: &scratch)
      if result.exceeded { outcome.exceeded.append(index) }
      if let bytes = result.bytes { current = bytes }
    }
    guard let current else { return }
    output = current
    outcome.changed = true
  }
}
