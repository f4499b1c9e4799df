extension SQLiteStore {
  /// Reads every page once and compares what belongs together.
  ///
  /// Throws a ``StoreError`` that says what is damaged.
  ///
  /// - Returns: The newest change of the store's form.
  package func check() throws(StoreError) -> String {
    try use { (opened) throws(StoreError) in
      let connection = opened.connection
      let findings = try connection.statement("PRAGMA quick_check(1)")
      let finding = try findings.step() ? findings.text(0) : "ok"
      findings.reset()
      guard finding == "ok" else { throw StoreError.damaged(connection.name, finding) }
      let newest = try connection.statement(
        "SELECT name FROM migration ORDER BY number DESC LIMIT 1")
      guard try newest.step() else { return "empty" }
      defer { newest.reset() }
      return newest.text(0)
    }
  }
}
