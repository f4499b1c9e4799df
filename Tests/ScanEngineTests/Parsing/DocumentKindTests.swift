import Testing

@testable import ScanEngine

struct DocumentKindTests {
  private func kind(_ text: String, path: String = "x") -> DocumentKind {
    var text = text
    return text.withUTF8 { DocumentKind(sample: UnsafeRawBufferPointer($0), path: path) }
  }

  @Test(arguments: [
    ("{\"a\":1}\n{\"b\":2}\n", DocumentKind.jsonLines), ("{\"a\":1}", .jsonLines),
    ("\u{FEFF}\n\n{\"a\":1}\n", .jsonLines), ("{\"a\": \"cut\n{\"b\":2}\n", .jsonLines),
    ("{\"a\": \"cut", .jsonLines), ("{\"a\":1}\nplain\n", .jsonLines),
    ("{\"sessionId\":\"s\",\"messages\":[]}", .jsonObject),
    ("{\n  \"sessionId\": \"s\",\n  \"messages\": []\n}", .jsonObject),
    ("[{\"number\":1}]", .jsonArray), ("[\n  {\n    \"number\": 1 } ]", .jsonArray),
    ("[]", .jsonArray),
    ("plain\n{\"a\":1}\n", .text), ("[INFO] {\"a\":1}\n", .text), ("{ echo; }\nls\n", .text),
    ("", .text),
  ])
  func goesByContent(_ text: String, _ kind: DocumentKind) {
    #expect(self.kind(text) == kind)
  }

  @Test(arguments: [
    ("LEARNINGS.md", DocumentKind.markdown), ("a/b.MD", .markdown), ("a.log", .text),
    (".md", .text),
    ("a.jsonl", .jsonLines), ("noextension", .text),
  ])
  func goesByNameWhereContentIsOpen(_ path: String, _ kind: DocumentKind) {
    #expect(self.kind("# Title\n", path: path) == kind)
  }

  @Test func aFirstLineBeyondTheSampleIsAnObject() {
    let long = String(repeating: "x", count: DocumentKind.sampleLength)
    #expect(
      kind(String("{\"type\":\"user\",\"text\":\"\(long)".prefix(DocumentKind.sampleLength)))
        == .jsonLines)
    #expect(
      kind(String("{\"messages\":[{\"a\":\"\(long)".prefix(DocumentKind.sampleLength)))
        == .jsonObject)
  }
}
