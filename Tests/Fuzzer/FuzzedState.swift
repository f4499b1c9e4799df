import Foundation
import ScanEngine

/// A project whose scan_state.json somebody has written.
struct FuzzedState {
  private let file: ScanStateFile

  init() throws {
    // One for all workers of a run: each writes it anew.
    let root = "\(NSTemporaryDirectory())/scanctl-fuzzer-\(getppid()).state"
    try FileManager.default.createDirectory(
      atPath: root + "/.orchestrator", withIntermediateDirectories: true)
    file = ScanStateFile(root: root)
  }

  /// A file that is taken for scanctl's own is what it would write of it.
  func check(_ input: [UInt8]) throws {
    try FuzzFile.write(input, to: file.path)
    switch file.open(damaged: .leave).content {
    case .nothing, .foreign: return
    case .own(let text):
      let (state, notes) = try ScanStateReader(root: file.root).read(input)
      try expect(notes.isEmpty, "is taken for its own though it warns")
      // Names that Swift takes for equal are two in the file.
      guard state.fileHashes.count == text.files else { return }
      try expect(ScanStateWriter.json(state) == input, "would be written in another way")
    }
  }
}
