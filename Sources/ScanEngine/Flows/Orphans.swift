/// Sessions that ended without their errors having been learned.
struct Orphans: Sendable {
  /// Sorted.
  var sessions: [String]
  /// What there was in the sources when they were found.
  var compared: [String: ComparedFiles]
}
