import Foundation

@testable import ScanEngine

extension ScanStateFile {
  /// The whole state in memory, as the reader of any file gives it.
  func load(damaged: Damaged) throws -> (state: ScanState, warnings: [Warning]) {
    let (content, warnings) = open(damaged: damaged)
    switch content {
    case .nothing: return (ScanState(), warnings)
    case .foreign(let state): return (state, warnings)
    case .own: return (try ScanStateReader(root: root).read(bytes()).state, warnings)
    }
  }

  func save(_ state: ScanState) throws { try save { $0.write(state) } }

  func bytes() throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

  /// Whether what stands in the file is taken for scanctl's own.
  var isOwn: Bool { if case .own = open(damaged: .leave).content { true } else { false } }
}
