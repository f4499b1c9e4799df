import Foundation
import Synchronization
import Testing

@testable import ScanEngine

/// Logs that are renamed, rotated, truncated and replaced between scans, and during them.
struct FolderModelTests {
  /// What one scan finds in bytes that stand alone.
  private static func counts(_ bytes: [UInt8]) async throws -> [String: Int] {
    if let known = known.withLock({ $0[bytes] }) { return known }
    let alone = try ScannedFolder()
    alone.append(bytes, to: "a.log")
    try await alone.scan()
    let counts = try alone.counts()
    known.withLock { $0[bytes] = counts }
    return counts
  }

  private static let known = Mutex<[[UInt8]: [String: Int]]>([:])

  private static func counts(_ documents: [[UInt8]]) async throws -> [String: Int] {
    var sums: [String: Int] = [:]
    for bytes in documents where !bytes.isEmpty {
      sums.merge(try await counts(bytes), uniquingKeysWith: +)
    }
    return sums
  }

  @Test func knowsLogsByTheirBytes() async throws {
    for seed in 0..<Torture.seeds(60) {
      let scanned = try ScannedFolder()
      var operations = FolderOperations(scanned, seed: seed)
      var model = FolderModel()
      for scan in 0..<5 {
        for _ in 0..<Int.random(in: 1..<6, using: &operations.numbers) { operations.step() }
        try await scanned.scan()
        model.scan(operations.files)
        let expected = try await Self.counts(model.documents)
        let found = try scanned.counts()
        guard found != expected else { continue }
        Issue.record(
          """
          seed \(seed), scan \(scan), after \(operations.history):
          expected \(expected.filter { found[$0.key] != $0.value })
          found \(found.filter { expected[$0.key] != $0.value })
          """)
        break
      }
    }
  }

  /// Nothing is lost that happens while a scan is on its way, and nothing counts twice.
  @Test func losesNothingThatMovesDuringAScan() async throws {
    for seed in 0..<Torture.seeds(60) {
      let scanned = try ScannedFolder()
      let state = Mutex((numbers: SplitMix(state: UInt64(seed)), serial: 0))
      for name in ["a.log", "b.log", "c.log"] { Self.grow(scanned, name, state) }
      for _ in 0..<4 {
        try await scanned.scan(meanwhile: {
          let kind = state.withLock { Int.random(in: 0..<6, using: &$0.numbers) }
          switch kind {
          case 0: Self.grow(scanned, "b.log", state)
          case 1: Self.rotate(scanned, state)
          case 2: Self.copyTruncate(scanned, state)
          default: break
          }
        })
        Self.grow(scanned, "a.log", state)
      }
      try await scanned.scan()
      try await scanned.scan()
      let names = try FileManager.default.contentsOfDirectory(atPath: scanned.folder.path + "/logs")
      let expected = try await Self.counts(names.compactMap { scanned.bytes(of: $0) })
      #expect(try scanned.counts() == expected, "seed \(seed)")
    }
  }

  private typealias State = Mutex<(numbers: SplitMix, serial: Int)>

  /// Every log begins with a line of its own, so that no two are alike.
  private static func grow(_ scanned: ScannedFolder, _ name: String, _ state: borrowing State) {
    let text = state.withLock { state in
      state.serial += 1
      return "INFO line \(state.serial)\n" + LogPieces.text(&state.numbers)
    }
    scanned.append(Array(text.utf8), to: name)
  }

  private static func serial(_ state: borrowing State) -> Int {
    state.withLock { state in
      state.serial += 1
      return state.serial
    }
  }

  private static func rotate(_ scanned: ScannedFolder, _ state: borrowing State) {
    rename(scanned.path("a.log"), scanned.path("a.log.\(serial(state))"))
    grow(scanned, "a.log", state)
  }

  private static func copyTruncate(_ scanned: ScannedFolder, _ state: borrowing State) {
    guard let bytes = scanned.bytes(of: "b.log") else { return }
    scanned.append(bytes, to: "b.log.\(serial(state))")
    scanned.rewrite([], in: "b.log")
    grow(scanned, "b.log", state)
  }

  @Test func letsCountsOfEditedDocumentsOnlyRise() async throws {
    for seed in 0..<Torture.seeds(30) {
      var numbers = SplitMix(state: UInt64(seed))
      let scanned = try ScannedFolder(updates: .edited)
      var expected: [String: Int] = [:]
      var pieces: [String] = []
      for _ in 0..<6 {
        for _ in 0..<Int.random(in: 1..<4, using: &numbers) {
          let place = Int.random(in: 0...pieces.count, using: &numbers)
          if Bool.random(using: &numbers) || place == pieces.count {
            pieces.insert(LogPieces.text(&numbers), at: place)
          } else {
            pieces.remove(at: place)
          }
        }
        let bytes = Array(pieces.joined().utf8)
        scanned.rewrite(bytes, in: "notes.log")
        try await scanned.scan()
        let held = try await Self.counts(bytes)
        expected.merge(held, uniquingKeysWith: max)
        #expect(try scanned.counts() == expected, "seed \(seed)")
      }
    }
  }
}
