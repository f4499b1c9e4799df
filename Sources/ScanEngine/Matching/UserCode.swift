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
    "_pytest/", "/unittest/", "/runtime/", "/lib/node_modules/",
  ]
  private static let libraryBeginnings = [
    "<frozen", "<attrs", "<__array_function__", "<decorator-gen", "<sqlalchemy", "<template",
    "node:", "internal/", "runtime/", "testing/", "native",
    "lib/python", "site-packages/", "node_modules/", "library/std/", "library/core/",
    "src/libstd", "<anonymous>", "<internal:", "phar://", "[internal", "<jit", "<built",
  ]
  private static let libraryFunctions = [
    "java.", "javax.", "jdk.", "sun.", "com.sun.", "kotlin.", "kotlinx.", "scala.", "groovy.",
    "org.junit.", "junit.", "org.springframework.", "org.apache.", "org.hibernate.", "org.gradle.",
    "org.mockito.", "org.assertj.", "org.hamcrest.", "io.netty.", "reactor.", "okhttp3.",
    "com.zaxxer.", "org.postgresql.", "com.mysql.", "com.fasterxml.", "org.eclipse.", "java.base/",
    "System.", "Microsoft.", "Xunit.", "NUnit.", "std::", "core::", "alloc::", "__libc_start",
    "__GI_", "rust_begin_unwind", "rust_panic", "<alloc::", "<core::", "<std::", "runtime.",
    "testing.", "__asan", "__interceptor_", "__sanitizer", "tokio::", "testing::", "swift_",
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
    if isBelowLibrary(file) { return false }
    if libraryBeginnings.contains(where: { file.hasPrefix($0) }) { return false }
    if libraryFunctions.contains(where: { function.hasPrefix($0) }) { return false }
    let name = file.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? file
    return !libraryFiles.contains(name)
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
