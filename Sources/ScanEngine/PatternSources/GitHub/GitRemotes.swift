/// The remotes of the folder whose issues are meant, as git tells them.
struct GitRemotes: Sendable {
  private let environment: [String: String]
  private let folder: String

  /// Longer than git ever takes; what it then hasn't said, gh will.
  private static let patience = Duration.seconds(10)

  /// - Parameters:
  ///   - environment: The user's.
  ///   - folder: Where gh would look for a repository; absolute.
  init(environment: [String: String], folder: String) {
    self.environment = environment
    self.folder = folder
  }

  /// Whether git says that there are none; false where it says nothing.
  ///
  /// Then nobody's issues are meant, and gh, which asks for a login first, is not asked.
  func areNone(deadline: ContinuousClock.Instant?) async -> Bool {
    guard let git = ExecutableFile.find("git", path: environment["PATH"] ?? "") else {
      return false
    }
    let left = deadline.map { ContinuousClock.now.duration(to: $0) } ?? Self.patience
    guard left > .zero else { return false }
    var plain = environment
    plain["LC_ALL"] = "C"
    let process = ChildProcess(
      executable: git, arguments: ["remote"], environment: plain, folder: folder,
      timeLimit: min(left, Self.patience))
    guard let result = try? await process.run() else { return false }
    if result.status == 0 { return result.output.isEmpty }
    return String(decoding: result.errors, as: UTF8.self).contains("not a git repository")
  }
}
