/// Texts of which each is known to hold certain errors.
enum MatcherCases {
  static let all = basic + ToolCases.all

  private static let basic: [TextMatcherTests.Case] = [
    .init(
      name: "a chain of exceptions is one error, the outermost",
      text: """
        Traceback (most recent call last):
          File "/srv/a.py", line 3, in load
            json.loads(text)
          File "/usr/lib/python3.11/json/decoder.py", line 355, in raw_decode
            raise JSONDecodeError("Expecting value", s, err.value) from None
        json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)

        During handling of the above exception, another exception occurred:

        Traceback (most recent call last):
          File "/srv/b.py", line 9, in main
            load()
        ConfigError: bad config
        """,
      found: ["ConfigError | bad config | /srv/b.py:main | 13"]),
    .init(
      name: "vitest's arrows name the function before the file, or the file alone",
      text: """
         FAIL  src/a.test.ts > adds
        TypeError: Cannot read properties of undefined (reading 'stops')
         ❯ renderTimeline src/components/Timeline.tsx:28:31
         ❯ src/pages/ParcelPage.tsx:17:10

         FAIL  src/b.test.ts > removes
        RangeError: bad depot
         ❯ src/depots/remove one.ts:8:3
        """,
      found: [
        "TypeError | Cannot read properties of undefined (reading 'stops') | "
          + "src/components/Timeline.tsx:renderTimeline | 2",
        "RangeError | bad depot | src/depots/remove one.ts | 7",
      ]),
    .init(
      name: "a log entry and its traceback are one error, also behind prefixes",
      text: """
        web_1  | 2026-02-11 10:00:01,123 ERROR [app.views] Exception on /orders [POST]
        web_1  | Traceback (most recent call last):
        web_1  |   File "/usr/local/lib/python3.12/site-packages/flask/app.py", line 21, in run
        web_1  |     response = self.dispatch()
        web_1  |   File "/app/views/orders.py", line 44, in create
        web_1  |     total = order["total"]
        web_1  | KeyError: 'total'
        web_1  | 2026-02-11 10:00:02,123 WARNING retrying after ConnectionError: reset
        """,
      found: ["KeyError | 'total' | /app/views/orders.py:create | 7"]),
    .init(
      name: "blank lines between a log entry and its stack don't part them",
      text: """
        2026-02-11T09:06:40.731Z ERROR 1 --- [till] [exec-3] o.a.c.Till : Servlet.service() threw


        java.lang.IllegalStateException: rate for FR is stale
        \tat com.acme.till.RateService.rate(RateService.java:58) ~[!/:2.1.0]
        \tat java.base/java.lang.Thread.run(Thread.java:840)
        """,
      found: [
        "java.lang.IllegalStateException | rate for FR is stale | "
          + "RateService.java:com.acme.till.RateService.rate | 4"
      ]),
    .init(
      name: "log entries without stacks are errors of their own",
      text: """
        10:15:31.000 [main] ERROR com.acme.Store - second failed
        10:15:31.001 [main] ERROR com.acme.Store - third failed
        ERROR: Could not find a version that satisfies the requirement foo==9
        """,
      found: [
        "ERROR | second failed | - | 1", "ERROR | third failed | - | 2",
        "error | Could not find a version that satisfies the requirement foo==9 | - | 3",
      ]),
    .init(
      name: "panics one after the other are two",
      text: """
        thread 'reconcile' panicked at src/main.rs:26:23:
        statement is missing
        stack backtrace:
           0: core::panicking::panic_fmt
                     at /rustc/5980/library/core/src/panicking.rs:80:14
           1: ledger::reconcile
                     at ./src/main.rs:26:23
        note: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.

        thread 'main' panicked at src/main.rs:28:22:
        reconcile failed
        note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
        """,
      found: [
        "panic | statement is missing | ./src/main.rs:ledger::reconcile | 2",
        "panic | reconcile failed | src/main.rs | 11",
      ]),
    .init(
      name: "each failed subtest is one error, and what ends a block may be one",
      text: """
        --- FAIL: TestSub (0.00s)
            --- FAIL: TestSub/a (0.00s)
                x_test.go:9: got 1, want 2
            --- FAIL: TestSub/b (0.00s)
                x_test.go:9: got 3, want 4
        FAIL
        --- FAIL: TestPanic (0.00s)
        panic: no store

        goroutine 7 [running]:
        testing.tRunner.func1.2({0x51, 0x62})
        \t/usr/local/go/src/testing/testing.go:1545 +0x238
        example.com/inv.Take(0x0)
        \t/srv/inv/store.go:21 +0x1a
        """,
      found: [
        "FAIL | got 1, want 2 | x_test.go:TestSub/a | 3",
        "FAIL | got 3, want 4 | x_test.go:TestSub/b | 5",
        "panic | no store | /srv/inv/store.go:example.com/inv.Take | 8",
      ]),
    .init(
      name: "rules whose blocks begin alike share them",
      text: """
        __________ test_total __________
        tests/test_load.py:11: in test_total
            assert total(order) == 1.19
        E   assert 1.2 == 1.19
        __________ test_region __________
        tests/test_load.py:15: in test_region
            total(order)
        shop/load.py:8: in rate
            return RATES[region]
        E   KeyError: 'FR'
        =========== 2 failed in 0.09s ===========
        """,
      found: [
        "AssertionError | assert 1.2 == 1.19 | tests/test_load.py:test_total | 4",
        "KeyError | 'FR' | shop/load.py:rate | 10",
      ]),
    .init(
      name: "a block whose first line names the error stands without the rest",
      text: """
        terminate called after throwing an instance of 'int'
        terminate called after throwing an instance of 'std::runtime_error'
          what():  no device
        """,
      found: [
        "int | terminate called after throwing an instance of 'int' | - | 1",
        "std::runtime_error | no device | - | 3",
      ]),
    .init(
      name: "a stack that was cut off is an error, a mere beginning is none",
      text: """
        Traceback (most recent call last):
          File "/srv/a.py", line 3, in load
            json.loads(text)
        $ ls
        Traceback (most recent call last):
        $ ls
        """,
      found: ["error | Traceback (most recent call last): | /srv/a.py:load | 1"]),
    .init(
      name: "an empty message is empty",
      text: """
        Exception in thread "main" java.util.ConcurrentModificationException
        \tat com.acme.Main.main(Main.java:12)
        """,
      found: ["java.util.ConcurrentModificationException |  | Main.java:com.acme.Main.main | 1"]),
    .init(
      name: "what went well is no error",
      text: """
        2026-02-11 10:00:00 INFO 0 errors, TypeError: none
        INFO: KeyError: 'total' was handled
        tests/test_load.py::test_error PASSED
        --- PASS: TestError (0.00s)
        ok 3 - error: is shown
        {"level":"info","error":null}
        """,
      found: []),
  ]
}
