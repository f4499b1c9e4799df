#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Feeds everything that reads what strangers wrote with mutated input.
///
/// The work is done in a child, so that a crash, a hang or growth is one finding, which is saved
/// with its target, seed and case, and the rest goes on.
@main
struct ScanctlFuzzer {
  static func main() async throws {
    let options: FuzzerOptions
    do {
      options = try FuzzerOptions(CommandLine.arguments.dropFirst())
    } catch {
      print("scanctl-fuzzer: \(error)\n\(FuzzerOptions.usage)")
      exit(64)
    }
    let targets = FuzzTargets.all.filter {
      options.targets.isEmpty || options.targets.contains($0.name)
    }
    guard !targets.isEmpty else {
      print("there are: \(FuzzTargets.all.map(\.name).joined(separator: " "))")
      exit(64)
    }
    if let file = options.replay { return try await replay(file, with: targets, options) }
    if let number = options.save {
      for target in targets { print(try FuzzSupervisor(targets, options).save(number, of: target)) }
      return
    }
    if let progress = options.progress {
      return try await FuzzWorker(targets, options, progress: progress).run()
    }
    let findings = try FuzzSupervisor(targets, options).run()
    exit(findings == 0 ? 0 : 1)
  }

  /// Runs targets on one file, in this process, as a debugger wants it.
  private static func replay(
    _ file: String, with targets: [FuzzTarget], _ options: FuzzerOptions
  ) async throws {
    let input = try FuzzFile.read(file)
    for target in targets {
      try await target.make()(input)
      print("\(target.name): fine")
    }
  }
}
