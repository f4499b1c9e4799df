/// What is to be remembered where the next scan starts.
enum ResumeMemory {
  /// As an earlier scan has left it.
  case saved([UInt8])
  /// As it was there: it is written down once for each commit, and not for each piece that is read.
  case state(any DocumentParser, ObservedRepairs)
}
