/// Recognises a repository that was renamed or transferred, so that its issues don't count anew.
struct RepositoryMove {
  let source: GitHubSource
  let ledger: any ReadingLedger

  /// Gives issues of former names of `repository` their new place, and its watermarks with them.
  ///
  /// GitHub follows a former name to the new one; so it is asked, once, for each other repository
  /// that was ever fetched, when one is fetched for the first time.
  func follow(to repository: GitHubRepository, _ client: GitHubClient) async throws {
    let new = repository.description
    let fetches = try ledger.fetches()
    guard !fetches.keys.contains(where: { $0.repository == new }) else { return }
    let others = Set(
      fetches.filter { $1.watermark != nil || !$1.cursor.isEmpty }.keys.map(\.repository))
    for old in others.sorted() {
      guard let former = GitHubRepository(old), former.host == repository.host,
        try await isFormer(old, of: repository, client)
      else { continue }
      try move(from: old, to: new)
      for (key, state) in fetches where key.repository == old {
        try ledger.setFetch(
          state, for: FetchKey(project: key.project, repository: new, labels: key.labels))
        try ledger.setFetch(FetchState(watermark: nil), for: key)
      }
    }
  }

  private func isFormer(
    _ old: String, of repository: GitHubRepository, _ client: GitHubClient
  ) async throws(GitHubError) -> Bool {
    do {
      return try await client.repository(named: old) == repository
    } catch {
      switch error {
      case .notFound, .refused, .issuesDisabled, .badName: return false
      default: throw error
      }
    }
  }

  private func move(from old: String, to new: String) throws {
    let documents = try source.issueDocuments(ledger)
    let taken = Set(documents.map(\.path))
    let moves = documents.compactMap { document -> DocumentMove? in
      guard document.path.hasPrefix(old + "#") else { return nil }
      let path = new + document.path.dropFirst(old.count)
      guard !taken.contains(path) else { return nil }
      return DocumentMove(
        document: document.id, generation: document.generation, place: .at(path))
    }
    guard try ledger.relocate(moves) else {
      throw Warning(
        "another process is reading the issues of \(new): the next run goes on",
        source: source.name)
    }
  }
}
