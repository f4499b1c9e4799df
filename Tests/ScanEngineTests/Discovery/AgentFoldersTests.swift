import Testing

@testable import ScanEngine

struct AgentFoldersTests {
  @Test(arguments: [
    ("/home/me/web_app.v2", "-home-me-web-app-v2"), ("/p/Ä", "-p--"), ("/p/😀", "-p---"),
  ])
  func slug(_ path: String, slug: String) {
    #expect(AgentFolders.slug(path) == slug)
  }

  @Test func foldersFollowTheEnvironment() {
    let usual = AgentFolders(environment: ["HOME": "/h"], project: "/p")
    #expect(usual.bases(of: .claudeCode).map(\.path) == ["/h/.claude/projects/-p"])
    #expect(usual.bases(of: .codex).map(\.path) == ["/h/.codex/sessions"])
    #expect(usual.bases(of: .gemini).first?.path == "/h/.gemini/tmp/-p")
    let moved = AgentFolders(
      environment: ["HOME": "/h", "CLAUDE_CONFIG_DIR": "/c", "CODEX_HOME": "/x"], project: "/p")
    #expect(moved.bases(of: .claudeCode).map(\.path) == ["/c/projects/-p"])
    #expect(moved.bases(of: .codex).map(\.path) == ["/x/sessions"])
    #expect(AgentFolders.none.bases(of: .claudeCode).isEmpty)
  }

  @Test func findsThisProjectsTranscriptsUnderPortablePaths() throws {
    let home = try TemporaryProject()
    try home.write(".claude/projects/-p-web-app/one.jsonl")
    try home.write(".claude/projects/-p-web-app/one/subagents/agent-2.jsonl")
    try home.write(".claude/projects/-p-other/three.jsonl")
    let found = try home.find(
      "${claude_code}/**/*.jsonl", sessions: true, environment: ["HOME": home.root])
    #expect(
      found.paths == ["${claude_code}/one.jsonl", "${claude_code}/one/subagents/agent-2.jsonl"])
    #expect(found.files.map(\.session) == ["one", "agent-2"])
    let file = try #require(found.files.first)
    #expect(try DocumentReader(file).readAll(limit: 10) == Array("x\n".utf8))
    #expect(
      home.discovery(environment: ["HOME": home.root]).bases(
        ofPortablePath: file.portablePath) == [file.base])
  }

  @Test func takesOnlyThisProjectsRollouts() throws {
    let home = try TemporaryProject()
    let long = String(repeating: "i", count: 100_000)
    func rollout(_ name: String, _ folder: String) throws {
      try home.write(
        ".codex/sessions/2026/01/02/\(name).jsonl",
        #"{"type":"session_meta","payload":{"instructions":"\#(long)","cwd":"\#(folder)"}}"#
          + "\n{}\n")
    }
    try rollout("rollout-1", "/p/web app")
    try rollout("rollout-2", "/p/web app2")
    try home.write(".codex/sessions/rollout-3.jsonl", "not json\n")
    let found = try home.find("${codex}/**/*.jsonl", environment: ["HOME": home.root])
    #expect(found.paths == ["${codex}/2026/01/02/rollout-1.jsonl"])
    #expect(found.skips[.otherProject]?.count == 2)
  }

  @Test(arguments: ["${cursor}/*", "${codex}x/*", "${codex", "${codex}/../*", "/etc/*"])
  func refusesOtherFolders(_ glob: String) {
    #expect(FileSelection.mistake(inGlob: glob) != nil)
  }
}
