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

  /// Gives files that bear a session's name, and are in none, that session.
  func assign(_ files: inout [DiscoveredFile]) {
    guard !names.isEmpty else { return }
    for index in files.indices where files[index].session == nil {
      let file = files[index]
      guard let name = names.first(where: { ByteOrder.contains(file.portablePath, $0) }) else {
        continue
      }
      files[index] = DiscoveredFile(
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
