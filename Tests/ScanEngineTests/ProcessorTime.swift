#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The time that a processor spends on `body` in this thread: how busy the machine is beside it
/// doesn't matter.
func processorTime(of body: () throws -> Void) rethrows -> Duration {
  func now() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(Int(time.tv_sec)) + .nanoseconds(Int(time.tv_nsec))
  }
  let start = now()
  try body()
  return now() - start
}
