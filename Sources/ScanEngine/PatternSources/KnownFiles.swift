/// The files of a source of which nothing is left to be read, with the documents that they are.
///
/// What of it is still so is known by the files' digests alone: neither are paths compared nor rows of
/// the store gone through, of which there may be 100,000 each.
package struct KnownFiles: Hashable, Sendable {
  /// A file with its document.
  struct Entry: Hashable, Sendable, BitwiseCopyable {
    /// ``FileDigest/none`` for one that has to be looked at again in any case.
    let digest: FileDigest
    let document: DocumentID
  }

  /// Each document once.
  var entries: [Entry] = []
  /// The other documents in their place: no file was at their paths.
  var withoutFile: [DocumentID] = []
  /// How many of all documents in their place were read with other rules than those of then.
  var withOldRules = 0
}

/// What is left of a source's files without those that are known and unchanged.
struct ChangedFiles: Sendable {
  /// The others, by the bytes of their paths; what was left out and the digest are those of all files.
  var files: Discovery.Result
  /// The known ones that are unchanged.
  let unchanged: [KnownFiles.Entry]
  /// The documents in their place that are not those of the unchanged ones.
  let others: OtherDocuments

  /// So many are looked up one by one; for more it is quicker to go through all.
  private static let mostFiles = 1_024

  /// nil where most of it would have to be looked at all the same.
  init?(_ found: Discovery.Result, besides known: KnownFiles) {
    let entries = known.entries
    var index = PlaceIndex(capacity: entries.count)
    for (place, entry) in entries.enumerated() where entry.digest != .none {
      index.add(place, hash: entry.digest.first) { entries[$0].digest.first }
    }
    var isUnchanged = [Bool](repeating: false, count: entries.count)
    var places: [Int] = []
    for (place, digest) in found.digests.enumerated() {
      let known = index.place(hash: digest.first) { entries[$0].digest == digest }
      if let entry = known, !isUnchanged[entry] {
        isUnchanged[entry] = true
      } else {
        places.append(place)
        if places.count > Self.mostFiles { return nil }
      }
    }
    var unchanged: [KnownFiles.Entry] = []
    unchanged.reserveCapacity(entries.count + places.count)
    var others = known.withoutFile
    for (entry, isUnchanged) in zip(entries, isUnchanged) {
      if isUnchanged { unchanged.append(entry) } else { others.append(entry.document) }
    }
    self.unchanged = unchanged
    self.others = OtherDocuments(others, withOldRules: known.withOldRules)
    files = found.only(places)
  }
}
