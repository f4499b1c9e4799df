import ScanEngine

/// Text around secrets.
enum FuzzedSecrets {
  static let words = [
    "password", "token", "secret", "api_key", "Authorization: ", "Cookie: ", "Bearer ", "Basic ",
    "://", "@", "/home/", "C:\\Users\\", "ghp_", "AKIAIOSFODNN7EXAMPLE", "eyJhbGciOi", "xoxb-",
    "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "--password ", "mysql -p",
    "curl -u a:",
    "<password>", "</password>", "%40", "IDENTIFIED BY '", "alice@example.org",
  ]

  /// Made up; each is one wherever it stands.
  private static let secrets = [
    "ghp_9zB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX", "AKIAQWERTYUIOP234567",
    "sk-ant-api03-0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX",
    "xoxb-123456789012-0aB1cD2eF3gH4iJ5kL6mN7oP", "npm_0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX",
  ]

  static func check(_ input: [UInt8], _ scrubber: Scrubber) throws {
    let text = String(decoding: input, as: UTF8.self)
    let once = scrubber.scrub(text)
    try expect(scrubber.scrub(once) == once, "changes what was scrubbed: \(once.debugDescription)")
    var output: [UInt8] = []
    _ = input.withUnsafeBytes { scrubber.scrub($0, into: &output) }
    let secret = secrets[input.count % secrets.count]
    let middle = input.count / 2
    let planted = input[..<middle] + Array(" \(secret) ".utf8) + input[middle...]
    let scrubbed = scrubber.scrub(String(decoding: planted, as: UTF8.self))
    try expect(!scrubbed.contains(secret), "keeps \(secret): \(scrubbed.debugDescription)")
  }
}
