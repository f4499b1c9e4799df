/// Runs the user's `gh`, without a shell, with an environment that makes it answer plainly.
struct GitHubCommand: Sendable {
  private let executable: String
  private let environment: [String: String]
  private let folder: String

  /// - Parameters:
  ///   - environment: The user's; gh is looked for on its `PATH`, and finds its login by it.
  ///   - folder: Where gh looks for the repository, an absolute path.
  ///   - declared: The repository that a manifest names, whoever wrote it.
  /// - Throws: ``GitHubError/missing``.
  init(
    environment: [String: String], folder: String, declared: String?
  ) throws(GitHubError) {
    guard let executable = ExecutableFile.find("gh", path: environment["PATH"] ?? "") else {
      throw .missing
    }
    self.executable = executable
    self.environment = Self.plain(environment, declared: declared)
    self.folder = folder
  }

  func run(
    _ arguments: [String], input: [UInt8] = [], timeLimit: Duration
  ) async throws(GitHubError) -> ChildProcess.Output {
    let process = ChildProcess(
      executable: executable, arguments: arguments, environment: environment, folder: folder,
      input: input, timeLimit: timeLimit)
    do throws(ChildProcess.Failure) {
      return try await process.run()
    } catch {
      switch error {
      case .unstartable(let reason): throw .network("gh can't be started: \(reason)")
      case .timedOut: throw .timedOut(seconds: max(1, Int(timeLimit.components.seconds)))
      case .tooMuchOutput: throw .malformed("too long")
      case .cancelled: throw .cancelled
      }
    }
  }

  /// Without what colours JSON, pages it, or adds to it.
  private static func plain(
    _ environment: [String: String], declared: String?
  ) -> [String: String] {
    var plain = environment
    // gh sends these tokens to whatever server it is asked for, and a manifest can come from
    // anyone: they are for the server that the user names. Logins of gh's own are each for one.
    if let host = declared.flatMap(GitHubRepository.host(inName:)),
      host != environment["GH_HOST"]?.lowercased()
    {
      plain["GH_ENTERPRISE_TOKEN"] = nil
      plain["GITHUB_ENTERPRISE_TOKEN"] = nil
    }
    for name in ["GH_FORCE_TTY", "CLICOLOR_FORCE", "GH_DEBUG", "DEBUG", "PAGER", "GH_BROWSER"] {
      plain[name] = nil
    }
    plain["NO_COLOR"] = "1"
    plain["GH_PAGER"] = "cat"
    plain["GH_PROMPT_DISABLED"] = "1"
    plain["GH_NO_UPDATE_NOTIFIER"] = "1"
    plain["GH_NO_EXTENSION_UPDATE_NOTIFIER"] = "1"
    plain["GIT_TERMINAL_PROMPT"] = "0"
    plain["LC_ALL"] = "C.UTF-8"
    return plain
  }
}
