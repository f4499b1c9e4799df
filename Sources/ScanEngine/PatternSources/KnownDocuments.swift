/// Tells which of the documents that are known a file is, by the bytes that were read of it.
///
/// A file that still begins with what was read at its own path is that document; else it is the
/// gone document with the longest match; else it is new. A document is gone when its path no longer
/// holds its bytes.
struct KnownDocuments {
  /// Small files are looked at before it is asked whether there is time left.
  private static let filesBetweenQuestions = 64

  private let inPlace: [String: StoredDocument]
  private let absent: [AbsentDocument]
  private let discovery: Discovery

  /// - `differences`: Without what hasn't changed, which nothing else can be.
  init(_ differences: DocumentDifferences, discovery: Discovery) {
    inPlace = Dictionary(
      differences.documents.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    absent = differences.absent
    self.discovery = discovery
  }

  func document(at path: String) -> StoredDocument? { inPlace[path] }

  /// What came of assigning files to documents, by the files' places.
  struct Assignments {
    /// The documents that files are; the others are new.
    var documents: [Int: StoredDocument] = [:]
    /// Where documents are that have moved or gone.
    var moves: [DocumentMove] = []
    /// Files of which the time was too short to tell: reading them might count twice.
    var undecided: Set<Int> = []
  }

  /// What assigning files needs from outside.
  struct Request {
    let files: [DiscoveredFile]
    /// The places of those that have changed or are new.
    let changed: [Int]
    let now: Timestamp
    let time: PrefixTime
    /// Gives a document by its id; nil for one that doesn't exist any more.
    let find: (DocumentID) throws -> StoredDocument?
  }

  /// Assigns files that have changed or are new to documents.
  func assign(_ request: Request) throws -> Assignments {
    var result = Assignments()
    do {
      let (strangers, displaced) = try assignInPlace(request, &result)
      let inTheirPlace = result
      do {
        try match(strangers, displaced, request, &result)
      } catch is PrefixTime.IsOver {
        result = inTheirPlace
        throw PrefixTime.IsOver()
      }
      let found = Set(result.documents.values.map(\.id))
      for document in displaced where !found.contains(document.id) {
        result.moves.append(
          DocumentMove(
            document: document.id, generation: document.generation,
            place: .gone(since: request.now)))
      }
    } catch is PrefixTime.IsOver {
      result.moves = []
      result.undecided = Set(request.changed).subtracting(result.documents.keys)
    }
    return result
  }

  /// Gives files the documents that were read at their paths where they still begin with their bytes.
  ///
  /// Returns the files that don't, with those that are at new paths, and the documents whose paths
  /// hold something else now.
  private func assignInPlace(
    _ request: Request, _ result: inout Assignments
  ) throws -> (strangers: [Int], displaced: [StoredDocument]) {
    var strangers: [Int] = []
    var displaced: [StoredDocument] = []
    // Where nothing has gone, a file at a new path is new: it needn't be opened to tell.
    let mayHaveMoved = !absent.isEmpty || inPlace.values.contains { $0.readTo > 0 }
    for (number, place) in request.changed.enumerated() {
      let file = request.files[place]
      let document = inPlace[file.portablePath]
      guard mayHaveMoved || document != nil else { continue }
      try askForTime(number, request.time)
      if let document {
        guard let bytes = PrefixReader(file) else { continue }
        if try document.updates == .edited || bytes.continues(document, within: request.time) {
          result.documents[place] = document
          continue
        }
        displaced.append(document)
      }
      strangers.append(place)
    }
    return (strangers, displaced)
  }

  private func askForTime(_ number: Int, _ time: PrefixTime) throws(PrefixTime.IsOver) {
    if number % Self.filesBetweenQuestions == Self.filesBetweenQuestions - 1, time.isOver() {
      throw PrefixTime.IsOver()
    }
  }

  /// Gives each stranger the longest of the gone documents that it continues, each document once.
  private func match(
    _ strangers: [Int], _ displaced: [StoredDocument], _ request: Request,
    _ result: inout Assignments
  ) throws {
    let candidates = candidates(displaced, request)
    guard !strangers.isEmpty, !candidates.isEmpty else { return }
    var likely = try likelyStrangers(strangers, candidates, request)
    for candidate in candidates {
      guard var strangers = likely[candidate.document.head] else { continue }
      strangers.removeAll { result.documents[$0] != nil }
      likely[candidate.document.head] = strangers
      guard let document = try document(candidate, for: strangers, request),
        let index = try strangers.lastIndex(where: { place in
          try fits(request.files[place], candidate, document, request.time)
        })
      else { continue }
      let place = strangers[index]
      result.documents[place] = document
      result.moves.append(
        DocumentMove(
          document: document.id, generation: document.generation,
          place: .at(request.files[place].portablePath)))
    }
  }

  // MARK: Candidates

  /// A document that a stranger may be.
  private struct Candidate {
    let document: AbsentDocument
    /// Whether it is still to be seen whether its path holds its bytes.
    let isInPlace: Bool

    /// Whether the head is all that was read of it.
    var isProvedByHead: Bool { document.head.length == document.readTo }
  }

  /// The longest first; of equals the oldest.
  private func candidates(
    _ displaced: [StoredDocument], _ request: Request
  ) -> [Candidate] {
    var candidates = absent.map { Candidate(document: $0, isInPlace: !$0.isGone) }
    candidates += displaced.map { Candidate(document: AbsentDocument($0), isInPlace: false) }
    let changed = Set(request.changed.map { request.files[$0].portablePath })
    for document in inPlace.values where !changed.contains(document.path) {
      candidates.append(Candidate(document: AbsentDocument(document), isInPlace: true))
    }
    candidates.removeAll { $0.document.readTo == 0 }
    return candidates.sorted {
      ($1.document.readTo, $0.document.id) < ($0.document.readTo, $1.document.id)
    }
  }

  /// For each head of a candidate, the strangers that begin with it, the last path first.
  private func likelyStrangers(
    _ strangers: [Int], _ candidates: [Candidate], _ request: Request
  ) throws -> [HeadDigest: [Int]] {
    let index = HeadIndex(candidates.lazy.map(\.document.head))
    var likely: [HeadDigest: [Int]] = [:]
    for (number, place) in strangers.reversed().enumerated() {
      try askForTime(number, request.time)
      guard let head = PrefixReader(request.files[place])?.head else { continue }
      index.find(head) { likely[$0, default: []].append(place) }
    }
    return likely
  }

  /// The candidate, where one of the strangers is long enough and its own path doesn't hold its bytes.
  private func document(
    _ candidate: Candidate, for strangers: [Int], _ request: Request
  ) throws -> StoredDocument? {
    let readTo = candidate.document.readTo
    guard strangers.contains(where: { request.files[$0].status.size >= readTo }),
      let document = try request.find(candidate.document.id)
    else { return nil }
    return try candidate.isInPlace && holds(document, request.time) ? nil : document
  }

  /// Whether a file that begins with the candidate's head begins with all of it.
  private func fits(
    _ file: DiscoveredFile, _ candidate: Candidate, _ document: StoredDocument, _ time: PrefixTime
  ) throws -> Bool {
    guard file.status.size >= document.readTo else { return false }
    return try candidate.isProvedByHead
      || PrefixReader(file)?.continues(document, within: time) ?? false
  }

  private func holds(
    _ document: StoredDocument, _ time: PrefixTime
  ) throws(PrefixTime.IsOver) -> Bool {
    for base in discovery.bases(ofPortablePath: document.path) {
      guard let reader = try? DocumentReader(portablePath: document.path, in: base) else {
        continue
      }
      if FileIdentity(reader.status) == document.identity { return true }
      if try PrefixReader.continues(reader, document, within: time) { return true }
    }
    return false
  }
}

extension FileIdentity {
  init(_ status: FileStatus) {
    self.init(
      size: status.size, modified: status.modified, changed: status.changed, inode: status.inode,
      device: status.device)
  }
}
