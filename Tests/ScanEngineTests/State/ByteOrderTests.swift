import Testing

@testable import ScanEngine

struct ByteOrderTests {
  private static func bytePrecedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  @Test func ordersTextsByTheirBytes() {
    var numbers = SplitMix(state: 1)
    for _ in 0..<300 {
      let beginning = ["", "sessions/", "a", "ü"].randomElement(using: &numbers) ?? ""
      var texts = (0..<Int.random(in: 0...40, using: &numbers)).map { _ in
        let length = Int.random(in: 0...12, using: &numbers)
        return beginning
          + String((0..<length).map { _ in "ab\0\u{1}/é~".randomElement(using: &numbers) ?? "a" })
      }
      let expected = texts.sorted(by: Self.bytePrecedes)
      texts.rearrange(ByteOrder.order(of: texts))
      #expect(texts.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    }
  }

  @Test func movesEachElementToItsPlace() {
    var numbers = SplitMix(state: 2)
    for count in 0..<50 {
      let sources = (0..<count).shuffled(using: &numbers)
      var elements = (0..<count).map { "element \($0)" }
      elements.rearrange(sources)
      #expect(elements == sources.map { "element \($0)" })
    }
  }

  @Test(arguments: [
    ("abc", "b", true), ("abc", "", true), ("", "a", false), ("ab", "abc", false),
    ("\u{E9}", "e\u{301}", false),
  ])
  func findsAPartByItsBytes(_ text: String, _ part: String, _ isFound: Bool) {
    #expect(ByteOrder.contains(text, part) == isFound)
  }
}
