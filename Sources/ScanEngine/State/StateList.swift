/// The parts of a ``ScanState`` that grow with the number of files and sessions.
enum StateList: Hashable, Sendable, CaseIterable {
  case fileHashes
  case ingestedSessions
  case consumed

  /// What stands before the bracket that opens it, from the first byte of its line on.
  var beginning: StaticString {
    switch self {
    case .fileHashes: "  \"file_hashes\": "
    case .ingestedSessions: "  \"ingested_sessions\": "
    case .consumed: "    \"consumed\": "
    }
  }

  /// Spaces before each entry.
  var indent: Int { self == .consumed ? 6 : 4 }

  var opening: UInt8 { self == .ingestedSessions ? 0x5B : 0x7B }

  var closing: UInt8 { self == .ingestedSessions ? 0x5D : 0x7D }
}
