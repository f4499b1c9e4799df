/// What agents and services log about themselves, and lines that look like errors and are none.
enum AgentLines {
  static let agents = #"""
    {time} INFO [{agent}] {sentence}
    {time} INFO [{agent}] {phrase}
    {time} DEBUG [{agent}] {phrase} id={hex} took {milliseconds}ms
    {time} INFO [{agent}] Running: npm run {word} -- --filter={kebab}
    {time} INFO [{agent}] Running: pytest -q tests/{word}/test_{snake}.py -k {word}
    {time} INFO [{agent}] tool=Bash status=ok duration={milliseconds}ms exit_code=0
    {time} INFO [{agent}] tool=Edit file=src/{folder}/{kebab}.ts +{small} -{small}
    {time} INFO [{agent}] Reading src/{folder}/{snake}.py ({count} lines)
    {time} DEBUG [{agent}] tokens in={number} out={count} cache_read={number} turn={small}
    {time} INFO [{agent}] Plan: {sentence}
    {time} INFO [{agent}] Next: {phrase}, then {phrase}
    {time} DEBUG [{agent}] matched {count} files below src/{folder} for '{word}.*{word}'
    {time} INFO [{agent}] commit {short} "{phrase}" on {word}/{kebab}
    {time} INFO [{agent}] reviewer {person} approved: {sentence}
    {time} INFO [{agent}] {foreign}
    {time} INFO [{agent}] waiting for {agent} to release lock {snake} ({seconds} s so far)
    {time} INFO [{agent}] summary: {sentence}; next: {sentence}
    """#

  static let services = #"""
    {stamp} - {dotted} - INFO - {phrase}
    {stamp} - {dotted} - DEBUG - {sentence}
    {stamp} INFO  [main] c.a.{word}.{Pascal} - {phrase}
    {stamp} INFO  [worker-{small}] c.a.{word}.{Pascal} - batch {count} done: errors=0 failed=0 rows={number}
    {stamp} DEBUG [pool-{small}-thread-{small}] o.h.engine.internal.{Pascal} - {sentence}
    {stamp} WARN  [main] c.a.{word}.{Pascal} - {phrase} is deprecated, use {camel}
    time="{time}" level=info msg="{phrase}" component={word} trace_id={hex}{hex}
    time="{time}" level=debug msg="{sentence}" component={word} elapsed={milliseconds}ms
    [{clock}] {Word}: {phrase}
    [{clock}] INFO {word}: {sentence}
    {{"level":"info","ts":"{time}","logger":"{dotted}","msg":"{phrase}","duration_ms":{milliseconds},"request_id":"{uuid}"}
    {{"level":"debug","ts":"{time}","logger":"{dotted}","msg":"{sentence}","user":"{person}","attempt":{small},"span":"{hex}","errors":0}
    {ip} - - [{date}:{clock} +0000] "GET /api/v1/{word}/{number}?page={small} HTTP/1.1" 200 {number} "-" "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
    {ip} - {word} [{date}:{clock} +0000] "POST /api/v1/{word} HTTP/1.1" 201 {count} "-" "acme-client/{version}"
    {ip} - - [{date}:{clock} +0000] "GET /static/{kebab}.{hex}.js HTTP/1.1" 304 0 "https://app.acme.dev/{word}" "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
    I0105 {clock}.123456 {pid} {snake}.go:{line}] {phrase}
    {syslog} {word}-{small} {word}[{pid}]: {phrase}
    {syslog} {word}-{small} systemd[1]: Started {kebab}.service - {Word} {word}.
    INFO:     {ip}:{port} - "GET /api/{word}/{number} HTTP/1.1" 200 OK
    Started GET "/{word}/{number}" for {ip} at {stamp} +0000
    Completed 200 OK in {milliseconds}ms (Views: {small}.2ms | ActiveRecord: {small}.{small}ms | Allocations: {number})
    """#

  /// Near misses: each has a word of errors and tells of none.
  static let nearMisses = #"""
    0 errors, 0 warnings
    Found 0 errors. Checked {count} source files
    {time} INFO [{agent}] Finished with exit code 0
    {time} INFO [{agent}] Checks done: 0 errors, 0 warnings, 0 failures
    {time} WARN [{agent}] {phrase} was slow, retrying ({small}/9)
    {time} INFO [{agent}] retrying (1/3) after {milliseconds}ms
    {time} DEBUG [{agent}] error handler registered for {dotted}
    {time} INFO [{agent}] no failures in {count} tests, error_rate=0.00
    {time} INFO [{agent}] reading docs/error-codes.md and src/{word}/errors.ts
    test {word}::error_handling ... ok
    test {word}::panics_on_{snake} - should panic ... ok
    test errors::failed_{snake}_keeps_state ... ok
    test result: ok. {count} passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in {seconds}s
    {stamp} INFO  [main] c.a.{word}.ErrorController - registered /error and /error/{{code}
    {stamp} INFO  [metrics] c.a.{word}.Metrics - error_rate: 0.0, p99: {milliseconds}ms, exceptions_total: 0
      ✓ throws an Error when the {word} is missing ({small} ms)
      ✓ returns 404 for an unknown {word} ({small} ms)
    PASS src/{folder}/{kebab}.error.test.ts
    --- PASS: TestErrorWrapping/{snake} (0.00s)
    tests/{word}/test_{snake}_errors.py::test_raises_value_error PASSED                  [{percent}%]
    Compiling {kebab}-error v{version}
    ======================= {count} passed, {small} warnings in {seconds}s =======================
    warning: unused variable: `error_{word}`
    src/{folder}/{snake}.c:{line}:{column}: warning: unused variable 'failed' [-Wunused-variable]
    Build succeeded with 0 Error(s) and {small} Warning(s)
    Tests run: {count}, Failures: 0, Errors: 0, Skipped: {small}, Time elapsed: {seconds} s
    The command exited with status 0.
    docs: explain what happens when {word} fails
    +    raise ValueError(f"unknown {word}: {{{word}!r}")
    -    except KeyError as error:
    """#
}
