/// Makes sources of a manifest.
package struct ManifestCompiler: Sendable {
  /// How much is tried before it is used.
  package enum Effort: Sendable {
    /// Regexes, groups, examples and counterexamples.
    case everything
    /// Nothing: the manifest has been checked before, byte for byte.
    case nothing
  }

  private let builtIn: BuiltInRules
  /// Names the rules of the built-in manifest.
  private let builtInDigest: String
  private let discovery: Discovery
  private let homes: [String]
  private let gitHub: GitHubAccess

  /// - `builtIn`: Has the rule sets that a manifest may name without having them.
  /// - `homes`: The user's home folders, which are kept out of everything.
  /// - `gitHub`: How issues are reached.
  package init(builtIn: Manifest, discovery: Discovery, homes: [String], gitHub: GitHubAccess) {
    self.builtIn = BuiltInRules(builtIn)
    builtInDigest = String(builtIn.digest.prefix(RuleDigest.length))
    self.discovery = discovery
    self.homes = homes
    self.gitHub = gitHub
  }

  /// The same with the real built-in manifest, whose rules are read when they are needed.
  ///
  /// - `cache`: Where what can be made again is kept; nil is nowhere.
  package init(
    builtIn: BuiltInManifest, discovery: Discovery, homes: [String], gitHub: GitHubAccess,
    cache: CacheFolder?
  ) {
    let digest = BuiltInManifest.digest
    self.builtIn = BuiltInRules(builtIn, digest: digest, cache: cache)
    builtInDigest = String(digest.prefix(RuleDigest.length))
    self.discovery = discovery
    self.homes = homes
    self.gitHub = gitHub
  }

  /// Compiles a manifest whose shape is right.
  ///
  /// - `shapeMistakes`: What the loader found, to be thrown with what is found here.
  ///
  /// Throws all mistakes at once.
  package func compile(
    _ manifest: Manifest, shapeMistakes: [ManifestMistake] = [], effort: Effort
  ) throws(ManifestError) -> CompiledManifest {
    var check = RuleCheck()
    var scrub: [CompiledReplacement] = []
    for replacement in manifest.scrub {
      guard let pattern = check.compile(replacement.pattern, key: "pattern") else { continue }
      scrub.append(CompiledReplacement(pattern, replace: replacement.replace.value))
    }
    for replacement in manifest.normalize { _ = check.compile(replacement.pattern, key: "pattern") }
    for mute in manifest.mute {
      if case .message(let pattern) = mute.subject { _ = check.compile(pattern, key: "message") }
    }
    if effort == .everything { for rule in Self.rules(of: manifest) { check.check(rule) } }
    let globMistakes = GlobCheck.mistakes(in: manifest.sources, known: shapeMistakes)
    if let error = ManifestError(shapeMistakes + globMistakes + check.mistakes) { throw error }
    guard
      let fingerprinter = try? Fingerprinter(scrub: manifest.scrub, normalize: manifest.normalize)
    else { preconditionFailure("the patterns of 'normalize' have been compiled before") }
    let eventRules = EventRules(
      scrubber: Scrubber(additional: scrub, homes: homes), fingerprinter: fingerprinter,
      secrets: EnvironmentSecrets(filesIn: discovery.root))
    return CompiledManifest(
      manifest: manifest, sources: sources(of: manifest, eventRules),
      rules: book(for: nil, of: manifest), eventRules: eventRules)
  }

  /// Every rule that a manifest declares, in its sets and in its sources.
  private static func rules(of manifest: Manifest) -> [Rule] {
    let inPlace = manifest.sources.flatMap { source in
      (source.rules ?? []).compactMap { reference in
        if case .rule(let rule) = reference { rule } else { nil }
      }
    }
    return manifest.ruleSets.flatMap(\.rules) + inPlace
  }

  /// What deserves a look in a manifest without mistakes: rules that can never win.
  ///
  /// - `builtIn`: Has the rule sets that a manifest may name without having them.
  package static func warnings(about manifest: Manifest, builtIn: Manifest) -> [Warning] {
    var lists: [[RuleReference]?] = []
    for source in manifest.sources where !lists.contains(source.rules) {
      lists.append(source.rules)
    }
    if lists.isEmpty { lists.append(nil) }
    let builtInRules = BuiltInRules(builtIn)
    var rules = lists.map { Self.rules(for: $0, of: manifest, builtInRules) }
    // Other manifests name the built-in sets one by one.
    if manifest.file == builtIn.file { rules += manifest.ruleSets.map(\.rules) }
    return CoveredRules.warnings(in: rules)
  }

  private func sources(of manifest: Manifest, _ eventRules: EventRules) -> [any PatternSource] {
    var books: [[RuleReference]?: LazyRuleBook] = [:]
    return manifest.sources.filter(\.isEnabled).compactMap { declaration in
      let rules = books[declaration.rules] ?? book(for: declaration.rules, of: manifest)
      books[declaration.rules] = rules
      if declaration.parser == .github {
        return GitHubSource(
          declaration,
          issueSources: manifest.sources.filter { $0.parser == .github }.map(\.name.value),
          access: gitHub, rules: rules, eventRules: eventRules)
      }
      // Every glob has been tried above with the same parser.
      guard let selection = try? FileSelection(declaration) else { return nil }
      return FileSource(
        declaration, selection: selection, discovery: discovery, rules: rules,
        eventRules: eventRules)
    }
  }

  /// The rules that a source names: sets of its manifest, else of the built-in one.
  private func book(for references: [RuleReference]?, of manifest: Manifest) -> LazyRuleBook {
    if references == nil, manifest.ruleSets.isEmpty {
      let builtIn = self.builtIn
      return LazyRuleBook(digest: builtInDigest) { builtIn.sets.flatMap(\.rules) }
    }
    let rules = Self.rules(for: references, of: manifest, builtIn)
    return LazyRuleBook(rules, digest: RuleDigest.digest(of: rules))
  }

  /// - `builtIn`: Is asked only for what the manifest itself doesn't have.
  private static func rules(
    for references: [RuleReference]?, of manifest: Manifest, _ builtIn: BuiltInRules
  ) -> [Rule] {
    guard let references else {
      let sets = manifest.ruleSets.isEmpty ? builtIn.sets : manifest.ruleSets
      return sets.flatMap(\.rules)
    }
    return references.flatMap { reference in
      switch reference {
      case .rule(let rule): return [rule]
      case .set(let name):
        let set =
          manifest.ruleSets.first { $0.name.value == name.value }
          ?? builtIn.sets.first { $0.name.value == name.value }
        return set?.rules ?? []
      }
    }
  }
}

/// A manifest that is ready to scan with.
package struct CompiledManifest: Sendable {
  package let manifest: Manifest
  /// The enabled ones, in the manifest's order.
  package let sources: [any PatternSource]
  /// Those of a source that names none; also what `extract` and `lookup` use.
  package let rules: LazyRuleBook
  package let eventRules: EventRules
}

/// Names what a list of rules recognises, so that documents read with other rules are known.
enum RuleDigest {
  /// Hex digits of a digest.
  static let length = 16

  /// 16 hex digits of SHA-256 over what decides a match; examples don't.
  static func digest(of rules: [Rule]) -> String {
    var hash = SHA256()
    func add(_ text: String?) {
      hash.update(Array((text ?? "").utf8) + [0])
    }
    for rule in rules {
      add(rule.id.value)
      add(rule.pattern.value)
      for keyword in rule.keywords ?? [] { add(keyword.value) }
      for text in [rule.type, rule.message, rule.fix, rule.block?.begin, rule.block?.frame] {
        add(text?.value)
      }
      add(rule.block?.end?.value)
      add(rule.verdict?.scope.value)
      add(rule.verdict?.confirmed.value)
      add(rule.verdict?.denied.value)
      add(rule.verdict?.over?.value)
      add(
        "\(rule.minimumLength) \(rule.block?.maximumLines ?? 0) \(rule.block?.repeats ?? false)")
      for exception in rule.except { add(exception.value) }
    }
    return String(hash.hexDigest().prefix(length))
  }
}
