import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Starts workers, and keeps what they fail on.
struct FuzzSupervisor {
  private let targets: [FuzzTarget]
  private let options: FuzzerOptions

  /// After so many findings of one target the next is tried.
  private static let findingLimit = 10
  /// A worker that doesn't move for so long is stuck, in seconds.
  private static let patience = 120

  init(_ targets: [FuzzTarget], _ options: FuzzerOptions) {
    self.targets = targets
    self.options = options
  }

  /// Returns how many findings there were.
  func run() throws -> Int {
    let path = "\(NSTemporaryDirectory())/scanctl-fuzzer-\(getpid())"
    let progress = try FuzzProgress(path: path)
    defer {
      unlink(path)
      for ending in [".project", ".state"] {
        try? FileManager.default.removeItem(atPath: path + ending)
      }
    }
    var findings = [Int](repeating: 0, count: targets.count)
    var (target, number, used) = (0, 0, 0)
    while target < targets.count {
      let worker = try start(path, target, number, used)
      let failure = wait(for: worker, progress)
      guard let failure else { break }
      let place = progress.numbers ?? (target, number, 0)
      try keep(place, failure)
      used = place.milliseconds + (place.target == target ? used : 0)
      (target, number) = (place.target, place.number + 1)
      findings[target] += 1
      if findings[target] >= Self.findingLimit { (target, number, used) = (target + 1, 0, 0) }
    }
    return findings.reduce(0, +)
  }

  private func start(_ path: String, _ target: Int, _ number: Int, _ used: Int) throws -> pid_t {
    let words =
      [CommandLine.arguments[0]]
      + options.arguments(progress: path, target: target, number: number, used: used)
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var worker: pid_t = 0
    let failure = posix_spawn(&worker, words[0], nil, nil, &pointers, environ)
    errno = failure
    guard failure == 0 else { throw FuzzFile.Unreadable(words[0]) }
    return worker
  }

  /// How the worker failed; nil where it ended well.
  private func wait(for worker: pid_t, _ progress: FuzzProgress) -> String? {
    var status: Int32 = 0
    var last = progress.numbers?.number
    var moved = ContinuousClock.now
    while waitpid(worker, &status, WNOHANG) == 0 {
      usleep(20_000)
      let now = progress.numbers?.number
      if now != last { (last, moved) = (now, .now) }
      if moved.duration(to: .now) > .seconds(Self.patience) {
        kill(worker, SIGKILL)
        waitpid(worker, &status, 0)
        return "stands still"
      }
    }
    switch status & 0x7F {
    case 0: return (status >> 8) & 0xFF == 0 ? nil : "fails"
    case SIGPROF: return "takes too long"
    case let signal: return "crashes with signal \(signal)"
    }
  }

  /// Saves the input of a case; returns the file.
  @discardableResult
  func save(_ number: Int, of target: FuzzTarget) throws -> String {
    let input = try FuzzCorpus(target, options).input(number)
    mkdir(options.saved, 0o700)
    let file = "\(options.saved)/\(target.name)-\(options.seed)-\(number)"
    try FuzzFile.write(input, to: file)
    return file
  }

  private func keep(
    _ place: (target: Int, number: Int, milliseconds: Int), _ failure: String
  ) throws {
    let target = targets[place.target]
    let file = try save(place.number, of: target)
    print(
      "\(target.name): \(failure) on case \(place.number) with seed \(options.seed): "
        + "\(CommandLine.arguments[0]) --replay \(file) \(target.name)")
    fflush(nil)
  }
}
