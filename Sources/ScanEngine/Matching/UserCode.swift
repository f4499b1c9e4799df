/// Tells the user's own code from libraries and runtimes, by the paths and names that those have.
enum UserCode {
  /// Parts of paths below which languages and package managers keep what isn't the user's.
  private static let libraryParts = [
    "/site-packages/", "/dist-packages/", "/lib/python2", "/lib/python3", "/lib64/python2",
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

  /// Whether a frame is the user's own.
  static func contains(file: String, function: String) -> Bool {
    if file.hasPrefix("<") { return isUserPlace(file, function) }
    if isBelowLibrary(file) { return false }
    if isPythonForWindows(file) { return false }
    if libraryFolders.contains(where: { file.hasPrefix($0.beginning) && file.hasSuffix($0.ending) })
    {
      return false
    }
    if file.hasSuffix(".go"), function.hasPrefix("runtime.") || function.hasPrefix("testing.") {
      return false
    }
    if libraryBeginnings.contains(where: { file.hasPrefix($0) }) { return false }
    if libraryFunctions.contains(where: { function.hasPrefix($0) }) { return false }
    let name = file.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? file
    return !libraryFiles.contains(name) && name != "native"
  }

  /// `<stdin>`, `<ipython-input-3-1f2e>`, `<string>` of `python -c`: not what libraries generate.
  private static func isUserPlace(_ file: String, _ function: String) -> Bool {
    userPlaces.contains(file) || file.hasPrefix("<ipython")
      || (file == "<string>" && function == "<module>")
  }

  /// `C:\Python311\Lib\json\decoder.py`.
  private static func isPythonForWindows(_ file: String) -> Bool {
    file.contains("\\Lib\\") && file.contains("Python")
  }

  private static let libraryAutomaton = KeywordAutomaton(libraryParts.map { Keyword($0) })

  private static func isBelowLibrary(_ file: String) -> Bool {
    var copy = file
    return copy.withUTF8 { bytes in
      var isFound = false
      libraryAutomaton.scan(UnsafeRawBufferPointer(bytes), from: 0, to: bytes.count) { _, _ in
        isFound = true
        return .stop
      }
      return isFound
    }
  }
}
