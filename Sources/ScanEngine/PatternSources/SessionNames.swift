/// Names of sessions, each once, by their bytes.
///
/// There may be 100,000 of them, mostly in this order already: as the files that they come from.
package struct SessionNames: Hashable, Sendable {
  package private(set) var names: [String] = []

  package init() {}

  init(of files: [DiscoveredFile]) {
    for index in files.indices {
      // Those of one session mostly follow each other.
      guard let session = files[index].session else { continue }
      if let last = names.last, ByteOrder.areEqual(session, last) { continue }
      names.append(session)
    }
    bringIntoOrder()
  }

  package mutating func formUnion(_ other: SessionNames) {
    guard !names.isEmpty else {
      self = other
      return
    }
    guard !other.names.isEmpty else { return }
    names += other.names
    bringIntoOrder()
  }

  package mutating func formUnion(_ other: Set<String>) {
    guard !other.isEmpty else { return }
    names += other
    bringIntoOrder()
  }

  package mutating func subtract(_ other: Set<String>) {
    if !other.isEmpty { names.removeAll(where: other.contains) }
  }

  package mutating func formIntersection(_ other: Set<String>) {
    names.removeAll { !other.contains($0) }
  }

  private mutating func bringIntoOrder() {
    let isInOrder = zip(names, names.dropFirst()).allSatisfy(ByteOrder.precedes)
    if isInOrder { return }
    names.sort(by: ByteOrder.precedes)
    var last: String?
    names.removeAll { name in
      defer { last = name }
      return last.map { ByteOrder.areEqual($0, name) } ?? false
    }
  }
}
