/// What a source's globs name and the scan leaves out: for each reason how many, and an example.
///
/// Takes the same memory for a million as for one.
package struct Skips: Hashable, Sendable {
  package enum Reason: String, CaseIterable, Hashable, Sendable {
    case disabled
    case outsideWindow = "outside_window"
    case excluded
    case hidden
    case symbolicLink = "symbolic_link"
    case notAFile = "not_a_file"
    case unreadable
    case otherProject = "other_project"
    case tooDeep = "too_deep"
    case endingUnknown = "ending_unknown"
    case noRemote = "no_remote"

    /// As people read it after a number: `3 outside the window`.
    package var text: String {
      switch self {
      case .disabled: "in a disabled source"
      case .outsideWindow: "outside the window"
      case .excluded: "excluded"
      case .hidden: "hidden (the glob doesn't name the dot)"
      case .symbolicLink: "symbolic links (never followed)"
      case .notAFile: "neither file nor folder"
      case .unreadable: "unreadable"
      case .otherProject: "of another project"
      case .tooDeep: "nested too deep"
      case .endingUnknown: "without what closed them (GitHub did not tell)"
      case .noRemote: "without a git remote (set 'repo: owner/name')"
      }
    }
  }

  package struct Entry: Hashable, Sendable {
    /// A folder that was left out counts once, whatever it holds.
    package fileprivate(set) var count: Int
    /// The portable path that comes first in the order of bytes; a folder's ends with a slash.
    package fileprivate(set) var example: String
    /// What the system says about the example, where it failed.
    package fileprivate(set) var detail: String?
  }

  private var entries: [Reason: Entry] = [:]

  package init() {}

  package var isEmpty: Bool { entries.isEmpty }

  package subscript(reason: Reason) -> Entry? { entries[reason] }

  /// In the order of the reasons' declaration.
  package var all: [(reason: Reason, entry: Entry)] {
    Reason.allCases.compactMap { reason in entries[reason].map { (reason, $0) } }
  }

  package mutating func add(_ reason: Reason, path: String, detail: String? = nil) {
    merge(Entry(count: 1, example: path, detail: detail), for: reason)
  }

  package mutating func add(_ other: Skips) {
    for (reason, entry) in other.entries { merge(entry, for: reason) }
  }

  private mutating func merge(_ entry: Entry, for reason: Reason) {
    guard var known = entries[reason] else {
      entries[reason] = entry
      return
    }
    known.count += entry.count
    if ByteOrder.precedes(entry.example, known.example) {
      known.example = entry.example
      known.detail = entry.detail
    }
    entries[reason] = known
  }
}
