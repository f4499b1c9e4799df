#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How long a hook may take.
struct HookBudget: Sendable {
  /// Reading stops here; what is left of the budget is for the last commit and the state.
  let reading: ContinuousClock.Instant
  /// Everything stops here, in milliseconds after the start.
  private let limit: Int

  /// The part of the budget for what comes after reading: a fifth, but no more than this.
  private static let longestClosing = 200
  /// A hook that is still there so long after its budget ends at once, in milliseconds.
  private static let grace = 100

  /// - `milliseconds`: Counted from `start`.
  init(milliseconds: Int, start: ContinuousClock.Instant) {
    let closing = min(milliseconds / 5, Self.longestClosing)
    reading = start + .milliseconds(milliseconds - closing)
    limit = milliseconds + Self.grace
  }

  /// What is left for waiting for other processes, in milliseconds.
  var patience: Int {
    let left = ContinuousClock.now.duration(to: reading)
    return max(0, min(Int(left / .milliseconds(1)), Self.longestPatience))
  }

  /// The longest that a hook waits for another process, in milliseconds.
  private static let longestPatience = 150

  /// Ends the process with status 0 when the budget is over, whatever it does then.
  ///
  /// What was committed stays, as it does when it is killed: nothing else is lost by it.
  func enforce() {
    signal(SIGALRM) { _ in _exit(0) }
    var timer = itimerval()
    timer.it_value.tv_sec = time_t(limit / 1_000)
    timer.it_value.tv_usec = suseconds_t(limit % 1_000 * 1_000)
    #if canImport(Glibc)
      setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
    #else
      setitimer(ITIMER_REAL, &timer, nil)
    #endif
  }
}

/// Standard input, output and error, where an agent has left some of them closed.
enum StandardStreams {
  /// Opens what is closed, so that no file of ours is taken for one of them, and lets writing to
  /// an agent that has gone fail instead of ending the process.
  static func protect() {
    signal(SIGPIPE, SIG_IGN)
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is the one that was found closed.
      _ = open("/dev/null", O_RDWR)
    }
  }
}
