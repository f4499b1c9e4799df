import Testing

@testable import ScanEngine

struct GoTestOutputTests {
  @Test func theObjectsOfATestGiveTheTextThatItPrinted() {
    let records = transcript(
      #"{"Action":"start","Package":"p"}"#,
      #"{"Action":"output","Package":"p","Test":"T","Output":"=== RUN   T\n"}"#,
      #"{"Action":"output","Package":"p","Test":"T","Output":"    t_test.go:3: bad\n"}"#,
      #"{"Action":"fail","Package":"p","Test":"T"}"#,
      #"{"Action":"output","Package":"p","Output":"FAIL\n"}"#,
      #"{"level":"error","msg":"lease lost"}"#)
    #expect(records.map(\.text) == ["=== RUN   T", "    t_test.go:3: bad", "FAIL", "lease lost"])
    #expect(records.map(\.continues) == [false, true, true, false])
    #expect(records.map(\.line) == [2, 3, 5, 6])
  }

  @Test func anObjectWithAnActionAloneIsOfAnotherFormat() {
    #expect(transcript(#"{"Action":"output","Output":"error: bad","level":"error"}"#).count == 1)
    #expect(transcript(#"{"Action":"output","Output":"error: bad"}"#).isEmpty)
  }
}
