import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs of the built binary, each in an environment of its own.
enum Scanctl {
  /// The binary beside the bundle of the tests.
  static let binary = Bundle.main.bundleURL.appending(path: "scanctl").path

  /// What a run left.
  struct Result {
    /// The exit status; 128 and the signal's number where a signal ended it.
    let status: Int32
    let output: String
    let errors: String
    /// The most memory that it held, in KiB, as far as it was seen; 0 where that can't be told.
    let peakMemory: Int

    var lines: [Substring] { output.split(separator: "\n") }
  }

  /// Runs it to its end; one that takes too long is killed.
  ///
  /// The limit is there to end a run that hangs: a busy machine is no reason to fail.
  static func run(
    _ arguments: [String], in folder: URL, stdin: Data = Data(),
    environment: [String: String] = [:], timeLimit: Duration = .seconds(600)
  ) throws -> Result {
    try run(
      program: [binary] + arguments, in: folder, input: .file(stdin), environment: environment,
      timeLimit: timeLimit)
  }

  /// Runs another program in the same way: the tests' own process starts many at once, which
  /// Foundation's Process may not survive.
  static func run(
    program words: [String], in folder: URL, input: Input = .file(Data()),
    environment: [String: String] = [:], timeLimit: Duration = .seconds(600)
  ) throws -> Result {
    try Running(program: words, in: folder, input: input, environment: environment)
      .wait(timeLimit: timeLimit)
  }

  /// What a process has for its standard input.
  enum Input {
    case file(Data)
    /// Through a pipe whose other end is closed after that.
    case pipe(Data)
    /// Through a pipe whose other end stays open; of a text that is short.
    case openPipe(Data)
  }

  struct Unstartable: Error {
    let reason: String
  }

  struct TimedOut: Error {
    let arguments: [String]
  }

  /// A process that was started.
  struct Running {
    let number: pid_t
    private let arguments: [String]
    private let files: URL
    /// The other end of a pipe that stays open; -1 for none.
    private var pipe: Int32 = -1

    /// Starts scanctl in `folder`; its home is beside that.
    init(
      _ arguments: [String], in folder: URL, stdin: Data = Data(),
      environment: [String: String] = [:]
    ) throws {
      try self.init(
        program: [Scanctl.binary] + arguments, in: folder, input: .file(stdin),
        environment: environment)
    }

    init(
      program arguments: [String], in folder: URL, input: Input,
      environment: [String: String] = [:]
    ) throws {
      self.arguments = arguments
      files = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      let home = folder.deletingLastPathComponent().appending(path: "home")
      for made in [files, home] {
        try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
      }
      let variables = [
        "HOME": home.path, "TZ": "UTC", "LC_ALL": "C", "PATH": "/usr/local/bin:/usr/bin:/bin",
      ].merging(environment) { $1 }
      // Files, not pipes: whatever is printed, nobody waits for a reader.
      var script =
        "cd \"$1\" && files=$2 && shift 2 && exec \"$@\" <\"$files/in\" "
        + ">\"$files/out\" 2>\"$files/err\""
      let path = files.appending(path: "in").path
      switch input {
      case .file(let data): try data.write(to: URL(filePath: path))
      case .pipe(let data):
        mkfifo(path, 0o600)
        try data.write(to: files.appending(path: "text"))
        script = "cat \"$2/text\" >\"$2/in\" 2>/dev/null & " + script
      case .openPipe(let data):
        mkfifo(path, 0o600)
        pipe = open(path, O_RDWR | O_CLOEXEC)
        let bytes = Array(data)
        guard write(pipe, bytes, bytes.count) == bytes.count else {
          throw Unstartable(reason: "nothing can be written into \(path)")
        }
      }
      let words = ["/bin/sh", "-c", script, "sh", folder.path, files.path] + arguments
      number = try Self.spawn(words, variables.map { "\($0)=\($1)" })
    }

    private static func spawn(_ words: [String], _ variables: [String]) throws -> pid_t {
      var argumentList: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
      var environmentList: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
      defer { for pointer in argumentList + environmentList { free(pointer) } }
      var number: pid_t = 0
      let failure = posix_spawn(
        &number, words[0], nil, nil, &argumentList, &environmentList)
      guard failure == 0 else { throw Unstartable(reason: String(cString: strerror(failure))) }
      return number
    }

    func kill(_ signal: Int32 = SIGKILL) { _ = systemKill(number, signal) }

    /// Whether it has not ended within a time.
    func runs(for time: Duration) -> Bool {
      let start = ContinuousClock.now
      while start.duration(to: .now) < time {
        if ScanctlProcess.hasEnded(number) { return false }
        usleep(2_000)
      }
      return true
    }

    /// What it has written to standard error.
    var errors: String { text("err") }

    /// Waits for its end.
    func wait(timeLimit: Duration = .seconds(600)) throws -> Result {
      defer {
        if pipe >= 0 { close(pipe) }
        try? FileManager.default.removeItem(at: files)
      }
      let start = ContinuousClock.now
      var status: Int32 = 0
      var peak = 0
      while waitpid(number, &status, WNOHANG) == 0 {
        peak = max(peak, peakMemory)
        if start.duration(to: .now) > timeLimit {
          kill()
          waitpid(number, &status, 0)
          throw TimedOut(arguments: arguments)
        }
        usleep(2_000)
      }
      let signal = status & 0x7F
      return Result(
        status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: text("out"),
        errors: text("err"), peakMemory: peak)
    }

    private func text(_ name: String) -> String {
      String(
        decoding: (try? Data(contentsOf: files.appending(path: name))) ?? Data(), as: UTF8.self)
    }

    /// Of Linux alone: what a parent is told afterwards includes what the parent itself held.
    private var peakMemory: Int {
      guard let status = try? String(contentsOfFile: "/proc/\(number)/status", encoding: .utf8),
        let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
        let size = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
      else { return 0 }
      return Int(size) ?? 0
    }
  }
}

private func systemKill(_ process: pid_t, _ signal: Int32) -> Int32 { kill(process, signal) }
