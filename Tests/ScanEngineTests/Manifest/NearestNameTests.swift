import Testing

@testable import ScanEngine

struct NearestNameTests {
  private static let keys = ["id", "pattern", "min_length", "recommendation", "language", "type"]

  @Test(arguments: [
    ("patern", "pattern"), ("pattren", "pattern"), ("minLength", "min_length"),
    ("min-length", "min_length"), ("lang", "language"), ("Id", "id"),
    ("recomendations", "recommendation"),
    ("typ", "type"),
  ])
  func finds(_ word: String, meant: String) {
    #expect(NearestName.nearest(to: word, among: Self.keys) == meant)
  }

  @Test(arguments: ["", "x", "foo", "severity", String(repeating: "pattern", count: 100)])
  func findsNothing(_ word: String) {
    #expect(NearestName.nearest(to: word, among: Self.keys) == nil)
  }

  @Test func prefersTheNearer() {
    #expect(NearestName.nearest(to: "labls", among: ["tables", "labels"]) == "labels")
  }
}
