/// Tells the user's own code from libraries and runtimes, by the paths and names that those have.
enum UserCode {
  /// Parts of paths below which languages and package managers keep what isn't the user's.
  private static let libraryParts = [
    "/site-packages/", "/usr/share/nodejs/", "/dist-packages/", "/lib/python2", "/lib/python3",
    "/lib64/python2",
    "/lib64/python3", "\\Lib\\site-packages\\", "/node_modules/", "\\node_modules\\",
    "/rustc/", "/.cargo/registry/", "/.cargo/git/", "/library/std/src/", "/library/core/src/",
    "/library/alloc/src/", "/usr/local/go/src/", "/usr/lib/go", "/go/pkg/mod/", "/libexec/src/",
    "/golang.org/", "/gems/", "/lib/ruby/", "/vendor/", "/usr/include/", "/usr/lib/",
    "/usr/share/php/", "/.nuget/packages/", "/.m2/repository/", "/.gradle/",
    "/Xcode.app/", "/.build/checkouts/", "/sysdeps/", "/glibc", "/libstdc++", "../nptl/", "../csu/",
    "/bits/", "./nptl/", "./csu/", "./stdlib/", "./signal/", "./string/", "/opt/hostedtoolcache/",
    "/swift/stdlib/", "/lib/swift/", "webpack/bootstrap", "webpack-internal:///./node_modules",
    "/_pytest/",
  ]
  private static let libraryBeginnings = [
    "node:", "lib/python", "site-packages/", "node_modules/", "_pytest/", "library/std/",
    "library/core/", "src/libstd", "phar://", "[internal", "Swift/", "_Concurrency/",
  ]
  /// Relative paths of Go's own packages and of old Nodes' own modules.
  private static let libraryFolders: [(beginning: String, ending: String)] = [
    ("runtime/", ".go"), ("testing/", ".go"), ("internal/", ".js"),
    ("net/http/", ".go"),
  ]
  /// What stands for a file where there is none, and is the user's all the same.
  private static let userPlaces: Set<String> = ["<stdin>", "<console>", "<input>"]
  private static let libraryFunctions = [
    "java.", "javax.", "jdk.", "sun.", "com.sun.", "kotlin.", "kotlinx.", "scala.", "groovy.",
    "org.junit.", "junit.", "org.springframework.", "org.apache.", "org.hibernate.", "org.gradle.",
    "org.mockito.", "org.assertj.", "org.hamcrest.", "io.netty.", "reactor.", "okhttp3.",
    "com.zaxxer.", "org.postgresql.", "com.mysql.", "com.fasterxml.", "org.eclipse.", "java.base/",
    "System.", "Microsoft.", "Xunit.", "NUnit.", "std::", "core::", "alloc::", "__libc_start",
    "__GI_", "rust_begin_unwind", "rust_panic", "<alloc::", "<core::", "<std::",
    "__asan", "__interceptor_", "__sanitizer", "tokio::", "testing::", "swift_",
    "Swift.", "$ss", "closure #1 in Swift", "_start", "__rust",
  ]
  /// Files of the JDK that stack traces name without a package.
  private static let libraryFiles: Set<String> = [
    "Thread.java", "Method.java", "NativeMethodAccessorImpl.java",
    "DirectMethodHandleAccessor.java",
    "DelegatingMethodAccessorImpl.java", "ArrayList.java", "HashMap.java", "Objects.java",
    "Optional.java", "ThreadPoolExecutor.java", "FutureTask.java", "Integer.java", "String.java",
    "NumberFormatException.java", "Preconditions.java", "Assert.java", "AssertionUtils.java",
    "Native Method", "Unknown Source", "asm_amd64.s", "proc.go", "panic.go", "signal_unix.go",
    "libc.so.6", "libc-start.c", "libc_start_call_main.h", "start.S", "abort.c", "raise.c",
    "pthread_kill.c", "assert.c", "testing.go",
  ]

  private static let libraryTable = KeywordTable(libraryParts, ignoresCase: false)
  private static let beginningsOfFiles = Beginnings(libraryBeginnings)
  private static let beginningsOfFunctions = Beginnings(libraryFunctions)

  /// Whether a frame is the user's own.
  static func contains(file: String, function: String) -> Bool {
    var (file, function) = (file, function)
    return file.withUTF8 { file in
      function.withUTF8 { function in
        contains(UnsafeRawBufferPointer(file), UnsafeRawBufferPointer(function))
      }
    }
  }

  /// Whether a frame is the user's own.
  static func contains(file: UnsafeRawBufferPointer, function: UnsafeRawBufferPointer?) -> Bool {
    contains(file, function ?? UnsafeRawBufferPointer(start: nil, count: 0))
  }

  private static func contains(
    _ file: UnsafeRawBufferPointer, _ function: UnsafeRawBufferPointer
  ) -> Bool {
    if file.first == UInt8(ascii: "<") { return isUserPlace(file, function) }
    if libraryTable.isFound(in: file) || isPythonForWindows(file) { return false }
    for (beginning, ending) in libraryFolders
    where file.starts(with: beginning.utf8) && file.hasSuffix(ending) { return false }
    if file.hasSuffix(".go"),
      function.starts(with: "runtime.".utf8) || function.starts(with: "testing.".utf8)
    {
      return false
    }
    if beginningsOfFiles.matches(file) || beginningsOfFunctions.matches(function) { return false }
    let start = file.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    let name = String(decoding: file[(start.map { $0 + 1 } ?? 0)...], as: UTF8.self)
    return !libraryFiles.contains(name) && name != "native"
  }

  /// `<stdin>`, `<ipython-input-3-1f2e>`, `<string>` of `python -c`: not what libraries generate.
  private static func isUserPlace(
    _ file: UnsafeRawBufferPointer, _ function: UnsafeRawBufferPointer
  ) -> Bool {
    userPlaces.contains(file.string) || file.starts(with: "<ipython".utf8)
      || (file.elementsEqual("<string>".utf8)
        && (function.isEmpty || function.elementsEqual("<module>".utf8)))
  }

  /// `C:\Python311\Lib\json\decoder.py`.
  private static func isPythonForWindows(_ file: UnsafeRawBufferPointer) -> Bool {
    file.contains(UInt8(ascii: "\\")) && file.contains("\\Lib\\") && file.contains("Python")
  }
}

/// Beginnings of names, by their first byte.
private struct Beginnings: Sendable {
  private var table = [[[UInt8]]](repeating: [], count: 256)

  init(_ beginnings: [String]) {
    for bytes in beginnings.map({ Array($0.utf8) }) {
      if let first = bytes.first { table[Int(first)].append(bytes) }
    }
  }

  /// Whether the name begins with one of them.
  func matches(_ name: UnsafeRawBufferPointer) -> Bool {
    guard let first = name.first else { return false }
    return table[Int(first)].contains { name.starts(with: $0) }
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func hasSuffix(_ ending: String) -> Bool {
    count >= ending.utf8.count && suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }
}
