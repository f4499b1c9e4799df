import Foundation
import Testing

@testable import ScanEngine

/// Wherever a log is split between scans, its counts are those of one scan of the whole.
struct SplitScanTests {
  enum Form: String, CaseIterable, CustomTestStringConvertible {
    case text, entries, transcript
    var testDescription: String { rawValue }
    var name: String { self == .text ? "a.log" : "a.jsonl" }
    var parser: ParserKind { self == .entries ? .workflowLog : .transcript }

    func piece(_ numbers: inout SplitMix) -> String {
      switch self {
      case .text: LogPieces.text(&numbers)
      case .entries: LogPieces.entry(&numbers)
      case .transcript: LogPieces.transcript(&numbers)
      }
    }
  }

  @Test(arguments: Form.allCases)
  func countsTheSameWhereverItIsSplit(_ form: Form) async throws {
    for seed in 0..<Torture.seeds(80) {
      var numbers = SplitMix(state: UInt64(seed))
      let pieces = (0..<Int.random(in: 1..<12, using: &numbers)).map { _ in form.piece(&numbers) }
      var bytes = Array(pieces.joined().utf8)
      if Bool.random(using: &numbers) { bytes.removeLast() }
      let whole = try ScannedFolder(parser: form.parser)
      whole.append(bytes, to: form.name)
      try await whole.scan()
      let split = try ScannedFolder(parser: form.parser)
      var rest = bytes[...]
      var ends: [Int] = []
      while !rest.isEmpty {
        let length = Int.random(in: 1...max(1, min(rest.count, 120)), using: &numbers)
        split.append(rest.prefix(length), to: form.name)
        rest = rest.dropFirst(length)
        if rest.isEmpty || Int.random(in: 0..<3, using: &numbers) == 0 {
          try await split.scan()
          ends.append(rest.startIndex)
        }
      }
      let expected = try whole.counts()
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(try split.counts() == expected, "seed \(seed), split at \(ends):\n\(text.debugDescription)")
      let document = try split.store.document(project: "p", source: "logs", path: "logs/" + form.name)
      #expect(document?.sha256 == SHA256.hex(SHA256.digest(of: bytes)))
    }
  }
}

/// How hard tests try.
enum Torture {
  /// More with SCANCTL_TORTURE_ROUNDS.
  static func seeds(_ usual: Int) -> Int {
    guard let text = ProcessInfo.processInfo.environment["SCANCTL_TORTURE_ROUNDS"],
      let rounds = Int(text)
    else { return usual }
    return usual * max(1, rounds / 10)
  }
}
