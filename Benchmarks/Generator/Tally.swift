/// What was written.
struct Tally {
  var files = 0
  var bytes = 0
  var lines = 0
  /// Lines that tell of an error, whether by a rule's measure or not.
  var errorLines = 0
  var errors = 0

  static func += (sum: inout Tally, other: Tally) {
    sum.files += other.files
    sum.bytes += other.bytes
    sum.lines += other.lines
    sum.errorLines += other.errorLines
    sum.errors += other.errors
  }

  /// For programs.
  var json: String {
    """
    {"files":\(files),"bytes":\(bytes),"lines":\(lines),"error_lines":\(errorLines),"errors":\(errors)}
    """
  }
}
