/// Why issues can't be had, in one line that says what to do.
package enum GitHubError: Error, Hashable, Sendable, CustomStringConvertible {
  case missing
  /// gh doesn't know what it is asked for; with its version, where it tells.
  case tooOld(String?)
  /// With the server's name, where it isn't github.com.
  case notLoggedIn(host: String?)
  /// The folder isn't a checkout of a repository on GitHub.
  case noRepository
  /// The folder has remotes, on servers that gh doesn't know.
  case unknownHost
  /// The folder has remotes, none of them on the server that GH_HOST names.
  case otherHost
  /// What somebody wrote as a repository's name isn't one.
  case badName(String)
  case notFound(String)
  case refused(String)
  case issuesDisabled(String)
  /// With the seconds until it may be tried again, where GitHub says.
  case rateLimited(wait: Int?)
  case timedOut(seconds: Int)
  case cancelled
  /// With gh's own words.
  case network(String)
  case server(status: Int)
  case malformed(String)

  /// One line without control characters.
  package var description: String {
    switch self {
    case .missing:
      "gh is not installed: get it from https://cli.github.com or with 'apt install gh'"
    case .tooOld(let version):
      """
      gh\(version.map { " \(Self.shown($0))" } ?? "") is too old: scanctl needs 2.0 or newer; \
      get it from https://cli.github.com
      """
    case .notLoggedIn(nil): "gh is not logged in: run 'gh auth login'"
    case .notLoggedIn(let host?):
      """
      gh is not logged in to \(Self.shown(host)): run 'gh auth login --hostname \(Self.shown(host))' \
      (with GH_ENTERPRISE_TOKEN, set GH_HOST too)
      """
    case .noRepository:
      "this folder has no remote on GitHub: set 'repo: owner/name' for the source, or GH_REPO"
    case .unknownHost:
      """
      no remote of this folder is on a server that gh knows: run 'gh auth login --hostname HOST', \
      or set 'repo: owner/name' for the source
      """
    case .otherHost:
      "no remote of this folder is on GH_HOST: unset it, or set 'repo: owner/name' for the source"
    case .badName(let name):
      "'\(Self.shown(name))' is not a repository: write it as owner/name or host/owner/name"
    case .notFound(let name):
      "\(Self.shown(name)) was not found, or this login may not read it: check the name and 'gh auth status'"
    case .refused(let name):
      "GitHub refuses access to \(Self.shown(name)) (single sign-on or scopes): run 'gh auth refresh'"
    case .issuesDisabled(let name):
      "issues are disabled in \(Self.shown(name)): set 'enabled: false' for the source"
    case .rateLimited(let wait):
      "GitHub's rate limit is used up: try again \(wait.map { "in \(Self.span($0))" } ?? "in an hour")"
    case .timedOut(let seconds):
      "GitHub did not answer within \(seconds) s: the next run goes on there (finish --timeout allows more)"
    case .cancelled: "reading from GitHub was interrupted: the next run goes on"
    case .network(let detail): "GitHub can't be reached: \(Self.shown(detail)); check the network"
    case .server(let status): "GitHub answers with HTTP \(status): try again later"
    case .malformed(let detail):
      "GitHub's answer can't be read (\(Self.shown(detail))): check for a proxy or a login page"
    }
  }

  /// Whether the same request may well succeed a moment later.
  var isPassing: Bool {
    switch self {
    case .network, .server, .malformed: true
    default: false
    }
  }

  private static func span(_ seconds: Int) -> String {
    seconds < 120 ? "\(seconds) s" : "\((seconds + 59) / 60) minutes"
  }

  /// Text that others wrote, fit for a line on a terminal.
  private static func shown(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.prefix(200).map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: " "
          default: scalar
          }
        }))
  }
}
