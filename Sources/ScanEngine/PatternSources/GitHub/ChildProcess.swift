internal import CGNU
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A program that is run to its end without a shell, in a process group of its own.
///
/// Built on `posix_spawn` and not on the package swift-subprocess (1.0.2): there a child that
/// doesn't read its input ends the caller by SIGPIPE, and what a child leaves running survives it.
/// Here no signal reaches the caller, and the whole group is killed and the child reaped, however
/// the run ends.
package struct ChildProcess: Sendable {
  /// An absolute path.
  var executable: String
  /// Without the program's name.
  var arguments: [String]
  /// All that the child sees of it.
  var environment: [String: String]
  var folder: String
  /// What it reads from its standard input.
  var input: [UInt8] = []
  var timeLimit: Duration
  /// Bytes of standard output after which the child is killed.
  var outputLimit = 64 << 20

  package struct Output: Hashable, Sendable {
    /// The exit status; 128 and the signal's number where a signal ended it.
    var status: Int32
    var output: [UInt8]
    /// The first 64 KiB of standard error.
    var errors: [UInt8]

    package init(status: Int32, output: [UInt8], errors: [UInt8]) {
      self.status = status
      self.output = output
      self.errors = errors
    }
  }

  enum Failure: Error, Hashable, Sendable {
    /// With the system's reason.
    case unstartable(String)
    case timedOut
    case tooMuchOutput
    case cancelled
  }

  /// Runs it on a thread of its own, for it waits; cancelling the task kills the child.
  func run() async throws(Failure) -> Output {
    let flag = CancellationFlag()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<ChildResult, Never>) in
        let job = ChildJob(process: self, flag: flag, continuation: continuation)
        job.start()
      }
    } onCancel: {
      flag.isSet.store(true, ordering: .relaxed)
    }
    return try result.get()
  }
}

private typealias ChildResult = Result<ChildProcess.Output, ChildProcess.Failure>

private final class CancellationFlag: Sendable {
  let isSet = Atomic<Bool>(false)
}

/// What the thread needs.
private final class ChildJob: Sendable {
  let process: ChildProcess
  let flag: CancellationFlag
  let continuation: CheckedContinuation<ChildResult, Never>

  init(
    process: ChildProcess, flag: CancellationFlag,
    continuation: CheckedContinuation<ChildResult, Never>
  ) {
    self.process = process
    self.flag = flag
    self.continuation = continuation
  }

  func start() {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    defer { pthread_attr_destroy(&attributes) }
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let pointer = Unmanaged.passRetained(self).toOpaque()
    let code = pthread_create(&thread, &attributes, { childThread($0) }, pointer)
    guard code != 0 else { return }
    Unmanaged<ChildJob>.fromOpaque(pointer).release()
    continuation.resume(returning: .failure(.unstartable(systemMessage(code))))
  }

  func run() {
    // The thread ends with the child: the mask is nobody else's, and a signal that is pending for
    // a write to a closed pipe goes with it.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    do throws(ChildProcess.Failure) {
      var child = try RunningChild(process)
      continuation.resume(returning: .success(try child.finish(flag: flag)))
    } catch {
      continuation.resume(returning: .failure(error))
    }
  }
}

#if canImport(Glibc)
  private func childThread(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let pointer { Unmanaged<ChildJob>.fromOpaque(pointer).takeRetainedValue().run() }
    return nil
  }
#else
  private func childThread(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<ChildJob>.fromOpaque(pointer).takeRetainedValue().run()
    return nil
  }
#endif

private func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }

/// The parent's end of the pipes, and the child until it is reaped.
private struct RunningChild: ~Copyable {
  private let process: ChildProcess
  private let identifier: pid_t
  private let deadline: ContinuousClock.Instant
  private var input: Int32
  private var output: Int32
  private var errors: Int32
  private var written = 0
  private var outputBytes: [UInt8] = []
  private var errorBytes: [UInt8] = []

  /// Milliseconds between looks at the clock and at cancellation, when nothing happens.
  private static let patience: Int32 = 50
  private static let errorLimit = 64 << 10

  init(_ process: ChildProcess) throws(ChildProcess.Failure) {
    self.process = process
    deadline = .now + process.timeLimit
    var pipes: [Int32] = []
    defer { for end in pipes { close(end) } }
    for _ in 0..<3 {
      var ends: [Int32] = [-1, -1]
      guard openPipe(&ends) == 0 else { throw .unstartable(systemMessage(errno)) }
      pipes += ends
    }
    identifier = try spawn(process, input: pipes[0], output: pipes[3], errors: pipes[5])
    (input, output, errors) = (pipes[1], pipes[2], pipes[4])
    for end in [input, output, errors] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    pipes = [pipes[0], pipes[3], pipes[5]]
  }

  deinit {
    for end in [input, output, errors] where end >= 0 { close(end) }
    // Whatever the child has left running goes too; the group lives until the child is reaped.
    kill(-identifier, SIGKILL)
    kill(identifier, SIGKILL)
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
  }

  /// Feeds and reads the child until it has ended.
  mutating func finish(flag: CancellationFlag) throws(ChildProcess.Failure)
    -> ChildProcess.Output
  {
    while true {
      if flag.isSet.load(ordering: .relaxed) { throw .cancelled }
      if ContinuousClock.now >= deadline { throw .timedOut }
      let isOpen = output >= 0 || errors >= 0
      // An ended child may have left its pipes to another process: nobody waits for that one.
      let status = endedStatus()
      try exchange(waiting: status != nil ? 0 : isOpen ? Self.patience : 2)
      if let status {
        return ChildProcess.Output(status: status, output: outputBytes, errors: errorBytes)
      }
    }
  }

  /// The exit status, once the child has ended; it is not reaped yet.
  private func endedStatus() -> Int32? {
    var info = siginfo_t()
    info.si_signo = 0
    guard waitid(P_PID, id_t(identifier), &info, WEXITED | WNOHANG | WNOWAIT) == 0,
      info.si_signo == SIGCHLD
    else { return nil }
    #if canImport(Glibc)
      let value = info._sifields._sigchld.si_status
    #else
      let value = info.si_status
    #endif
    return info.si_code == Int32(CLD_EXITED) ? value : 128 + value
  }

  private mutating func exchange(waiting time: Int32) throws(ChildProcess.Failure) {
    if written == process.input.count { Self.shut(&input) }
    var ends = [
      pollfd(fd: input, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
    ]
    let left = ContinuousClock.now.duration(to: deadline)
    let milliseconds =
      left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000
    guard poll(&ends, nfds_t(ends.count), Int32(max(0, min(Int64(time), milliseconds)))) > 0 else {
      return
    }
    if ends[0].revents != 0 { writeInput() }
    if ends[1].revents != 0 { Self.drain(&output, into: &outputBytes, limit: .max) }
    if ends[2].revents != 0 { Self.drain(&errors, into: &errorBytes, limit: Self.errorLimit) }
    if outputBytes.count > process.outputLimit { throw .tooMuchOutput }
  }

  private mutating func writeInput() {
    let count = process.input.withUnsafeBytes { bytes in
      bytes.baseAddress.map { write(input, $0 + written, bytes.count - written) } ?? 0
    }
    if count > 0 {
      written += count
    } else if count == 0 || errno != EAGAIN && errno != EINTR {
      // The child reads no further; its status says why.
      Self.shut(&input)
    }
  }

  /// Reads what is there; what goes beyond `limit` is dropped.
  private static func drain(_ end: inout Int32, into bytes: inout [UInt8], limit: Int) {
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    for _ in 0..<64 {
      let count = chunk.withUnsafeMutableBytes { read(end, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes.append(contentsOf: chunk.prefix(min(count, max(0, limit - bytes.count))))
      } else if count == 0 || errno != EAGAIN && errno != EINTR {
        return shut(&end)
      } else if errno == EAGAIN {
        return
      }
    }
  }

  private static func shut(_ end: inout Int32) {
    if end >= 0 { close(end) }
    end = -1
  }
}

/// A pipe that no other child inherits: one that did would keep it open.
private func openPipe(_ ends: inout [Int32]) -> Int32 {
  #if canImport(Glibc)
    return pipe2(&ends, O_CLOEXEC)
  #else
    // Between the calls another thread can start a child; ours are started without other files.
    let code = pipe(&ends)
    if code == 0 { for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) } }
    return code
  #endif
}

/// Starts the child as the leader of its own group, with the default signals.
private func spawn(
  _ process: ChildProcess, input: Int32, output: Int32, errors: Int32
) throws(ChildProcess.Failure) -> pid_t {
  #if canImport(Glibc)
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
  #else
    var actions: posix_spawn_file_actions_t?
    var attributes: posix_spawnattr_t?
  #endif
  posix_spawn_file_actions_init(&actions)
  posix_spawnattr_init(&attributes)
  defer {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }
  for (number, end) in [input, output, errors].enumerated() {
    posix_spawn_file_actions_adddup2(&actions, end, Int32(number))
  }
  posix_spawn_file_actions_addchdir_np(&actions, process.folder)
  var signals = sigset_t()
  sigemptyset(&signals)
  posix_spawnattr_setsigmask(&attributes, &signals)
  sigaddset(&signals, SIGPIPE)
  posix_spawnattr_setsigdefault(&attributes, &signals)
  posix_spawnattr_setpgroup(&attributes, 0)
  #if canImport(Darwin)
    let own = POSIX_SPAWN_CLOEXEC_DEFAULT
  #else
    let own: Int32 = 0
  #endif
  let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | own
  posix_spawnattr_setflags(&attributes, Int16(flags))
  var arguments = ([process.executable] + process.arguments).map { strdup($0) } + [nil]
  var environment = process.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
  defer { for text in arguments + environment { free(text) } }
  var identifier = pid_t()
  let code = posix_spawn(
    &identifier, process.executable, &actions, &attributes, &arguments, &environment)
  guard code == 0 else { throw .unstartable(systemMessage(code)) }
  return identifier
}
