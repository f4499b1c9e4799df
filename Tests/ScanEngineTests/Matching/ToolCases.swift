/// What tools print around their errors: headings, verdicts, several lines of message, prompts.
enum ToolCases {
  static let all: [TextMatcherTests.Case] = headings + verdicts + messages + boundaries

  private static let headings: [TextMatcherTests.Case] = [
    .init(
      name: "what a linter finds below a file's heading is in that file",
      text: """

        /srv/web/src/cart.ts
           3:7   error    'total' is assigned a value but never used  no-unused-vars
          12:1   warning  Unexpected console statement                no-console
          14:10  error    Unexpected any. Specify a different type    @typescript-eslint/no-explicit-any

        /srv/web/src/rates.ts
          1:1  error  Parsing error: Unexpected token }

        ✖ 4 problems (3 errors, 1 warning)
        """,
      found: [
        "no-unused-vars | 'total' is assigned a value but never used | /srv/web/src/cart.ts | 3",
        "@typescript-eslint/no-explicit-any | Unexpected any. Specify a different type | "
          + "/srv/web/src/cart.ts | 5",
        "Parsing error | Unexpected token } | /srv/web/src/rates.ts | 8",
      ]),
    .init(
      name: "shellcheck heads its findings with the file",
      text: """
        In deploy.sh line 4:
        source ./env.sh
               ^------^ SC1091 (info): Not following: ./env.sh was not specified as input.


        In bad.sh line 2:
        if [ $1 = x ]
        ^-- SC1049 (error): Did you forget the 'then' for this 'if'?
        ^-- SC1073 (error): Couldn't parse this if expression. Fix to allow more checks.

        For more information:
        """,
      found: [
        "SC1049 | Did you forget the 'then' for this 'if'? | bad.sh | 8",
        "SC1073 | Couldn't parse this if expression. Fix to allow more checks. | bad.sh | 9",
      ]),
    .init(
      name: "webpack heads what it found with the file, not with who imports it",
      text: """
        ERROR in ./src/app.tsx 5:2
        Module parse failed: Unexpected token (5:2)
        | export const App = () => (
        >   <div/>
         @ ./src/index.js 1:0-20
        """,
      found: ["Module parse failed | Unexpected token (5:2) | ./src/app.tsx | 2"]),
  ]

  private static let verdicts: [TextMatcherTests.Case] = [
    .init(
      name: "what a verbose test logs counts if it fails",
      text: """
        === RUN   TestTake
            store_test.go:3: no order in the table
        --- FAIL: TestTake (0.00s)
        === RUN   TestTable
        === RUN   TestTable/one
            store_test.go:6: got 1, want 1
        === RUN   TestTable/two
            store_test.go:6: taking 2
            store_test.go:7: Take(2) = 2; want 3
        --- FAIL: TestTable (0.00s)
            --- PASS: TestTable/one (0.00s)
            --- FAIL: TestTable/two (0.00s)
        === RUN   TestErrNone
            store_test.go:9: error as expected: out of stock
        --- PASS: TestErrNone (0.00s)
        FAIL
        """,
      found: [
        "FAIL | no order in the table | store_test.go:TestTake | 2",
        "FAIL | Take(2) = 2; want 3 | store_test.go:TestTable/two | 9",
      ]),
    .init(
      name: "what a test logged is shown below its failure",
      text: """
        --- FAIL: TestFile (0.00s)
            store_test.go:7: loading
            store_test.go:8: open testdata/none.json: no such file or directory
        --- FAIL: TestCreate (0.00s)
            api_test.go:22:\u{20}
                \tError Trace:\t/srv/inv/api_test.go:22
                \tError:      \tNot equal:\u{20}
                \t            \texpected: 201
                \t            \tactual  : 500
                \tTest:       \tTestCreate
        FAIL
        """,
      found: [
        "FAIL | open testdata/none.json: no such file or directory | store_test.go:TestFile | 3",
        "FAIL | Not equal: expected: 201 actual  : 500 | /srv/inv/api_test.go:TestCreate | 7",
      ]),
  ]

  private static let messages: [TextMatcherTests.Case] = [
    .init(
      name: "Google Test's messages have several lines",
      text: """
        [ RUN      ] CartTest.Totals
        t.cc:6: Failure
        Expected equality of these values:
          total()
            Which is: 4
          5
        t.cc:7: Failure
        Value of: total()==5
          Actual: false
        Expected: true
        [  FAILED  ] CartTest.Totals (0 ms)
        """,
      found: [
        "Failure | Expected equality of these values: total() Which is: 4 5 | t.cc | 3",
        "Failure | Value of: total()==5 Actual: false Expected: true | t.cc | 8",
      ]),
    .init(
      name: "a zap entry is followed by goroutine frames",
      text: """
        2026-01-01T10:00:05.000Z\tERROR\treserve failed\t{"sku": "B-9"}
        example.com/inv/store.(*Store).Take
        \t/srv/inv/store/take.go:21
        net/http.HandlerFunc.ServeHTTP
        \t/usr/local/go/src/net/http/server.go:2136
        2026-01-01T10:00:06.000Z\tINFO\tretried
        """,
      found: [
        "ERROR | reserve failed | /srv/inv/store/take.go:example.com/inv/store.(*Store).Take | 1"
      ]),
  ]

  private static let boundaries: [TextMatcherTests.Case] = [
    .init(
      name: "a cut test report doesn't swallow what follows the next prompt",
      text: """
        ___________ test_total ___________
        tests/test_load.py:11: in test_total
            assert total(order) == 1.19
        E   assert 1.19595 == 1.19
        $ ./app
        Segmentation fault (core dumped)
        """,
      found: [
        "AssertionError | assert 1.19595 == 1.19 | tests/test_load.py:test_total | 4",
        "Segmentation fault | Segmentation fault (core dumped) | - | 6",
      ]),
    .init(
      name: "another container's traceback is not the stack of a log entry",
      text: """
        db-1   | 2026-02-11 10:00:00.000 UTC [1] FATAL:  database "shop" does not exist
        web-1  | Traceback (most recent call last):
        web-1  |   File "/app/shop/db.py", line 9, in connect
        web-1  |     raise RuntimeError("no database")
        web-1  | RuntimeError: no database
        """,
      found: [
        "FATAL | database \"shop\" does not exist | - | 1",
        "RuntimeError | no database | /app/shop/db.py:connect | 5",
      ]),
    .init(
      name: "BuildKit's prefix is no part of a line",
      text: """
        #9 1.234 npm error code ENOENT
        #9 1.235 npm error syscall open
        #9 1.238 npm error enoent Could not read package.json
        """,
      found: ["enoent | Could not read package.json | - | 3"]),
    .init(
      name: "an elided traceback is an example",
      text: """
        >>> parse("")
        Traceback (most recent call last):
            ...
        ValueError: text is empty
        """,
      found: []),
  ]
}
