/// What each mistake is called, and what to do about it. A table: one entry for each kind.
extension ManifestMistake.Kind {
  var wording: (problem: String, fix: String) {
    switch self {
    case .fileTooLarge(let bytes, let limit):
      ("the file has \(bytes) bytes", "a manifest has at most \(limit)")
    case .outOfMemory:
      ("there is no memory to read it", "close other programs and try again")
    case .notUTF8:
      ("this is not UTF-8", "save the file as UTF-8")
    case .notYAML(let problem, let context, let since, let character):
      (
        "not YAML: \(problem)\(Self.place(context, since: since))",
        Self.syntaxFix(problem, character: character)
      )
    case .emptyFile:
      ("the file is empty", "'scanctl init' writes one to start from")
    case .severalDocuments:
      ("a second document begins here", "a manifest is one document: remove this '---'")
    case .tag(let tag):
      (
        "a manifest has no tags, but here is \(quote(Self.short(tag)))",
        "remove it, or quote the value if the '!' belongs to it"
      )
    case .unknownAlias(let name):
      (
        "no anchor '&\(name)' stands before this alias",
        "quote the value if it is a text with a '*'"
      )
    case .endlessAlias(let name):
      ("the alias '*\(name)' stands inside its own anchor", "it would never end: remove it")
    case .tooManyNodes(let limit):
      ("with its aliases expanded, the file has more than \(limit) values", "repeat less")
    case .nestedTooDeep(let limit):
      ("nested more than \(limit) levels deep", "a manifest needs far fewer")

    case .keyNotText(let found):
      ("a key must be a text, but is \(found)", "write it like name: value")
    case .mergeKey:
      ("merge keys ('<<') are not supported", "write the keys out")
    case .repeatedKey(let key, let line):
      ("repeated key \(quote(key))", "it is already in line \(line): remove one of them")
    case .unknownKey(let key, let owner, let nearest, let known):
      (
        "unknown key \(quote(key))",
        didYouMean(nearest, else: "the keys of \(owner) are \(list(known))")
      )
    case .missingKey(let key, let owner, let example):
      ("missing key \(quote(key)) in \(owner)", "add \(example)")
    case .notMapping(let owner, let found, let example):
      ("\(owner) must be a mapping, but is \(found)", "for example \(example)")
    case .wrongType(let key, let wanted, let found, let example):
      ("\(quote(key)) must be \(wanted), but is \(found)", "for example \(example)")
    case .notTrueOrFalse(let key, let found):
      ("\(quote(key)) must be true or false, but is \(found)", "write true or false, unquoted")
    case .nothing(let key, let example):
      ("\(quote(key)) has no value", "for example \(example)")
    case .emptyText(let key, let example):
      ("\(quote(key)) is empty", "for example \(example)")
    case .emptyList(let key, let example):
      ("\(quote(key)) has no entries", "add one, for example \(example)")
    case .controlCharacter(let key):
      ("\(quote(key)) has a control character", "remove it")
    case .outOfRange(let key, let found, let least, let most):
      ("\(quote(key)) is \(found)", "write a number from \(least) to \(most)")

    case .unsupportedVersion(let version):
      ("unsupported version \(quote(version))", "write version: 1")
    case .newerVersion(let version):
      ("version \(version) is newer than this scanctl", "upgrade scanctl, or write version: 1")
    case .badName(let name, let of):
      (
        "bad \(of) \(quote(name))",
        "at most 100 characters on one line, without blanks around and '-' before them"
      )
    case .badIdentifier(let id):
      (
        "bad rule id \(quote(id))",
        "at most 100 characters, no blanks, for example python.exception"
      )
    case .duplicateSource(let name, let line):
      ("duplicate source name \(quote(name))", "it is already in line \(line): choose another")
    case .duplicateRule(let id, let line):
      ("duplicate rule id \(quote(id))", "it is already in line \(line): choose another")
    case .unknownRuleSet(let name, let nearest, let known):
      ("unknown rule set \(quote(name))", didYouMean(nearest, else: Self.knownSets(known)))

    case .unknownParser(let name, let nearest):
      (
        "unknown parser \(quote(name))",
        didYouMean(nearest, else: "the parsers are \(list(ParserKind.allCases.map(\.rawValue)))")
      )
    case .unknownUpdates(let name, let nearest):
      (
        "unknown kind of updates \(quote(name))",
        didYouMean(nearest, else: "write appended or edited")
      )
    case .appendedIssues:
      ("issues are edited, not appended to", "remove this key")
    case .badWindow(let text, let suggestion):
      (
        "bad window \(quote(text))",
        didYouMean(suggestion, else: "write it as 30d, 12h or forever")
      )
    case .absoluteGlob(let glob):
      ("absolute glob \(quote(glob))", "write it relative to the project's root")
    case .homeGlob(let glob):
      (
        "glob \(quote(glob)) is outside the project",
        "agents' own transcripts are \(list(Self.globFolders.map { "${\($0)}" }))"
      )
    case .climbingGlob(let glob):
      ("glob \(quote(glob)) climbs out of the project", "remove the '..'")
    case .unbalancedGlob(let glob, let bracket):
      ("unbalanced '\(bracket)' in glob \(quote(glob))", "close it, or write it as '\\\(bracket)'")
    case .backwardsGlobRange(let glob):
      ("a range in glob \(quote(glob)) runs backwards", "write the smaller character first")
    case .unfinishedGlobEscape(let glob):
      ("glob \(quote(glob)) ends with a backslash", "write two for the character itself")
    case .tooManyGlobs(let glob, let limit):
      ("the braces of \(quote(glob)) stand for more than \(limit) globs", "use fewer of them")
    case .globNestedTooDeep(let glob, let limit):
      ("the braces of \(quote(glob)) are nested too deep", "at most \(limit) levels")
    case .folderInExclude(let glob):
      (
        "\(quote(glob)) in 'exclude' names a folder of its own",
        "write the path below the glob's folder"
      )
    case .unknownGlobFolder(let name, let nearest):
      (
        "unknown folder \(quote("${\(name)}"))",
        didYouMean(
          nearest.map { "${\($0)}" },
          else: "there are \(list(Self.globFolders.map { "${\($0)}" }))")
      )
    case .misplacedGlobFolder(let glob):
      (
        "'${…}' must be the first folder of a glob, but is not in \(quote(glob))",
        "for example '${claude_code}/**/*.jsonl'"
      )
    case .sessionsWithoutStar(let glob):
      (
        "'sessions' needs a '*' in the glob, and \(quote(glob)) has none",
        "the first '*' stands for the session's id: sessions/*/log.jsonl"
      )
    case .notForGitHub(let key):
      ("\(quote(key)) is not for parser github", "issues are no files: remove it")
    case .onlyForGitHub(let key):
      ("\(quote(key)) is only for parser github", "remove it")
    case .badRepository(let text, let suggestion):
      (
        "bad repository \(quote(text))",
        didYouMean(suggestion, else: "write it as owner/name or host/owner/name")
      )

    case .muteWithoutSubject:
      ("a mute without a subject", "add fingerprint: 3fa2c1d09b77, type: … or message: …")
    case .muteWithSeveralSubjects(let keys):
      ("a mute with \(keys.joined(separator: " and "))", "keep one, and add a mute for the other")
    case .badDate(let text):
      ("bad date \(quote(text))", "write it as 2027-03-01")
    case .badFingerprint(let text):
      (
        "bad fingerprint \(quote(text))",
        "write the 12 hex digits that scanctl shows; 8 to 64 are taken"
      )

    case .badTemplate(let text, let key):
      (
        "bad group in \(quote(key)): \(quote(text))",
        "write ${name} for a group (?<name>…) of the pattern"
      )
    case .emptyBlock:
      ("a block without 'begin', 'frame' or 'end'", "add \(KeySet.block.example(for: "frame"))")

    case .badRegex(let message):
      ("bad regex: \(message)", "PCRE2 syntax; write regexes in single quotes")
    case .matchesNothing(let key):
      ("\(quote(key)) matches every line, even an empty one", "demand at least one character")
    case .tooExpensive(let rule):
      (
        "rule \(quote(rule)) takes too many steps on this text",
        "avoid nested repetitions like (a+)+"
      )
    case .unknownGroup(let group, let key, let nearest):
      (
        "\(quote(key)) names the group \(quote(group)), which the pattern doesn't have",
        didYouMean(nearest, else: "add (?<\(group)>…) to the pattern")
      )
    case .missingGroup(let group, let key):
      ("\(quote(key)) needs a group \(quote(group))", "write (?<\(group)>…) around it")
    case .keywordNotInExample(let rule, let keywords):
      (
        "the pattern of rule \(quote(rule)) matches this example, but none of its keywords is in it",
        "add one to keywords: \(list(keywords))"
      )
    case .exampleDoesNotMatch(let rule):
      ("rule \(quote(rule)) does not match this example", "mend the pattern or the example")
    case .exampleVetoed(let rule, let except):
      (
        "rule \(quote(rule)) matches this example, but except \(quote(except)) vetoes it",
        "mend one of them"
      )
    case .exampleTooShort(let rule, let bytes, let least):
      (
        "this example has \(bytes) bytes, and rule \(quote(rule)) wants \(least)",
        "lower min_length or mend the example"
      )
    case .exampleGivesType(let rule, let expected, let found):
      (
        "rule \(quote(rule)) finds type \(quote(found)) in this example, not \(quote(expected))",
        "mend the pattern or the example's type"
      )
    case .exampleGivesMessage(let rule, let expected, let found):
      (
        "rule \(quote(rule)) finds message \(quote(found)) in this example, not \(quote(expected))",
        "mend the pattern or the example's message"
      )
    case .exampleGivesSeveral(let rule, let events):
      (
        "rule \(quote(rule)) finds \(events) errors in this example, not 1",
        "mend the block or split the example"
      )
    case .counterexampleMatches(let rule, let type, let message):
      (
        "rule \(quote(rule)) matches this counterexample: type \(quote(type)), "
          + "message \(quote(message))",
        "make the pattern stricter, or add to except"
      )
    }
  }

  /// What may stand in `${…}` at the head of a glob.
  static let globFolders = ["claude_code", "codex", "gemini"]

  private func quote(_ text: String) -> String { QuotedText.quote(text) }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  private func didYouMean(_ nearest: String?, else other: String) -> String {
    nearest.map { "did you mean \(quote($0))?" } ?? other
  }

  /// `!!str` for the tags that YAML itself defines.
  private static func short(_ tag: String) -> String {
    let standard = "tag:yaml.org,2002:"
    return tag.hasPrefix(standard) ? "!!" + tag.dropFirst(standard.count) : tag
  }

  private static func knownSets(_ known: [String]) -> String {
    known.isEmpty
      ? "this manifest has no rule sets, and no built-in one has this name"
      : "there are \(known.joined(separator: ", "))"
  }

  private static func place(_ context: String?, since line: Int?) -> String {
    guard let context else { return "" }
    return line.map { " \(context) that begins in line \($0)" } ?? " \(context)"
  }

  /// What usually lies behind libyaml's complaint.
  private static func syntaxFix(_ problem: String, character: Unicode.Scalar?) -> String {
    switch (problem, character) {
    case ("found character that cannot start any token", "\t"),
      ("found a tab character that violates indentation", _),
      ("found a tab character where an indentation space is expected", _):
      "indent with spaces, not tabs"
    case ("found character that cannot start any token", let character?):
      "put a value that begins with '\(character)' in single quotes"
    case ("found unknown escape character", _), ("did not find expected hexdecimal number", _):
      "write regexes in single quotes, where '\\' stands for itself"
    case ("mapping values are not allowed in this context", _):
      "put a value with ': ' in it in single quotes, or mend the indentation"
    case ("did not find expected alphabetic or numeric character", _):
      "put a value that begins with '*', '&' or '!' in single quotes"
    case ("found unexpected end of stream", _), ("found unexpected document indicator", _):
      "close the quote"
    case ("control characters are not allowed", _):
      "remove the character, or write it as an escape in double quotes"
    case ("could not find expected ':'", _):
      "every line of a mapping is key: value; a value over several lines is indented"
    case ("did not find expected key", _), ("did not find expected '-' indicator", _):
      "look at the indentation here, and at the quotes and brackets above"
    case ("did not find expected ',' or ']'", _), ("did not find expected ',' or '}'", _):
      "separate entries by ',' and close the bracket; quote values that hold one"
    default:
      "look at the indentation, quotes and brackets here"
    }
  }
}
