internal import CPCRE2

/// A PCRE2 pattern, compiled once and matched from any thread.
///
/// `@unchecked Sendable`: after `init` the compiled code is only read (PCRE2 documents compiled
/// patterns as thread-safe); each match uses the caller's ``MatchScratch``.
package final class CompiledPattern: @unchecked Sendable {
  fileprivate let code: OpaquePointer
  /// The names of the groups with their numbers, in the pattern's order; a name may repeat.
  package let groups: [(name: String, number: Int)]
  /// Those that have a meaning for rules.
  let numbers: GroupNumbers
  /// Whether there is machine code for it.
  fileprivate let isFast: Bool
  /// How many capturing groups there are.
  package let groupCount: Int

  /// A regex that PCRE2 doesn't take.
  package struct SyntaxError: Error, Hashable, Sendable {
    /// As PCRE2 words it.
    package let message: String
    /// The byte of the pattern at which it was noticed.
    package let offset: Int
  }

  /// Whether compiling spends time on machine code, which pays for patterns that run often.
  package enum Effort: Sendable { case check, match }

  /// Compiles for bytes, so that no input is invalid.
  ///
  /// `.` is a byte. Names of groups may repeat.
  package init(_ pattern: String, effort: Effort = .match) throws(SyntaxError) {
    var code: Int32 = 0
    var offset = 0
    let bytes = Array(pattern.utf8)
    let options = UInt32(PCRE2_DUPNAMES) | UInt32(PCRE2_NEVER_BACKSLASH_C)
    guard
      let compiled = bytes.withUnsafeBufferPointer({
        pcre2_compile_8($0.baseAddress, $0.count, options, &code, &offset, nil)
      })
    else { throw SyntaxError(message: Self.message(code), offset: offset) }
    isFast =
      effort == .match && pcre2_jit_compile_8(compiled, UInt32(PCRE2_JIT_COMPLETE)) == 0
    self.code = compiled
    var count: UInt32 = 0
    _ = pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
    groupCount = Int(count)
    groups = Self.names(of: compiled)
    numbers = GroupNumbers(groups)
  }

  deinit { pcre2_code_free_8(code) }

  /// The numbers of the groups with this name.
  package func numbers(of name: String) -> [Int] {
    groups.filter { $0.name == name }.map(\.number)
  }

  private static func message(_ code: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(code, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
  }

  private static func names(of code: OpaquePointer) -> [(name: String, number: Int)] {
    var count: UInt32 = 0
    var size: UInt32 = 0
    var table: UnsafePointer<UInt8>?
    _ = pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
    _ = pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &size)
    _ = pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard let table else { return [] }
    let entries = (0..<Int(count)).map { index in
      let entry = table + index * Int(size)
      return (name: String(cString: entry + 2), number: Int(entry[0]) << 8 | Int(entry[1]))
    }
    return entries.sorted { $0.number < $1.number }
  }
}

/// What a match needs to write to: one for each thread, used for all patterns.
package struct MatchScratch: ~Copyable {
  private let data: OpaquePointer
  private let context: OpaquePointer

  /// Steps of backtracking after which a match is given up, so that no pattern hangs the scan.
  package static let matchLimit: UInt32 = 1_000_000
  /// Levels of backtracking kept at once.
  package static let depthLimit: UInt32 = 10_000
  /// KiB of heap for a match without machine code.
  package static let heapLimit: UInt32 = 16_384
  /// Groups whose places are kept; further ones are not reported.
  package static let groupLimit: UInt32 = 64

  /// The outcome of one match.
  package enum Outcome: Hashable, Sendable {
    case matched
    case unmatched
    /// A limit was reached: the pattern is too expensive for this line.
    case exceeded
  }

  /// Returns nil when memory is out.
  package init?() {
    guard let data = pcre2_match_data_create_8(Self.groupLimit, nil) else { return nil }
    guard let context = pcre2_match_context_create_8(nil) else {
      pcre2_match_data_free_8(data)
      return nil
    }
    pcre2_set_match_limit_8(context, Self.matchLimit)
    pcre2_set_depth_limit_8(context, Self.depthLimit)
    pcre2_set_heap_limit_8(context, Self.heapLimit)
    self.data = data
    self.context = context
  }

  deinit {
    pcre2_match_context_free_8(context)
    pcre2_match_data_free_8(data)
  }

  /// Searches `subject` for `pattern`, from byte `start` on.
  package mutating func search(
    _ pattern: CompiledPattern, in subject: UnsafeRawBufferPointer, from start: Int = 0
  ) -> Outcome {
    // PCRE2 wants an address even where there is nothing to read.
    let empty: StaticString = ""
    let bytes = subject.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? empty.utf8Start
    // What the other checks before it goes there, too, has been seen to: it takes a third of the time.
    let result =
      pattern.isFast
      ? pcre2_jit_match_8(pattern.code, bytes, subject.count, start, 0, data, context)
      : pcre2_match_8(pattern.code, bytes, subject.count, start, 0, data, context)
    if result >= 0 { return .matched }
    return result == PCRE2_ERROR_NOMATCH ? .unmatched : .exceeded
  }

  /// The bytes of a group in the subject of the last successful search; 0 is the whole match.
  package func range(ofGroup number: Int) -> Range<Int>? {
    guard number < Int(pcre2_get_ovector_count_8(data)),
      let places = pcre2_get_ovector_pointer_8(data)
    else { return nil }
    let (start, end) = (places[2 * number], places[2 * number + 1])
    // PCRE2_UNSET comes out as -1; \K can put the start behind the end.
    guard start >= 0, start <= end else { return nil }
    return start..<end
  }
}
