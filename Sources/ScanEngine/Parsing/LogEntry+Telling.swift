/// What makes a log entry tell something.
extension LogEntry {
  static let telling: [TellingMembers.Member] =
    TellingMembers.Member.each(ReportedError.keys) { $0.isSomething }
    + TellingMembers.Member.each(commandKeys) { $0.isSomething }
    + TellingMembers.Member.each(kindKeys) { value in
      value.isWord(upTo: maximumKindLength, where: mayFail(kind:))
    }
    + TellingMembers.Member.each(levelKeys) { value in
      value.isText(upTo: maximumLevelLength) { outcome(ofLevel: $0) == .failed }
        || value.isInteger {
          outcome(numericLevel: $0, isSyslog: true) == .failed
            || outcome(numericLevel: $0, isSyslog: false) == .failed
        }
    }
    + TellingMembers.Member.each(levelNumberKeys) { value in
      value.isInteger { $0 >= failedLevelNumber }
    }
    + TellingMembers.Member.each(severityNumberKeys) { value in
      value.isInteger { $0 >= failedSeverityNumber }
    }
    + TellingMembers.Member.each(successKeys) { $0.isFalse }
    + TellingMembers.Member.each(isErrorKeys) { $0.isTrue }
    + TellingMembers.Member.each(statusKeys) { value in
      value.isText(upTo: maximumStatusLength) { outcome(ofStatus: $0) == .failed }
    }
    // A command that ended well tells nothing but what it printed, which the rules decide.
    + TellingMembers.Member.each(exitCodeKeys) { value in value.isInteger { $0 != 0 } }

  private static func mayFail(kind name: UnsafeRawBufferPointer) -> Bool {
    guard let words = words(ofKind: name) else { return false }
    return words.namesGate || outcome(ofKind: words) == .failed
  }
}
