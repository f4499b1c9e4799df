import Testing

@testable import ScanEngine

struct FilesDigestTests {
  @Test func isThatOfTheFilesThatAreLeft() throws {
    let project = try TemporaryProject()
    for name in ["a", "b", "c"] { try project.write("logs/\(name).log") }
    var found = try project.find("logs/*")
    found.keepDigests(processors: 1)
    try project.write("logs/b.log", "grown\n")
    let now = try project.find("logs/*").files[1].status
    found.replace([1: now, 2: nil])
    #expect(found.paths == ["logs/a.log", "logs/b.log"])
    #expect(found.files[1].status == now)
    #expect(found.digest.text == FilesDigest(of: found.files).text)
    #expect(found.digest.text != FilesDigest(of: Array(found.files.reversed() + found.files)).text)
  }

  @Test func isTheSameHoweverManyProcessorsMakeIt() throws {
    let project = try TemporaryProject()
    for name in ["a", "b", "c"] { try project.write("logs/\(name).log") }
    let some = try project.find("logs/*").files
    let many = (0..<2_000).flatMap { _ in some }
    #expect(FilesDigest(of: many, processors: 2) == FilesDigest(of: many))
    #expect(FilesDigest(of: some, processors: 2) == FilesDigest(of: some))
    #expect(FilesDigest(of: many, processors: 2) != FilesDigest(of: Array(many.dropLast())))
  }
}
