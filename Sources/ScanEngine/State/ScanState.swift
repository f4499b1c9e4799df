/// What earlier scans have read, as `.orchestrator/scan_state.json` has it.
///
/// It tells people and other tools where learning stands; the store decides what is read again.
public struct ScanState: Hashable, Sendable {
  /// When the last scan began that read something; nil before the first.
  public var lastScan: Timestamp?
  /// The SHA-256 of each file as last seen, as hex digits, by its portable path.
  ///
  /// Files that only the Python predecessor has read have its hash: the first 16 digits.
  public var fileHashes: [String: String] = [:]
  /// The earliest of ``watermarks``, in the server's own words; nil before the first whole fetch.
  public var githubWatermark: String?
  /// Sessions of which everything is in the store.
  public var ingestedSessions: Set<String> = []
  /// How many bytes of each file were read, by its portable path.
  public var consumed: [String: Int64] = [:]
  /// How far issues were fetched, for each repository and set of labels.
  public var watermarks: [Watermark] = []
  /// ``PatternStore/changes(project:)`` when the state was brought up to the store.
  package var changes: Int64?
  /// Keys that scanctl doesn't know, with their values as JSON, kept as they are.
  package var unknown: [String: [UInt8]] = [:]

  /// The form of the file: what scanctl adds to the four keys of the predecessor.
  package static let version = 1

  /// Nothing was read yet.
  public init() {}

  /// How far the issues of a repository were fetched.
  public struct Watermark: Hashable, Sendable {
    /// `host/owner/name`.
    public let repository: String
    /// In lower case, sorted, each once.
    public let labels: [String]
    /// The server's own time of the last change that was seen.
    public let time: String

    package init(repository: String, labels: [String], time: String) {
      self.repository = repository
      self.labels = labels
      self.time = time
    }
  }
}
