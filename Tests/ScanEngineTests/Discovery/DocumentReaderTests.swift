import Foundation
import Testing

@testable import ScanEngine

struct DocumentReaderTests {
  let project: TemporaryProject
  let base: BaseFolder

  init() throws {
    project = try TemporaryProject()
    base = BaseFolder(path: project.root)
  }

  /// What opening the path fails with; nil where it opens.
  private func failure(_ path: String) -> ReadError.Kind? {
    do throws(ReadError) {
      _ = try DocumentReader(portablePath: path, in: base)
      return nil
    } catch {
      return error.kind
    }
  }

  @Test func readsFromAnOffset() throws {
    try project.write("d/a.log", "0123456789")
    let reader = try DocumentReader(portablePath: "d/a.log", in: base)
    #expect(reader.status.size == 10)
    var buffer = [UInt8](repeating: 0, count: 4)
    #expect(try buffer.withUnsafeMutableBytes { try reader.read(into: $0, at: 3) } == 4)
    #expect(buffer == Array("3456".utf8))
    #expect(try buffer.withUnsafeMutableBytes { try reader.read(into: $0, at: 8) } == 2)
    #expect(try buffer.withUnsafeMutableBytes { try reader.read(into: $0, at: 99) } == 0)
  }

  @Test func readsAllUpToALimit() throws {
    try project.write("a.log", "0123456789")
    let reader = try DocumentReader(portablePath: "a.log", in: base)
    #expect(try reader.readAll(limit: 10).count == 10)
    #expect { try reader.readAll(limit: 9) } throws: {
      ($0 as? ReadError)?.kind == .tooLarge(limit: 9)
    }
    try project.write("a.log", "0123456789ab")
    #expect(throws: ReadError.self) { try reader.readAll(limit: 11) }
    #expect(try reader.readAll(limit: 12).count == 12)
  }

  @Test func refusesWhatIsNoRegularFileBelowTheBase() throws {
    let outside = try TemporaryProject()
    try outside.write("a.log")
    try project.write("d/a.log")
    try project.link("out", to: outside.root)
    try project.link("link.log", to: "d/a.log")
    #expect(mkfifo("\(project.root)/pipe", 0o600) == 0)
    #expect(failure("d/a.log") == nil)
    #expect(failure("none.log") == .missing)
    #expect(failure("d") == .notAFile)
    #expect(failure("pipe") == .notAFile)
    #expect(failure("link.log") == .symbolicLink)
    #expect(failure("out/a.log") != nil)
    #expect(failure("../a.log") == .outsideBase)
    #expect(failure("/etc/passwd") == .outsideBase)
    #expect(failure("d/a%00.log") == .outsideBase)
    #expect(failure("") == .outsideBase)
  }
}

struct PortablePathTests {
  @Test(arguments: [
    ([UInt8]("a b/ä.log".utf8), "a b/ä.log"), ([0xFF, 0x61], "%FFa"), (Array("%41".utf8), "%2541"),
    (Array("100%".utf8), "100%"), (Array("%4\n1".utf8), "%4%0A1"), (Array("%%41".utf8), "%%2541"),
    (Array("\u{1B}[31m".utf8), "%1B[31m"), (Array("\u{202E}x".utf8), "%E2%80%AEx"),
    ([0xC3], "%C3"), (Array("%25".utf8), "%2525"), ([0xC2, 0x9B], "%C2%9B"),
  ])
  func hasOneTextForEachPath(_ path: [UInt8], text: String) {
    #expect(path.withUnsafeBytes { PortablePath.encode($0) } == text)
    #expect(PortablePath.decode(text) == path)
  }
}
