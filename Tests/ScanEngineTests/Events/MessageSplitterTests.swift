import ScanEngine
import Testing

struct MessageSplitterTests {
  @Test(arguments: [
    ("TypeError: x is not a function", "TypeError", "x is not a function"),
    ("java.io.IOException: Broken pipe", "java.io.IOException", "Broken pipe"),
    ("src/a.py:12: KeyError: 'id'", "KeyError", "'id'"),
    ("2024-05-01 10:11:12 ERROR ValueError: bad", "ValueError", "bad"),
    (
      "import failed: ModuleNotFoundError: no", "ModuleNotFoundError",
      "import failed: ModuleNotFoundError: no"
    ),
    ("raised: KeyError('id')", "KeyError", "raised: KeyError('id')"), ("KeyError", "KeyError", ""),
    ("error[E0382]: borrow", "E0382", "borrow"), ("error[clippy::foo]: x", "clippy::foo", "x"),
    ("src/a.ts(1,2): error TS2304: Cannot", "TS2304", "Cannot"),
    ("npm ERR! code ENOENT", "ENOENT", ""), ("npm error code E404", "E404", ""),
    ("fatal: bad object", "fatal", "bad object"), ("ERROR: x", "error", "x"),
    ("warning: unused", "warning", "unused"), ("", "error", ""), ("it broke", "error", "it broke"),
    ("no Error here", "error", "no Error here"),
  ])
  func finds(_ line: String, _ type: String, _ message: String) {
    let parts = MessageSplitter().split(Array(line.utf8))
    #expect(parts.type == type)
    let text = String(decoding: parts.message, as: UTF8.self)
    #expect(text.drop { $0 == " " } == message)
  }

  @Test func survivesAnyBytes() {
    var random = SeededGenerator(seed: 7)
    let alphabet = Array("Error: []()'code npm ERR!x1.\n".utf8) + [0, 0xFF]
    for _ in 0..<2000 {
      let count = Int(random.next() % 40)
      let line = (0..<count).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
      #expect(!MessageSplitter().split(line).type.isEmpty)
    }
  }
}
