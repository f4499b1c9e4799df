/// One mistake in a manifest: where it is, what it is, and how to mend it.
public struct ManifestMistake: Error, Hashable, Sendable, CustomStringConvertible {
  package let kind: Kind
  /// The place to edit.
  public let position: SourcePosition

  package init(_ kind: Kind, at position: SourcePosition) {
    self.kind = kind
    self.position = position
  }

  /// `scanners.yaml:12:5: error: unknown key 'patern' (did you mean 'pattern'?)`.
  public var description: String {
    let (problem, fix) = kind.wording
    return "\(position): error: \(Self.shown(problem)) (\(Self.shown(fix)))"
  }

  /// Names and lists of the file are in it.
  private static func shown(_ text: String) -> String { QuotedText.inert(text, limit: 1_000) }

  /// All that can be wrong.
  ///
  /// Texts are as the file has them; the wording quotes them.
  package enum Kind: Hashable, Sendable {
    // The file as YAML.
    case fileTooLarge(bytes: Int, limit: Int)
    case outOfMemory
    case notUTF8
    case notYAML(String, context: String?, since: Int?, character: Unicode.Scalar?)
    case emptyFile
    case severalDocuments
    case tag(String)
    case unknownAlias(String)
    case endlessAlias(String)
    case tooManyNodes(limit: Int)
    case nestedTooDeep(limit: Int)

    // Keys and types of values.
    case keyNotText(found: String)
    case mergeKey
    case repeatedKey(String, firstLine: Int)
    case unknownKey(String, owner: String, nearest: String?, known: [String])
    case missingKey(String, owner: String, example: String)
    case notMapping(owner: String, found: String, example: String)
    case wrongType(String, wanted: String, found: String, example: String)
    case notTrueOrFalse(String, found: String)
    case nothing(String, example: String)
    case emptyText(String, example: String)
    case emptyList(String, example: String)
    case controlCharacter(String)
    case outOfRange(String, found: String, least: Int, most: Int)

    // The manifest and its rule sets.
    case unsupportedVersion(String)
    case newerVersion(String)
    /// The name of a source or a rule set.
    case badName(String, of: String)
    case badIdentifier(String)
    case duplicateSource(String, firstLine: Int)
    case duplicateRule(String, firstLine: Int)
    case unknownRuleSet(String, nearest: String?, known: [String])

    // Sources.
    case unknownParser(String, nearest: String?)
    case unknownUpdates(String, nearest: String?)
    case appendedIssues
    case badWindow(String, suggestion: String?)
    case absoluteGlob(String)
    case homeGlob(String)
    case climbingGlob(String)
    case unbalancedGlob(String, Character)
    case backwardsGlobRange(String)
    case unfinishedGlobEscape(String)
    case tooManyGlobs(String, limit: Int)
    case globNestedTooDeep(String, limit: Int)
    case folderInExclude(String)
    case unknownGlobFolder(String, nearest: String?)
    case misplacedGlobFolder(String)
    case sessionsWithoutStar(String)
    case notForGitHub(String)
    case onlyForGitHub(String)
    case badRepository(String, suggestion: String?)

    // Mutes.
    case muteWithoutSubject
    case muteWithSeveralSubjects([String])
    case badDate(String)
    case badFingerprint(String)

    // Rules: their shape.
    case badTemplate(String, in: String)
    case emptyBlock

    // Rules: what the compiler finds out by trying them.
    /// `message` is as PCRE2 words it.
    case badRegex(message: String)
    /// A regex that is found in every line, even in an empty one.
    case matchesNothing(String)
    case tooExpensive(rule: String)
    case unknownGroup(String, key: String, nearest: String?)
    case missingGroup(String, key: String)
    /// A keyword without which the pattern matches an example.
    case keywordNotInExample(rule: String, keywords: [String])
    case exampleDoesNotMatch(rule: String)
    case exampleVetoed(rule: String, except: String)
    case exampleTooShort(rule: String, bytes: Int, least: Int)
    case exampleGivesType(rule: String, expected: String, found: String)
    case exampleGivesMessage(rule: String, expected: String, found: String)
    case exampleGivesSeveral(rule: String, events: Int)
    case counterexampleMatches(rule: String, type: String, message: String)
  }
}
