import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A running scanctl; its output goes to files, so that nothing waits for a reader.
final class ScanctlProcess {
  /// What came of it.
  struct Ending {
    let exitCode: Int32?
    let signal: Int32?
    let output: String
    let errors: String
  }

  static let binary = Bundle.main.bundleURL.appending(path: "scanctl").path

  let identifier: pid_t
  private let outputPath: String
  private let errorPath: String

  init(_ arguments: [String], root: String) throws {
    let base = FileManager.default.temporaryDirectory.path + "/scanctl-run-" + UUID().uuidString
    (outputPath, errorPath) = (base + ".out", base + ".err")
    let all = [Self.binary] + arguments + ["--root", root]
    var pointers: [UnsafeMutablePointer<CChar>?] = all.map { strdup($0) } + [nil]
    // No agent's folders and no store but the project's own.
    let keys = ["PATH", "LD_LIBRARY_PATH", "HOME", "TMPDIR"]
    let environment = ProcessInfo.processInfo.environment.filter { keys.contains($0.key) }
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in pointers + variables { free(pointer) } }
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, outputPath, flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errorPath, flags, 0o600)
    var child: pid_t = 0
    let code = posix_spawn(&child, Self.binary, &actions, nil, &pointers, &variables)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
    identifier = child
  }

  func send(_ signal: Int32) { kill(identifier, signal) }

  var hasEnded: Bool { Self.hasEnded(identifier) }

  /// Whether a child waits for nothing but to be waited for.
  static func hasEnded(_ child: pid_t) -> Bool {
    var information = siginfo_t()
    waitid(P_PID, id_t(child), &information, WEXITED | WNOHANG | WNOWAIT)
    return information.si_signo == SIGCHLD
  }

  func wait() -> Ending {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    defer {
      unlink(outputPath)
      unlink(errorPath)
    }
    let signal = status & 0x7F
    return Ending(
      exitCode: signal == 0 ? (status >> 8) & 0xFF : nil, signal: signal == 0 ? nil : signal,
      output: (try? String(contentsOfFile: outputPath, encoding: .utf8)) ?? "",
      errors: (try? String(contentsOfFile: errorPath, encoding: .utf8)) ?? "")
  }

  static func run(_ arguments: [String], root: String) throws -> Ending {
    try ScanctlProcess(arguments, root: root).wait()
  }
}
