#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The child that does the work: target after target, until each has had its share of the time.
struct FuzzWorker {
  private let targets: [FuzzTarget]
  private let options: FuzzerOptions
  private let progress: FuzzProgress

  /// A case that takes more of the processor's time hangs, in seconds.
  private static let caseLimit = 10
  /// More is too much for any input, in MiB; a sanitizer takes a multiple.
  private static let memoryLimit = 2_048
  /// What may be added to the memory once the corpus was run, in MiB.
  private static let growthLimit = 192
  /// The worker's exit status after a finding that it has told.
  static let status: Int32 = 3

  init(_ targets: [FuzzTarget], _ options: FuzzerOptions, progress: String) throws {
    self.targets = targets
    self.options = options
    self.progress = try FuzzProgress(path: progress)
  }

  func run() async throws {
    let share = options.seconds * 1_000 / targets.count
    for (index, target) in targets.enumerated().dropFirst(options.start.target) {
      let isFirst = index == options.start.target
      try await run(
        target, index: index, from: isFirst ? options.start.number : 0,
        milliseconds: max(0, share - (isFirst ? options.used : 0)))
    }
  }

  private func run(_ target: FuzzTarget, index: Int, from first: Int, milliseconds: Int)
    async throws
  {
    let corpus = try FuzzCorpus(target, options)
    let body = try await target.make()
    let start = ContinuousClock.now
    var number = first
    var memory = 0
    var slowest = (number: first, duration: Duration.zero)
    while number < corpus.count || start.duration(to: .now) < .milliseconds(milliseconds) {
      let elapsed = Int(start.duration(to: .now) / .milliseconds(1))
      progress.set(target: index, number: number, milliseconds: elapsed)
      limit(seconds: Self.caseLimit)
      let begin = ContinuousClock.now
      do {
        try await body(corpus.input(number))
      } catch {
        end("\(error)")
      }
      limit(seconds: 0)
      let duration = begin.duration(to: .now)
      if duration > slowest.duration { slowest = (number, duration) }
      number += 1
      if number == corpus.count + 50 { memory = Self.memory }
      if number % 64 == 0 { checkMemory(since: memory) }
    }
    let milliseconds = Int(slowest.duration / .milliseconds(1))
    print("\(target.name): \(number) cases, the slowest \(slowest.number) with \(milliseconds) ms")
    fflush(nil)
  }

  private func checkMemory(since start: Int) {
    let now = Self.memory
    if now > Self.memoryLimit { end("\(now) MiB of memory are used") }
    if start > 0, now > start + Self.growthLimit { end("memory grew from \(start) to \(now) MiB") }
  }

  /// Ends the worker when a case takes too long; of its own time, for the machine may be busy.
  private func limit(seconds: Int) {
    var timer = itimerval()
    timer.it_value.tv_sec = time_t(seconds)
    #if canImport(Glibc)
      setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
    #else
      setitimer(ITIMER_PROF, &timer, nil)
    #endif
  }

  private func end(_ reason: String) -> Never {
    print("  \(reason)")
    exit(Self.status)
  }

  /// What the process holds, in MiB; 0 where that can't be told.
  private static var memory: Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, 256, file) != nil else { return 0 }
    let words = String(
      decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self
    )
    .split(separator: " ")
    return words.count > 1 ? (Int(words[1]) ?? 0) * Int(getpagesize()) >> 20 : 0
  }
}

/// How far a worker is, in a file that outlives it.
struct FuzzProgress {
  private let descriptor: Int32

  init(path: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FuzzFile.Unreadable(path) }
  }

  func set(target: Int, number: Int, milliseconds: Int) {
    let numbers = [target, number, milliseconds]
    _ = numbers.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  /// nil before the first case.
  var numbers: (target: Int, number: Int, milliseconds: Int)? {
    var numbers = [0, 0, 0]
    let count = numbers.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    return count == 24 ? (numbers[0], numbers[1], numbers[2]) : nil
  }
}
