/// One way to recognise an error, as the manifest declares it; nothing is compiled yet.
package struct Rule: Hashable, Sendable {
  /// Unique in the manifest.
  package var id: Located<String>
  /// PCRE2 syntax, searched line by line.
  package var pattern: Located<String>
  /// Literals of which a line must hold one; nil where they are derived from the pattern.
  package var keywords: [Located<String>]?
  /// A literal or `${group}`; nil is the group `type`, else `error`.
  package var type: Located<String>?
  /// A literal or `${group}`; nil is the group `message`, else the line.
  package var message: Located<String>?
  package var language: String?
  package var category: String?
  /// Shorter lines never match, in bytes; 0 is no limit.
  package var minimumLength: Int = 0
  /// Regexes that veto a match, searched in the same line.
  package var except: [Located<String>] = []
  /// A regex that captures a documented fix on one of the next lines.
  package var fix: Located<String>?
  package var block: Block?
  package var verdict: Verdict?
  package var examples: [Example] = []
  package var counterexamples: [Located<String>] = []

  package init(id: Located<String>, pattern: Located<String>) {
    self.id = id
    self.pattern = pattern
  }

  /// How an error of several lines is held together.
  package struct Block: Hashable, Sendable {
    /// The first line, where it comes before the line that `pattern` matches.
    package var begin: Located<String>?
    /// A line of the stack; groups `file`, `line`, `function`.
    package var frame: Located<String>?
    /// The line after which the block is over.
    package var end: Located<String>?
    /// Lines, the first included; nil is the built-in limit.
    package var maximumLines: Int?
    /// Whether each line that `pattern` matches is an error of its own, in the block's file.
    package var repeats = false

    package init() {}
  }

  /// What says whether an error counts that was printed before it was known: a test's log.
  package struct Verdict: Hashable, Sendable {
    /// A line that begins or goes on with what is judged; group `name`.
    package let scope: Located<String>
    /// A line that says that what has this `name` failed.
    package let confirmed: Located<String>
    /// A line that says that it did not.
    package let denied: Located<String>
    /// A line after which what has failed tells no more.
    package let over: Located<String>?

    package init(
      scope: Located<String>, confirmed: Located<String>, denied: Located<String>,
      over: Located<String>?
    ) {
      self.scope = scope
      self.confirmed = confirmed
      self.denied = denied
      self.over = over
    }
  }

  /// A text that must match, and what must come of it.
  package struct Example: Hashable, Sendable {
    /// One line or a whole block.
    package let text: Located<String>
    package let type: Located<String>?
    package let message: Located<String>?

    package init(text: Located<String>, type: Located<String>?, message: Located<String>?) {
      self.text = text
      self.type = type
      self.message = message
    }
  }
}
