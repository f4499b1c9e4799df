/// Finds the documents that a source reads.
package struct Discovery: Sendable {
  /// What was found and what was left out.
  package struct Result: Sendable {
    /// Each once.
    package var files: [DiscoveredFile] = []
    package fileprivate(set) var skips = Skips()
    /// Of each file; empty where they were not asked for yet.
    private(set) var digests: [FileDigest] = []
    /// Stands for all files that there are; nil where it was not asked for yet.
    private var knownDigest: FilesDigest?

    /// Stands for all files that there are, as they were when it was looked.
    var digest: FilesDigest { knownDigest ?? FilesDigest(of: files) }

    /// Makes the digests once and for all.
    mutating func keepDigests(processors: Int) {
      if knownDigest != nil { return }
      let (each, all) = FilesDigest.digests(of: files, processors: processors)
      (digests, knownDigest) = (each, all)
    }

    /// Brings the files into the order of the bytes of their portable paths.
    mutating func sort() {
      if isInOrder { return }
      let order = ByteOrder.order(of: files.map(\.portablePath))
      files.rearrange(order)
      if !digests.isEmpty { digests.rearrange(order) }
    }

    /// The chosen files alone, in the order of the bytes of their portable paths; what stands for all
    /// files stays.
    func only(_ places: [Int]) -> Result {
      var result = self
      result.files = places.map { files[$0] }
      result.digests = places.map { digests[$0] }
      result.sort()
      return result
    }

    /// As files of one glob mostly are when they are found.
    private var isInOrder: Bool {
      files.indices.dropFirst().allSatisfy {
        ByteOrder.precedes(files[$0 - 1].portablePath, files[$0].portablePath)
      }
    }

    /// Puts what some of the files are now in the place of what they were; nil takes one away.
    mutating func replace(_ changes: [Int: FileStatus?]) {
      guard !changes.isEmpty else { return }
      for (index, status) in changes {
        knownDigest?.remove(files[index])
        guard let status else { continue }
        files[index] = files[index].with(status)
        knownDigest?.add(files[index])
        if !digests.isEmpty { digests[index] = FileDigest(of: files[index]) }
      }
      let gone = Set(changes.filter { $0.value == nil }.keys)
      if gone.isEmpty { return }
      let left = files.indices.filter { !gone.contains($0) }
      files = left.map { files[$0] }
      if !digests.isEmpty { digests = left.map { digests[$0] } }
    }
  }

  /// The project root.
  package let root: BaseFolder
  package let agentFolders: AgentFolders

  /// `root` must be absolute.
  package init(root: String, agentFolders: AgentFolders) {
    self.root = BaseFolder(path: root)
    self.agentFolders = agentFolders
  }

  /// The folders that a portable path may be below, as its prefix says.
  package func bases(ofPortablePath path: String) -> [BaseFolder] {
    for agent in AgentFolders.Agent.allCases {
      let bases = agentFolders.bases(of: agent)
      if let prefix = bases.first?.prefix, path.hasPrefix(prefix) { return bases }
    }
    return [root]
  }

  /// Finds what the globs name and the window that ends with `now` (in seconds since 1970, UTC)
  /// takes, in the order of the bytes of the portable paths.
  ///
  /// - `window`: Replaces the source's own.
  /// - `processors`: How many it may use.
  package func files(
    of selection: FileSelection, now: Int, window: Window? = nil, processors: Int = 1
  ) -> Result {
    var result = unsortedFiles(
      of: selection, now: now, window: window, processors: processors)
    result.sort()
    return result
  }

  /// The same in no order.
  func unsortedFiles(
    of selection: FileSelection, now: Int, window: Window?, processors: Int = 1
  ) -> Result {
    var result = Result()
    let window = window ?? selection.window
    let isEnabled = selection.isEnabled
    let searches = selection.searches.flatMap { search in
      bases(of: search.place).map { (base: $0, glob: search.glob) }
    }
    // Of a file that several globs name, the first glob's finding is kept, with its session.
    var known: Set<String> = []
    let mayBeKnown = searches.count > 1
    for search in searches {
      var walker = DirectoryWalker(
        base: search.base, glob: search.glob, exclusions: selection.exclusions,
        hasSessions: selection.hasSessions, processors: processors)
      walker.walk { file in
        if mayBeKnown, !known.insert(file.portablePath).inserted { return }
        if !isEnabled {
          result.skips.add(.disabled, path: file.portablePath)
        } else if !window.contains(Int(file.status.modified / 1_000_000_000), now: now) {
          result.skips.add(.outsideWindow, path: file.portablePath)
        } else {
          result.files.append(file)
        }
      }
      result.skips.add(walker.skips)
    }
    if selection.searches.contains(where: { $0.place == .agent(.codex) }) {
      dropOtherProjects(&result)
    }
    return result
  }

  func bases(of place: FileSelection.Place) -> [BaseFolder] {
    switch place {
    case .project: [root]
    case .agent(let agent): agentFolders.bases(of: agent)
    }
  }

  /// Codex keeps the rollouts of all projects in one folder; which one it is says their first line.
  private func dropOtherProjects(_ result: inout Result) {
    guard let parser = JSONParser() else { return }
    let prefix = "${\(AgentFolders.Agent.codex.rawValue)}/"
    var skips = result.skips
    result.files.removeAll { file in
      guard file.base.prefix == prefix else { return false }
      do throws(ReadError) {
        let reader = try DocumentReader(file)
        let folder = try CodexRollout.workingFolder(of: reader, parser: parser)
        if folder == agentFolders.project { return false }
        skips.add(.otherProject, path: file.portablePath)
      } catch {
        skips.add(.unreadable, path: file.portablePath, detail: error.description)
      }
      return true
    }
    result.skips = skips
  }
}
