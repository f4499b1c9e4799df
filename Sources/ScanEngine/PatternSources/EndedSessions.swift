/// Sessions that have ended and wait to be read, known by the names of their files.
///
/// Agents put a session's id into the name of its transcript, or of a folder above it; a source
/// that doesn't say where its sessions are is read the same way.
struct EndedSessions {
  private let names: [String]

  /// Shorter names may occur in paths by chance, in bytes.
  private static let minimumLength = 8

  init(_ names: Set<String>) {
    self.names = names.filter { $0.utf8.count >= Self.minimumLength }.sorted()
  }

  /// The files, those that bear a session's name with the session.
  func assign(_ files: [DiscoveredFile]) -> [DiscoveredFile] {
    guard !names.isEmpty else { return files }
    return files.map { file in
      guard file.session == nil, let name = names.first(where: file.portablePath.contains) else {
        return file
      }
      return DiscoveredFile(
        base: file.base, portablePath: file.portablePath, status: file.status, session: name)
    }
  }
}

extension Array {
  /// The elements, those that meet the condition before the others.
  func placingFirst(where condition: (Element) -> Bool) -> [Element] {
    filter(condition) + filter { !condition($0) }
  }
}
