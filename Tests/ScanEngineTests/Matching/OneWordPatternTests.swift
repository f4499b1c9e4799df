import Testing

@testable import ScanEngine

struct OneWordPatternTests {
  @Test(arguments: [
    #"^\S+$"#, #"^a$"#, #"^(?<file>(?:[A-Za-z]:)?[^\s:()|]*\.(?:[cm]?[jt]sx?|vue))$"#,
    #"^[\w./-]+\.(ts|js)$"#, #"^[^ ]+\.py$"#, #"^\d{1,3}:\w+$"#,
  ])
  func knowsRegexesOfOneWord(_ pattern: String) {
    #expect(OneWordPattern.matchesOneWord(pattern))
  }

  @Test(arguments: [
    "", "^", "$", "^$", #"\S+$"#, #"^\S+"#, #"^\S+\$"#, "^a b$", "^a.b$", #"^a\sb$"#, "^a|b$",
    #"^[^:]+\.ts$"#, #"^[\w ]+$"#, #"^[\w\s]+$"#, #"^[\D]+$"#, #"^\D+$"#, #"^\W$"#, #"^\x20$"#,
    #"^\040$"#, "^(?i)a$", "^(?x: a )$", "^(?=a b)c$", "^(?<!a)b$", "^[[:space:]]$", "^[]a]$",
    "^[ -~]+$", #"^a\tb$"#, "^a$b$", "^(a$", "^[a$", #"^[\S]+$"#, "^(*ANYCRLF)a$",
  ])
  func takesNothingElseForOne(_ pattern: String) {
    #expect(!OneWordPattern.matchesOneWord(pattern))
  }
}
